"""Seeded damage to files: bytes flipped, cut, repeated and swapped, and the worst of each format put in on purpose.

Every mutation is a pure function of a random generator and the bytes of a sound file, so that one number names one
damaged file for ever.
"""

import io
import json
import random
import zipfile
from collections.abc import Callable

Mutation = Callable[[random.Random, bytes], bytes]


def flip(chance: random.Random, raw: bytes) -> bytes:
    """Change a few bytes anywhere."""
    changed = bytearray(raw)
    for _ in range(chance.randint(1, 40)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def cut(chance: random.Random, raw: bytes) -> bytes:
    """Lose the end, the start or a piece of the middle."""
    start, end = sorted((chance.randrange(len(raw)), chance.randrange(len(raw))))
    return chance.choice([raw[:end], raw[start:], raw[:start] + raw[end:]])


def repeat(chance: random.Random, raw: bytes) -> bytes:
    """Write a piece twice, or the whole file after itself."""
    start, end = sorted((chance.randrange(len(raw)), chance.randrange(len(raw))))
    return chance.choice([raw[:end] + raw[start:], raw + raw])


def insert(chance: random.Random, raw: bytes) -> bytes:
    """Put something foreign in: zero bytes, marks, quotation marks, line ends, other encodings, a very long text."""
    foreign = [
        b"\x00" * 9,
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b'"',
        b"\r",
        b"\xe5\xe4\xf6",
        b"\xc3",
        b"a" * 1_000_000,
    ]
    place = chance.choice([0, chance.randrange(len(raw)), len(raw)])
    return raw[:place] + chance.choice(foreign) + raw[place:]


def recode(chance: random.Random, raw: bytes) -> bytes:
    """Save text in another encoding than the reader may think."""
    text = raw.decode("utf-8", errors="replace")
    name = chance.choice(
        ["utf-16", "utf-16-le", "utf-32", "cp1252", "mac-roman", "cp850", "utf-8-sig", "cp1026"]
    )
    return text.encode(name, errors="replace")


def worsen_json(chance: random.Random, raw: bytes) -> bytes:
    """Give fields of some events values that no event has."""
    worst: list[object] = [
        None,
        True,
        [],
        {},
        -1,
        10**30,
        1.5,
        "",
        "\x00",
        "\ud800",
        "a" * 1_000_000,
        "1626-01-01",
        [[[[]]]] * 9,
    ]
    events = json.loads(raw)
    for _ in range(chance.randint(1, 30)):
        event = chance.choice(events)
        event[chance.choice(sorted(event))] = chance.choice(worst)
    nested: object = events
    for _ in range(chance.choice([0, 0, 900])):
        nested = [nested]
    return json.dumps(nested).encode()


def worsen_cells(chance: random.Random, raw: bytes) -> bytes:
    """Give some cells of a CSV file values that no cell should have."""
    worst = [
        "",
        '"',
        '"="',
        "=1+1",
        "1626-03-04",
        "9999999",
        "a" * 200_000,
        "\x00",
        "-1",
        "nan",
        "99/99-99",
        "mord;mord",
    ]
    lines = [line.split(";") for line in raw.decode().splitlines()]
    for _ in range(chance.randint(1, 12)):
        cells = chance.choice(lines)
        cells[chance.randrange(len(cells))] = chance.choice(worst)
    return "\n".join(";".join(cells) for cells in lines).encode()


def worsen_parts(chance: random.Random, raw: bytes) -> bytes:
    """Damage the parts inside an Excel archive, which then is whole again from outside."""
    parts = _parts(raw)
    for _ in range(chance.randint(1, 3)):
        name = chance.choice(sorted(parts))
        if parts[name]:
            parts[name] = chance.choice([flip, cut, repeat, insert])(chance, parts[name])
    if chance.random() < 0.2:
        del parts[chance.choice(sorted(parts))]
    return _archive(parts)


def worsen_sheet(chance: random.Random, raw: bytes) -> bytes:
    """Change words of the sheet's XML: far-off cells, other types, missing strings, entities, a bomb."""
    parts = _parts(raw)
    name = "xl/worksheets/sheet1.xml"
    changes = [
        (b'r="A2"', b'r="XFD1048576"'),
        (b't="s"', b't="d"'),
        (b't="s"', b't="e"'),
        (b't="s"', b't="b"'),
        (b"<v>1</v>", b"<v>99999999999999999999</v>"),
        (b"<v>2</v>", b"<v>-1</v>"),
        (b"<v>3</v>", b"<f>A1</f>"),
        (b"<sheetData>", b"<sheetData>" + b" " * 30_000_000),
        (b"<worksheet", b'<!DOCTYPE a [<!ENTITY b "bbbb">]><worksheet'),
        (b"</row>", b""),
        (b'r="2"', b'r="0"'),
        (b"<mergeCells", b"<mergedCells"),
    ]
    for old, new in chance.sample(changes, 2):
        parts[name] = parts[name].replace(old, new, chance.choice([1, -1]))
    return _archive(parts)


def _parts(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _archive(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


BY_FORMAT: dict[str, list[Mutation]] = {
    "polisen": [flip, cut, repeat, insert, recode, worsen_json, worsen_json],
    "csv": [flip, cut, repeat, insert, recode, worsen_cells, worsen_cells],
    "xlsx": [flip, cut, repeat, insert, worsen_parts, worsen_parts, worsen_sheet, worsen_sheet],
    "parquet": [flip, cut, repeat, insert],
}
