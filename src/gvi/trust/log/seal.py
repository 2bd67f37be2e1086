"""Seal the log: give every committed event its place in the chain, sign the end of the block, anchor it.

Positions and hashes are made by ``gvi.seal_log`` inside the database; the signature is made here, with a key
the database never sees (house.md, "Log"). Positions and signed head are committed together; what a crash keeps
from the anchor is appended at the next run.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext

from gvi.trust.log import anchor
from gvi.trust.log.canonical import SealedHead
from gvi.trust.log.models import Head
from gvi.trust.log.signing import NoSealKey, SealKey, is_signed, load_key, load_public_keys, public_file
from gvi.trust.refusals import Refusal

BLOCK = 20_000
ADD = """
    insert into log_head (block, position, hash, signature, key, sealed_at) values (%s, %s, %s, %s, %s, %s)
"""


class AnchorDisagrees(Refusal):
    """The anchor's last head is not in this database: its end was cut, or it was restored from a copy."""

    def __init__(self, path: Path, block: int) -> None:
        sentence = gettext(
            "Ankarfilen %(file)s slutar med block %(block)s, som inte finns i databasens logg."
        )
        super().__init__(sentence % {"file": path.name, "block": block})


@dataclass(frozen=True)
class Sealed:
    """What one run did: new blocks, the last position of the log, and heads appended to the anchor."""

    blocks: int
    position: int
    anchored: int


def seal(*, whole: bool = False) -> Sealed:
    """Seal every event that waits, in blocks; ``whole`` also looks for events more than a day old.

    Needs no room: the database's own function reads the events, and nothing of them comes here.
    """
    key = seal_key()
    blocks = 0
    while _seal_block(key, whole):
        blocks += 1
    last = Head.objects.order_by("-block").values_list("position", flat=True).first()
    return Sealed(blocks, last or 0, anchor_heads())


def seal_key() -> SealKey:
    """The key of the settings; made on first use."""
    if not settings.GVI_SEAL_KEY:
        raise NoSealKey
    return load_key(Path(settings.GVI_SEAL_KEY))


def _seal_block(key: SealKey, whole: bool) -> bool:
    """Seal one block and store its signed head, in one transaction; ``False`` when nothing waited."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select block, position, hash, sealed_at from gvi.seal_log(%s, %s)", [BLOCK, whole])
        row = cursor.fetchone()
        if row is None:
            return False
        head = SealedHead(row[0], row[1], bytes(row[2]), row[3])
        signature = key.sign(head)
        values = (head.block, head.position, head.hash, signature, key.fingerprint, head.sealed_at)
        cursor.execute(ADD, values)
        return True


def anchor_heads() -> int:
    """Append to the anchor file every head that it lacks; return how many. No file in the settings: none.

    Raises ``AnchorDisagrees`` when the anchor knows another log than this one, as after a restore.
    """
    if not settings.GVI_ANCHOR:
        return 0
    path = Path(settings.GVI_ANCHOR)
    last = anchor.last_anchored(path)
    if last is not None and not Head.objects.filter(block=last.block, hash=last.hash).exists():
        raise AnchorDisagrees(path, last.block)
    return anchor.append(path, _heads_after(last.block if last else 0))


def _heads_after(block: int) -> Iterator[SealedHead]:
    """The heads to append. One that nobody we know has signed took the true one's place in the database, which checks
    that it is the end of its block: it is signed here, and ``gvi log verify`` names the false one.
    """
    key = seal_key()
    keys = load_public_keys(public_file(Path(settings.GVI_SEAL_KEY)))
    for row in Head.objects.filter(block__gt=block).order_by("block").iterator():
        head = SealedHead(
            row.block, row.position, bytes(row.hash), row.sealed_at, row.key, bytes(row.signature)
        )
        true = is_signed(head, keys)
        yield head if true else replace(head, key=key.fingerprint, signature=key.sign(head))
