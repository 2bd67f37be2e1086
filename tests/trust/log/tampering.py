"""Ways to tamper with the log and its seal, done as a superuser with every trigger disabled.

Each tampering changes the database and says which faults may be named for it and where. Careful forgers make
the chain anew behind their change; the most careful also sign new heads, having stolen the key.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import psycopg

from gvi.trust.log.canonical import LINK, START, SealedHead, next_hash
from gvi.trust.log.signing import SealKey
from gvi.trust.log.verify import Kind

TABLES = ("log_event", "log_seal", "log_head")


@dataclass(frozen=True)
class Expected:
    """The kinds that the fault may have, and the first and last position it may be named at."""

    kinds: frozenset[Kind]
    first: int
    last: int


@dataclass
class Forger:
    """Somebody with the whole database in their hands, and perhaps the key."""

    connection: psycopg.Connection
    random: random.Random
    key: SealKey

    def rows(self, query: str, *values: Any) -> list[Any]:
        return self.connection.execute(query, values).fetchall()

    def do(self, query: str, *values: Any) -> None:
        done = self.connection.execute(query, values)
        assert done.rowcount > 0, query

    @property
    def last(self) -> int:
        return int(self.rows("select max(position) from log_seal")[0][0])

    def some(self, first: int = 1, beyond: int = 0) -> int:
        return self.random.randint(first, self.last - beyond)

    def event_at(self, position: int) -> Any:
        return self.rows("select event_id from log_seal where position = %s", position)[0][0]

    def block_of(self, position: int) -> tuple[int, int, int]:
        """The block that ``position`` lies in, its first and its last position by the heads."""
        found = self.rows(
            "select block, position from log_head where position >= %s order by block limit 1", position
        )
        block, last = found[0]
        before = self.rows("select coalesce(max(position), 0) from log_head where block < %s", block)
        return block, int(before[0][0]) + 1, last

    def rehash(self, first: int) -> None:
        """Make the chain anew from ``first`` on, as if nothing had happened."""
        found = self.rows("select hash from log_seal where position = %s", first - 1)
        hash_ = bytes(found[0][0]) if found else START
        links = self.rows(
            f"""select s.position, {LINK} from log_seal s join log_event e on e.id = s.event_id
                where s.position >= %s order by s.position""",
            first,
        )
        for position, link in links:
            hash_ = next_hash(hash_, link)
            self.do("update log_seal set hash = %s where position = %s", hash_, position)

    def resign(self) -> None:
        """Make every head anew with the stolen key, to fit the chain as it is now."""
        ends = self.rows(
            """select distinct on (s.block) s.block, s.position, s.hash, h.sealed_at
               from log_seal s join log_head h on h.block = s.block order by s.block, s.position desc"""
        )
        for block, position, hash_, sealed_at in ends:
            head = SealedHead(block, position, bytes(hash_), sealed_at)
            self.do(
                "update log_head set position = %s, hash = %s, signature = %s, key = %s where block = %s",
                *(position, head.hash, self.key.sign(head), self.key.fingerprint, block),
            )

    def renumber(self, after: int, by: int) -> None:
        """Move every position after ``after``."""
        self.do("update log_seal set position = -position where position > %s", after)
        self.do("update log_seal set position = -position + %s where position < 0", by)


def disable_guards(connection: psycopg.Connection) -> None:
    """Switch off every trigger and every key that stands in a forger's way."""
    for table in TABLES:
        connection.execute(f"alter table {table} disable trigger all")
    connection.execute("alter table log_seal drop constraint log_seal_event_id_key")


def exactly(position: int, *kinds: Kind) -> Expected:
    return Expected(frozenset(kinds), position, position)


def in_block(forger: Forger, position: int, *kinds: Kind) -> Expected:
    _, first, last = forger.block_of(position)
    return Expected(frozenset(kinds), first, last)


CHANGES = (
    "update log_event set at = at + interval '1 microsecond' where id = %s",
    "update log_event set member_id = gen_random_uuid() where id = %s",
    "update log_event set workspace_id = gen_random_uuid() where id = %s",
    "update log_event set operation = 'settings' where id = %s",
    "update log_event set verb = verb || '.' where id = %s",
    "update log_event set kind = 'x' || kind where id = %s",
    "update log_event set record_id = null where id = %s",
    "update log_event set reason = reason || ' ' where id = %s",
    "update log_event set count = count + 1 where id = %s",
)


def change_event(forger: Forger) -> Expected:
    position = forger.some()
    forger.do(forger.random.choice(CHANGES), forger.event_at(position))
    return exactly(position, Kind.CHANGED)


def change_hash(forger: Forger) -> Expected:
    position = forger.some()
    forger.do(
        "update log_seal set hash = sha256(hash) where position = %s",
        position,
    )
    return exactly(position, Kind.CHANGED)


def change_and_rehash(forger: Forger) -> Expected:
    position = forger.some()
    expected = in_block(forger, position, Kind.CHANGED)
    forger.do(forger.random.choice(CHANGES), forger.event_at(position))
    forger.rehash(position)
    return expected


def change_rehash_and_resign(forger: Forger) -> Expected:
    expected = change_and_rehash(forger)
    forger.resign()
    return expected


def delete_event(forger: Forger) -> Expected:
    position = forger.some()
    forger.do("delete from log_event where id = %s", forger.event_at(position))
    return exactly(position, Kind.MISSING)


def delete_seal(forger: Forger) -> Expected:
    position = forger.some(beyond=1)
    forger.do("delete from log_seal where position = %s", position)
    return exactly(position, Kind.MISSING)


