"""The exact text that the seal covers: one event as a JSON list, one head as a line (house.md, "Log").

Unambiguous: no two events share a text, since JSON marks where each value ends. The database makes the same
text with ``json_build_array`` (``sql/seal.sql``); a property test holds the two together.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
START = bytes(32)

LINK = """pg_catalog.convert_to(pg_catalog.json_build_array(
    e.id, (extract(epoch from e.at) * 1000000)::bigint, e.workspace_id, e.member_id,
    e.operation, e.verb, e.kind, e.record_id, e.reason, e.count)::text, 'UTF8')"""


@dataclass(frozen=True)
class SealedHead:
    """The end of a block: its last position, that position's hash, when it was sealed, and the signature."""

    block: int
    position: int
    hash: bytes
    sealed_at: datetime
    key: str = ""
    signature: bytes = b""

    @property
    def text(self) -> bytes:
        """What is signed."""
        return f"gvi log head|{self.block}|{self.position}|{self.hash.hex()}|{microseconds(self.sealed_at)}".encode()


def microseconds(at: datetime) -> int:
    """Microseconds since 1970, UTC."""
    return (at - EPOCH) // timedelta(microseconds=1)


def event_text(
    id: UUID,
    at: datetime,
    workspace: UUID | None,
    member: UUID | None,
    operation: str,
    verb: str,
    kind: str,
    record: UUID | None,
    reason: str,
    count: int,
) -> bytes:
    """The canonical text of one event, in the order of the columns."""
    ids = [None if value is None else str(value) for value in (id, workspace, member, record)]
    values = [ids[0], microseconds(at), ids[1], ids[2], operation, verb, kind, ids[3], reason, count]
    return json.dumps(values, ensure_ascii=False).encode()


def next_hash(before: bytes, text: bytes) -> bytes:
    """The hash of the next position: SHA-256 over the previous hash and the event's text."""
    return hashlib.sha256(before + text).digest()
