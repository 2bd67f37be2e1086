"""The encoding of a text file: decided from all its bytes, never from a few, and refused when they do not decide.

A mark (BOM) decides; then regular zero bytes (UTF-16 without a mark); then UTF-8 if every byte fits; then Windows
cp1252 if its letters are those that Swedish text uses. Anything else could be one of several, and a wrong guess would
turn å, ä and ö into other letters in the archive, so the person is asked to save the file as UTF-8.
"""

import codecs
from collections.abc import Iterator
from pathlib import Path

from gvi.steps.incidents.reading import expectations as wanted
from gvi.steps.incidents.reading.outcome import FileRefused

BLOCK = 1 << 20
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, ""),
    (codecs.BOM_UTF32_BE, ""),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SWEDISH = "åäöÅÄÖéÉèÈüÜæÆøØëïáàâçñß€…‘’“”•–—\u00a0§°´½·«»"
SWEDISH_BYTES = frozenset(SWEDISH.encode("cp1252"))


def encoding_of(path: Path) -> str:
    """Return the encoding of a text file, having decoded all of it; raise FileRefused when undecidable."""
    with path.open("rb") as stream:
        start = stream.read(BLOCK)
    marked = next((name for mark, name in MARKS if start.startswith(mark)), None)
    for name in [marked] if marked is not None else _candidates(start):
        if name and _decodes(path, name):
            return name
    raise FileRefused(path.name, wanted.KNOWN_ENCODING)


def _candidates(start: bytes) -> list[str]:
    even, odd = start[0::2].count(0), start[1::2].count(0)
    enough = len(start) * 0.3 / 2
    if max(even, odd) > enough:
        return ["utf-16-le" if odd > even else "utf-16-be"]
    return ["utf-8", "cp1252"]


def _decodes(path: Path, name: str) -> bool:
    decoder = codecs.getincrementaldecoder(name)()
    counts = [0, 0]
    try:
        for block in _blocks(path):
            decoder.decode(block)
            if name == "cp1252":
                _count_high(block, counts)
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return name != "cp1252" or counts[0] > counts[1]


def _count_high(block: bytes, counts: list[int]) -> None:
    """Count the bytes of letters that Swedish text uses in cp1252, and the others, of those above ASCII."""
    high = block.translate(None, delete=bytes(range(0x80)))
    swedish = len(high) - len(high.translate(None, delete=bytes(SWEDISH_BYTES)))
    counts[0] += swedish
    counts[1] += len(high) - swedish


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while block := stream.read(BLOCK):
            yield block
