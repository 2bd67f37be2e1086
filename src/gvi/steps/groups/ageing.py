"""When what is known of groups stops counting because nobody has looked: relations fade, memberships lapse.

domain.md, "Groups": a relation turns *uncertain* by itself when nothing is seen for ``RELATION_MONTHS``. A membership
follows the times of the person it is about (``gvi.people.retention``): reviewed or gone.
"""

RELATION_MONTHS = 6
"""Months without a sign after which a relation is shown as uncertain."""

UNCONFIRMED_DAYS = 30
"""A membership that was proposed and that nobody has confirmed lapses after so many days."""

TIE_MONTHS = 24
"""What was seen once between two persons, and a person's part in an incident, is kept no longer (HOUSE_MONTHS)."""

SMALL = 5
"""A group with fewer confirmed members stands under *Övriga* unless police decide otherwise."""
