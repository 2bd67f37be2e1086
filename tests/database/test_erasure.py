"""T16: erasure takes exactly what is due out of rows and history, counts it, and leaves nothing that points at it."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from pytest_django import Settings

from gvi.database.erasing import PERSON
from gvi.trust.people.erasure import Report, run
from gvi.trust.people.flows.edit_person import edit_person
from gvi.trust.people.lasting.flows import Renewal, leave, renew
from gvi.trust.people.lasting.flows.decide_erasure import NewDecision, decide_erasure
from gvi.trust.people.models import Batch, BatchRow, ExtractRequest, Pair, Person
from gvi.trust.people.retention import (
    APART_DAYS,
    FIRST_REVIEW_DAYS,
    HOUSE_MONTHS,
    READ_ONLY_DAYS,
    UNFINISHED_DAYS,
)
from gvi.trust.people.words import BatchState, ExitReason, Regime
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, in_room, make_player, make_workspace
from tests.cluster import Cluster
from tests.erasing import count, let_days_pass, let_runs_age, superuser_of
from tests.trust.people.persons import make_person, new_person, say_same

ERASED_AFTER = FIRST_REVIEW_DAYS + READ_ONLY_DAYS + APART_DAYS
TODAY = timezone.localdate()
NEED = "Konflikten mellan grupperna pågår och han har synts i den igen."


@pytest.fixture
def tombstones(tmp_path: Path, settings: Settings) -> Path:
    settings.GVI_TOMBSTONES = str(tmp_path / "tombstones.jsonl")
    return tmp_path / "tombstones.jsonl"


@pytest.fixture
def superuser(cluster: Cluster, own_database: str, tombstones: Path) -> Iterator[psycopg.Connection]:
    with superuser_of(cluster, own_database) as found:
        yield found


@pytest.fixture
def police(superuser: psycopg.Connection) -> Player:
    return make_player(make_workspace(Kind.POLICE), Role.ANALYST)


def run_now(**options: Any) -> Report:
    return run(datetime.now(UTC), **options)


def everything_about(player: Player, person: Person, other: Person) -> None:
    """A row in every table of the app that can tell of a person, each changed once so that it has a history."""
    room = {"workspace_id": player.member.workspace_id}
    with in_room(player) as actor:
        named = {"regime": Regime.COMMON_P2, "officers": (player.member.pk,)}
        edit_person(person, new_person(Kind.POLICE, surname="Ekmark", **named), by=actor, at=timezone.now())
        renew(person, Renewal(NEED), by=actor, at=timezone.now())
        connection.cursor().execute(
            """insert into people_statement (id, workspace_id, person_id, kind, text, source, reliability, accuracy,
               secrecy, said_on, "by", at, withdrawn_reason)
               values (gen_random_uuid(), %s, %s, 'fact', 'Sågs', 'Bil', 'A', '1', 'osl_35_1', %s, %s, now(), '')""",
            [room["workspace_id"], person.pk, TODAY, actor.member_id],
        )
        connection.cursor().execute(
            "update people_statement set withdrawn_at = now(), withdrawn_reason = 'Fel' where person_id = %s",
            [person.pk],
        )
        first, second = sorted((person.pk, other.pk))
        Pair.objects.create(first_id=first, second_id=second, **room)


OF_A_PERSON = (
    *("people_person", "people_personrevision", "people_personrole", "people_statement"),
    *("people_statementrevision", "people_personreview", "people_officer", "people_pair"),
)


def test_t16_exactly_the_due_leave_rows_and_history(superuser: psycopg.Connection, police: Player) -> None:
    gone, kept = make_person(police), make_person(police)
    everything_about(police, gone, kept)
    before = {table: count(superuser, table) for table in OF_A_PERSON}
    let_days_pass(superuser, 400, gone.pk)
    let_days_pass(superuser, ERASED_AFTER - 1, kept.pk)
    rehearsed = run_now(dry_run=True)
    assert {table: count(superuser, table) for table in OF_A_PERSON} == before
    report = run_now()
    assert report.kinds == rehearsed.kinds
    (room,) = report.kinds
    assert (room.kind, room.set_apart, room.erased) == ("police", 2, 1)
    after = {table: count(superuser, table) for table in OF_A_PERSON}
    assert {table: before[table] - after[table] for table in OF_A_PERSON} == dict(room.rows)
    assert after == {"people_person": 1, "people_personrole": 1} | {
        table: 0 for table in OF_A_PERSON if table not in ("people_person", "people_personrole")
    }
    assert mentions(superuser, gone) == {"log_event", "people_tombstone"}, "opaque ids, and nothing else"
    let_days_pass(superuser, 1, kept.pk)
    assert run_now().erased == 1


def mentions(superuser: psycopg.Connection, person: Person) -> set[str]:
    """Every table of the database in which the person's id or name stands anywhere."""
    names = superuser.execute(
        "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'"
    ).fetchall()
    marks = [f"%{person.pk}%", f"%{person.surname}%", "%Ekmark%"]
    found = set()
    for (name,) in names:
        query = f"select exists (select 1 from {name} t where t::text ilike any(%s))"
        row = superuser.execute(query, (marks if name != "people_person" else marks[:1],)).fetchone()
        if row and row[0]:
            found.add(name)
    return found - {"people_personrole"}


