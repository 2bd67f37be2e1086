"""T13 by raw SQL: the decider takes back what was told; anybody else only by ending what it rested on."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import pytest
from django.utils import timezone

from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.safeguards.door import fitting_attempt, prepare, send
from tests.safeguards.world import World, act_as, insert, passes, sql, taken_back

pytestmark = pytest.mark.django_db

END = "update people_personrole set until = %s, end_reason = 'nedlagd' where role = 'suspected'"
LEAVE = "update people_person set state = 'exited', exit_reason = %s"


@contextmanager
def sent(world: World) -> Iterator[UUID]:
    """A decision of the police that probation reads; an analyst of the police goes on."""
    attempt = fitting_attempt(world, Kind.POLICE, Kind.PROBATION)
    with taken_back():
        prepare(world, attempt)
        header = send(world, attempt)()
        act_as(world.everyone[Kind.POLICE, Role.ANALYST])
        yield header


def moved(world: World, header: UUID, move: str, text: str = "Fel uppgift.") -> bool:
    by, room = world.deciders[Kind.POLICE].member.pk, world.rooms[Kind.POLICE].pk
    row = {"disclosure_id": header, "move": move, "text": text, "by": by, "at": timezone.now()}
    return passes(lambda: insert("disclosures_disclosuremove", workspace_id=room, **row))


@pytest.mark.parametrize("move", ["withdrawn", "corrected"])
def test_t13_only_the_decider_takes_back_what_was_told(world: World, move: str) -> None:
    with sent(world) as header:
        assert not moved(world, header, move)
        act_as(world.deciders[Kind.POLICE])
        assert not moved(world, header, move, " ")
        assert moved(world, header, move)


def test_t13_a_suspicion_that_ends_is_told_by_whoever_ends_it(world: World) -> None:
    with sent(world) as header:
        sql(END, timezone.localdate())
        assert not moved(world, header, "withdrawn")
        assert moved(world, header, "corrected")


@pytest.mark.parametrize(("reason", "may"), [("wrong_person", True), ("moved", False)])
def test_t13_whoever_finds_that_it_was_the_wrong_person_tells_so(
    world: World, reason: str, may: bool
) -> None:
    with sent(world) as header:
        sql(LEAVE, reason)
        assert moved(world, header, "corrected") == may
