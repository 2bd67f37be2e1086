"""The embedded server as one process sees it: passwords, settings, programs, and folders of any name."""

import socket
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from gvi.database.embedded import ROLES, Server, ServerError, erase, start, stop
from gvi.database.embedded.options import options
from tests.database.embedded_cast import DEBIAN_15, query, runs

needs_15 = pytest.mark.skipif(not DEBIAN_15.exists(), reason="PostgreSQL 15 is not installed")
ENGINES = [pytest.param(None, id="wheel"), pytest.param(DEBIAN_15, id="postgresql-15", marks=needs_15)]


@pytest.fixture(scope="module", params=ENGINES)
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with the settings of real use, on each engine, that the tests below only look at."""
    folder = tmp_path_factory.mktemp("embedded") / "db"
    yield start(folder, bindir=request.param)
    erase(folder)


def test_a_new_server_is_safe_and_sized_for_a_small_machine(server: Server) -> None:
    names = ("listen_addresses", "max_connections", "shared_buffers", "server_encoding", "data_checksums")
    lasting = ("fsync", "synchronous_commit", "full_page_writes")
    shown = [query(server, f"show {name}")[0][0] for name in (*names, *lasting)]
    assert shown == ["127.0.0.1", "100", "256MB", "UTF8", "on", "on", "on", "on"]
    assert query(server, "select upper('åäö'), 'z' < 'å', 'a' > 'B'") == [("ÅÄÖ", True, True)]
    methods = query(server, "select distinct auth_method from pg_hba_file_rules")
    assert methods == [("scram-sha-256",)]


def test_nobody_enters_without_the_password(server: Server) -> None:
    sockets = [str(entry.parent) for entry in server.place.home.glob(".s.PGSQL.*[0-9]")]

    for host in ("127.0.0.1", *sockets):
        for password in ("", "wrong"):
            with pytest.raises(psycopg.OperationalError, match="password"):
                psycopg.connect(
                    host=host, port=server.port, user="postgres", dbname="postgres", password=password
                )


def test_secrets_are_private_and_outlive_the_server(folder: Path) -> None:
    first = start(folder, fast=True)
    first.release()
    second = start(folder, fast=True)

    assert second.secrets == first.secrets
    assert stat.S_IMODE((folder / "secrets.json").stat().st_mode) == 0o600
    assert set(first.secrets.passwords) == set(ROLES)
    assert len({*first.secrets.passwords.values(), first.secrets.ticket_key}) == len(ROLES) + 1
    assert not [word for word in first.secrets.passwords.values() if word in repr(first)]


def test_url_names_role_and_database_and_refuses_other_roles(server: Server) -> None:
    password = server.secrets.passwords["gvi_app"]
    assert server.url("gvi_app", "a/b") == f"postgresql://gvi_app:{password}@127.0.0.1:{server.port}/a%2Fb"
    with pytest.raises(ServerError, match="no role gvi_owner; the roles are postgres"):
        server.url("gvi_owner", "gvi")


def test_its_own_programs_dump_and_restore_a_table_that_excludes_overlap(
    server: Server, tmp_path: Path
) -> None:
    query(server, "create extension btree_gist")
    query(
        server,
        "create table term (who int, during daterange, exclude using gist (who with =, during with &&))",
    )
    query(server, "insert into term values (1, '[2026-01-01,2026-07-01)')")
    query(server, "create database copy")

    dump = str(tmp_path / "dump")
    source, target = (server.url("postgres", name) for name in ("postgres", "copy"))
    subprocess.run([server.program("pg_dump"), "-Fc", "-f", dump, source], check=True)
    subprocess.run([server.program("pg_restore"), "-d", target, dump], check=True)
    again = "insert into term values (1, '[2026-06-01,2026-09-01)')"
    refused = subprocess.run([server.program("psql"), target, "-c", again], capture_output=True, check=False)

    assert b"conflicting key value violates exclusion constraint" in refused.stderr
    with pytest.raises(ServerError, match="no program pg_nothing"):
        server.program("pg_nothing")


def test_starting_twice_gives_the_same_server_and_the_last_release_stops_it(folder: Path) -> None:
    first, second = start(folder, fast=True), start(folder, fast=True)

    assert first.port == second.port
    first.release()
    first.release()
    assert query(second, "select 1") == [(1,)]
    second.release()
    assert not runs(second)


def test_a_restart_keeps_rows_and_the_port_unless_it_is_taken(folder: Path) -> None:
    first = start(folder, fast=True)
    query(first, "create table kept as select 7 as number")
    first.release()
    second = start(folder, fast=True)
    assert second.port == first.port
    second.release()

    with socket.create_server(("127.0.0.1", first.port)):
        third = start(folder, fast=True)
        assert third.port != first.port
        assert query(third, "select number from kept") == [(7,)]


def test_stop_ends_the_server_whoever_uses_it_and_is_harmless_elsewhere(folder: Path, tmp_path: Path) -> None:
    server = start(folder, fast=True)

    stop(folder)
    assert not runs(server)
    stop(folder)
    stop(tmp_path / "never")
    erase(tmp_path / "never")
    assert not (tmp_path / "never").exists()


def test_erase_removes_the_database_and_nothing_else(folder: Path) -> None:
    first = start(folder, fast=True)
    (folder / "letter.txt").write_text("not ours")

    erase(folder)

    assert sorted(path.name for path in folder.iterdir()) == ["letter.txt", "lock"]
    assert not first.place.data.exists()
    assert start(folder, fast=True).secrets != first.secrets


@pytest.mark.parametrize("name", ["Åsas mapp", 'it\'s "$HOME" `x`, \\ 100%', "long" * 50])
def test_folders_may_have_any_name(tmp_path: Path, name: str) -> None:
    server = start(tmp_path / name, fast=True)
    try:
        assert query(server, "select 1") == [(1,)]
    finally:
        erase(tmp_path / name)


def test_a_socket_is_made_only_where_its_path_is_short_enough() -> None:
    assert 'unix_socket_directories="/srv/a, ""b"""' in options(Path('/srv/a, "b"'), 5432, fast=False)
    assert "unix_socket_directories=" in options(Path("/srv") / ("å" * 50), 5432, fast=False)


def test_the_log_never_repeats_what_a_failed_statement_said(server: Server) -> None:
    query(server, "create table person (name text primary key)")
    query(server, "insert into person values ('Ture Sventon')")

    for sql in ("insert into person values ('Ture Sventon')", "select 'Ture Sventon'::int"):
        with pytest.raises(psycopg.Error, match="Sventon"):
            query(server, sql)

    said = server.place.log.read_text()
    assert "ready to accept connections" in said
    assert "Sventon" not in said
