"""Tombstones: opaque ids of what has been erased, in a file outside the database and its backups.

A restored copy brings the erased back; ``gvi restore`` reads this file and erases them again before it opens the
database (house.md, "Erasure"). One JSON object a line; a line torn by a crash is left and written again after it.
"""

import fcntl
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from uuid import UUID

import psycopg

BATCH = 2_000
BESIDE_ANCHOR = "tombstones.jsonl"


@dataclass(frozen=True)
class Tombstone:
    """The id of a record, and when it was erased."""

    record: UUID
    erased_at: datetime


def tombstone_file(chosen: str, anchor: str) -> Path | None:
    """The file: ``GVI_TOMBSTONES``, or one beside the anchor; ``None`` when neither is set."""
    if chosen:
        return Path(chosen)
    return Path(anchor).with_name(BESIDE_ANCHOR) if anchor else None


def append_tombstones(path: Path, stones: Iterable[Tombstone]) -> int:
    """Append ``stones``, safely on disk, readable by the owner only; return how many."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    lines = [f"{_line(stone)}\n" for stone in stones]
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "r+b", buffering=0) as file:
        fcntl.flock(handle, fcntl.LOCK_EX)
        file.write((("\n" if _is_torn(file.fileno()) else "") + "".join(lines)).encode())
        os.fsync(handle)
    return len(lines)


def _line(stone: Tombstone) -> str:
    return json.dumps({"record": str(stone.record), "erased_at": stone.erased_at.isoformat()})


def _is_torn(handle: int) -> bool:
    """Whether the last line lacks its end, as after a crash in mid-write."""
    size = os.fstat(handle).st_size
    return size > 0 and os.pread(handle, 1, size - 1) != b"\n"


def read_tombstones(path: Path) -> Iterator[Tombstone]:
    """Every tombstone in the file, in its order; a torn line is passed over."""
    with path.open(encoding="utf-8", errors="replace") as file:
        for line in file:
            try:
                values = json.loads(line)
                yield Tombstone(UUID(values["record"]), datetime.fromisoformat(values["erased_at"]))
            except (ValueError, KeyError, TypeError):
                continue


def replay(migrator_url: str, path: Path) -> int:
    """Erase again whatever in the database has a tombstone in the file; return how many records.

    In one transaction: a database that has forgotten some of its erasures never opens.
    """
    again, stones = 0, read_tombstones(path)
    with psycopg.connect(migrator_url) as connection:
        while records := [stone.record for stone in islice(stones, BATCH)]:
            row = connection.execute("select gvi.erase_again(%s)", (records,)).fetchone()
            again += int(row[0]) if row else 0
    return again
