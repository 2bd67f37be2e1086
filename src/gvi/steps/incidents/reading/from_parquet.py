"""Parquet files: flat columns of text, numbers or dates, read some ten thousand rows at a time.

Columns become text in the same forms as a spreadsheet's, so that one set of rules reads them all. Moments with a time
zone keep it. A column of lists, structures or bytes has no such form and is refused by name.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl

from gvi.steps.incidents.reading import expectations as wanted
from gvi.steps.incidents.reading.outcome import FileRefused
from gvi.steps.incidents.reading.table import BLOCK_ROWS, Block, Sheet

MOST_ROWS = 5_000_000


def open_parquet(path: Path) -> list[Sheet]:
    """Open a Parquet file as one sheet whose first row is the names of the columns."""
    with damage_refused(path):
        frame = pl.scan_parquet(path, glob=False)
        schema = frame.collect_schema()
        rows = int(frame.select(pl.len()).collect().item())
    if rows > MOST_ROWS:
        raise FileRefused(path.name, wanted.FEWER_ROWS)
    columns = [_as_text(path, name, kind) for name, kind in schema.items()]
    return [Sheet("", lambda: _blocks(path, frame.select(columns), list(schema), rows))]


@contextmanager
def damage_refused(path: Path) -> Iterator[None]:
    """Turn whatever the library stumbles on, a panic in its Rust included, into a refusal of the file."""
    try:
        yield
    except FileRefused:
        raise
    except (
        pl.exceptions.PolarsError,
        pl.exceptions.PanicException,
        OSError,
        ValueError,
        MemoryError,
    ) as error:
        raise FileRefused(path.name, wanted.PARQUET_FILE) from error


def _as_text(path: Path, name: str, kind: pl.DataType) -> pl.Expr:
    column = pl.col(name)
    if isinstance(kind, pl.Datetime):
        column = column.dt.strftime("%Y-%m-%dT%H:%M:%S" + ("%:z" if kind.time_zone else ""))
    elif isinstance(kind, pl.Time):
        column = column.dt.strftime("%H:%M")
    elif isinstance(kind, pl.Duration) or kind.is_nested() or kind in (pl.Binary, pl.Object):
        raise FileRefused(path.name, wanted.FLAT_COLUMN, where=name[:80])
    elif kind.is_float():
        column = (
            pl.when(column == column.round(0))
            .then(column.cast(pl.Int64, strict=False).cast(pl.String))
            .otherwise(column.cast(pl.String))
        )
    return column.cast(pl.String).fill_null("").alias(name)


def _blocks(path: Path, frame: pl.LazyFrame, names: list[str], total: int) -> Iterator[Block]:
    yield Block(1, [names], 0.0)
    first = 2
    with damage_refused(path):
        for chunk in frame.collect_batches(chunk_size=BLOCK_ROWS, maintain_order=True):
            first += chunk.height
            yield Block(
                first - chunk.height, [list(cells) for cells in chunk.iter_rows()], first / (total + 1)
            )
