"""When what is known of groups stops counting because nobody has looked: relations fade, memberships lapse.

domain.md, "Groups": a relation turns *uncertain* by itself when nothing is seen for ``RELATION_MONTHS``. A membership
follows the times of the person it is about (``gvi.people.retention``): reviewed or gone.
"""

from calendar import monthrange
from datetime import date

RELATION_MONTHS = 6
"""Months without a sign after which a relation is shown as uncertain."""

UNCONFIRMED_DAYS = 30
"""A membership that was proposed and that nobody has confirmed lapses after so many days."""

TIE_MONTHS = 24
"""What was seen once between two persons, and a person's part in an incident, is kept no longer (HOUSE_MONTHS)."""

SMALL = 5
"""A group with fewer confirmed members stands under *Övriga* unless police decide otherwise."""


def uncertain_on(last_sign: date) -> date:
    """The day on which a relation last seen on ``last_sign`` reads as uncertain: the same day six months later.

    A day that the later month lacks becomes its last.

    >>> uncertain_on(date(2026, 8, 12)), uncertain_on(date(2026, 8, 31))
    (datetime.date(2027, 2, 12), datetime.date(2027, 2, 28))
    """
    return _months_after(last_sign, RELATION_MONTHS)


def tie_ends_on(seen: date) -> date:
    """The day on which a tie seen on ``seen`` is kept no longer.

    >>> tie_ends_on(date(2024, 2, 29))
    datetime.date(2026, 2, 28)
    """
    return _months_after(seen, TIE_MONTHS)


def _months_after(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
