"""What a closed quarter comes to, and what of it may leave the room (trust.md, T26 and T34).

Met, through the family and the rest add up to the attempts, so they are hidden together: a count under five is never
shown, and no other count lets it be worked out. Where the hidden parts come to under five together, the total is hidden
too. Quarters share no attempt, so none tells of another. The median time from incident to first contact is told for the
whole city, when there are five cases or more.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import median
from uuid import UUID

import polars as pl
from django.db import connection
from django.db.models import Count, Min, Q, QuerySet

from gvi.science.disclosure_control import LEAST, suppress
from gvi.steps.groups.models import Group
from gvi.steps.groups.states import FIRST
from gvi.steps.incidents.models import Precision
from gvi.steps.talks.deadlines import STOCKHOLM
from gvi.steps.talks.models import Attempt, Band, Quarter
from gvi.steps.talks.words import Outcome, TalkKind

MONTHS = 3
LEAST_IN_A_BAND = 3
HOUR = timedelta(hours=1)
PARTS = """
    with latest as (
        select distinct on (j.incident_id) j.id, j.incident_id, i.occurred_at
        from incidents_incident i join review_judgement j on j.incident_id = i.id
        where i.occurred_at < %(end)s and i.state = 'confirmed'
        order by j.incident_id, j.version desc
    ), part as (
        select distinct s.group_id, l.incident_id, case when l.occurred_at >= %(recent)s then 0
            when l.occurred_at >= %(year)s then 1 else 2 end as band
        from latest l join review_judgementside s on s.judgement_id = l.id
    ), own as (
        select group_id, min(band) as band from part group by group_id
    )
    select o.group_id, o.band, p.incident_id from own o
        join part p on p.group_id = o.group_id and p.band = o.band
"""


@dataclass(frozen=True)
class Counted:
    """A quarter as the police count it."""

    ends: date
    attempts: int
    met: int
    family: int
    median_hours: int | None
    cases: int

    @property
    def others(self) -> int:
        """Attempts that met nobody."""
        return self.attempts - self.met - self.family


@dataclass(frozen=True)
class Told:
    """What of it may be told: ``None`` where it is hidden."""

    attempts: int | None
    met: int | None
    family: int | None
    median_hours: int | None


def quarter_end(day: date) -> date:
    """The last day of the quarter of ``day``.

    >>> f"{quarter_end(date(2026, 11, 23))}", f"{quarter_end(date(2026, 6, 30))}"
    ('2026-12-31', '2026-06-30')
    """
    first = day.month - (day.month - 1) % MONTHS
    return _first_of(day.year, first + MONTHS) - timedelta(days=1)


def before(ends: date) -> date:
    """The last day of the quarter before the one that ends on ``ends``."""
    return _first_of(ends.year, ends.month - MONTHS + 1) - timedelta(days=1)


def _first_of(year: int, month: int) -> date:
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def next_to_release(owner: UUID | None, today: date) -> date | None:
    """The closed quarter whose turn it is: the one after the last released, else the first with an attempt."""
    last = Quarter.objects.filter(owner=owner).order_by("-ends").values_list("ends", flat=True).first()
    if last:
        due = quarter_end(last + timedelta(days=1))
    else:
        first = Attempt.objects.order_by().aggregate(first=Min("at"))["first"]
        due = quarter_end(first.astimezone(STOCKHOLM).date()) if first else before(quarter_end(today))
    return due if due < today else None


def count_quarter(ends: date) -> Counted:
    """Count it: two queries."""
    since, until = _midnight(before(ends) + timedelta(days=1)), _midnight(ends + timedelta(days=1))
    tried = Attempt.objects.filter(talk__kind=TalkKind.MESSAGE).order_by()
    counted = tried.filter(at__gte=since, at__lt=until).aggregate(
        attempts=Count("pk"),
        met=Count("pk", filter=Q(outcome=Outcome.MET)),
        family=Count("pk", filter=Q(outcome=Outcome.FAMILY)),
    )
    hours = _hours(tried, since, until)
    middle = round(median(hours)) if hours else None
    return Counted(ends=ends, **counted, median_hours=middle, cases=len(hours))


def _hours(tried: QuerySet[Attempt], since: datetime, until: datetime) -> list[float]:
    """From each incident to its first contact, for those contacted first in the quarter and known to the hour."""
    spoken = tried.filter(outcome__in=(Outcome.MET, Outcome.FAMILY), talk__incident__isnull=False)
    known = spoken.exclude(talk__incident__precision=Precision.DAY)
    firsts = known.values("talk__incident").annotate(
        first=Min("at"), happened=Min("talk__incident__occurred_at")
    )
    told = firsts.filter(first__gte=since, first__lt=until).values_list("happened", "first")
    return [(first - happened) / HOUR for happened, first in told]


def may_tell(counted: Counted) -> Told:
    """Hide what is small, and so much more that nothing small can be worked out."""
    parts = {"met": counted.met, "family": counted.family, "others": counted.others}
    table = pl.DataFrame({"part": list(parts), "n": list(parts.values())})
    shown = suppress(table, rows="part", value="n")
    told = [shown.cell(part).value for part in parts]
    rest = counted.attempts - sum(value for value in told if value is not None)
    return Told(
        attempts=shown.cell(None).value if rest >= LEAST or None not in told else None,
        met=shown.cell("met").value,
        family=shown.cell("family").value,
        median_hours=counted.median_hours if counted.cases >= LEAST else None,
    )


def bands_at(ends: date) -> dict[UUID, Band]:
    """How long ago each group on its own row had its last incident; empty unless each band is wide. Two queries.

    A group that is known in no incident stands among the older. With one narrow band hidden the others would tell
    which groups it holds, so then none is told.
    """
    groups = set(Group.objects.filter(state__in=FIRST, own_row=True).values_list("pk", flat=True))
    held: dict[UUID, Band] = dict.fromkeys(groups, Band.OLDER)
    incidents: dict[Band, set[UUID]] = defaultdict(set)
    for group, number, incident in _parts(ends):
        if group in groups:
            held[group] = list(Band)[number]
            incidents[held[group]].add(incident)
    return held if _wide(held, incidents) else {}


def _wide(held: dict[UUID, Band], incidents: dict[Band, set[UUID]]) -> bool:
    bands = list(held.values())
    return all(
        bands.count(band) >= LEAST_IN_A_BAND and len(incidents[band]) >= LEAST_IN_A_BAND
        for band in set(bands)
    )


def _parts(ends: date) -> list[tuple[UUID, int, UUID]]:
    asked = {
        "end": _midnight(ends + timedelta(days=1)),
        "recent": _midnight(before(ends) + timedelta(days=1)),
        "year": _midnight(_first_of(ends.year - 1, ends.month + 1)),
    }
    with connection.cursor() as cursor:
        cursor.execute(PARTS, asked)
        found: list[tuple[UUID, int, UUID]] = cursor.fetchall()
    return found


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), STOCKHOLM)
