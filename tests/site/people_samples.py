"""A person with a role, a statement and a waiting file, in every kind of room that keeps persons."""

from typing import Any
from uuid import uuid4

from django.utils import timezone

from gvi.trust.people.flows.add_statement import NewStatement, add_statement
from gvi.trust.people.flows.propose_batch import propose_batch
from gvi.trust.people.models import Pair, Person, PersonRole
from gvi.trust.people.words import Accuracy, Reliability, StatementKind
from gvi.trust.workspaces.kinds import WITH_PERSONS, Kind
from gvi.trust.workspaces.rights import Right, rights_of
from gvi.trust.workspaces.roles import Role
from tests.cast import Cast, Player, in_room
from tests.steps.groups.belonging import make_group, make_incident, make_involvement, make_tie, propose
from tests.trust.people.files import small_file
from tests.trust.people.persons import make_person

BELONGING = ("membership_id", "involvement_id", "tie_id")
WORDS = ("person_id", "role_id", "statement_id", "batch_id", "pair_id", *BELONGING)


def people_of(cast: Cast, kind: Kind) -> dict[str, Any]:
    """The values by the path's own words; ids of nothing where the room keeps no such thing."""
    nothing: dict[str, Any] = {word: uuid4() for word in WORDS}
    if kind not in WITH_PERSONS or not cast[kind, Role.COORDINATOR].actor.room_on:
        return nothing
    player, now = cast[kind, Role.COORDINATOR], timezone.now()
    person = make_person(player)
    twin = make_person(player, **({"local_reference": "SN 2026-18"} if kind == Kind.SOCIAL_SERVICES else {}))
    with in_room(player) as actor:
        found = {"person_id": person.pk, "batch_id": propose_batch(small_file(kind), by=actor, at=now).pk}
        first, second = sorted((person.pk, twin.pk))
        pair = Pair.objects.create(workspace_id=player.member.workspace_id, first_id=first, second_id=second)
        found["pair_id"] = pair.pk
        role = PersonRole.objects.filter(person=person).first()
        if role:
            found["role_id"] = role.pk
        if Right.WRITE_STATEMENTS in rights_of(kind, [Role.COORDINATOR], room_on=True):
            said = NewStatement(
                kind=StatementKind.FACT,
                text="Greps vid Norra torget",
                source="Rapport",
                reliability=Reliability.A,
                accuracy=Accuracy.CONFIRMED,
                said_on=timezone.localdate(now),
            )
            found["statement_id"] = add_statement(person, said, by=actor, at=now).pk
    return nothing | found | (_belonging(player, person, twin) if kind is Kind.POLICE else {})


def _belonging(player: Player, person: Person, twin: Person) -> dict[str, Any]:
    """A membership that waits, a part in an incident, and a tie."""
    return {
        "membership_id": propose(player, person, make_group()).pk,
        "involvement_id": make_involvement(player, person, make_incident()).pk,
        "tie_id": make_tie(player, person, twin).pk,
    }
