"""What a problem analysis without secrets is written from: nothing here names a group or ties one to anything (T34).

Counts of groups carry no id, counts of persons are frozen and hidden where they are small (T26), group-related counts
are those that police have released, and everything is as of a month end that is at least thirty days old.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from gvi.science.disclosure_control import TOTAL, Suppressed, last_shown
from gvi.steps.mapping.models import FrozenCounts
from gvi.steps.mapping.queries import concentration
from gvi.steps.review.models import MonthFigures
from gvi.steps.review.queries.figures import GmiCounts, released_counts

LEAST_AGE = timedelta(days=30)
QUARTER_ENDS = (3, 6, 9, 12)


@dataclass(frozen=True, slots=True)
class Persons:
    """Confirmed members at a quarter's end as they were frozen; if they are hidden, when they were shown last."""

    quarter_end: date
    cells: Suppressed
    before: tuple[date, int] | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """``groups`` is how many there were in the period; ``counts`` their incidents, most first, without their names."""

    counts: tuple[int, ...]
    released: GmiCounts | None
    persons: Persons

    @property
    def groups(self) -> int:
        """How many groups there were."""
        return len(self.counts)


def old_enough(today: date) -> date:
    """The latest month end that is at least thirty days old.

    >>> f"{old_enough(date(2026, 11, 23))}", f"{old_enough(date(2026, 11, 30))}"
    ('2026-09-30', '2026-10-31')
    """
    end = today.replace(day=1) - timedelta(days=1)
    return end if end + LEAST_AGE <= today else end.replace(day=1) - timedelta(days=1)


def quarter_end_by(day: date) -> date:
    """The latest quarter end that is not after ``day``.

    >>> f"{quarter_end_by(date(2026, 9, 30))}", f"{quarter_end_by(date(2026, 8, 31))}"
    ('2026-09-30', '2026-06-30')
    """
    ends = [date(day.year, month, monthrange(day.year, month)[1]) for month in QUARTER_ENDS]
    return max([date(day.year - 1, 12, 31), *(end for end in ends if end <= day)])


def opened(since: date, until: date) -> Opened:
    """Read what may be told of groups and persons as of ``until``: about six queries."""
    asked = {"of": "groups", "side": "either", "since": f"{since}", "until": f"{until}", "without": ""}
    counts = concentration.read(asked).counts
    latest = MonthFigures.objects.filter(month_end__lte=until).first()
    return Opened(
        counts=tuple(sorted(counts, reverse=True)),
        released=released_counts(latest) if latest else None,
        persons=_persons(quarter_end_by(until)),
    )


def _persons(quarter_end: date) -> Persons:
    """The count frozen for ``quarter_end``, which must be there, and if it is hidden the one last shown before it."""
    rows = list(FrozenCounts.objects.filter(quarter_end__lte=quarter_end).order_by("quarter_end"))
    tables = [Suppressed.from_json(row.cells) for row in rows]
    before = None if tables[-1].cell(TOTAL).value is not None else last_shown(tables[:-1])
    return Persons(
        quarter_end=rows[-1].quarter_end,
        cells=tables[-1],
        before=(rows[before[0]].quarter_end, before[1]) if before else None,
    )
