"""Walk the chain from its start, stop at the first position that does not fit, and give the fault a name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import psycopg
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from gvi.trust.log.canonical import START, SealedHead, next_hash
from gvi.trust.log.signing import is_signed
from gvi.trust.log.verify import naming, reading
from gvi.trust.log.verify.faults import Fault, Kind, Report

FRESH = timedelta(minutes=10)


@dataclass
class Walk:
    """Where we are in the chain, and the heads that we compare it with.

    A head that is missing or was signed by nobody we know is the first ``doubt``, and the walk goes on: whoever may
    add a head could otherwise hide every fault behind it.
    """

    connection: psycopg.Connection
    keys: Mapping[str, Ed25519PublicKey]
    heads: dict[int, SealedHead]
    anchor: dict[int, SealedHead]
    position: int = 0
    block: int = 0
    hash: bytes = START
    first: int = 1
    anchored: int = field(default=0)
    doubt: Fault | None = None

    def chain(self) -> Fault | None:
        """Follow every position; at the end of each block compare its head."""
        for row in reading.rows(self.connection):
            fault = naming.out_of_place(row, self.position + 1) or self._block(row) or self._link(row)
            if fault:
                return fault
            self.position, self.hash = row.position, row.hash
        return self.end_of_block(last=True) if self.position else None

    def _link(self, row: reading.Row) -> Fault | None:
        expected = next_hash(self.hash, row.link) if row.link is not None else b""
        if row.hash == expected:
            return None
        return naming.name(self.connection, row, self.hash, expected, self.heads)

    def _block(self, row: reading.Row) -> Fault | None:
        if row.block == self.block:
            return None
        if self.position and (fault := self.end_of_block()):
            return self._sharpened(fault, row)
        if row.block != self.block + 1:
            what = f"position {row.position} says block {row.block}; expected {self.block + 1}"
            return self._link(row) or Fault(Kind.CHANGED, row.position, row.block, what)
        self.block, self.first = row.block, row.position
        return None

    def _sharpened(self, fault: Fault, row: reading.Row) -> Fault:
        """Where the chain breaks after the block, and was not made anew, its last positions are what is missing."""
        broken = self._link(row)
        if fault.kind is not Kind.MISSING or broken is None:
            return fault
        if broken.kind in (Kind.SWAPPED, Kind.INSERTED):
            return broken
        what = f"block {self.block} lacks its end, from position {self.position + 1}"
        return Fault(Kind.MISSING, self.position + 1, self.block, what)

    def end_of_block(self, *, last: bool = False) -> Fault | None:
        """Compare the block that ends here with the anchor and with its signed head; ``last``: nothing follows."""
        anchored, head = self.anchor.get(self.block), self.heads.get(self.block)
        ended = naming.Ended(self.block, self.first, self.position, self.hash, last)
        if anchored is not None:
            self.anchored += 1
            if fault := naming.compare(ended, anchored, "the anchor"):
                return fault
        if head is not None and is_signed(head, self.keys):
            return naming.compare(ended, head, "its head")
        self.doubt = self.doubt or self._doubt(head)
        return None

    def _doubt(self, head: SealedHead | None) -> Fault:
        if head is None:
            return Fault(Kind.HEAD, self.first, self.block, f"block {self.block} has no head")
        known = "its signature is not valid" if head.key in self.keys else f"key {head.key}"
        what = f"the head of block {head.block} was not signed by a known key ({known})"
        return Fault(Kind.SIGNATURE, self.first, head.block, what)

    def tail(self) -> Fault | None:
        """Heads, in the database or in the anchor, of blocks that are no longer there."""
        for head in sorted([*self.anchor.values(), *self.heads.values()], key=lambda head: head.block):
            if head.block > self.block:
                what = (
                    f"block {head.block} ended at position {head.position}; the log ends at {self.position}"
                )
                return Fault(Kind.TAIL, self.position + 1, head.block, what)
        return None

    def unsealed(self, before: datetime) -> Fault | None:
        """Events that ought to have been sealed by now."""
        count, oldest = reading.unsealed(self.connection, before)
        if not count:
            return None
        what = f"{count} events have no place in the chain; the oldest is from {oldest:%Y-%m-%d %H:%M:%S} UTC"
        return Fault(Kind.UNSEALED, self.position + 1, self.block, what)


def verify(
    connection: psycopg.Connection,
    *,
    keys: Mapping[str, Ed25519PublicKey],
    anchor: Iterable[SealedHead] = (),
    at: datetime,
    fresh: timedelta = FRESH,
) -> Report:
    """Verify the whole log over ``connection`` (a role that may read its tables) and name the first fault.

    ``keys`` are the public keys that may have signed; ``anchor`` the heads kept outside; an event that is older
    than ``fresh`` at ``at`` must be sealed. Reads in the connection's own transaction, so open one that sees
    a single moment (repeatable read).
    """
    anchored, fault = _by_block(anchor, keys)
    heads = {head.block: head for head in reading.heads(connection)}
    walk = Walk(connection, keys, heads, anchored)
    fault = walk.chain() or walk.tail() or fault or walk.unsealed(at - fresh) or walk.doubt
    last = heads.get(walk.block)
    return Report(walk.position, walk.block, walk.anchored, last.sealed_at if last else None, fault)


def _by_block(
    anchor: Iterable[SealedHead], keys: Mapping[str, Ed25519PublicKey]
) -> tuple[dict[int, SealedHead], Fault | None]:
    """The anchor's heads by block, and the first thing wrong with the anchor itself."""
    found: dict[int, SealedHead] = {}
    fault: Fault | None = None
    for head in anchor:
        what = ""
        if not is_signed(head, keys):
            what = f"the anchor's line for block {head.block} is not signed by a known key"
        elif head.block != len(found) + 1:
            what = f"the anchor goes from block {len(found)} to {head.block}"
        if what and fault is None:
            fault = Fault(Kind.ANCHOR, head.position, head.block, what)
        found[head.block] = head
    return found, fault
