"""Who has read about a certain person: by id or own reference, never by name, never of another room."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gvi.trust.log.models import Operation
from gvi.trust.log.trace import readings
from gvi.trust.log.write import write
from gvi.trust.people.models import Person
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, in_room, make_player, make_workspace
from tests.events import events_of, one_event
from tests.trust.disclosures.doors import make_disclosure
from tests.trust.people.persons import make_person

pytestmark = pytest.mark.django_db
TRACE, FILE = "/logg/person/", "/logg/person/fil/"


@pytest.fixture
def siv() -> Player:
    return make_player(make_workspace(Kind.POLICE), Role.LOG_REVIEWER, name="Siv Ask")


@pytest.fixture
def bo(siv: Player) -> Player:
    return make_player(siv.member.workspace, Role.ANALYST, name="Bo Alm")


@pytest.fixture
def rut(bo: Player) -> Person:
    return make_person(bo, local_reference="Plats 7")


def read(player: Player, person: Person, times: int = 1, reason: str = "Inför mötet") -> None:
    with in_room(player) as actor:
        for _ in range(times):
            write(Operation.READ, "people.read", by=actor, kind="person", record=person.pk, reason=reason)


def ask(player: Player, post: object, path: str = TRACE) -> str:
    answer = player.client().post(path, {"post": str(post), "reason": "asked"})
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_works_by_id_and_by_own_reference(siv: Player, bo: Player, rut: Person) -> None:
    read(bo, rut, 3)
    for post in (rut.pk, "plats 7"):
        page = ask(siv, post)
        for words in ("Bo Alm", "Inför mötet", "data-number>4<"):
            assert words in page
        assert "Ekhult" not in page


def test_t19_asking_is_one_event_with_the_chosen_reason(siv: Player, rut: Person) -> None:
    with one_event(siv, Operation.READ, "log.trace", secret="Plats 7"):
        ask(siv, "Plats 7")
    (event,) = [event for event in events_of(siv).values() if event.verb == "log.trace"]
    assert (event.record_id, event.reason, event.kind) == (rut.pk, "den enskilde har frågat", "person")
    with one_event(siv, Operation.EXPORT, "log.trace_export", secret="Plats 7"):
        ask(siv, "Plats 7", FILE)


def test_what_belongs_to_the_person_is_in_it(siv: Player, bo: Player, rut: Person) -> None:
    with in_room(bo) as actor:
        role = rut.roles.get()
        write(
            Operation.CHANGE, "people.end_role", by=actor, kind="person", record=role.pk, reason="Domen vann"
        )
    assert "Domen vann" in ask(siv, rut.pk)


def test_reading_a_disclosure_about_the_person_is_in_it(siv: Player, bo: Player, rut: Person) -> None:
    probation = make_workspace(Kind.PROBATION)
    made = make_disclosure(bo, probation, rut)
    with in_room(bo) as actor:
        write(
            Operation.READ,
            "disclosures.read_sent",
            by=actor,
            kind="disclosure",
            record=made.pk,
            reason="Tillsyn",
        )
    assert "Tillsyn" in ask(siv, rut.pk)
    theirs = make_player(probation, Role.LOG_REVIEWER)
    assert "Ingenting i loggen" in ask(theirs, rut.pk), "the receiver's room knows no such person"


def test_t01_another_rooms_person_is_as_unknown_as_one_that_never_was(siv: Player) -> None:
    other = make_player(make_workspace(Kind.PROBATION), Role.COORDINATOR, name="Ulla Gran")
    theirs = make_person(other, local_reference="F 12")
    read(other, theirs, 2)
    for post in (theirs.pk, "F 12", "ee5dbd2c-50cd-4cda-8d76-6ac35eea5e2f", "Plats 99"):
        page = ask(siv, post)
        assert "Ingenting i loggen" in page
        assert "Ulla Gran" not in page


def test_the_file_has_the_same_rows_and_no_formula(siv: Player, bo: Player, rut: Person) -> None:
    read(bo, rut, 2, reason="=1+1")
    rows = [line.split(";") for line in ask(siv, rut.pk, FILE).strip().splitlines()]
    assert rows[0][1:4] == ["Vem", "Handling", "Vad"]
    assert [row[1] for row in rows[1:]] == ["Bo Alm"] * 3
    assert {row[5] for row in rows[1:]} == {"'=1+1", ""}


def test_nothing_is_asked_by_address_and_only_by_the_reviewer(siv: Player, bo: Player) -> None:
    officer = make_player(siv.member.workspace, Role.DATA_PROTECTION_OFFICER)
    for player in (bo, officer):
        assert player.client().get(TRACE).status_code == 404
        assert player.client().post(FILE, {"post": "x", "reason": "asked"}).status_code == 404
    client = siv.client()
    assert "Vilka" not in client.get(TRACE, {"post": "Plats 7", "reason": "asked"}).content.decode()
    assert client.post(TRACE, {"post": "", "reason": "nyfiken"}).status_code == 422
    assert client.get(FILE).status_code == 405


def test_the_number_of_queries_does_not_grow(siv: Player, bo: Player, rut: Person) -> None:
    counts = []
    for times in (1, 60):
        read(bo, rut, times)
        client = siv.client()
        with CaptureQueriesContext(connection) as queries:
            client.post(TRACE, {"post": str(rut.pk), "reason": "asked"})
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 24


def test_a_persons_own_extract_gets_counts_by_month_and_no_names(
    siv: Player, bo: Player, rut: Person
) -> None:
    read(bo, rut, 3)
    with in_room(bo):
        (found,) = readings([rut.pk])
    assert (found.month, found.operation, found.count) == (timezone.localdate().replace(day=1), "read", 3)
    with in_room(make_player(make_workspace(Kind.PROBATION), Role.COORDINATOR)):
        assert readings([rut.pk]) == []
