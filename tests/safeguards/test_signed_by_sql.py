"""T10, T19 by raw SQL: a role and a statement are signed by whoever writes them, now, and tell of what has been."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.cast import Player
from tests.safeguards.door import Attempt, person_row, write_person
from tests.safeguards.world import World, act_as, insert, passes, sql, taken_back

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
EARLIER = timezone.now() - timedelta(days=40)
FULL = {"purpose": "Förhindra våld", "regime": "not_common", "basis": "Anhållen", "evidence": "K-1"}


def somebody(world: World) -> UUID:
    """A person of the police room, with a role."""
    return write_person(world, Attempt(world.rules[0], Kind.POLICE, Kind.TAX, ()))


def add_role(world: World, person: UUID, **given: Any) -> UUID:
    facts: dict[str, Any] = {"role": "injured", "since": TODAY, "source": "K-9", "end_reason": ""}
    facts |= {"by": uuid4(), "at": EARLIER} | given
    return insert("people_personrole", workspace_id=world.rooms[Kind.POLICE].pk, person_id=person, **facts)


def add_statement(world: World, person: UUID, **given: Any) -> UUID:
    facts: dict[str, Any] = {"kind": "fact", "text": "Sågs vid torget.", "source": "Patrull"}
    facts |= {"reliability": "B", "accuracy": "2", "secrecy": "osl_35_1", "said_on": TODAY}
    facts |= {"withdrawn_reason": "", "by": uuid4(), "at": EARLIER} | given
    return insert("people_statement", workspace_id=world.rooms[Kind.POLICE].pk, person_id=person, **facts)


@pytest.mark.parametrize(("table", "add"), [("role", add_role), ("statement", add_statement)])
def test_t19_a_role_and_a_statement_are_signed_by_who_writes_them_now(
    world: World, table: str, add: Any
) -> None:
    decider = world.deciders[Kind.POLICE]
    with taken_back():
        act_as(decider)
        table = {"role": "people_personrole", "statement": "people_statement"}[table]
        row = add(world, somebody(world))
        signed = f'select "by", at = now() from {table} where id = %s'
        assert sql(signed, row) == [(decider.member.pk, True)]


@pytest.mark.parametrize(("days", "may"), [(-1, True), (0, True), (1, False)])
def test_t10_nothing_is_told_of_a_day_that_has_not_come(world: World, days: int, may: bool) -> None:
    day = TODAY + timedelta(days=days)
    with taken_back():
        act_as(world.deciders[Kind.POLICE])
        person = somebody(world)
        assert passes(lambda: add_role(world, person, since=day)) == may
        assert passes(lambda: add_statement(world, person, said_on=day)) == may


def test_t13_a_role_ends_on_a_day_that_has_come_and_begins_open(world: World) -> None:
    end = "update people_personrole set until = %s, end_reason = %s where id = %s"
    with taken_back():
        act_as(world.deciders[Kind.POLICE])
        role = add_role(world, somebody(world), until=date(2020, 1, 1), end_reason="Nedlagt")
        assert sql("select until, end_reason from people_personrole where id = %s", role) == [(None, "")]
        assert not passes(lambda: sql(end, TODAY + timedelta(days=1), "Nedlagt", role))
        assert not passes(lambda: sql(end, TODAY - timedelta(days=1), "Nedlagt", role))
        assert not passes(lambda: sql(end, TODAY, " ", role))
        assert passes(lambda: sql(end, TODAY, "Nedlagt", role))


def test_t13_a_statement_is_withdrawn_now(world: World) -> None:
    withdraw = "update people_statement set withdrawn_at = %s, withdrawn_reason = %s where id = %s"
    with taken_back():
        act_as(world.deciders[Kind.POLICE])
        told = add_statement(world, somebody(world), withdrawn_at=EARLIER, withdrawn_reason="Fel")
        assert sql("select withdrawn_at from people_statement where id = %s", told) == [(None,)]
        assert not passes(lambda: sql(withdraw, EARLIER, " ", told))
        assert passes(lambda: sql(withdraw, EARLIER, "Fel", told))
        assert sql("select withdrawn_at = now() from people_statement where id = %s", told) == [(True,)]


def read_in(world: World, by: Player, person: UUID) -> None:
    """A file with one row and one role, as ``by`` reads it in."""
    room, row = world.rooms[Kind.POLICE].pk, person_row(world, Kind.POLICE, person)
    facts: dict[str, Any] = {"sha256": uuid4().hex * 2, "state": "proposed", "made_by": by.member.pk}
    batch = insert(
        "people_batch", workspace_id=room, rows_count=1, made_at=timezone.now(), decision="", **facts
    )
    names = ("local_reference", "given_name", "surname", "identity_number", "under_eighteen")
    role = {"role": "suspected", "since": TODAY.isoformat(), "source": "K-12"}
    data = {name: row[name] for name in names} | {"birth_date": None, "roles": [role]}
    insert("people_batchrow", workspace_id=room, batch_id=batch, row=1, data=data)


def test_t19_a_role_out_of_a_file_is_its_first_readers_and_no_other_is(world: World) -> None:
    analyst, second = (world.everyone[Kind.POLICE, role] for role in (Role.ANALYST, Role.COORDINATOR))
    person = uuid4()
    with taken_back():
        act_as(analyst)
        read_in(world, analyst, person)
        act_as(second)
        facts = {"entered_by": analyst.member.pk, "approved_by": second.member.pk}
        insert("people_person", **person_row(world, Kind.POLICE, person) | facts | FULL)
        told = {"role": "suspected", "by": analyst.member.pk}
        add_role(world, person, **told, source="K-12")
        add_role(world, person, **told, source="K-13")
        add_role(world, person, **told | {"role": "injured"}, source="K-12")
        signed = dict(sql('select role || source, "by" from people_personrole where person_id = %s', person))
    assert signed == {
        "suspectedK-12": analyst.member.pk,
        "suspectedK-13": second.member.pk,
        "injuredK-12": second.member.pk,
    }


def test_t27_whoever_approves_signs_now(world: World) -> None:
    change = "update people_person set state = 'active', approved_by = %s, approved_at = %s where id = %s"
    decider, second = world.deciders[Kind.POLICE], world.seconds[Kind.POLICE]
    with taken_back():
        act_as(decider)
        person = uuid4()
        facts = {"state": "proposed", "under_eighteen": "unknown"}
        insert("people_person", **person_row(world, Kind.POLICE, person) | facts | FULL)
        add_role(world, person)
        act_as(second)
        assert passes(lambda: sql(change, second.member.pk, EARLIER, person))
        assert sql("select approved_at = now() from people_person where id = %s", person) == [(True,)]
        sql("update people_person set approved_at = %s where id = %s", EARLIER, person)
        assert sql("select approved_at = now() from people_person where id = %s", person) == [(True,)]
