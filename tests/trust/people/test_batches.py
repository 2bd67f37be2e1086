"""A file of mapped persons: every row right or nothing, two people, all or none, and no value in any error."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from gvi.trust.log.models import Operation
from gvi.trust.people.batch.columns import ALL, columns_of
from gvi.trust.people.batch.reading import read_rows
from gvi.trust.people.batch.refusals import AlreadyLoaded, FileUnreadable, OwnBatch, RowsRefused
from gvi.trust.people.batch.rows import as_data, from_data, read_persons
from gvi.trust.people.flows.decide_batch import decide_batch
from gvi.trust.people.flows.propose_batch import propose_batch
from gvi.trust.people.models import Batch, BatchRow, Person, PersonRole
from gvi.trust.people.refusals import Missing, WrongState
from gvi.trust.people.words import BatchState, State
from gvi.trust.refusals import NotAllowed
from gvi.trust.workspaces.kinds import WITH_PERSONS, Kind
from gvi.trust.workspaces.roles import Role
from gvi.trust.workspaces.rooms import as_workspace
from tests.cast import Player, in_room, make_player, make_workspace
from tests.cluster import Cluster
from tests.trust.people.files import csv_file, good_row, headings, small_file, xlsx_file
from tests.trust.workspaces.events import one_event

TODAY = timezone.localdate()
YOUNG = (TODAY - timedelta(days=16 * 365)).isoformat()
POLICE = Kind.POLICE
DOCUMENT = Path(__file__).parents[3] / "docs" / "reference" / "person-file.md"


def propose(player: Player, content: bytes) -> Batch:
    with in_room(player) as actor:
        return propose_batch(content, by=actor, at=timezone.now())


def decide(player: Player, batch: Batch, *, approve: bool = True, decision: str = "Kartlagda 2025") -> Batch:
    with in_room(player) as actor:
        return decide_batch(batch, approve=approve, decision=decision, by=actor, at=timezone.now())


def counts(player: Player) -> tuple[int, int, int]:
    """Persons, staged rows and files that the player sees."""
    with in_room(player):
        return Person.objects.count(), BatchRow.objects.count(), Batch.objects.count()


def faults_of(*rows: list[str], kind: Kind = POLICE) -> list[tuple[int, str]]:
    with pytest.raises(RowsRefused) as refused:
        read_persons([headings(kind), *rows], kind, day=TODAY)
    return [(fault.row, fault.column) for fault in refused.value.faults]


def test_a_file_waits_and_is_entered_when_another_person_approves(
    analyst: Player, coordinator: Player
) -> None:
    with one_event(analyst, Operation.COLLECT, "people.propose_batch") as actor:
        batch = propose_batch(small_file(POLICE, 3), by=actor, at=timezone.now())
    assert counts(analyst) == (0, 3, 1)
    with one_event(coordinator, Operation.COLLECT, "people.decide_batch") as actor:
        decided = decide_batch(batch, approve=True, decision="Kartlagda 2025", by=actor, at=timezone.now())
    assert (decided.state, decided.decision) == (BatchState.APPROVED, "Kartlagda 2025")
    assert counts(analyst) == (3, 0, 1)
    with in_room(analyst):
        person = Person.objects.order_by("reference_key")[0]
        roles = list(PersonRole.objects.filter(person=person).values_list("role", "by"))
    assert (person.entered_by, person.approved_by) == (analyst.member.pk, coordinator.member.pk)
    assert roles == [("suspected", analyst.member.pk)]
    assert person.review_due == TODAY + timedelta(days=90)


def test_a_rejected_file_leaves_nothing_and_may_be_sent_again(analyst: Player, coordinator: Player) -> None:
    content = small_file(POLICE)
    batch = propose(analyst, content)
    assert decide(coordinator, batch, approve=False, decision="Fel urval").state == BatchState.REJECTED
    assert counts(analyst) == (0, 0, 1)
    propose(analyst, content)
    with pytest.raises(WrongState):
        decide(coordinator, batch)


def test_the_same_file_is_read_once_while_it_waits_and_after_approval(
    analyst: Player, coordinator: Player
) -> None:
    content = small_file(POLICE)
    batch = propose(analyst, content)
    with pytest.raises(AlreadyLoaded):
        propose(coordinator, content)
    decide(coordinator, batch)
    with pytest.raises(AlreadyLoaded):
        propose(analyst, content)


def test_another_room_may_read_the_same_file(analyst: Player) -> None:
    content = small_file(POLICE)
    propose(analyst, content)
    other = make_player(make_workspace(POLICE, name="Polisen Granvik"), Role.ANALYST)
    assert propose(other, content).rows_count == 2


def test_t27_nobody_decides_about_their_own_file_and_the_decision_is_written(
    analyst: Player, coordinator: Player
) -> None:
    own = propose(coordinator, small_file(POLICE))
    with pytest.raises(OwnBatch):
        decide(coordinator, own)
    with pytest.raises(NotAllowed):
        decide(analyst, own)
    batch = propose(analyst, small_file(POLICE, 1))
    with pytest.raises(Missing):
        decide(coordinator, batch, decision=" ")


def test_t27_minors_in_a_file_need_the_question_answered_and_become_active_by_the_second_person(
    analyst: Player, coordinator: Player
) -> None:
    unanswered = csv_file([headings(POLICE), good_row(POLICE, födelsedatum=YOUNG)])
    with pytest.raises(RowsRefused) as refused:
        propose(analyst, unanswered)
    assert [(it.row, it.column) for it in refused.value.faults] == [(2, "orosanmälan")]
    answered = good_row(POLICE, födelsedatum=YOUNG, orosanmälan="orosanmälan är gjord")
    decide(coordinator, propose(analyst, csv_file([headings(POLICE), answered])))
    with in_room(analyst):
        person = Person.objects.get()
    assert (person.state, person.approved_by) == (State.ACTIVE, coordinator.member.pk)
    assert person.review_due == TODAY + timedelta(days=45)


@pytest.mark.parametrize("kind", sorted(WITH_PERSONS))
def test_every_kind_of_room_has_a_file_of_its_own(db: None, kind: Kind) -> None:
    room = make_workspace(kind)
    writer = make_player(room, Role.COORDINATOR)
    decide(make_player(room, Role.COORDINATOR), propose(writer, small_file(kind)))
    assert counts(writer)[0] == 2


def test_excel_and_csv_say_the_same() -> None:
    rows = [headings(POLICE), good_row(POLICE), good_row(POLICE, lokal_beteckning="Plats 8")]
    expected = read_rows(csv_file(rows))
    assert read_rows(xlsx_file(rows)) == expected
    assert read_rows(csv_file(rows, delimiter="\t", encoding="cp1252")) == expected
    assert len(read_persons(expected, POLICE, day=TODAY)) == 2


@pytest.mark.parametrize(
    "heading",
    [
        it.heading
        for it in columns_of(POLICE)
        if it.heading
        in {
            "ändamål",
            "behandlas som",
            "grund",
            "underlag",
            "underlagets datum",
            "roll",
            "roll sedan",
            "rollens källa",
        }
    ],
)
def test_t10_every_mandatory_field_stands_on_each_row(heading: str) -> None:
    assert faults_of(good_row(POLICE), good_row(POLICE, **{heading: ""})) == [(3, heading)]


@pytest.mark.parametrize(
    ("heading", "value"),
    [
        ("födelsedatum", "15/3 1985"),
        ("personnummer", "850315-9802"),
        ("behandlas som", "öppet"),
        ("roll", "gängmedlem"),
        ("roll sedan", "2999-01-01"),
        ("underlagets datum", "2019-01-01"),
        ("skyddade personuppgifter", "kanske"),
        ("ändamål", "x" * 301),
        ("lokal beteckning", "850315-9801"),
    ],
)
def test_a_fault_says_row_column_and_what_was_expected_and_never_the_value(heading: str, value: str) -> None:
    with pytest.raises(RowsRefused) as refused:
        read_persons([headings(POLICE), good_row(POLICE, **{heading: value})], POLICE, day=TODAY)
    [fault] = refused.value.faults
    assert fault.row == 2
    assert fault.column in {heading, "roll", "roll sedan"}
    assert str(fault.expected)
    assert value not in f"{fault} {refused.value} {fault!r} {refused.value!r}"


@given(cell=st.text(min_size=3, max_size=60).filter(lambda text: text.strip() and text.isprintable()))
def test_no_error_repeats_what_stood_in_the_file(cell: str) -> None:
    marked = f"KANARIE{cell}"
    row = good_row(POLICE, **{it.heading: marked for it in ALL})
    with pytest.raises((RowsRefused, FileUnreadable)) as refused:
        read_persons(read_rows(csv_file([headings(POLICE), row])), POLICE, day=TODAY)
    told = [str(refused.value), *map(str, getattr(refused.value, "faults", []))]
    assert "KANARIE" not in "".join(told)


def test_all_faults_are_told_at_once_and_nothing_is_saved(analyst: Player) -> None:
    rows = [
        headings(POLICE),
        good_row(POLICE),
        good_row(POLICE, roll=""),
        good_row(POLICE, grund="", roll="x"),
    ]
    with pytest.raises(RowsRefused) as refused:
        propose(analyst, csv_file(rows))
    assert {(it.row, it.column) for it in refused.value.faults} == {(3, "roll"), (4, "grund"), (4, "roll")}
    assert counts(analyst) == (0, 0, 0)


def test_t27_a_row_without_a_day_of_birth_says_whether_under_eighteen(
    analyst: Player, coordinator: Player
) -> None:
    place = {"efternamn": "", "förnamn": "", "födelsedatum": ""}
    assert faults_of(good_row(POLICE, **place)) == [(2, "under 18 år")]
    assert faults_of(good_row(POLICE, **place, under_18_år="kanske")) == [(2, "under 18 år")]
    assert faults_of(good_row(POLICE, **place, under_18_år="vet inte")) == [(2, "orosanmälan")]
    grown = good_row(POLICE, **place, under_18_år="nej")
    young = good_row(POLICE, **place, under_18_år="vet inte", orosanmälan="orosanmälan är gjord")
    batch = propose(analyst, csv_file([headings(POLICE), grown, young]))
    decide(coordinator, batch)
    with in_room(analyst):
        due = dict(Person.objects.values_list("under_eighteen", "review_due"))
    assert due == {"no": TODAY + timedelta(days=90), "unknown": TODAY + timedelta(days=45)}


def test_one_number_stands_once_in_a_file() -> None:
    row = good_row(POLICE, personnummer="850315-9801")
    assert faults_of(row, row) == [(3, "personnummer")]


def test_no_file_brings_in_persons_for_named_officers() -> None:
    assert faults_of(good_row(POLICE, behandlas_som="common_p2")) == [(2, "behandlas som")]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"  \n",
        b"\x00\x01\x02",
        b"PK\x03\x04not a zip",
        b"x" * (2 * 1024 * 1024 + 1),
        b"efternamn;roll\n",
    ],
)
def test_what_is_no_file_of_rows_is_refused_as_a_whole(content: bytes) -> None:
    with pytest.raises(FileUnreadable):
        read_rows(content)


def test_unknown_missing_and_double_headings_are_refused_by_place_only() -> None:
    for changed in ([*headings(POLICE), "Rut Ekhult"], headings(POLICE)[:-6], [*headings(POLICE), "roll"]):
        with pytest.raises(FileUnreadable) as refused:
            read_persons([changed, good_row(POLICE)], POLICE, day=TODAY)
        assert "Ekhult" not in str(refused.value)


def test_no_column_holds_a_date_of_review_or_erasure_and_social_services_have_no_name() -> None:
    assert {it.heading for it in columns_of(Kind.SOCIAL_SERVICES)} == {"lokal beteckning"}
    assert not {it.name for it in ALL} & {"review_due", "ends_on", "erase_on", "hidden_on"}


def test_what_is_staged_comes_back_the_same() -> None:
    row = good_row(POLICE, personnummer="20090620-9804", födelsedatum="", orosanmälan="reported")
    [person] = read_persons([headings(POLICE), row], POLICE, day=TODAY)
    assert from_data(as_data(person)) == person


def test_the_document_tells_every_column() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    assert [it.heading for it in ALL if f"`{it.heading}`" not in text] == []


def test_it_is_done_on_screen(analyst: Player, coordinator: Player) -> None:
    client, second = analyst.client(), coordinator.client()
    assert "rollens källa" in client.get(reverse("people:batch_template")).content.decode("utf-8-sig")
    sent = SimpleUploadedFile("Rut Ekhult.csv", small_file(POLICE))
    answer = client.post(reverse("people:upload_batch"), {"file": sent})
    assert answer.status_code == 302
    page = second.get(answer.headers["Location"]).content.decode()
    assert "Ekhult, Rut" in page
    assert "misstänkt" in page
    assert "Rut Ekhult.csv" not in page
    with in_room(analyst):
        batch = Batch.objects.get()
    url = reverse("people:decide_batch", args=[batch.pk])
    assert second.post(url, {"answer": "approve"}).status_code == 422
    assert client.post(url, {"answer": "approve", "decision": "Ja"}).status_code == 404
    assert second.post(url, {"answer": "approve", "decision": "Kartlagda 2025"}).status_code == 302
    assert counts(analyst) == (2, 0, 1)
    assert "Ekhult" not in second.get(answer.headers["Location"]).content.decode()


def test_faults_are_listed_on_screen(analyst: Player) -> None:
    bad = csv_file([headings(POLICE), good_row(POLICE, roll="KANARIE")])
    answer = analyst.client().post(reverse("people:upload_batch"), {"file": SimpleUploadedFile("a.csv", bad)})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "ett av: misstänkt" in page
    assert "KANARIE" not in page


class Killed:
    """Ends the database's own process of this connection at the n-th statement, as a power cut would."""

    def __init__(self, cluster: Cluster, at: int) -> None:
        self.cluster, self.left = cluster, at

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.left -= 1
        if self.left == 0:
            pid = connection.connection.info.backend_pid
            with psycopg.connect(self.cluster.admin_url, autocommit=True) as superuser:
                superuser.execute("select pg_terminate_backend(%s)", [pid])
        return execute(sql, params, many, context)


@pytest.mark.parametrize("at", [4, 8, 12, 16, 20, 24, 28])
def test_killed_at_any_moment_it_is_all_or_nothing(own_database: str, cluster: Cluster, at: int) -> None:
    room = make_workspace(POLICE)
    writer, second = make_player(room, Role.ANALYST), make_player(room, Role.COORDINATOR)
    batch = propose(writer, small_file(POLICE, 8))
    actor = second.actor
    with (
        pytest.raises(OperationalError),
        connection.execute_wrapper(Killed(cluster, at)),
        as_workspace(actor),
    ):
        decide_batch(batch, approve=True, decision="Ja", by=actor, at=timezone.now())
    connection.close()
    assert counts(writer) == (0, 8, 1)
    decide(second, batch)
    assert counts(writer) == (8, 0, 1)
