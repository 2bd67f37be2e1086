"""Ask whether groups' violence falls when they are spoken to: the police's own study, on their own rows (W).

The period ends at a month's end at least thirty days old, so that its sentence may be released. The worker thinks.
"""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from gvi.steps.incidents.queries.months import month_after
from gvi.steps.mapping.queries.report.opened import old_enough
from gvi.steps.studies.models import WedgeRun
from gvi.steps.studies.refusals import StillGoing
from gvi.steps.studies.states import GOING
from gvi.steps.studies.working import LOST
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_member, own_room
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.signing import signed


@dataclass(frozen=True)
class WedgeQuestion:
    """How far back, how many weeks a contact lasts beyond its own, and how many orders are drawn."""

    months: int = 24
    carry_over: int = 0
    draws: int = 1999


def ask_wedge(question: WedgeQuestion, *, by: Actor, at: datetime, defer: bool = True) -> WedgeRun:
    """Ask; the run is on its way."""
    by.require(Right.STUDY_GROUPS)
    since, until = period_of(question.months, localdate(at))
    with transaction.atomic():
        if WedgeRun.objects.filter(state__in=GOING, at__gt=at - LOST).exists():
            raise StillGoing
        run = WedgeRun.objects.create(
            period_from=since, period_until=until, asked=asdict(question), **signed(by, at)
        )
        write(Operation.COMBINE, "studies.ask_wedge", by=by, kind="wedge", record=run.pk)
        if defer:
            _defer(run, by)
    return run


def period_of(months: int, today: date) -> tuple[date, date]:
    """So many whole months, the last old enough to be told of.

    >>> [f"{day}" for day in period_of(12, date(2026, 11, 23))]
    ['2025-10-01', '2026-09-30']
    """
    until = old_enough(today)
    year, month = divmod(until.year * 12 + until.month - 1 - months, 12)
    return month_after(date(year, month + 1, 1)), until


def _defer(run: WedgeRun, by: Actor) -> None:
    from gvi.steps.studies.tasks import work_on_wedge

    work_on_wedge.defer(workspace=str(own_room(by)), member=str(own_member(by)), run=str(run.pk))
