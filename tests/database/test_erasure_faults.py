"""Erasure under faults: a changed clock, a killed worker, a full disk, a locked log, an old backup (T16, T18)."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from django.db import DatabaseError
from django.utils import timezone
from pytest_django import Settings

from gvi.database.backup import back_up
from gvi.database.roles import make_database
from gvi.database.tombstones import BATCH, Tombstone, append_tombstones, read_tombstones, tombstone_file
from gvi.trust.log.seal import seal
from gvi.trust.people.erasure import ClockDisagrees, Report, run
from gvi.trust.people.lasting.flows import leave
from gvi.trust.people.models import Person
from gvi.trust.people.words import ExitReason
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, in_room, make_player, make_workspace
from tests.cluster import Cluster
from tests.conftest import drop, point_at
from tests.database.test_erasure import ERASED_AFTER
from tests.erasing import count, let_days_pass, let_runs_age, superuser_of
from tests.installation import environment, gvi
from tests.trust.people.persons import make_person


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> Path:
    """Where key, anchor and tombstones lie, as an installation has them."""
    settings.GVI_SEAL_KEY, settings.GVI_ANCHOR = str(tmp_path / "seal.key"), str(tmp_path / "anchor.jsonl")
    return tmp_path


@pytest.fixture
def superuser(cluster: Cluster, own_database: str, folder: Path) -> Iterator[psycopg.Connection]:
    with superuser_of(cluster, own_database) as found:
        yield found


@pytest.fixture
def police(superuser: psycopg.Connection) -> Player:
    return make_player(make_workspace(Kind.POLICE), Role.ANALYST)


def run_now(*, clock_is_right: bool = False) -> Report:
    return run(datetime.now(UTC), clock_is_right=clock_is_right)


def copies(superuser: psycopg.Connection, person: Person, number: int) -> None:
    """As many persons like this one, with their roles."""
    superuser.execute(
        f"create temp table many as select gen_random_uuid() as id from generate_series(1, {number})"
    )
    for table, key in (("people_person", "id"), ("people_personrole", "person_id")):
        found = superuser.execute(
            "select column_name from information_schema.columns where table_name = %s and is_generated = 'NEVER'",
            (table,),
        ).fetchall()
        values = {"id": "gen_random_uuid()", key: "m.id"}
        names = [f'"{name}"' for (name,) in found]
        chosen = [values.get(name.strip('"'), f"t.{name}") for name in names]
        superuser.execute(
            f"insert into {table} ({', '.join(names)}) select {', '.join(chosen)} from {table} t, many m"
        )


# The clock.


def test_t16_a_clock_that_leaps_ahead_erases_nobody_early(
    superuser: psycopg.Connection, police: Player
) -> None:
    run_now()
    let_runs_age(superuser, 1, log=True)
    due_tomorrow, due_later = make_person(police), make_person(police)
    let_days_pass(superuser, ERASED_AFTER - 1, due_tomorrow.pk)
    let_days_pass(superuser, ERASED_AFTER - 3, due_later.pk)
    leap = 700
    let_runs_age(superuser, leap, log=True)
    let_days_pass(superuser, leap, due_tomorrow.pk, due_later.pk)
    for night in range(2):
        report = run_now()
        assert report.behind == leap, f"night {night}: one day a night, whatever the clock says"
        assert report.erased == night, "the second true night is the day the first was due"
        let_runs_age(superuser, 1, log=True)
        let_days_pass(superuser, 1, due_tomorrow.pk, due_later.pk)
    report = run_now(clock_is_right=True)
    assert (report.behind, report.erased) == (0, 1)


def test_t16_days_on_which_somebody_worked_have_passed(superuser: psycopg.Connection, police: Player) -> None:
    run_now()
    person = make_person(police)
    let_days_pass(superuser, ERASED_AFTER, person.pk)
    let_runs_age(superuser, 5)
    events = superuser.execute("select id from log_event limit 1").fetchone()
    assert events
    for days in (1, 2, 4):
        superuser.execute(
            """insert into log_event (id, at, operation, verb, kind, reason, count)
               values (%s, now() - make_interval(days => %s), 'sign_in', 'account.sign_in', '', '', 1)""",
            (uuid4(), days),
        )
    assert run_now().behind == 2, "on the third day back nobody left a trace"


def test_t16_a_clock_set_back_erases_nobody_and_a_run_in_the_future_counts_for_nothing(
    superuser: psycopg.Connection, police: Player
) -> None:
    run_now()
    let_runs_age(superuser, -400)
    person = make_person(police)
    let_days_pass(superuser, ERASED_AFTER - 1, person.pk)
    report = run_now()
    assert (report.erased, report.horizon) == (0, timezone.localdate())


def test_t16_machine_and_database_must_agree_on_the_time(superuser: psycopg.Connection) -> None:
    with pytest.raises(ClockDisagrees):
        run(datetime.now(UTC) + timedelta(hours=2))
    assert count(superuser, "people_retentionrun") == 0


# The worker.

KILLED = """
import os, signal
import django
django.setup()
from datetime import UTC, datetime
import gvi.trust.people.erasure.nightly as nightly
erase, done = nightly._erase_some, []
def once(*args):
    if done:
        os.kill(os.getpid(), signal.SIGKILL)
    done.append(1)
    return erase(*args)
