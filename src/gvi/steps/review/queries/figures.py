"""Group-related counts: the police's own as of now, and what they have released to everybody else.

A count is never shown as a bare per cent, and outside the police only as of a month end (screens.md, "Läget").
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import connection

from gvi.steps.incidents.states import State
from gvi.steps.review.models import Gmi, MonthFigures
from gvi.steps.review.rhythm import STOCKHOLM
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right

COUNT = """
    with first as (
        select incident_id, gmi from review_judgement where version = 1 and at >= %(since)s
    ), revised as (
        select distinct on (incident_id) incident_id, gmi from review_judgement
        where version > 1 and at >= %(since)s order by incident_id, version desc
    ), latest as (
        select coalesce(r.gmi, f.gmi, (
            select j.gmi from review_judgement j where j.incident_id = i.id order by j.version desc limit 1
        )) as gmi
        from incidents_incident i
        left join revised r on r.incident_id = i.id
        left join first f on f.incident_id = i.id
        where i.state = %(state)s and i.occurred_at >= %(since)s and i.occurred_at < %(until)s
    )
    select count(*) filter (where gmi = %(known)s), count(*) filter (where gmi = %(suspected)s), count(*)
    from latest
"""


@dataclass(frozen=True)
class GmiCounts:
    """Confirmed incidents from ``since`` to ``until`` (the latter excluded), and how many are group-related.

    ``released_at`` is ``None`` for the police's own counts, which are as of now.
    """

    known: int
    suspected: int
    total: int
    since: datetime
    until: datetime
    released_at: datetime | None = None

    @property
    def last_day(self) -> datetime:
        """A moment of the last day that is counted."""
        return self.until - timedelta(seconds=1)

    @property
    def other(self) -> int:
        """Those that are not group-related, are unknown, or have not been judged."""
        return self.total - self.known - self.suspected


def gmi_counts(actor: Actor, since: datetime, until: datetime) -> GmiCounts | None:
    """What ``actor`` may know: one query. ``None`` while nothing has been released."""
    if actor.may(Right.READ_JUDGEMENTS):
        return count_judged(since, until)
    latest = MonthFigures.objects.filter(released_at__lte=until).first()
    return released_counts(latest) if latest else None


def count_judged(since: datetime, until: datetime) -> GmiCounts:
    """Count by the latest judgement of each incident; runs in the police room only (elsewhere all are unjudged).

    What happened after ``since`` was judged after it too, so an index over the time of judging answers nearly all;
    only where it has nothing (the time of the incident was corrected) is the incident itself looked up.
    """
    asked: dict[str, datetime | str] = {"since": since, "until": until, "state": State.CONFIRMED}
    with connection.cursor() as cursor:
        cursor.execute(COUNT, {**asked, "known": Gmi.KNOWN, "suspected": Gmi.SUSPECTED})
        known, suspected, total = cursor.fetchone()
    return GmiCounts(known, suspected, total, since, until)


def released_counts(figures: MonthFigures) -> GmiCounts:
    """The counts of one release."""
    since, until = year_before(figures.month_end)
    return GmiCounts(figures.known, figures.suspected, figures.total, since, until, figures.released_at)


def year_before(month_end: date) -> tuple[datetime, datetime]:
    """The twelve whole months that ended on ``month_end``, as the first moment and the first moment after."""
    after = month_end + timedelta(days=1)
    return _midnight(after.replace(year=after.year - 1)), _midnight(after)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), STOCKHOLM)
