"""The commands as one types them: what can be done is done, and what can not is told in a line, ending with 1."""

import json
import os
from pathlib import Path

import psycopg
import pytest

from gvi.cli.main import app
from tests.cluster import Cluster
from tests.installation import environment, gvi

COMMANDS = ("demo", "serve", "worker", "setup", "migrate", "check", "backup", "restore", "log", "database")
FOUND = (
    "--programme",
    "GVI Björkhamn",
    "--municipality",
    "Björkhamn",
    "--kind",
    "police",
    "--room",
    "Polisen Björkhamn",
)
FOUNDER = (
    "--name",
    "Rut Ek",
    "--email",
    "rut@bjorkhamn.example",
    "--address",
    "https://gvi.bjorkhamn.example",
)


@pytest.fixture
def surroundings(own_database: str, cluster: Cluster, tmp_path: Path) -> dict[str, str]:
    """Environment variables of an installation on the test server."""
    return environment(cluster, own_database, tmp_path)


def test_every_command_is_registered() -> None:
    names = {command.name for command in app.registered_commands} | {
        group.name for group in app.registered_groups
    }
    assert set(COMMANDS) <= names


def test_from_an_empty_database_to_a_verified_log(
    surroundings: dict[str, str], own_database: str, cluster: Cluster
) -> None:
    founded = gvi(surroundings, "setup", *FOUND, *FOUNDER)
    assert "https://gvi.bjorkhamn.example/konto/valkommen/" in founded.stdout, founded.stderr
    assert gvi(surroundings, "setup", *FOUND, *FOUNDER).returncode == 1
    assert "1 new blocks" in gvi(surroundings, "log", "seal").stdout
    whole = gvi(surroundings, "log", "verify", "--json")
    assert (whole.returncode, json.loads(whole.stdout)["whole"]) == (0, True)
    with psycopg.connect(f"{cluster.admin_url.rsplit('/', 1)[0]}/{own_database}") as superuser:
        superuser.execute("alter table log_event disable trigger all")
        superuser.execute(
            "update log_event set verb = 'x' where id = (select event_id from log_seal where position = 2)"
        )
    found = gvi(surroundings, "log", "verify")
    assert found.returncode == 1
    assert "Position 2 (block 1), changed" in found.stderr


def test_an_unknown_kind_of_room_is_told_in_a_line(surroundings: dict[str, str]) -> None:
    wrong = gvi(surroundings, "setup", *[word.replace("police", "polis") for word in FOUND], *FOUNDER)
    assert wrong.returncode == 1
    assert "expected one of police" in wrong.stderr
    assert "Traceback" not in wrong.stderr


def test_what_a_command_lacks_is_told_in_a_line(surroundings: dict[str, str], tmp_path: Path) -> None:
    del surroundings["DATABASE_BACKUP_URL"]
    lacking = gvi(surroundings, "backup", str(tmp_path / "copy.gvi"))
    assert (lacking.returncode, lacking.stderr.count("\n")) == (1, 1)
    assert "DATABASE_BACKUP_URL is not set" in lacking.stderr


def test_serve_refuses_the_embedded_server_and_the_demo() -> None:
    without = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE_")}
    refused = gvi(without, "serve")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "set DATABASE_URL" in refused.stderr


def test_a_dba_gets_the_sql_and_the_addresses(surroundings: dict[str, str]) -> None:
    printed = gvi(surroundings, "database", "prepare", "--host", "db.bjorkhamn.example:5432").stdout
    assert 'alter role "gvi_app" login nosuperuser nocreatedb nocreaterole nobypassrls' in printed
    assert printed.count("@db.bjorkhamn.example:5432/gvi") == 3