nightly._erase_some = once
nightly.file_tombstones = lambda: 0
nightly.run(datetime.now(UTC))
"""


def test_t16_a_worker_killed_between_batches_finishes_exactly_once(
    superuser: psycopg.Connection, police: Player, cluster: Cluster, own_database: str, folder: Path
) -> None:
    person = make_person(police)
    copies(superuser, person, BATCH + 500)
    superuser.execute("update people_person set hidden_on = current_date - 31, erase_on = current_date - 1")
    total = BATCH + 501
    surroundings = environment(cluster, own_database, folder)
    killed = subprocess.run(
        [sys.executable, "-c", KILLED], env=surroundings, check=False, capture_output=True
    )
    assert killed.returncode == -9, killed.stderr
    assert count(superuser, "people_person") == total - BATCH
    assert count(superuser, "people_retentionrun", "finished_at is null") == 1
    report = run_now()
    assert (report.erased, report.filed) == (total, total)
    assert len(set(read_tombstones(folder / "tombstones.jsonl"))) == total
    assert superuser.execute("select sum(erased), sum(set_apart) from people_erasureprotocol").fetchone() == (
        total,
        total,
    )
    assert superuser.execute(
        "select sum(count) from log_event where verb = 'retention.erase'"
    ).fetchone() == (total,)
    assert count(superuser, "people_retentionrun") == 1
    assert run_now().erased == 0


@pytest.mark.parametrize("table", ["log_event", "people_tombstone", "people_erasureprotocol"])
def test_t16_t18_a_full_disk_leaves_everything_as_it_was(
    superuser: psycopg.Connection, police: Player, table: str
) -> None:
    let_days_pass(superuser, ERASED_AFTER, make_person(police).pk)
    superuser.execute(
        """create function public.no_room() returns trigger language plpgsql as
           $$ begin raise exception 'could not extend file' using errcode = 'disk_full'; end $$"""
    )
    superuser.execute(f"create trigger no_room before insert on {table} execute function public.no_room()")
    with pytest.raises(DatabaseError, match="could not extend file"):
        run_now()
    kept = [count(superuser, name) for name in ("people_person", "people_personrole", "people_tombstone")]
    assert kept == [1, 1, 0]
    superuser.execute(f"drop trigger no_room on {table}")
    assert run_now().erased == 1


def test_t16_t18_nothing_is_erased_while_the_log_is_locked(
    superuser: psycopg.Connection, police: Player, cluster: Cluster, own_database: str
) -> None:
    let_days_pass(superuser, ERASED_AFTER, make_person(police).pk)
    superuser.execute(f"alter role gvi_app in database {own_database} set lock_timeout = '200ms'")
    point_at(cluster, own_database)
    with superuser_of(cluster, own_database) as other, other.transaction():
        other.execute("lock table log_event in exclusive mode")
        with pytest.raises(DatabaseError):
            run_now()
    assert count(superuser, "people_person") == 1
    assert run_now().erased == 1


# The log and the backup.


def test_t16_the_log_with_its_erasures_verifies(
    superuser: psycopg.Connection, police: Player, cluster: Cluster, own_database: str, folder: Path
) -> None:
    let_days_pass(superuser, ERASED_AFTER, make_person(police).pk)
    run_now()
    seal()
    done = gvi(environment(cluster, own_database, folder), "log", "verify")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def empty(cluster: Cluster, own_database: str) -> Iterator[str]:
    """An empty database beside the first one."""
    name = f"{own_database}_copy"
    drop(cluster, name)
    make_database(cluster.admin_url, name)
    yield name
    point_at(cluster, own_database)
    drop(cluster, name)


def test_t16_the_erased_stay_erased_when_an_old_backup_is_restored(
    superuser: psycopg.Connection,
    police: Player,
    cluster: Cluster,
    own_database: str,
    empty: str,
    folder: Path,
) -> None:
    by_time, by_choice, kept = (make_person(police) for _ in range(3))
    seal()
    file = folder / "old.gvi"
    back_up(
        cluster.url("gvi_backup", own_database),
        file,
        public_keys=(folder / "seal.key.pub").read_text().split(),
    )
    with in_room(police) as actor:
        leave(by_choice, ExitReason.WRONG_PERSON, "Förväxling", by=actor, at=timezone.now())
    let_days_pass(superuser, ERASED_AFTER, by_time.pk)
    superuser.execute(
        "update people_person set hidden_on = current_date - 31, erase_on = current_date - 1 where id = %s",
        (by_choice.pk,),
    )
    assert run_now().erased == 2
    restored = gvi(environment(cluster, empty, folder), "restore", str(file))
    assert restored.returncode == 0, restored.stdout + restored.stderr
    assert "2 records" in restored.stdout
    with superuser_of(cluster, empty) as copy:
        assert copy.execute("select id from people_person").fetchall() == [(kept.pk,)]
        assert count(copy, "people_personrole") == 1
        assert count(copy, "people_tombstone", "filed_at is not null") == 2
        events = copy.execute(
            "select workspace_id, count from log_event where verb = 'retention.replay'"
        ).fetchall()
        assert events == [(police.member.workspace_id, 2)]
        owners = copy.execute(
            "select distinct proowner::regrole::text from pg_proc where proname in ('erase', 'erase_again')"
        ).fetchall()
        assert owners == [("gvi_eraser",)]
    point_at(cluster, empty)
    assert run_now(clock_is_right=True).erased == 0


def test_t16_a_restore_without_tombstones_says_so_plainly(
    superuser: psycopg.Connection,
    police: Player,
    cluster: Cluster,
    own_database: str,
    empty: str,
    folder: Path,
) -> None:
    make_person(police)
    seal()
    file = folder / "old.gvi"
    back_up(
        cluster.url("gvi_backup", own_database),
        file,
        public_keys=(folder / "seal.key.pub").read_text().split(),
    )
    restored = gvi(environment(cluster, empty, folder), "restore", str(file))
    assert restored.returncode == 0, restored.stdout + restored.stderr
    assert "WITHOUT TOMBSTONES" in restored.stdout
    assert str(folder / "tombstones.jsonl") in restored.stdout


def test_t16_a_tombstone_torn_by_a_crash_costs_no_other(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    stones = [Tombstone(uuid4(), datetime.now(UTC)) for _ in range(3)]
    append_tombstones(path, stones[:2])
    os.truncate(path, path.stat().st_size - 9)
    append_tombstones(path, stones[1:])
    assert list(read_tombstones(path)) == [stones[0], *stones[1:]]


def test_t16_tombstones_lie_beside_the_anchor_unless_told_otherwise() -> None:
    assert tombstone_file("", "/srv/log/anchor.jsonl") == Path("/srv/log/tombstones.jsonl")
    assert tombstone_file("/other/t.jsonl", "/srv/log/anchor.jsonl") == Path("/other/t.jsonl")
    assert tombstone_file("", "") is None


def test_t16_a_full_disk_for_the_file_keeps_the_tombstones_waiting(
    superuser: psycopg.Connection, police: Player, folder: Path
) -> None:
    let_days_pass(superuser, ERASED_AFTER, make_person(police).pk)
    (folder / "tombstones.jsonl").mkdir()
    with pytest.raises(OSError):
        run_now()
    assert count(superuser, "people_tombstone", "filed_at is null") == 1
    (folder / "tombstones.jsonl").rmdir()
    assert run_now().filed == 1
    assert len(list(read_tombstones(folder / "tombstones.jsonl"))) == 1
