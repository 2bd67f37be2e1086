"""One record of each kind of probation's summons, for the routes that name one."""

from typing import Any
from uuid import UUID

from gvi.steps.callins.models import CallIn
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.cast import Cast
from tests.steps.callins.invitees.world import Rooms, approved, letters, named, taken_in

WORDS = ("invitee_id", "told_id", "letter_id")


def invitees_of(cast: Cast, callin: UUID) -> dict[str, Any]:
    """Somebody with an approved letter, somebody left to take in, and words of a letter."""
    rooms = Rooms(
        police=cast[Kind.POLICE, Role.ANALYST].member.workspace,
        probation=cast[Kind.PROBATION, Role.COORDINATOR].member.workspace,
        analyst=cast[Kind.POLICE, Role.ANALYST],
        coordinator=cast[Kind.PROBATION, Role.COORDINATOR],
        officer=cast[Kind.PROBATION, Role.PROBATION_OFFICER],
    )
    written = letters(rooms)
    return {
        "invitee_id": approved(rooms, taken_in(rooms, CallIn.objects.get(pk=callin))).pk,
        "told_id": named(rooms).pk,
        "letter_id": next(iter(written.values())).pk,
        "letter_kind": "summons",
    }
