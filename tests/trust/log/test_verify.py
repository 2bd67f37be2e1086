"""T20: whatever is done to the log or its seal is found, and named with its first bad position."""

import random
from collections import Counter
from datetime import UTC, datetime, timedelta

import psycopg
from django.db import connection

from gvi.trust.log.seal import seal
from gvi.trust.log.verify import Kind, Report, verify
from tests.trust.log.conftest import SealedLog, write_events
from tests.trust.log.tampering import TAMPERINGS, Forger, disable_guards

SEED = 20_261_123
TRIES = 100


def verify_as_backup(connection: psycopg.Connection, log: SealedLog, *, anchored: bool = True) -> Report:
    connection.execute("set local role gvi_backup")
    try:
        heads = log.heads if anchored else []
        keys = {log.key.fingerprint: log.key.private.public_key()}
        return verify(connection, keys=keys, anchor=heads, at=datetime.now(UTC))
    finally:
        connection.execute("reset role")


def test_an_untouched_log_is_whole(superuser: psycopg.Connection, sealed_log: SealedLog) -> None:
    report = verify_as_backup(superuser, sealed_log)
    assert report.whole
    assert (report.events, report.blocks, report.anchored) == (40, 5, 5)


def test_t20_a_hundred_tamperings_are_found_and_named(
    superuser: psycopg.Connection, sealed_log: SealedLog
) -> None:
    found: Counter[str] = Counter()
    for number in range(TRIES):
        tamper = TAMPERINGS[number % len(TAMPERINGS)]
        with superuser.transaction(force_rollback=True):
            disable_guards(superuser)
            expected = tamper(Forger(superuser, random.Random(SEED + number), sealed_log.key))
            fault = verify_as_backup(superuser, sealed_log).fault
        assert fault is not None, f"{number} {tamper.__name__}: not found"
        assert fault.kind in expected.kinds, f"{number} {tamper.__name__}: {fault}, expected {expected}"
        assert expected.first <= fault.position <= expected.last, f"{number} {tamper.__name__}: {fault}"
        found[fault.kind] += 1
    assert found.total() == TRIES
    assert set(found) == set(Kind) - {Kind.ANCHOR}


def test_t20_only_the_anchor_tells_of_a_cut_tail_signed_anew(
    superuser: psycopg.Connection, sealed_log: SealedLog
) -> None:
    with superuser.transaction(force_rollback=True):
        disable_guards(superuser)
        for table in ("log_event", "log_seal", "log_head"):
            superuser.execute(f"delete from {table}")
        alone = verify_as_backup(superuser, sealed_log, anchored=False)
        with_anchor = verify_as_backup(superuser, sealed_log)
    assert alone.whole
    assert with_anchor.fault is not None
    assert with_anchor.fault.kind is Kind.TAIL


def test_an_anchor_with_a_line_of_another_key_is_named(
    superuser: psycopg.Connection, sealed_log: SealedLog
) -> None:
    lines = sealed_log.anchor.read_text().splitlines()
    sealed_log.anchor.write_text("\n".join([*lines[:2], *lines[3:]]) + "\n")
    fault = verify_as_backup(superuser, sealed_log).fault
    assert fault is not None
    assert (fault.kind, fault.block) == (Kind.ANCHOR, 4)


FORGE = """
    insert into log_head (block, position, hash, signature, key, sealed_at)
    select block, position, hash, %s, %s, sealed_at from gvi.seal_log(20000, false)
"""


def test_t20_a_forged_head_is_named_and_hides_no_later_fault(
    superuser: psycopg.Connection, sealed_log: SealedLog
) -> None:
    write_events(3)
    with connection.cursor() as cursor:
        cursor.execute(FORGE, [bytes(64), "0" * 16])
    write_events(4)
    seal()
    report = verify_as_backup(superuser, sealed_log)
    assert (report.events, report.blocks, report.anchored) == (47, 7, 7)
    assert report.fault is not None
    assert (report.fault.kind, report.fault.block) == (Kind.SIGNATURE, 6)
    assert report.fault.what.startswith("the head of block 6 was not signed by a known key")
    with superuser.transaction(force_rollback=True):
        disable_guards(superuser)
        superuser.execute(
            "update log_event set verb = 'x' where id = (select event_id from log_seal where position = 45)"
        )
        later = verify_as_backup(superuser, sealed_log).fault
    assert later is not None
    assert (later.kind, later.position) == (Kind.CHANGED, 45)


def test_an_event_that_waits_too_long_is_named(superuser: psycopg.Connection, sealed_log: SealedLog) -> None:
    superuser.execute(
        """insert into log_event (id, at, operation, verb, kind, reason, count)
           values (gen_random_uuid(), now() - interval '9 minutes', 'read', 'x', '', '', 1)"""
    )
    assert verify_as_backup(superuser, sealed_log).whole
    keys = {sealed_log.key.fingerprint: sealed_log.key.private.public_key()}
    late = verify(superuser, keys=keys, at=datetime.now(UTC), fresh=timedelta(minutes=8))
    assert late.fault is not None
    assert late.fault.kind is Kind.UNSEALED
