"""What the commands on files share: reading a table, saying what is wrong with it, a bar while it takes time, writing.

A file may hold persons. An error names the file, the row, the column and what was expected, never anything that stands
in the file: no value, and no heading that was found, since a file without headings begins with a row.
"""

import csv
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from gvi.cli.refused import CommandRefused
from gvi.cli.screen import errors

if TYPE_CHECKING:
    import polars as pl

DELIMITERS = ",;\t"
CSV, PARQUET = (".csv", ".tsv", ".txt"), (".parquet", ".pq")
HEADING_ROWS = {"csv": 1, "parquet": 0}


def table_format(path: Path) -> str:
    """Name the format of a file by its ending, ``csv`` or ``parquet``; any other is refused."""
    ending = path.suffix.lower()
    if ending in CSV:
        return "csv"
    if ending in PARQUET:
        return "parquet"
    raise CommandRefused(f"{path.name}: expected a file that ends with .csv or .parquet")


def delimiter(path: Path) -> str:
    """Find what stands between the columns of a CSV file: the one of , ; and tab that its heading has most of."""
    try:
        with path.open(encoding="utf-8-sig") as stream:
            heading = stream.readline()
    except UnicodeDecodeError as error:
        raise CommandRefused(f"{path.name}: expected text in UTF-8") from error
    return max(DELIMITERS, key=heading.count)


def read_table(path: Path, separator: str | None = None) -> "pl.DataFrame":
    """Read a CSV file (every column as text, an empty cell as none) or a Parquet file (columns as they are).

    CSV is UTF-8 with a heading; comma, semicolon or tab between the columns unless ``separator`` says what. Refused:
    no such file, no table, an empty file, a row with more cells than the heading.
    """
    import polars as pl

    form = ensure_file(path)
    try:
        if form == "parquet":
            return pl.read_parquet(path)
        return pl.read_csv(path, separator=separator or delimiter(path), infer_schema=False, encoding="utf8")
    except pl.exceptions.NoDataError as error:
        raise CommandRefused(f"{path.name}: expected a heading and rows, the file is empty") from error
    except (pl.exceptions.PolarsError, OSError) as error:
        raise CommandRefused(f"{path.name}: {unreadable(path, form)}") from error


def ensure_file(path: Path) -> str:
    """Refuse what is not a file; the name of its format."""
    if not path.is_file():
        raise CommandRefused(f"{path.name}: expected a file that exists")
    return table_format(path)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn an error about the file into the command's one sentence, with its name and the row as the file counts it.

    In CSV the heading is row 1.
    """
    from gvi.science.frames import CellRefused

    try:
        yield
    except CellRefused as error:
        row = error.row + HEADING_ROWS[table_format(path)]
        place = f"{path.name}, row {row}, column {error.column}"
        raise CommandRefused(f"{place}: expected {error.expected}") from error
    except ValueError as error:
        near = getattr(error, "row", None)
        beside = "" if near is None else f", row {near + HEADING_ROWS[table_format(path)]}"
        raise CommandRefused(f"{path.name}{beside}: {error}") from error


@contextmanager
def working(text: str, *, quiet: bool = False) -> Iterator[Progress]:
    """Show on a terminal that something is being done and for how long; nothing is shown where nobody looks.

    Add a task of your own to the bar for work whose share is known.
    """
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    hidden = quiet or not errors.is_terminal
    with Progress(*columns, console=errors, transient=True, disable=hidden) as progress:
        progress.add_task(text, total=None)
        yield progress


def print_json(value: Mapping[str, Any]) -> None:
    """Print a result as JSON on standard output."""
    print(json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False))


def write_json(value: Mapping[str, Any], path: Path) -> None:
    """Write a result as JSON to a file, whole or not at all."""
    with replacing(path) as place:
        text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)
        place.write_text(text + "\n", encoding="utf-8")


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a place beside ``path`` to write to, put in its place when all went well and taken away when not."""
    if not path.parent.is_dir():
        raise CommandRefused(f"{path.name}: expected a folder that exists to write it in")
    place = path.with_name(f".{path.stem}-{os.getpid()}{path.suffix}")
    try:
        yield place
        place.replace(path)
    finally:
        place.unlink(missing_ok=True)


def unreadable(path: Path, form: str) -> str:
    """Why a file could not be read, without anything that stands in it."""
    if form == "parquet":
        return "expected a whole Parquet file"
    with path.open(encoding="utf-8-sig", newline="") as stream:
        try:
            rows = csv.reader(stream, delimiter=delimiter(path))
            width = len(next(rows))
            long = next((at for at, row in enumerate(rows, start=2) if len(row) > width), None)
        except UnicodeDecodeError:
            return "expected text in UTF-8"
    return f"row {long}: expected {width} cells" if long else "expected rows of cells under a heading"
