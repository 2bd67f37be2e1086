"""Correcting, roles, suspicion dropped, statements: each one event, nothing rewritten (T13, T14, T19)."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.apps import apps
from django.utils import timezone

from gvi.trust.log.models import Operation
from gvi.trust.people import corrections
from gvi.trust.people.corrections import Correction
from gvi.trust.people.flows.add_role import add_role
from gvi.trust.people.flows.add_statement import NewStatement, add_statement
from gvi.trust.people.flows.drop_suspicion import drop_suspicion
from gvi.trust.people.flows.edit_person import edit_person
from gvi.trust.people.flows.end_role import end_role
from gvi.trust.people.flows.withdraw_statement import withdraw_statement
from gvi.trust.people.labels import labels
from gvi.trust.people.models import Officer, Person, PersonRole
from gvi.trust.people.refusals import (
    AlreadyHeld,
    BecomesMinor,
    DropSuspicion,
    LastRole,
    Missing,
    NoSuchPerson,
    NotSuspected,
    Overdue,
    WrongState,
)
from gvi.trust.people.words import Accuracy, PersonRoleName, Regime, Reliability, StatementKind
from gvi.trust.refusals import NotAllowed
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, in_room, make_player, make_workspace
from tests.trust.people.persons import make_overdue, make_person, new_person, say_same, suspected
from tests.trust.workspaces.events import one_event

TODAY = timezone.localdate()
CONVICTED = suspected(PersonRoleName.CONVICTED)
SAID = NewStatement(
    kind=StatementKind.ASSESSMENT,
    text="Rör sig kring Norra torget på kvällarna",
    source="Yttre befäl",
    reliability=Reliability.B,
    accuracy=Accuracy.PROBABLE,
    said_on=TODAY,
)


def held(player: Player, person: Person) -> set[str]:
    with in_room(player):
        return set(PersonRole.objects.filter(person=person, until=None).values_list("role", flat=True))


def test_a_correction_leaves_the_earlier_version_in_the_history(analyst: Player) -> None:
    person = make_person(analyst)
    with one_event(analyst, Operation.CHANGE, "people.edit_person") as actor:
        changed = edit_person(person, new_person(Kind.POLICE, surname="Ekholm"), by=actor, at=timezone.now())
        before = apps.get_model("people", "PersonRevision").objects.get(pgh_obj_id=person.pk)
    assert (changed.surname, before.surname) == ("Ekholm", "Ekhult")
    assert changed.based_on == person.based_on


def test_t27_nobody_becomes_a_minor_by_a_change_of_date(analyst: Player) -> None:
    person = make_person(analyst)
    young = new_person(Kind.POLICE, birth_date=TODAY - timedelta(days=6000))
    with in_room(analyst) as actor, pytest.raises(BecomesMinor):
        edit_person(person, young, by=actor, at=timezone.now())


def test_officers_are_named_and_left_out_by_a_correction(analyst: Player, coordinator: Player) -> None:
    person = make_person(analyst)
    closed = new_person(Kind.POLICE, regime=Regime.COMMON_P2, officers=(analyst.member.pk,))
    with in_room(analyst) as actor:
        edit_person(person, closed, by=actor, at=timezone.now())
    with in_room(coordinator) as actor, pytest.raises(NoSuchPerson):
        edit_person(person, closed, by=actor, at=timezone.now())
    with in_room(analyst) as actor:
        edit_person(person, new_person(Kind.POLICE), by=actor, at=timezone.now())
        assert not Officer.objects.filter(person=person).exists()


def test_t01_another_rooms_person_is_not_there_to_change(analyst: Player) -> None:
    person = make_person(analyst)
    other = make_player(make_workspace(Kind.POLICE, name="Polisen Granvik"), Role.ANALYST)
    with in_room(other) as actor, pytest.raises(NoSuchPerson):
        edit_person(person, new_person(Kind.POLICE), by=actor, at=timezone.now())
    with in_room(other) as actor, pytest.raises(NoSuchPerson):
        add_statement(person, SAID, by=actor, at=timezone.now())


def test_several_roles_hold_at_once_and_each_only_once(analyst: Player) -> None:
    person = make_person(analyst)
    with one_event(analyst, Operation.CHANGE, "people.add_role") as actor:
        add_role(person, suspected(PersonRoleName.INJURED), by=actor, at=timezone.now())
    assert held(analyst, person) == {"suspected", "injured"}
    with in_room(analyst) as actor, pytest.raises(AlreadyHeld):
        add_role(person, suspected(), by=actor, at=timezone.now())
    with in_room(analyst) as actor, pytest.raises(Missing):
        add_role(person, replace(CONVICTED, source=""), by=actor, at=timezone.now())


def test_t10_the_last_role_is_not_ended(analyst: Player) -> None:
    person = make_person(analyst, role="injured")
    with in_room(analyst) as actor, pytest.raises(LastRole):
        end_role(PersonRole.objects.get(person=person), "Fel", by=actor, at=timezone.now())


def test_a_role_ends_with_its_reason_and_is_not_ended_twice(analyst: Player) -> None:
    person = make_person(analyst, roles=(suspected(), suspected(PersonRoleName.INJURED)))
    with one_event(analyst, Operation.CHANGE, "people.end_role") as actor:
        role = PersonRole.objects.get(person=person, role="injured")
        ended = end_role(role, "Var inte där", by=actor, at=timezone.now())
    assert (ended.until, ended.end_reason) == (TODAY, "Var inte där")
    with in_room(analyst) as actor, pytest.raises(WrongState):
        end_role(role, "Igen", by=actor, at=timezone.now())


def test_t13_a_suspicion_is_dropped_and_not_ended(analyst: Player) -> None:
    person = make_person(analyst, roles=(suspected(), suspected(PersonRoleName.INJURED)))
    with in_room(analyst) as actor, pytest.raises(DropSuspicion):
        end_role(PersonRole.objects.get(person=person, role="suspected"), "Nej", by=actor, at=timezone.now())


def test_the_suspicion_of_someone_convicted_just_ends(analyst: Player) -> None:
    person = make_person(analyst, roles=(suspected(), CONVICTED))
    with in_room(analyst) as actor:
        role = PersonRole.objects.get(person=person, role="suspected")
        end_role(role, "Dömd", by=actor, at=timezone.now())
    assert held(analyst, person) == {"convicted"}


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[UUID, Correction, str]]:
    """What receivers would have been told."""
    heard: list[tuple[UUID, Correction, str]] = []

    def handler(
        person_id: UUID,
        correction: Correction,
        words: str,
        *,
        by: Actor,
        at: datetime,
        record: UUID | None = None,
    ) -> int:
        heard.append((person_id, correction, words))
        return 2

    monkeypatch.setattr(corrections, "_HANDLERS", [])
    corrections.register(handler)
    corrections.register(handler)
    return heard


def test_t13_dropped_suspicion_leaves_not_suspected_and_tells_the_receivers(
    analyst: Player, told: list[tuple[UUID, Correction, str]]
) -> None:
    person = make_person(analyst)
    with one_event(analyst, Operation.CHANGE, "people.drop_suspicion") as actor:
        receivers = drop_suspicion(person, "Annan gärningsman", by=actor, at=timezone.now())
    assert receivers == 2
    assert told == [(person.pk, Correction.SUSPICION_DROPPED, "Annan gärningsman")]
    assert held(analyst, person) == {"not_suspected"}
    with in_room(analyst):
        assert "— misstänkt" not in labels([person.pk])[person.pk].text


def test_t13_another_role_stays_alone(analyst: Player, told: list[tuple[UUID, Correction, str]]) -> None:
    person = make_person(analyst, roles=(suspected(), suspected(PersonRoleName.INJURED)))
    with in_room(analyst) as actor:
        drop_suspicion(person, "Nedlagt", by=actor, at=timezone.now())
    assert held(analyst, person) == {"injured"}
    with in_room(analyst) as actor, pytest.raises(NotSuspected):
        drop_suspicion(person, "Nedlagt", by=actor, at=timezone.now())


def test_t13_every_record_of_the_person_is_cleared(
    analyst: Player, told: list[tuple[UUID, Correction, str]]
) -> None:
    root, child = make_person(analyst), make_person(analyst)
    with in_room(analyst) as actor:
        say_same(root, child)
        drop_suspicion(root, "Nedlagt", by=actor, at=timezone.now())
    assert {pk for pk, *_ in told} == {root.pk, child.pk}
    assert held(analyst, root) | held(analyst, child) == {"not_suspected"}


def test_a_statement_is_graded_and_withdrawn_but_never_rewritten(analyst: Player) -> None:
    person = make_person(analyst)
    with one_event(analyst, Operation.COLLECT, "people.add_statement") as actor:
        statement = add_statement(person, SAID, by=actor, at=timezone.now())
    with one_event(analyst, Operation.CHANGE, "people.withdraw_statement") as actor:
        withdrawn = withdraw_statement(statement, "Fel person", by=actor, at=timezone.now())
    assert (withdrawn.text, withdrawn.withdrawn_reason) == (SAID.text, "Fel person")
    with in_room(analyst) as actor, pytest.raises(WrongState):
        withdraw_statement(statement, "Igen", by=actor, at=timezone.now())


def test_only_police_write_statements(officer: Player) -> None:
    person = make_person(officer)
    with in_room(officer) as actor, pytest.raises(NotAllowed):
        add_statement(person, SAID, by=actor, at=timezone.now())


def test_t14_an_overdue_person_is_read_and_not_written(analyst: Player) -> None:
    overdue = make_overdue(analyst)
    at = timezone.now()
    with in_room(analyst) as actor, pytest.raises(Overdue):
        edit_person(overdue, new_person(Kind.POLICE), by=actor, at=at)
    with in_room(analyst) as actor, pytest.raises(Overdue):
        add_role(overdue, CONVICTED, by=actor, at=at)
    with in_room(analyst) as actor, pytest.raises(Overdue):
        add_statement(overdue, SAID, by=actor, at=at)


def test_t13_what_is_in_the_persons_favour_does_not_wait(analyst: Player) -> None:
    overdue = make_overdue(analyst)
    with in_room(analyst) as actor:
        drop_suspicion(overdue, "Nedlagt", by=actor, at=timezone.now())
    assert held(analyst, overdue) == {"not_suspected"}