def delete_both(forger: Forger) -> Expected:
    position = forger.some(beyond=1)
    forger.do("delete from log_event where id = %s", forger.event_at(position))
    forger.do("delete from log_seal where position = %s", position)
    return exactly(position, Kind.MISSING)


def delete_and_renumber(forger: Forger) -> Expected:
    position = forger.some(beyond=1)
    delete_at(forger, position)
    return exactly(position, Kind.MISSING, Kind.CHANGED)


def delete_at(forger: Forger, position: int) -> None:
    forger.do("delete from log_event where id = %s", forger.event_at(position))
    forger.do("delete from log_seal where position = %s", position)
    forger.renumber(position, -1)


def delete_and_make_anew(forger: Forger) -> Expected:
    position = forger.some(beyond=1)
    expected = in_block(forger, position, Kind.MISSING, Kind.CHANGED, Kind.TAIL)
    delete_at(forger, position)
    forger.rehash(position)
    forger.resign()
    return expected


def insert_event(forger: Forger) -> Expected:
    forger.do(
        """insert into log_event (id, at, operation, verb, kind, reason, count)
           values (gen_random_uuid(), now() - interval '1 hour', 'read', 'x', '', '', 1)"""
    )
    return exactly(forger.last + 1, Kind.UNSEALED)


def insert_at(forger: Forger, position: int) -> None:
    block = forger.rows("select block from log_seal where position = %s", position)[0][0]
    forger.renumber(position - 1, 1)
    forger.do(
        """with e as (insert into log_event (id, at, operation, verb, kind, reason, count)
               values (gen_random_uuid(), now(), 'read', 'x', '', '', 1) returning id)
           insert into log_seal select %s, e.id, %s, sha256('x') from e""",
        *(position, block),
    )


def insert_and_renumber(forger: Forger) -> Expected:
    position = forger.some(beyond=1)
    insert_at(forger, position)
    return exactly(position, Kind.INSERTED)


def insert_and_make_anew(forger: Forger) -> Expected:
    position = forger.some(beyond=1)
    expected = in_block(forger, position, Kind.INSERTED)
    insert_at(forger, position)
    forger.rehash(position)
    forger.resign()
    return expected


def seal_twice(forger: Forger) -> Expected:
    position, other = forger.some(2), forger.some()
    forger.do(
        "update log_seal set event_id = (select event_id from log_seal where position = %s) where position = %s",
        *(other if other != position else position - 1, position),
    )
    return exactly(position, Kind.CHANGED)


def swap_events(forger: Forger) -> Expected:
    first, second = sorted(forger.random.sample(range(1, forger.last + 1), 2))
    events = forger.event_at(first), forger.event_at(second)
    forger.do("update log_seal set event_id = %s where position = %s", events[1], first)
    forger.do("update log_seal set event_id = %s where position = %s", events[0], second)
    return exactly(first, Kind.SWAPPED)


def swap_seals(forger: Forger) -> Expected:
    first, second = sorted(forger.random.sample(range(1, forger.last + 1), 2))
    forger.do("update log_seal set position = 0 where position = %s", first)
    forger.do("update log_seal set position = %s where position = %s", first, second)
    forger.do("update log_seal set position = %s where position = 0", second)
    return exactly(first, Kind.SWAPPED)


def swap_and_make_anew(forger: Forger) -> Expected:
    first, second = sorted(forger.random.sample(range(1, forger.last + 1), 2))
    expected = in_block(forger, first, Kind.CHANGED)
    events = forger.event_at(first), forger.event_at(second)
    forger.do("update log_seal set event_id = %s where position = %s", events[1], first)
    forger.do("update log_seal set event_id = %s where position = %s", events[0], second)
    forger.rehash(first)
    forger.resign()
    return expected


def cut_tail(forger: Forger) -> Expected:
    """Everything after a position: events, seals and heads, and the last head made to fit."""
    position = forger.some(2, beyond=1)
    forger.do(
        "delete from log_event where id in (select event_id from log_seal where position > %s)", position
    )
    forger.do("delete from log_seal where position > %s", position)
    block = forger.rows("select max(block) from log_seal")[0][0]
    forger.connection.execute("delete from log_head where block > %s", (block,))
    forger.resign()
    return exactly(position + 1, Kind.TAIL)


def cut_everything(forger: Forger) -> Expected:
    for table in TABLES:
        forger.do(f"delete from {table}")
    return exactly(1, Kind.TAIL)


def change_head(forger: Forger) -> Expected:
    block = forger.random.choice(forger.rows("select block from log_head"))[0]
    column = forger.random.choice(
        (
            "sealed_at = sealed_at + interval '1 second'",
            "signature = sha512(signature)",
            "hash = sha256(hash)",
            "position = position + 1",
            "key = 'abcdefabcdefabcd'",
        )
    )
    forger.do(f"update log_head set {column} where block = %s", block)
    first = forger.rows("select min(position) from log_seal where block = %s", block)[0][0]
    return exactly(first, Kind.SIGNATURE)


def delete_head(forger: Forger) -> Expected:
    block = forger.random.choice(forger.rows("select block from log_head"))[0]
    forger.do("delete from log_head where block = %s", block)
    first = forger.rows("select min(position) from log_seal where block = %s", block)[0][0]
    return exactly(first, Kind.HEAD)


TAMPERINGS: tuple[Callable[[Forger], Expected], ...] = (
    *(change_event, change_hash, change_and_rehash, change_rehash_and_resign),
    *(delete_event, delete_seal, delete_both, delete_and_renumber, delete_and_make_anew),
    *(insert_event, insert_and_renumber, insert_and_make_anew, seal_twice),
    *(swap_events, swap_seals, swap_and_make_anew),
    *(cut_tail, cut_everything, change_head, delete_head),
)
