"""Start the 24-hour plan after a killing: every step due by the clock, from now (``review.acute``)."""

from datetime import datetime

from django.db import transaction

from gvi.steps.incidents.models import Incident, Kind
from gvi.steps.incidents.states import State
from gvi.steps.review.acute import STEPS
from gvi.steps.review.models import AcuteStep
from gvi.steps.review.refusals import NoKilling, PlanStarted
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.signing import signed


def is_killing(incident: Incident) -> bool:
    """Whether someone was killed; an incident that was set aside is none."""
    return incident.state != State.UNFOUNDED and (incident.dead > 0 or incident.kind == Kind.HOMICIDE)


def start_acute_plan(incident: Incident, *, by: Actor, at: datetime) -> list[AcuteStep]:
    """Make the plan's steps; confirmation is not waited for."""
    by.require(Right.QUICK_REVIEW)
    if not is_killing(incident):
        raise NoKilling
    with transaction.atomic():
        Incident.objects.select_for_update().get(pk=incident.pk)
        if AcuteStep.objects.filter(incident=incident).exists():
            raise PlanStarted
        made = AcuteStep.objects.bulk_create(
            AcuteStep(incident=incident, code=step.code, due=at + step.after, **signed(by, at))
            for step in STEPS
        )
        write(Operation.COLLECT, "review.start_acute_plan", by=by, kind="incident", record=incident.id)
    return made
