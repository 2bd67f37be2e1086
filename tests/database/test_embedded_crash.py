"""After a crash the next start works, loses nothing that was acknowledged, and never guesses in silence."""

import os
import signal
import subprocess
from pathlib import Path

import pytest

from gvi.database.embedded import ServerError, erase, start
from gvi.database.embedded.pidfile import pid_of
from tests.database.embedded_cast import DEBIAN_15, Companion, query, runs, until


def test_rows_survive_when_the_server_is_killed(used: Path) -> None:
    server = start(used)
    query(server, "create table kept as select 7 as number")
    pid = pid_of(server.place.data)
    assert pid is not None

    os.kill(pid, signal.SIGKILL)
    until(lambda: not runs(server))
    assert (server.place.data / "postmaster.pid").exists()
    again = start(used)

    assert again.port == server.port
    assert query(again, "select number from kept") == [(7,)]


def test_a_start_right_after_the_kill_waits_for_what_is_left_of_the_old_server(used: Path) -> None:
    server = start(used)
    pid = pid_of(server.place.data)
    assert pid is not None

    os.kill(pid, signal.SIGKILL)
    again = start(used)

    assert pid_of(again.place.data) != pid
    assert query(again, "select 1") == [(1,)]


def test_a_leftover_that_names_a_process_of_somebody_else_is_removed(used: Path) -> None:
    server = start(used, fast=True)
    leftover = server.place.data / "postmaster.pid"
    lines = leftover.read_text().splitlines()
    server.release()
    assert not runs(server)

    other = os.geteuid() != server.place.account.uid
    sleeper = subprocess.Popen(["sleep", "60"], user=server.place.account.uid if other else None)
    try:
        leftover.write_text("\n".join([str(sleeper.pid), *lines[1:]]))
        server.place.account.give(leftover)
        assert query(start(used, fast=True), "select 1") == [(1,)]
        assert sleeper.poll() is None
    finally:
        sleeper.kill()
        sleeper.wait()


def test_a_server_started_by_hand_is_never_started_a_second_time(used: Path) -> None:
    server = start(used, fast=True)
    leftover = server.place.data / "postmaster.pid"
    pid = pid_of(server.place.data)
    (server.place.home / "busy").rename(server.place.home / "busy.hidden")

    with pytest.raises(ServerError, match=r'did not start(.|\n)*lock file "postmaster.pid" already exists'):
        start(used, fast=True)

    (server.place.home / "busy.hidden").rename(server.place.home / "busy")
    assert leftover.read_text().startswith(f"{pid}\n")
    assert query(server, "select 1") == [(1,)]


def test_a_half_finished_database_is_made_anew(folder: Path) -> None:
    home = start(folder, fast=True).place.home
    erase(folder)
    companion = Companion(folder)
    until(lambda: any(home.glob("new-*/data/base")))
    companion.die()
    assert not (home / "data").exists()

    server = start(folder, fast=True)
    assert query(server, "select 1") == [(1,)]
    assert not list(home.glob("new-*"))


@pytest.mark.skipif(not DEBIAN_15.exists(), reason="PostgreSQL 15 is not installed")
@pytest.mark.parametrize("running", [True, False])
def test_another_major_version_is_refused_with_what_to_do(folder: Path, running: bool) -> None:
    server = start(folder, bindir=DEBIAN_15, fast=True)
    if not running:
        server.release()

    with pytest.raises(
        ServerError, match=r"made by PostgreSQL 15.*are PostgreSQL 18.*backup with version 15"
    ):
        start(folder, fast=True)
    assert query(start(folder, bindir=DEBIAN_15, fast=True), "select 1") == [(1,)]


@pytest.mark.parametrize(("damage", "says"), [(None, "secrets.json is missing"), ("{", "can't be read")])
def test_lost_passwords_are_named_and_never_replaced(used: Path, damage: str | None, says: str) -> None:
    start(used, fast=True).release()
    kept = (used / "secrets.json").read_text()
    (used / "secrets.json").unlink()
    if damage is not None:
        (used / "secrets.json").write_text(damage)

    with pytest.raises(ServerError, match=says):
        start(used, fast=True)

    (used / "secrets.json").write_text(kept)
    assert query(start(used, fast=True), "select 1") == [(1,)]


def test_a_server_that_cannot_start_says_what_its_log_says(folder: Path) -> None:
    server = start(folder, fast=True)
    server.release()
    (server.place.data / "global" / "pg_control").unlink()

    with pytest.raises(ServerError, match=r"did not start(.|\n)*could not find the database system"):
        start(folder, fast=True)
