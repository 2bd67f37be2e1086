"""Who speaks, and how to reach them: in the municipality's room alone (domain.md, "Call-in")."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from gvi.steps.callins.flows.keep_slots import locked_slot
from gvi.steps.callins.flows.plan_checks import refuse_empty
from gvi.steps.callins.models import Speaker, SpeakerSlot
from gvi.steps.callins.words import SlotState
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.signing import signed


@dataclass(frozen=True)
class Named:
    """A speaker as the municipality keeps them."""

    name: str
    phone: str = ""
    email: str = ""
    note: str = ""


def name_speaker(slot: SpeakerSlot, named: Named, *, by: Actor, at: datetime) -> Speaker:
    """Say who fills ``slot``; a place that was open becomes *asked* in the same moment."""
    by.require(Right.KEEP_SPEAKERS)
    refuse_empty(name=named.name)
    with transaction.atomic():
        current = locked_slot(slot)
        if current.state == SlotState.OPEN:
            current.state = SlotState.ASKED
            current.save(update_fields=["state"])
        told = {**vars(named), **signed(by, at)}
        speaker, _made = Speaker.objects.update_or_create(slot=current, defaults=told)
        write(Operation.COLLECT, "callins.name_speaker", by=by, kind="speaker", record=speaker.pk)
    return speaker


def forget_speaker(slot: SpeakerSlot, *, by: Actor, at: datetime) -> None:
    """Take the name away: they no longer want to, or somebody else speaks."""
    by.require(Right.KEEP_SPEAKERS)
    with transaction.atomic():
        for speaker in Speaker.objects.filter(slot=slot):
            record = speaker.pk
            speaker.delete()
            write(Operation.ERASE, "callins.forget_speaker", by=by, kind="speaker", record=record)
