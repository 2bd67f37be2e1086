"""Create a call-in: a day, a time, a place and a plan. The checklist's days follow (domain.md, "Call-in")."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate

from gvi.steps.callins.flows.plan_checks import in_hand, refuse_telling
from gvi.steps.callins.models import CallIn, CheckItem
from gvi.steps.callins.plan import due_dates, first_day
from gvi.steps.callins.refusals_plan import DayWrong, PlanTooLong
from gvi.steps.callins.words import Plan
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.models import Holiday, Programme
from gvi.trust.workspaces.rights import Right

FARTHEST = timedelta(days=366)


@dataclass(frozen=True)
class Setting:
    """When and where, by which plan, and how many times the same day."""

    day: date
    starts: time
    venue: str = ""
    plan: str = Plan.NORMAL
    sessions: int = 1


def create_callin(setting: Setting, *, by: Actor, at: datetime) -> CallIn:
    """Create a call-in as an idea, with its whole checklist."""
    by.require(Right.RUN_CALLIN)
    check_setting(setting, by, at)
    if setting.day < (earliest := first_day(setting.plan, localdate(at))):
        raise PlanTooLong(earliest)
    with transaction.atomic():
        list(Programme.objects.select_for_update())  # one at a time: numbers follow on each other
        latest = CallIn.objects.aggregate(latest=Max("number"))["latest"] or 0
        callin = CallIn.objects.create(number=latest + 1, **vars(setting), **in_hand(by, at))
        dates = due_dates(callin.day, callin.plan, closed_days())
        CheckItem.objects.bulk_create(
            CheckItem(callin=callin, key=key, due=due) for key, due in dates.items()
        )
        write(Operation.COLLECT, "callins.create", by=by, kind="callin", record=callin.pk)
    return callin


def check_setting(setting: Setting, by: Actor, at: datetime) -> None:
    """Refuse a day that has been or lies too far ahead, and a place that names a group."""
    refuse_telling(by, setting.venue)
    if not localdate(at) <= setting.day <= localdate(at) + FARTHEST:
        raise DayWrong


def closed_days() -> frozenset[date]:
    """The programme's own closed days: one query."""
    return frozenset(Holiday.objects.values_list("day", flat=True))
