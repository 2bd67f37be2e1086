"""Give a fault its name: changed, missing, inserted, swapped, or a head that disagrees."""

from collections.abc import Mapping
from dataclasses import dataclass

import psycopg

from gvi.trust.log.canonical import SealedHead, next_hash
from gvi.trust.log.verify import reading
from gvi.trust.log.verify.faults import Fault, Kind
from gvi.trust.log.verify.reading import Row


def out_of_place(row: Row, position: int) -> Fault | None:
    """Name a gap or a repetition where ``position`` was to come."""
    if row.position > position:
        last = f"{position}" if row.position == position + 1 else f"{position} to {row.position - 1}"
        return Fault(Kind.MISSING, position, row.block, f"the seal of position {last} is gone")
    if row.position < position:
        what = f"position {row.position} is there more than once"
        return Fault(Kind.INSERTED, row.position, row.block, what)
    return None


def name(
    connection: psycopg.Connection, row: Row, before: bytes, expected: bytes, heads: Mapping[int, SealedHead]
) -> Fault:
    """Name what is wrong with ``row``, whose hash ought to be ``expected`` after the hash ``before``."""
    position = row.position
    if row.link is None:
        return Fault(Kind.MISSING, position, row.block, f"the event at position {position} is gone")
    return (
        _displaced(connection, row, before)
        or _swapped(row, reading.position_of(connection, before, row, expected))
        or _miscounted(connection, row, heads)
        or Fault(
            Kind.CHANGED, position, row.block, f"the event at position {position}, or its seal, was changed"
        )
    )


def _swapped(row: Row, other: int | None) -> Fault | None:
    if other is None:
        return None
    what = f"positions {row.position} and {other} have changed places"
    return Fault(Kind.SWAPPED, row.position, row.block, what)


def _displaced(connection: psycopg.Connection, row: Row, before: bytes) -> Fault | None:
    """What belongs here lies further on: pushed there by an insertion, or exchanged with what lies here."""
    other = reading.fitting(connection, before, row.position)
    if other is None or not _goes_on(connection, row, other):
        return _swapped(row, other)
    what = f"position {row.position} does not belong; the chain goes on at {other} without it"
    return Fault(Kind.INSERTED, row.position, row.block, what)


def _goes_on(connection: psycopg.Connection, row: Row, other: int) -> bool:
    """Whether the chain goes on after ``other``; at the log's end, whether ``row`` was not its last."""
    there, after = (reading.hash_and_link(connection, place) for place in (other, other + 1))
    if there is not None and after is not None:
        return next_hash(there[0], after[1]) == after[0]
    prior = there if other == row.position + 1 else reading.hash_and_link(connection, other - 1)
    return prior is None or next_hash(prior[0], row.link or b"") != row.hash


def _miscounted(connection: psycopg.Connection, row: Row, heads: Mapping[int, SealedHead]) -> Fault | None:
    more = _surplus(connection, row.block, heads)
    if not more:
        return None
    kind = Kind.INSERTED if more > 0 else Kind.MISSING
    what = f"block {row.block} has {abs(more)} positions too {'many' if more > 0 else 'few'}"
    return Fault(kind, row.position, row.block, f"{what}; the first that does not fit is {row.position}")


def _surplus(connection: psycopg.Connection, block: int, heads: Mapping[int, SealedHead]) -> int:
    """How many positions ``block`` has beyond what its head says; 0 also when heads are missing."""
    head, previous = heads.get(block), heads.get(block - 1)
    if head is None or (previous is None and block > 1):
        return 0
    return reading.count_in_block(connection, block) - (
        head.position - (previous.position if previous else 0)
    )


@dataclass(frozen=True)
class Ended:
    """Where a block ended: its positions, the hash that we computed, and whether the log ends with it."""

    block: int
    first: int
    position: int
    hash: bytes
    last: bool


def compare(ended: Ended, head: SealedHead, source: str) -> Fault | None:
    """Compare the end of a block with a head: fewer positions, more positions, or another hash.

    Whoever makes the chain anew behind a change leaves no single bad position; the block's first one is named.
    """
    where = f"block {ended.block} (positions {ended.first} to {ended.position})"
    if ended.hash == head.hash and ended.position == head.position:
        return None
    if ended.position < head.position and ended.last:
        what = (
            f"the log ends at position {ended.position}; {source} of block {ended.block} says {head.position}"
        )
        return Fault(Kind.TAIL, ended.position + 1, ended.block, what)
    if ended.position != head.position:
        kind = Kind.MISSING if ended.position < head.position else Kind.INSERTED
        what = (
            f"{where} ended at position {head.position} according to {source}; the chain has been made anew"
        )
        return Fault(kind, ended.first, ended.block, what)
    what = (
        f"{where} had another hash according to {source}; an event has been changed and the chain made anew"
    )
    return Fault(Kind.CHANGED, ended.first, ended.block, what)
