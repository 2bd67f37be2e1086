"""What has changed between two versions of a text, word by word. Pure."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

PIECES = re.compile(r"\s+|\S+")


class Piece(NamedTuple):
    """A stretch of text: ``same``, ``added`` or ``removed``."""

    kind: str
    text: str


def changes(before: str, after: str) -> list[Piece]:
    """The stretches of both texts, in reading order; what was removed stands before what took its place.

    >>> changes("Vi ser er.", "Vi hör er.")
    [Piece(kind='same', text='Vi '), Piece(kind='removed', text='ser'), Piece(kind='added', text='hör'), \
Piece(kind='same', text=' er.')]
    """
    return list(_pieces(PIECES.findall(before), PIECES.findall(after)))


def _pieces(before: list[str], after: list[str]) -> Iterator[Piece]:
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Piece("same", "".join(before[a:b]))
            continue
        if a < b:
            yield Piece("removed", "".join(before[a:b]))
        if c < d:
            yield Piece("added", "".join(after[c:d]))