def test_t16_protocol_and_log_count_and_name_nobody(
    superuser: psycopg.Connection, police: Player, tombstones: Path
) -> None:
    persons = [make_person(police) for _ in range(3)]
    let_days_pass(superuser, ERASED_AFTER, *(person.pk for person in persons))
    run_now()
    rows = superuser.execute(
        "select workspace_id, member_id, operation, verb, kind, reason, count from log_event where operation = 'erase'"
    ).fetchall()
    assert rows == [(police.member.workspace_id, None, "erase", "retention.erase", "retention", "", 3)]
    [protocol] = superuser.execute(
        "select set_apart, erased, rows_by_table from people_erasureprotocol"
    ).fetchall()
    assert protocol == (3, 3, {"people_person": 3, "people_personrole": 3})
    lines = [json.loads(line) for line in tombstones.read_text().splitlines()]
    assert {line["record"] for line in lines} == {str(person.pk) for person in persons}
    assert set(lines[0]) == {"record", "erased_at"}
    assert tombstones.stat().st_mode & 0o777 == 0o600
    assert count(superuser, "people_tombstone", "filed_at is null") == 0


def test_t14_t16_set_apart_and_erased_are_two_acts_on_different_days(
    superuser: psycopg.Connection, police: Player
) -> None:
    person = make_person(police)
    with in_room(police) as actor:
        leave(person, ExitReason.MOVED, by=actor, at=timezone.now())
    assert (run_now().set_apart, run_now().erased) == (0, 0), "counted the night after"
    let_runs_age(superuser, 1, log=True)
    let_days_pass(superuser, 1, person.pk)
    first = run_now()
    assert (first.set_apart, first.erased) == (1, 0)
    let_runs_age(superuser, APART_DAYS - 2, log=True)
    let_days_pass(superuser, APART_DAYS - 2, person.pk)
    let_runs_age(superuser, 0)
    assert run_now(clock_is_right=True).erased == 0, "twenty-nine days"
    let_runs_age(superuser, 1, log=True)
    let_days_pass(superuser, 1, person.pk)
    last = run_now()
    assert (last.set_apart, last.erased) == (0, 1)


def test_t16_what_is_due_on_the_very_day_it_was_set_apart_waits_a_day(
    superuser: psycopg.Connection, police: Player
) -> None:
    person = make_person(police)
    superuser.execute("update people_person set hidden_on = %s, erase_on = %s", (TODAY, TODAY))
    assert run_now().erased == 0
    superuser.execute("update people_person set hidden_on = %s", (TODAY - timedelta(days=1),))
    assert run_now().erased == 1
    assert not count(superuser, PERSON, f"id = '{person.pk}'")


