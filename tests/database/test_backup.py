"""``gvi backup`` and ``gvi restore``: sealed rows and the log come back whole, or nothing does."""

import io
import json
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connections
from django.utils import timezone
from pytest_django import Settings

from gvi.cli.keeping import verify_copy
from gvi.cli.refused import CommandRefused
from gvi.database.backup import BackupFailed, back_up
from gvi.database.manifest import DUMP, MANIFEST, BackupUnreadable, Manifest, read_manifest
from gvi.database.migrate import migrate
from gvi.database.programs import NoProgram, find_programs
from gvi.database.restore import RestoreRefused, restored
from gvi.database.roles import make_database
from gvi.steps.review.models import SealedTask
from gvi.trust.log.models import Operation
from gvi.trust.log.seal import seal
from gvi.trust.log.write import write
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Workspace
from gvi.trust.workspaces.roles import Role
from gvi.trust.workspaces.rooms import as_workspace
from tests.cast import Player, make_player, make_workspace
from tests.cluster import Cluster
from tests.conftest import drop, point_at


@pytest.fixture
def filled(own_database: str, tmp_path: Path, settings: Settings) -> Player:
    """A database with a sealed row in the police's room and a sealed log."""
    settings.GVI_SEAL_KEY, settings.GVI_ANCHOR = str(tmp_path / "seal.key"), str(tmp_path / "anchor.jsonl")
    police = make_player(make_workspace(Kind.POLICE), Role.COORDINATOR)
    with as_workspace(police.actor):
        add_sealed_row(police)
        write(Operation.CHANGE, "review.add_sealed_task", by=police.actor)
    seal()
    return police


def add_sealed_row(police: Player) -> None:
    SealedTask.objects.create(
        workspace_id=police.member.workspace_id,
        by=police.member.pk,
        at=timezone.now(),
        title="Ring förvaltningen",
        due=timezone.now(),
    )


@pytest.fixture
def empty(cluster: Cluster, own_database: str) -> Iterator[str]:
    """An empty database beside the first one."""
    name = f"{own_database}_copy"
    drop(cluster, name)
    make_database(cluster.admin_url, name)
    yield name
    point_at(cluster, own_database)
    drop(cluster, name)


@pytest.fixture
def copy(filled: Player, cluster: Cluster, own_database: str, tmp_path: Path) -> Path:
    """A backup of the filled database."""
    file = tmp_path / "copy.gvi"
    listed = (tmp_path / "seal.key.pub").read_text().split()
    back_up(cluster.url("gvi_backup", own_database), file, public_keys=listed)
    return file


def put_back(cluster: Cluster, name: str, file: Path) -> Manifest:
    with restored(cluster.url("gvi_migrator", name), cluster.url("gvi_backup", name), file) as manifest:
        verify_copy(cluster.url("gvi_backup", name), manifest)
        migrate(cluster.url("gvi_migrator", name))
    connections["migrator"].close()
    return manifest


def tables_in(cluster: Cluster, name: str) -> int:
    with psycopg.connect(cluster.url("gvi_migrator", name)) as connection:
        row = connection.execute(
            "select count(*) from pg_class c join pg_namespace n on n.oid = relnamespace where nspname = 'public'"
        ).fetchone()
    assert row is not None
    return int(row[0])


def test_a_restored_database_holds_the_same_and_is_guarded(
    copy: Path, filled: Player, cluster: Cluster, empty: str
) -> None:
    manifest = put_back(cluster, empty, copy)
    assert manifest.tables["review_sealedtask"] == 1
    assert manifest.seal_position > 0
    with as_workspace(filled.actor):
        before = list(SealedTask.objects.values())
    point_at(cluster, empty)
    assert Workspace.objects.count() == 1
    assert SealedTask.objects.count() == 0, "sealed rows show without a ticket"
    with as_workspace(filled.actor):
        assert list(SealedTask.objects.values()) == before
        add_sealed_row(filled)
    assert seal().position == manifest.seal_position


def test_the_file_is_its_owners_alone_and_holds_no_key(copy: Path) -> None:
    assert copy.stat().st_mode & 0o777 == 0o600
    manifest = read_manifest(copy)
    assert "django_session" not in manifest.tables
    with tarfile.open(copy) as archive:
        assert archive.getnames() == [MANIFEST, DUMP]


def test_the_backup_role_reads_no_ticket_key(own_database: str, cluster: Cluster) -> None:
    with psycopg.connect(cluster.url("gvi_migrator", own_database)) as owner:
        assert owner.execute("select count(*) from gvi.ticket_key").fetchone() == (1,)
    with psycopg.connect(cluster.url("gvi_backup", own_database)) as reader:
        assert reader.execute("select count(*) from gvi.ticket_key").fetchone() == (0,)


