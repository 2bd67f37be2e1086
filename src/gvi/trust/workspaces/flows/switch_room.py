"""Switch one's own room on or off: impact assessment, decider, date, and until when (domain.md, trust.md T32)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.refusals import Refusal
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.flows.common import day_of
from gvi.trust.workspaces.inside import own_room
from gvi.trust.workspaces.models import Switch
from gvi.trust.workspaces.rights import Right


@dataclass(frozen=True)
class Decision:
    """An authority's decision about its room, as it was made."""

    on: bool
    assessment: str
    decider: str
    decided_on: date
    valid_until: date | None = None


def switch_room(decision: Decision, *, by: Actor, at: datetime) -> Switch:
    """Record ``decision`` for ``by``'s room; it counts from the next request. Earlier decisions stay."""
    by.require(Right.SWITCH_ROOM)
    if decision.decided_on > day_of(at):
        raise Refusal(_("Beslutet kan inte ha fattats i framtiden."), field="decided_on")
    if decision.on and decision.valid_until and decision.valid_until < day_of(at):
        raise Refusal(_("Sista dagen har redan passerat."), field="valid_until")
    with transaction.atomic():
        switch = Switch.objects.create(
            workspace_id=own_room(by),
            on=decision.on,
            assessment=decision.assessment,
            decider=decision.decider,
            decided_on=decision.decided_on,
            valid_until=decision.valid_until if decision.on else None,
            recorded_at=at,
            recorded_by_id=by.member_id,
        )
        write(
            Operation.SETTINGS,
            "workspaces.switch_room",
            by=by,
            kind="switch",
            record=switch.pk,
            reason="on" if decision.on else "off",
        )
    return switch
