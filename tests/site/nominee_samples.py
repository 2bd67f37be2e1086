"""A nominee and a pair apart of the police room, for the routes that name one."""

from typing import Any
from uuid import UUID

from django.utils import timezone

from gvi.steps.callins.flows.keep_apart import keep_apart
from gvi.steps.callins.models import CallIn
from gvi.steps.callins.states import NomineeState
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.cast import Cast, in_room
from tests.steps.callins.nominees.listed import Police, make_group, make_nominee
from tests.trust.people.persons import make_person


def nominees_of(cast: Cast, callin: UUID) -> dict[str, Any]:
    """Somebody approved for the call-in ``callin``, and whom they must not meet."""
    police = Police(
        cast[Kind.POLICE, Role.ANALYST].member.workspace,
        cast[Kind.POLICE, Role.ANALYST],
        cast[Kind.POLICE, Role.COORDINATOR],
        cast[Kind.POLICE, Role.DECISION_MAKER],
    )
    one, other = (make_person(police.analyst, surname=name) for name in ("Ekhult", "Granlund"))
    coming = CallIn.objects.get(pk=callin)
    made = make_nominee(police, coming, one, group=make_group("Pil"), state=NomineeState.APPROVED)
    with in_room(police.analyst) as actor:
        pair = keep_apart(one.pk, other.pk, "Rånet i våras", by=actor, at=timezone.now())
    return {"nominee_id": made.pk, "apart_id": pair.pk}
