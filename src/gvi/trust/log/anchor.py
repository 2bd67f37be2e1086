"""The anchor: a file outside the database to which each signed head is appended, best kept on another host.

Whoever can write the database can cut off the end of the log, heads and all; only the anchor still tells
(house.md, "Log"). One JSON object a line. A line torn by a crash is left and written again after it.
"""

import fcntl
import json
import os
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from gvi.trust.log.canonical import SealedHead

TAIL = 4096


def line_of(head: SealedHead) -> str:
    """A head as one line of the anchor."""
    values = {
        "block": head.block,
        "position": head.position,
        "hash": head.hash.hex(),
        "sealed_at": head.sealed_at.isoformat(),
        "key": head.key,
        "signature": head.signature.hex(),
    }
    return json.dumps(values)


def head_of(line: str) -> SealedHead | None:
    """The head in one line, or ``None`` when the line is torn or empty."""
    try:
        values = json.loads(line)
        return SealedHead(
            int(values["block"]),
            int(values["position"]),
            bytes.fromhex(values["hash"]),
            datetime.fromisoformat(values["sealed_at"]),
            str(values["key"]),
            bytes.fromhex(values["signature"]),
        )
    except (ValueError, KeyError, TypeError):
        return None


def read_anchor(path: Path) -> Iterator[SealedHead]:
    """Every head in the anchor, in the file's order."""
    with path.open(encoding="utf-8", errors="replace") as file:
        for line in file:
            head = head_of(line)
            if head is not None:
                yield head


def last_anchored(path: Path) -> SealedHead | None:
    """The last head in the anchor; ``None`` when there is none."""
    if not path.exists():
        return None
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - TAIL))
        heads = [head_of(line.decode(errors="replace")) for line in file.read().splitlines()]
    return max((head for head in heads if head is not None), key=lambda head: head.block, default=None)


def append(path: Path, heads: Iterable[SealedHead]) -> int:
    """Append the heads that the anchor does not have yet, safely on disk; return how many."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "r+b", buffering=0) as file:
        fcntl.flock(handle, fcntl.LOCK_EX)
        last = last_anchored(path)
        new = [head for head in heads if last is None or head.block > last.block]
        text = "".join(f"{line_of(head)}\n" for head in new)
        if new:
            file.write((("\n" if _is_torn(path) else "") + text).encode())
            os.fsync(handle)
    return len(new)


def _is_torn(path: Path) -> bool:
    """Whether the last line lacks its end, as after a crash in mid-write."""
    size = path.stat().st_size
    if size == 0:
        return False
    with path.open("rb") as file:
        file.seek(size - 1)
        return file.read(1) != b"\n"
