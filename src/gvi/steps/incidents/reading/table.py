"""A table in a file, as every format hands it on: sheets of numbered rows of text, some ten thousand at a time.

CSV, Excel and Parquet differ in how cells are stored; from here on they are one thing. A row that could not be read
as a row at all stands as an empty one, and the block says what was expected instead.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

BLOCK_ROWS = 25_000


@dataclass(frozen=True, slots=True)
class Block:
    """Some consecutive rows: the number of the first, the cells, and `broken`: index in `rows` → what was expected.

    `share` of the file (0 to 1) is read when this block is.
    """

    first: int
    rows: list[list[str]]
    share: float
    broken: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name ("" where the file has no sheets) and a way to read its blocks from the start."""

    name: str
    blocks: Callable[[], Iterator[Block]]
