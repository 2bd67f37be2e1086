"""Sealing: every committed event once, in sealing order, signed and anchored; a crash loses nothing."""

import threading
from pathlib import Path

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from procrastinate.contrib.django import app
from pytest_django import Settings

from gvi.trust.log import anchor
from gvi.trust.log.models import Head
from gvi.trust.log.seal import AnchorDisagrees, seal
from gvi.trust.log.signing import NoSealKey, add_public, is_signed, load_key, load_public_keys, public_file
from tests.cluster import Cluster
from tests.trust.log.conftest import SealedLog, write_events
from tests.working import work_off


def chain(cluster: Cluster, database: str) -> list[tuple[int, int]]:
    with psycopg.connect(cluster.url("gvi_backup", database)) as reader:
        return reader.execute("select position, block from log_seal order by position").fetchall()


def test_it_works_events_get_positions_block_by_block(
    own_database: str, seal_files: Path, cluster: Cluster
) -> None:
    write_events(3)
    assert (seal().blocks, seal().blocks) == (1, 0)
    write_events(2)
    done = seal()
    assert (done.blocks, done.position, done.anchored) == (1, 5, 1)
    assert chain(cluster, own_database) == [(1, 1), (2, 1), (3, 1), (4, 2), (5, 2)]


def test_what_is_not_committed_is_sealed_later(own_database: str, seal_files: Path, cluster: Cluster) -> None:
    with psycopg.connect(cluster.url("gvi_app", own_database)) as slow:
        slow.execute(
            """insert into log_event (id, operation, verb, kind, reason, count)
               values (gen_random_uuid(), 'read', 'slow', '', '', 1)"""
        )
        write_events(1)
        assert seal().position == 1
        slow.commit()
    assert seal().position == 2


def test_two_that_seal_at_once_seal_each_event_once(
    own_database: str, seal_files: Path, cluster: Cluster
) -> None:
    with transaction.atomic():
        write_events(300)
    together = [threading.Thread(target=seal_and_close) for _ in range(4)]
    for one in together:
        one.start()
    for one in together:
        one.join()
    assert [position for position, _ in chain(cluster, own_database)] == list(range(1, 301))


def seal_and_close() -> None:
    seal()
    connection.close()


def test_an_old_event_is_sealed_only_when_everything_is_looked_through(
    sealed_log: SealedLog, superuser: psycopg.Connection
) -> None:
    superuser.execute(
        """insert into log_event (id, at, operation, verb, kind, reason, count)
           values (gen_random_uuid(), now() - interval '2 days', 'read', 'old', '', '', 1)"""
    )
    superuser.commit()
    assert seal().blocks == 0
    assert seal(whole=True).blocks == 1


def test_a_head_that_a_crash_kept_from_the_anchor_is_appended_next_time(sealed_log: SealedLog) -> None:
    lines = sealed_log.anchor.read_text().splitlines(keepends=True)
    sealed_log.anchor.write_text("".join(lines[:3]) + lines[3][:40])
    assert seal().anchored == 2
    assert [head.block for head in sealed_log.heads] == [1, 2, 3, 4, 5]
    assert [anchor.line_of(head) for head in sealed_log.heads] == [line.strip() for line in lines]


def test_an_anchor_of_another_log_is_refused(sealed_log: SealedLog) -> None:
    text = sealed_log.anchor.read_text()
    sealed_log.anchor.write_text(text.replace('"block": 5', '"block": 9'))
    with pytest.raises(AnchorDisagrees, match="block 9"):
        seal()


def test_the_key_is_made_once_and_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "seal.key"
    made = [load_key(path).fingerprint for _ in range(2)]
    assert made[0] == made[1]
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(load_public_keys(public_file(path))) == [made[0]]


def test_after_a_change_of_keys_old_heads_are_still_verified(sealed_log: SealedLog, seal_files: Path) -> None:
    (seal_files / "seal.key").unlink()
    write_events(1)
    seal()
    keys = load_public_keys(seal_files / "seal.key.pub")
    assert len(keys) == 2
    assert [is_signed(head, keys) for head in sealed_log.heads] == [True] * 6
    assert len({head.key for head in sealed_log.heads}) == 2


def test_a_line_that_is_no_public_key_is_named(tmp_path: Path) -> None:
    listed = tmp_path / "seal.key.pub"
    listed.write_text("not a key\n")
    with pytest.raises(ValueError, match=r"seal\.key\.pub, line 1"):
        load_public_keys(listed)


def test_without_a_key_nothing_is_sealed(own_database: str, settings: Settings) -> None:
    settings.GVI_SEAL_KEY = ""
    with pytest.raises(NoSealKey):
        seal()


FORBIDDEN = (
    "select * from log_seal",
    "insert into log_seal (position, event_id, block, hash) values (99, gen_random_uuid(), 9, '')",
    "update log_head set position = 1",
    "delete from log_head",
    "truncate log_event",
    "select gvi.event_link(e) from log_event e",
)
CHANGES = ("update {} set {}", "delete from {}", "truncate {}")
COLUMNS = {"log_event": "count = 2", "log_seal": "block = 2", "log_head": "block = 2"}


def test_the_application_can_not_touch_the_seal(sealed_log: SealedLog) -> None:
    for statement in FORBIDDEN:
        with pytest.raises(DatabaseError, match="permission denied"), connection.cursor() as cursor:
            cursor.execute(statement)


def test_not_even_the_owner_changes_a_row(sealed_log: SealedLog, superuser: psycopg.Connection) -> None:
    for table, column in COLUMNS.items():
        for change in CHANGES:
            with pytest.raises(psycopg.Error, match="never changed or removed"), superuser.transaction():
                superuser.execute(change.format(table, column))


def test_the_worker_seals(own_database: str, seal_files: Path) -> None:
    write_events(2)
    app.tasks["log.seal"].defer(timestamp=0)
    work_off()
    assert Head.objects.get().position == 2


def test_keys_that_come_with_a_copy_are_listed_once(tmp_path: Path) -> None:
    other = load_key(tmp_path / "other.key")
    lines = (tmp_path / "other.key.pub").read_text().split()
    listed = tmp_path / "seal.key.pub"
    assert [add_public(listed, lines), add_public(listed, lines)] == [[other.fingerprint], []]
    assert list(load_public_keys(listed)) == [other.fingerprint]
