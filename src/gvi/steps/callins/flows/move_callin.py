"""Change when, where or by which plan a call-in is held. The days of the checklist are worked out anew."""

from datetime import datetime

from django.db import transaction

from gvi.steps.callins.flows.create_callin import Setting, check_setting, closed_days
from gvi.steps.callins.flows.plan_checks import locked_callin
from gvi.steps.callins.models import CallIn, CheckItem
from gvi.steps.callins.plan import due_dates
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right


def move_callin(callin: CallIn, setting: Setting, *, by: Actor, at: datetime) -> CallIn:
    """Give ``callin``, which is not held yet, a new setting; what is ticked stays ticked."""
    by.require(Right.RUN_CALLIN)
    check_setting(setting, by, at)
    with transaction.atomic():
        current = locked_callin(callin.pk)
        for field, value in vars(setting).items():
            setattr(current, field, value)
        current.save(update_fields=list(vars(setting)))
        dates = due_dates(current.day, current.plan, closed_days())
        items = list(CheckItem.objects.filter(callin=current))
        for item in items:
            item.due = dates[item.key]
        CheckItem.objects.bulk_update(items, ["due"])
        write(Operation.CHANGE, "callins.move", by=by, kind="callin", record=callin.pk)
    return current
