"""The typeface of every document, shipped with the product, and which characters it can draw.

A document must look the same on every machine, so neither the machine's fonts nor Typst's own are used. PDF/UA
forbids a character without a glyph: ``covered`` lets ``text`` replace such characters before Typst refuses them.
"""

import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import typst

FOLDER = Path(__file__).parent / "fonts"
REGULAR = FOLDER / "Inter-Regular.ttf"
SEGMENTED = 4  # cmap format, OpenType specification, "Segment mapping to delta values"


@cache
def fonts() -> typst.Fonts:
    """The shipped fonts and no others, read once a process."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FOLDER)])


@cache
def covered() -> frozenset[int]:
    """Code points of the basic plane that the typeface has a glyph for."""
    data = REGULAR.read_bytes()
    start = _table(data, b"cmap")
    (count,) = struct.unpack_from(">H", data, start + 2)
    for number in range(count):
        (offset,) = struct.unpack_from(">I", data, start + 4 + 8 * number + 4)
        if struct.unpack_from(">H", data, start + offset)[0] == SEGMENTED:
            return frozenset(_segments(data, start + offset))
    raise ValueError(f"{REGULAR.name}: expected a character map of format {SEGMENTED}, found none")


def _table(data: bytes, tag: bytes) -> int:
    (count,) = struct.unpack_from(">H", data, 4)
    for number in range(count):
        name, _sum, offset, _length = struct.unpack_from(">4sIII", data, 12 + 16 * number)
        if name == tag:
            return int(offset)
    raise ValueError(f"{REGULAR.name}: expected a table {tag.decode()}, found none")


def _segments(data: bytes, start: int) -> Iterator[int]:
    """Yield the code points of a format 4 map; a glyph number 0 means that the glyph is missing."""
    count = struct.unpack_from(">H", data, start + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", data, start + 14)
    firsts = struct.unpack_from(f">{count}H", data, start + 16 + 2 * count)
    deltas = struct.unpack_from(f">{count}H", data, start + 16 + 4 * count)
    offsets_at = start + 16 + 6 * count
    offsets = struct.unpack_from(f">{count}H", data, offsets_at)
    for segment, (first, last) in enumerate(zip(firsts, ends, strict=True)):
        for code in range(first, last + 1):
            glyph = code
            if offsets[segment]:
                at = offsets_at + 2 * segment + offsets[segment] + 2 * (code - first)
                (glyph,) = struct.unpack_from(">H", data, at)
                if not glyph:
                    continue
            if (glyph + deltas[segment]) & 0xFFFF:
                yield code