def test_t16_social_services_rows_leave_only_under_a_stored_decision(superuser: psycopg.Connection) -> None:
    room = make_workspace(Kind.SOCIAL_SERVICES)
    coordinator = make_player(room, Role.COORDINATOR)
    closed, open_case = make_person(coordinator), make_person(coordinator, local_reference="SN 2026-18")
    with in_room(coordinator) as actor:
        leave(closed, ExitReason.NO_LONGER_NEEDED, by=actor, at=timezone.now())
    let_days_pass(superuser, 800, closed.pk, open_case.pk)
    assert run_now().erased == 0, "no decision"
    with in_room(coordinator) as actor:
        decide_erasure(NewDecision("SN § 1", TODAY, "Nämnden", 60), by=actor, at=timezone.now())
    assert run_now().erased == 0, "five years have not passed"
    with in_room(coordinator) as actor:
        decide_erasure(NewDecision("SN § 2", TODAY, "Nämnden", 24), by=actor, at=timezone.now())
    assert run_now().erased == 1
    assert superuser.execute("select id from people_person").fetchall() == [(open_case.pk,)]


def test_t16_a_decision_of_no_months_still_leaves_thirty_days(superuser: psycopg.Connection) -> None:
    coordinator = make_player(make_workspace(Kind.SOCIAL_SERVICES), Role.COORDINATOR)
    case = make_person(coordinator)
    with in_room(coordinator) as actor:
        decide_erasure(NewDecision("SN § 1", TODAY, "Nämnden", 0), by=actor, at=timezone.now())
        leave(case, ExitReason.NO_LONGER_NEEDED, by=actor, at=timezone.now())
    let_days_pass(superuser, APART_DAYS - 1, case.pk)
    assert run_now().erased == 0
    let_days_pass(superuser, 1, case.pk)
    assert run_now().erased == 1


def test_t16_each_record_of_a_cluster_follows_its_own_dates(
    superuser: psycopg.Connection, police: Player
) -> None:
    root, second, third, single = (make_person(police) for _ in range(4))
    with in_room(police):
        say_same(root, second, third)
    let_days_pass(superuser, 10, third.pk)
    let_days_pass(superuser, ERASED_AFTER, root.pk)
    assert run_now().erased == 1
    assert dict(superuser.execute("select id, merged_into_id from people_person").fetchall()) == {
        third.pk: None,
        second.pk: third.pk,
        single.pk: None,
    }
    let_days_pass(superuser, ERASED_AFTER, second.pk)
    run_now()
    assert dict(superuser.execute("select id, merged_into_id from people_person").fetchall()) == {
        third.pk: None,
        single.pk: None,
    }


def test_t16_an_extract_request_stays_without_its_person(
    superuser: psycopg.Connection, police: Player
) -> None:
    probation = make_player(make_workspace(Kind.PROBATION), Role.COORDINATOR)
    person = make_person(probation)
    with in_room(probation):
        ExtractRequest.objects.create(
            workspace_id=probation.member.workspace_id,
            reference="KV 2026-9",
            received_on=TODAY,
            due_on=TODAY,
            person=person,
            made_by=probation.member.pk,
        )
    let_days_pass(superuser, ERASED_AFTER, person.pk)
    run_now()
    assert superuser.execute("select reference, person_id from people_extractrequest").fetchall() == [
        ("KV 2026-9", None)
    ]


@pytest.mark.parametrize(("days", "left"), [(-1, 1), (0, 0)])
def test_t16_an_answered_extract_request_goes_after_the_house_months(
    superuser: psycopg.Connection, police: Player, days: int, left: int
) -> None:
    with in_room(police):
        ExtractRequest.objects.create(
            workspace_id=police.member.workspace_id,
            reference="Rut Ekhult",
            received_on=TODAY,
            due_on=TODAY,
            made_by=police.member.pk,
        )
    run_now()
    assert count(superuser, "people_extractrequest") == 1
    superuser.execute(
        "update people_extractrequest set answered_at = now() - make_interval(months => %s, days => %s)",
        (HOUSE_MONTHS, days),
    )
    run_now()
    assert count(superuser, "people_extractrequest") == left


def test_t16_a_file_that_nobody_decided_on_goes_with_its_rows(
    superuser: psycopg.Connection, police: Player
) -> None:
    room, now = police.member.workspace_id, timezone.now()
    with in_room(police):
        for digest in ("a", "b"):
            batch = Batch.objects.create(
                workspace_id=room,
                state=BatchState.PROPOSED,
                sha256=digest,
                rows_count=1,
                made_by=police.member.pk,
                made_at=now,
            )
            BatchRow.objects.create(workspace_id=room, batch=batch, row=1, data={"surname": "Ekhult"})
    superuser.execute(
        "update people_batch set made_at = made_at - make_interval(days => %s) where id = %s",
        (UNFINISHED_DAYS, batch.pk),
    )
    assert run_now().erased == 1
    assert (count(superuser, "people_batch"), count(superuser, "people_batchrow")) == (1, 1)


