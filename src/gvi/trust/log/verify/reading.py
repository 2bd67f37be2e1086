"""Reading the log for verification: plain SQL sent by us, over any connection that may read the log's tables."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

import psycopg

from gvi.trust.log.canonical import LINK, SealedHead

BATCH = 20_000
ROWS = f"""
    select s.position, s.block, s.hash, case when e.id is null then null else {LINK} end
    from public.log_seal s left join public.log_event e on e.id = s.event_id
    order by s.position, s.block
"""  # noqa: S608 - made of our own constants only
HEADS = "select block, position, hash, sealed_at, key, signature from public.log_head order by block"
COUNT = "select count(*) from public.log_seal where block = %s"
LAST = "select coalesce(max(position), 0) from public.log_seal"
BY_LINK = f"""
    select s.position from public.log_seal s join public.log_event e on e.id = s.event_id
    where pg_catalog.sha256(%(before)s || {LINK}) = %(hash)s and s.position <> %(position)s
    order by s.position limit 1
"""  # noqa: S608 - made of our own constants only
BY_HASH = "select position from public.log_seal where hash = %s and position <> %s order by position limit 1"
FITTING = f"""
    select s.position from public.log_seal s join public.log_event e on e.id = s.event_id
    where pg_catalog.sha256(%s || {LINK}) = s.hash and s.position > %s order by s.position limit 1
"""  # noqa: S608 - made of our own constants only
AT = f"""
    select s.hash, {LINK} from public.log_seal s join public.log_event e on e.id = s.event_id
    where s.position = %s
"""  # noqa: S608 - made of our own constants only
UNSEALED = """
    select count(*), min(e.at) from public.log_event e
    where e.at < %s and not exists (select 1 from public.log_seal s where s.event_id = e.id)
"""


class Row(NamedTuple):
    """One position of the chain; ``link`` is the event's canonical text, ``None`` when the event is gone."""

    position: int
    block: int
    hash: bytes
    link: bytes | None


def rows(connection: psycopg.Connection) -> Iterator[Row]:
    """Every position in order, in batches from a server-side cursor."""
    with connection.cursor("gvi_log_verify", row_factory=psycopg.rows.tuple_row) as cursor:
        cursor.itersize = BATCH
        cursor.execute(ROWS, binary=True)
        for position, block, hash_, link in cursor:
            yield Row(position, block, hash_, link)


def heads(connection: psycopg.Connection) -> list[SealedHead]:
    """Every signed head, in order."""
    found = connection.execute(HEADS).fetchall()
    return [SealedHead(b, p, bytes(h), at, key, bytes(signature)) for b, p, h, at, key, signature in found]


def count_in_block(connection: psycopg.Connection, block: int) -> int:
    """How many positions say that they belong to ``block``."""
    return _number(connection, COUNT, (block,))


def last_position(connection: psycopg.Connection) -> int:
    """The last position of the chain; 0 when it is empty."""
    return _number(connection, LAST, ())


def _number(connection: psycopg.Connection, query: str, values: tuple[object, ...]) -> int:
    row = connection.execute(query, values).fetchone()
    return int(row[0]) if row else 0


def position_of(connection: psycopg.Connection, before: bytes, row: Row, expected: bytes) -> int | None:
    """Where the event lies that ``row`` was sealed for, or the hash that it should have; ``None``: nowhere."""
    values = {"before": before, "hash": row.hash, "position": row.position}
    found = connection.execute(BY_LINK, values).fetchone()
    found = found or connection.execute(BY_HASH, (expected, row.position)).fetchone()
    return int(found[0]) if found else None


def fitting(connection: psycopg.Connection, before: bytes, position: int) -> int | None:
    """A later position whose event and hash both belong right after ``before``; ``None``: nowhere."""
    found = connection.execute(FITTING, (before, position)).fetchone()
    return int(found[0]) if found else None


def hash_and_link(connection: psycopg.Connection, position: int) -> tuple[bytes, bytes] | None:
    """The stored hash and the event's text at ``position``."""
    found = connection.execute(AT, (position,)).fetchone()
    return (bytes(found[0]), bytes(found[1])) if found else None


def unsealed(connection: psycopg.Connection, before: datetime) -> tuple[int, datetime | None]:
    """How many events older than ``before`` have no place in the chain, and the oldest one's time."""
    found = connection.execute(UNSEALED, (before,)).fetchone()
    return (int(found[0]), found[1]) if found else (0, None)
