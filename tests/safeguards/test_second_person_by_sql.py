"""T27 by raw SQL: nobody is their own second person, whoever they write down as the first, and whatever the role."""

from datetime import timedelta
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
YOUNG = timezone.localdate() - timedelta(days=365 * 15)
DECIDE = (
    "update people_batch set state = %s, decided_by = %s, decided_at = now(), decision = %s where id = %s"
)


def police(world: World, role: Role) -> Player:
    return world.everyone[Kind.POLICE, role]


def read_in(world: World, by: UUID, **given: Any) -> UUID:
    """A file as ``by`` would have read it in, with one row."""
    room = world.rooms[Kind.POLICE].pk
    facts: dict[str, Any] = {"sha256": uuid4().hex * 2, "state": "proposed", "made_by": by, "decision": ""}
    batch = insert("people_batch", workspace_id=room, rows_count=1, made_at=timezone.now(), **facts | given)
    add_row(world, batch)
    return batch


def add_row(world: World, batch: UUID) -> UUID:
    row = person_row(world, Kind.POLICE, uuid4())
    names = ("local_reference", "given_name", "surname", "identity_number")
    data = {name: row[name] for name in names} | {"birth_date": YOUNG.isoformat(), "under_eighteen": ""}
    room = world.rooms[Kind.POLICE].pk
    return insert("people_batchrow", workspace_id=room, batch_id=batch, row=1, data=data)


def enter(world: World, entered_by: UUID, approved_by: Player, **given: Any) -> None:
    """A minor entered by one and approved by another, with the role that everybody has."""
    person, by = uuid4(), approved_by.member.pk
    facts = {"entered_by": entered_by, "approved_by": by, "birth_date": YOUNG}
    insert("people_person", **person_row(world, Kind.POLICE, person) | facts | FULL | given)
    insert(
        "people_personrole",
        workspace_id=world.rooms[Kind.POLICE].pk,
        person_id=person,
        role="suspected",
        since=timezone.localdate(),
        source="K-12",
        end_reason="",
        by=entered_by,
        at=timezone.now(),
    )


def test_t27_a_first_person_is_not_made_up(world: World) -> None:
    second, analyst = police(world, Role.COORDINATOR), police(world, Role.ANALYST).member.pk
    with taken_back():
        act_as(second)
        assert not passes(lambda: enter(world, analyst, second))
        assert not passes(lambda: enter(world, uuid4(), second))


def test_t27_who_stands_in_the_file_of_another_is_entered_and_nobody_else(world: World) -> None:
    second, analyst = police(world, Role.COORDINATOR), police(world, Role.ANALYST)
    with taken_back():
        act_as(analyst)
        batch = read_in(world, analyst.member.pk)
        act_as(second)
        assert not passes(lambda: enter(world, analyst.member.pk, second, surname="Sundh"))
        assert passes(lambda: enter(world, analyst.member.pk, second))
        assert passes(lambda: sql(DECIDE, "approved", second.member.pk, "Kartlagd", batch))
        assert not passes(lambda: enter(world, analyst.member.pk, second))


def test_t27_a_file_is_signed_by_whoever_reads_it_in(world: World) -> None:
    second, analyst = police(world, Role.COORDINATOR), police(world, Role.ANALYST)
    with taken_back():
        act_as(second)
        batch = read_in(world, analyst.member.pk)
        assert sql("select made_by from people_batch where id = %s", batch) == [(second.member.pk,)]
        assert not passes(lambda: enter(world, analyst.member.pk, second))
        assert not passes(lambda: sql(DECIDE, "approved", second.member.pk, "Kartlagd", batch))
        assert not passes(
            lambda: read_in(
                world, second.member.pk, state="approved", decided_by=analyst.member.pk, decision="x"
            )
        )


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Role.COORDINATOR, True),
        (Role.DECISION_MAKER, True),
        (Role.ANALYST, False),
        (Role.LOG_REVIEWER, False),
    ],
)
def test_t27_a_file_is_decided_once_by_who_may_approve(world: World, role: Role, may: bool) -> None:
    first, other = world.seconds[Kind.POLICE], police(world, role)
    with taken_back():
        act_as(first)
        batch = read_in(world, first.member.pk)
        act_as(other)
        assert not passes(lambda: add_row(world, batch))
        assert not passes(lambda: sql("update people_batchrow set data = '{}' where batch_id = %s", batch))
        assert not passes(lambda: sql("update people_batch set made_by = %s where id = %s", uuid4(), batch))
        assert not passes(lambda: sql(DECIDE, "approved", other.member.pk, " ", batch))
        assert passes(lambda: sql(DECIDE, "approved", uuid4(), "Kartlagd", batch)) == may
        if may:
            assert sql("select decided_by from people_batch where id = %s", batch) == [(other.member.pk,)]
            assert not passes(lambda: sql(DECIDE, "rejected", other.member.pk, "Nej", batch))


def test_t27_an_analyst_approves_nobody(world: World) -> None:
    analyst, person = police(world, Role.ANALYST), uuid4()
    facts = {"state": "proposed", "birth_date": YOUNG}
    change = "update people_person set state = 'active', approved_by = %s, approved_at = now() where id = %s"
    with taken_back():
        act_as(world.deciders[Kind.POLICE])
        insert("people_person", **person_row(world, Kind.POLICE, person) | facts | FULL)
        act_as(analyst)
        with pytest.raises(Exception, match="not by this role"):
            sql(change, analyst.member.pk, person)