def test_t16_the_application_can_neither_erase_by_hand_nor_read_tombstones(
    superuser: psycopg.Connection, police: Player
) -> None:
    person = make_person(police)
    for statement in (
        "delete from people_person",
        "select * from people_tombstone",
        "select gvi.erase_again(array[%s]::uuid[])",
        "select gvi.erase_rows('people_person', %s, '{}')",
        "select gvi.retention_run(true)",
        "insert into people_retentionrun (id, started_at, day, horizon) values (%s, now(), now(), now())",
        "update people_erasureprotocol set erased = 0 where id <> %s",
        "set role gvi_eraser",
        "select * from gvi.erasable",
    ):
        with in_room(police), pytest.raises(DatabaseError), transaction.atomic():
            connection.cursor().execute(statement, [person.pk] if "%s" in statement else [])


def test_t16_the_eraser_itself_can_do_nothing_else(superuser: psycopg.Connection, police: Player) -> None:
    make_person(police)
    superuser.execute("set session_replication_role = origin")
    superuser.execute("set role gvi_eraser")
    for statement in (
        "insert into people_person (id) values (gen_random_uuid())",
        "update people_person set surname = 'X'",
        "select * from review_judgement",
        "select * from log_event",
        "delete from log_event",
        "select * from gvi.ticket_key",
        "delete from people_tombstone",
        "insert into log_event (id, workspace_id, operation, verb, kind, reason, count) "
        "values (gen_random_uuid(), null, 'read', 'people.read', '', '', 1)",
    ):
        with pytest.raises(psycopg.Error):
            superuser.execute(statement)


def test_t16_a_room_never_becomes_one_that_erases_nothing(
    superuser: psycopg.Connection, police: Player
) -> None:
    let_days_pass(superuser, ERASED_AFTER, make_person(police).pk)
    change = "update workspaces_workspace set kind = 'social_services'"
    for ticket in (in_room(police), transaction.atomic()):
        with ticket, pytest.raises(DatabaseError), transaction.atomic():
            connection.cursor().execute(change)
    assert run_now().erased == 1


@pytest.mark.parametrize("most", ["0", "-1", "null"])
def test_t16_a_batch_of_nothing_is_no_finished_run(
    superuser: psycopg.Connection, police: Player, most: str
) -> None:
    let_days_pass(superuser, ERASED_AFTER, make_person(police).pk)
    with pytest.raises(DatabaseError, match="at least one record"), transaction.atomic():
        connection.cursor().execute(f"select gvi.erase({most}, true)")
    assert count(superuser, "people_retentionrun") == 0


def test_t16_a_room_is_told_its_own_counts_and_the_console_those_of_a_kind(
    superuser: psycopg.Connection, police: Player
) -> None:
    probation = make_player(make_workspace(Kind.PROBATION), Role.PROBATION_OFFICER)
    others = make_player(make_workspace(Kind.POLICE, name="Polisen Granvik"), Role.ANALYST)
    let_days_pass(superuser, ERASED_AFTER, *(make_person(it).pk for it in (police, others, probation)))
    assert [(it.kind, it.erased) for it in run_now().kinds] == [("police", 2), ("probation", 1)]
    query = "select kind, erased from gvi.retention_report((select id from people_retentionrun))"
    with in_room(others), connection.cursor() as cursor:
        cursor.execute(query)
        assert cursor.fetchall() == [("police", 1)]


def test_t16_another_room_reads_no_counts(superuser: psycopg.Connection, police: Player) -> None:
    let_days_pass(superuser, ERASED_AFTER, make_person(police).pk)
    run_now()
    others = make_player(make_workspace(Kind.PROBATION), Role.COORDINATOR)
    query = "select count(*) from people_erasureprotocol"
    for player, rows in ((police, 1), (others, 0)):
        with in_room(player), connection.cursor() as cursor:
            cursor.execute(query)
            assert cursor.fetchone() == (rows,)
