"""A talk, its letter and a team in the police room; ids of nothing where the room keeps none."""

from typing import Any
from uuid import uuid4

from django.utils import timezone

from gvi.steps.talks.flows.letters import add_team, approve_letter, write_letter
from gvi.steps.talks.flows.request_talk import NewTalk, request_talk
from gvi.steps.talks.models import Talk
from gvi.steps.talks.words import Reason, TalkKind
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.cast import Cast, Player, in_room
from tests.steps.groups.belonging import make_group
from tests.steps.talks.talking import approve, ask, prepare
from tests.trust.people.persons import make_person

WORDS = ("talk_id", "lettered_talk", "talk_letter_id", "team_id")


def talks_of(cast: Cast, kind: Kind) -> dict[str, Any]:
    """The values by the path's own words."""
    nothing: dict[str, Any] = {word: uuid4() for word in WORDS}
    if kind is not Kind.POLICE or not cast[kind, Role.ANALYST].actor.room_on:
        return nothing
    player, now = cast[kind, Role.ANALYST], timezone.now()
    person, group = make_person(player), make_group()
    lettered = with_letter(player, cast[kind, Role.COORDINATOR])
    with in_room(player) as actor:
        new = NewTalk(person.pk, TalkKind.MESSAGE, Reason.ROUTINE, "Återkommande", group)
        return {
            "talk_id": request_talk(new, by=actor, at=now).pk,
            "lettered_talk": lettered.pk,
            "talk_letter_id": write_letter("Vi vill inte att du dör.", by=actor, at=now).pk,
            "team_id": add_team("Lag norr", by=actor, at=now).pk,
        }


def with_letter(player: Player, second: Player) -> Talk:
    """A talk that is prepared with a letter which a colleague has approved."""
    talk = approve(ask(player), second)
    with in_room(player) as actor:
        letter = write_letter("Det finns hjälp.", by=actor, at=timezone.now())
    with in_room(second) as actor:
        approved = approve_letter(letter, by=actor, at=timezone.now())
    return prepare(talk, player, letter=approved)
