"""One record of each kind of the call-in's joint plan, for the routes that name one."""

from typing import Any

from django.utils import timezone

from gvi.steps.callins.flows.debrief_callin import debrief_callin
from gvi.steps.callins.flows.run_items import propose_run
from gvi.steps.callins.flows.write_version import Safety, write_card, write_script, write_security
from gvi.steps.callins.models import RunItem, SpeakerSlot
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.cast import Cast, in_room
from tests.steps.callins.plan.world import item_of, planned, today_it_is


def callins_of(cast: Cast) -> dict[str, Any]:
    """A call-in in planning with everything in it, and one that has been gone through."""
    town, now = cast[Kind.MUNICIPALITY, Role.COORDINATOR], timezone.now()
    coming, past = planned(town), today_it_is(town, state_held=True)
    with in_room(town) as actor:
        propose_run(coming, by=actor, at=now)
        slot = SpeakerSlot.objects.filter(callin=coming)[0]
        debrief_callin(past, "Lugnt.", by=actor, at=now)
        return {
            "callin_id": coming.pk,
            "debriefed_callin": past.pk,
            "item_id": item_of(coming, "speakers").pk,
            "line_id": RunItem.objects.filter(callin=coming)[0].pk,
            "slot_id": slot.pk,
            "script_id": write_script(slot, "Välkomna.", by=actor, at=now).pk,
            "plan_id": write_security(coming, Safety("Befäl"), by=actor, at=now).pk,
            "card_id": write_card("Hej.", "", by=actor, at=now).pk,
        }
