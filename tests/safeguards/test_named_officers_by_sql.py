"""T01 by raw SQL: who is kept for named officers leaves no trace beside the row, and nobody is named in advance."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.cast import Player
from tests.safeguards.door import person_row
from tests.safeguards.world import World, act_as, insert, passes, sql, taken_back

pytestmark = pytest.mark.django_db

FULL = {"purpose": "Förhindra våld", "regime": "not_common", "basis": "Anhållen", "evidence": "K-1"}
REGIME = "update people_person set regime = %s where id = %s"


def write(world: World, by: Player, regime: str = "not_common") -> UUID:
    """A person of the police room; kept for ``by`` alone where that is the regime."""
    person = uuid4()
    if regime == "common_p2":
        name(world, person, by)
    row = person_row(world, Kind.POLICE, person) | FULL | {"regime": regime, "entered_by": by.member.pk}
    insert("people_person", **row)
    insert(
        "people_personrole",
        workspace_id=world.rooms[Kind.POLICE].pk,
        person_id=person,
        role="suspected",
        since=timezone.localdate(),
        source="K-12",
        end_reason="",
        by=by.member.pk,
        at=timezone.now(),
    )
    return person


def name(world: World, person: UUID, officer: Player) -> None:
    room = world.rooms[Kind.POLICE].pk
    insert("people_officer", workspace_id=room, person_id=person, member=officer.member.pk)


Rows = list[tuple[Any, ...]]


def pair(world: World, one: UUID, other: UUID) -> UUID:
    first, second = sorted((one, other))
    room, row = world.rooms[Kind.POLICE].pk, {"reasons": [], "state": "open"}
    return insert("people_pair", workspace_id=room, first_id=first, second_id=second, **row)


def merge(one: UUID, other: UUID) -> Rows:
    return sql("update people_person set merged_into_id = %s where id = %s", other, one)


def take_back(one: UUID) -> Rows:
    return sql("update people_person set merged_into_id = null where id = %s", one)


def say(world: World, one: UUID, other: UUID, state: str = "same") -> Rows:
    """Somebody says of two records that they are the same person, or takes it back."""
    first, second = sorted((one, other))
    if not sql("select 1 from people_pair where first_id = %s and second_id = %s", first, second):
        pair(world, one, other)
    change = "update people_pair set state = %s where first_id = %s and second_id = %s"
    return sql(change, state, first, second)


def join(world: World, one: UUID, other: UUID) -> Rows:
    return say(world, one, other) + merge(one, other)


def test_t01_no_row_beside_a_hidden_person_tells_of_it(world: World) -> None:
    decider, analyst = world.deciders[Kind.POLICE], world.everyone[Kind.POLICE, Role.ANALYST]
    with taken_back():
        act_as(decider)
        hidden, plain = write(world, decider, "common_p2"), write(world, decider)
        pair(world, hidden, plain)
        assert sql("select count(*) from people_officer") == sql("select count(*) from people_pair") == [(1,)]
        act_as(analyst)
        assert sql("select count(*) from people_officer") == sql("select count(*) from people_pair") == [(0,)]
        assert not passes(lambda: pair(world, hidden, write(world, analyst)))
        assert not passes(lambda: merge(plain, hidden))


def test_t01_nobody_is_named_in_advance(world: World) -> None:
    decider, analyst = world.deciders[Kind.POLICE], world.everyone[Kind.POLICE, Role.ANALYST]
    with taken_back():
        act_as(decider)
        person = write(world, decider)
        act_as(analyst)
        assert not passes(lambda: name(world, person, analyst))
        act_as(decider)

        def keep_for_named() -> None:
            name(world, person, decider)
            sql(REGIME, "common_p2", person)

        assert passes(keep_for_named)
        assert not passes(lambda: sql(REGIME, "common_p1", person))
        gone = "delete from people_officer where person_id = %s"
        assert passes(lambda: (sql(REGIME, "common_p1", person), sql(gone, person)))


def test_t01_records_are_read_one_step_away_and_never_in_a_ring(world: World) -> None:
    decider = world.deciders[Kind.POLICE]
    with taken_back():
        act_as(decider)
        one, two, three = (write(world, decider) for _ in range(3))
        assert not passes(lambda: merge(one, one))
        assert not passes(lambda: merge(one, uuid4()))
        assert passes(lambda: join(world, one, two))
        assert not passes(lambda: merge(two, one))
        assert not passes(lambda: join(world, two, three))
        assert not passes(lambda: join(world, three, one))
        assert passes(lambda: join(world, three, two))


def test_t13_records_are_joined_and_parted_by_what_is_said_of_the_pair(world: World) -> None:
    decider = world.deciders[Kind.POLICE]
    with taken_back():
        act_as(decider)
        one, two, three = (write(world, decider) for _ in range(3))
        assert not passes(lambda: merge(one, two))
        assert not passes(lambda: (pair(world, one, two), merge(one, two)))
        assert not passes(lambda: say(world, one, two))
        assert passes(lambda: join(world, one, two))
        assert not passes(lambda: merge(one, three))
        assert not passes(lambda: take_back(one))
        assert not passes(lambda: say(world, one, two, "open"))
        assert passes(lambda: (say(world, one, two, "open"), take_back(one)))
        assert not passes(lambda: merge(one, two))


def test_t13_what_was_said_of_another_pair_keeps_three_records_together(world: World) -> None:
    decider = world.deciders[Kind.POLICE]
    with taken_back():
        act_as(decider)
        root, one, two = (write(world, decider) for _ in range(3))
        assert passes(lambda: (join(world, one, root), join(world, two, root)))
        assert passes(lambda: say(world, one, two))
        assert passes(lambda: say(world, one, root, "open"))
        assert not passes(lambda: take_back(one))
        assert passes(lambda: (say(world, one, two, "different"), take_back(one)))


def test_t13_who_was_told_apart_stays_so_and_a_decision_is_signed(world: World) -> None:
    decider, change = world.deciders[Kind.POLICE], "update people_pair set state = %s, decided_by = %s"
    with taken_back():
        act_as(decider)
        one, other = write(world, decider), write(world, decider)
        pair(world, one, other)
        assert not passes(lambda: sql(change, "maybe", uuid4()))
        assert passes(lambda: (sql(change, "same", uuid4()), merge(one, other)))
        assert sql("select decided_by from people_pair") == [(decider.member.pk,)]
        assert not passes(lambda: sql("update people_pair set decided_by = %s", uuid4()))
        assert passes(lambda: (sql(change, "different", None), take_back(one)))
        assert not passes(lambda: sql(change, "open", None))
        assert not passes(lambda: sql(change, "same", decider.member.pk))