def test_a_database_in_use_is_refused_and_left_alone(copy: Path, cluster: Cluster, own_database: str) -> None:
    with pytest.raises(RestoreRefused, match="is not empty"):
        put_back(cluster, own_database, copy)
    assert Workspace.objects.count() == 1


def rewritten(copy: Path, change: Callable[[dict[str, Any]], None], dump: bytes | None = None) -> Path:
    """The same backup with another manifest, or another dump."""
    with tarfile.open(copy) as archive:
        members = {name: archive.extractfile(name).read() for name in archive.getnames()}  # type: ignore[union-attr]
    manifest = json.loads(members[MANIFEST])
    change(manifest)
    other = copy.with_name("other.gvi")
    with tarfile.open(other, "w:") as archive:
        for name, content in ((MANIFEST, json.dumps(manifest).encode()), (DUMP, dump or members[DUMP])):
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return other


KILLED = """
import os, sys
from pathlib import Path
from gvi.database.restore import restored
with restored(sys.argv[1], sys.argv[2], Path(sys.argv[3])):
    os._exit(9)
"""
LIES: dict[str, Callable[[dict[str, Any]], None]] = {
    "review_sealedtask": lambda manifest: manifest["tables"].update(review_sealedtask=2),
    "The seal ends at": lambda manifest: manifest.update(seal_position=99),
    "same or a newer major version": lambda manifest: manifest.update(server=990_000),
    "Upgrade gvi first": lambda manifest: manifest.update(gvi="99.0"),
}


def test_a_copy_that_is_not_what_it_says_leaves_the_database_empty(
    copy: Path, cluster: Cluster, empty: str
) -> None:
    for said, lie in LIES.items():
        with pytest.raises(RestoreRefused, match=said):
            put_back(cluster, empty, rewritten(copy, lie))
        assert tables_in(cluster, empty) == 0, said


def test_a_damaged_dump_leaves_the_database_empty(copy: Path, cluster: Cluster, empty: str) -> None:
    with pytest.raises(BackupUnreadable, match="damaged"):
        put_back(cluster, empty, rewritten(copy, lambda m: None, dump=b"PGDMP, but no more"))
    assert tables_in(cluster, empty) == 0
    put_back(cluster, empty, copy)


def test_what_an_interrupted_restore_left_is_closed_and_then_emptied(
    copy: Path, cluster: Cluster, empty: str
) -> None:
    urls = cluster.url("gvi_migrator", empty), cluster.url("gvi_backup", empty)
    killed = subprocess.run([sys.executable, "-c", KILLED, *urls, str(copy)], check=False)
    assert killed.returncode == 9
    assert tables_in(cluster, empty) > 0
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        psycopg.connect(cluster.url("gvi_app", empty))
    assert put_back(cluster, empty, copy).tables["review_sealedtask"] == 1
    psycopg.connect(cluster.url("gvi_app", empty)).close()


def test_a_copy_of_a_log_with_a_fault_is_refused(
    filled: Player, cluster: Cluster, own_database: str, empty: str, tmp_path: Path
) -> None:
    address = f"{cluster.admin_url.rsplit('/', 1)[0]}/{own_database}"
    with psycopg.connect(address, autocommit=True) as superuser:
        superuser.execute("alter table log_event disable trigger all")
        superuser.execute("update log_event set reason = 'changed'")
        superuser.execute("alter table log_event enable trigger all")
    file = tmp_path / "copy.gvi"
    back_up(
        cluster.url("gvi_backup", own_database),
        file,
        public_keys=(tmp_path / "seal.key.pub").read_text().split(),
    )
    with pytest.raises(CommandRefused, match="position 1"):
        put_back(cluster, empty, file)
    assert tables_in(cluster, empty) == 0


def test_a_sealed_table_that_the_backup_role_cannot_read_stops_the_backup(
    own_database: str, cluster: Cluster, tmp_path: Path
) -> None:
    address = f"{cluster.admin_url.rsplit('/', 1)[0]}/{own_database}"
    with psycopg.connect(address, autocommit=True) as superuser:
        superuser.execute("drop policy review_sealedtask_backup on review_sealedtask")
    with pytest.raises(BackupFailed, match="review_sealedtask"):
        back_up(cluster.url("gvi_backup", own_database), tmp_path / "copy.gvi")
    assert not list(tmp_path.iterdir())


def test_a_file_that_exists_is_never_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "copy.gvi"
    file.write_text("kept")
    with pytest.raises(BackupFailed, match="exists already"):
        back_up("postgresql://nowhere", file)
    assert file.read_text() == "kept"


def test_another_kind_of_file_is_named(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("not a copy")
    with pytest.raises(BackupUnreadable, match=r"notes\.txt: not a backup"):
        read_manifest(file)


def test_programs_too_old_for_the_server_are_named() -> None:
    with pytest.raises(NoProgram, match="postgresql-client-99"):
        find_programs(99)
