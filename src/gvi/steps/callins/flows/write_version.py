"""Write a version of a script, of the security plan or of the card; a second member approves it (domain.md, "Call-in").

A version is never rewritten: whoever wants other words writes a new one, and what is approved holds until that is.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db import transaction
from django.db.models import Max, QuerySet

from gvi.steps.callins.flows.plan_checks import in_hand, locked_callin, refuse_empty, refuse_telling
from gvi.steps.callins.models import CallIn, CardVersion, ScriptVersion, SecurityPlan, SpeakerSlot
from gvi.steps.callins.models.joint import Approved
from gvi.steps.callins.refusals_plan import NoHelpline, OwnVersion, VersionMoved
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_member
from gvi.trust.workspaces.models import Programme
from gvi.trust.workspaces.rights import Right

Version = TypeVar("Version", bound=Approved)


@dataclass(frozen=True)
class Safety:
    """What a security plan says."""

    lead: str
    arrival: str = ""
    inside: str = ""
    departure: str = ""
    stop: str = ""


def write_script(slot: SpeakerSlot, words: str, *, by: Actor, at: datetime) -> ScriptVersion:
    """A new version of what is said from ``slot``."""
    by.require(Right.WRITE_SCRIPT)
    refuse_empty(words=words)
    refuse_telling(by, words)
    with transaction.atomic():
        locked_callin(slot.callin_id)
        number = _next(ScriptVersion.objects.filter(slot=slot))
        script = ScriptVersion.objects.create(slot=slot, words=words, number=number, **in_hand(by, at))
        write(Operation.COLLECT, "callins.write_script", by=by, kind="callin", record=slot.callin_id)
    return script


def write_security(callin: CallIn, safety: Safety, *, by: Actor, at: datetime) -> SecurityPlan:
    """A new version of the security plan."""
    by.require(Right.RUN_CALLIN)
    refuse_empty(lead=safety.lead)
    refuse_telling(by, *vars(safety).values())
    with transaction.atomic():
        locked_callin(callin.pk)
        number = _next(SecurityPlan.objects.filter(callin=callin))
        plan = SecurityPlan.objects.create(callin=callin, number=number, **vars(safety), **in_hand(by, at))
        write(Operation.COLLECT, "callins.write_security", by=by, kind="callin", record=callin.pk)
    return plan


def write_card(lines: str, small_print: str, *, by: Actor, at: datetime) -> CardVersion:
    """A new version of the hand-out card; its number is the programme's helpline and none other."""
    by.require(Right.RUN_CALLIN)
    refuse_empty(lines=lines)
    refuse_telling(by, lines, small_print)
    with transaction.atomic():
        (programme,) = Programme.objects.select_for_update()
        if not programme.helpline.strip():
            raise NoHelpline
        number = _next(CardVersion.objects.all())
        told = {"lines": lines, "small_print": small_print, "phone": programme.helpline}
        card = CardVersion.objects.create(number=number, **told, **in_hand(by, at))
        write(Operation.COLLECT, "callins.write_card", by=by, kind="card", record=card.pk)
    return card


def approve_script(script: ScriptVersion, *, by: Actor, at: datetime) -> None:
    """Approve what is said: by another than its author."""
    by.require(Right.WRITE_SCRIPT)
    with transaction.atomic():
        locked_callin(script.slot.callin_id)
        _approve(script, ScriptVersion.objects.filter(slot=script.slot_id), by, at)
        write(Operation.CHANGE, "callins.approve_script", by=by, kind="callin", record=script.slot.callin_id)


def approve_security(plan: SecurityPlan, *, by: Actor, at: datetime) -> None:
    """Approve the security plan: by another than its author."""
    by.require(Right.RUN_CALLIN)
    with transaction.atomic():
        locked_callin(plan.callin_id)
        _approve(plan, SecurityPlan.objects.filter(callin=plan.callin_id), by, at)
        write(Operation.CHANGE, "callins.approve_security", by=by, kind="callin", record=plan.callin_id)


def approve_card(card: CardVersion, *, by: Actor, at: datetime) -> None:
    """Approve the card: by another than its author."""
    by.require(Right.RUN_CALLIN)
    with transaction.atomic():
        _approve(card, CardVersion.objects.all(), by, at)
        write(Operation.CHANGE, "callins.approve_card", by=by, kind="card", record=card.pk)


def _next(versions: "QuerySet[Version]") -> int:
    latest: int = versions.aggregate(latest=Max("number"))["latest"] or 0
    return latest + 1


def _approve(version: Version, versions: "QuerySet[Version]", by: Actor, at: datetime) -> None:
    current = versions.select_for_update().get(pk=version.pk)
    if current.by == own_member(by):
        raise OwnVersion
    if current.approved_at or versions.filter(number__gt=current.number).exists():
        raise VersionMoved
    current.approved_by, current.approved_at = own_member(by), at
    current.save(update_fields=["approved_by", "approved_at"])
