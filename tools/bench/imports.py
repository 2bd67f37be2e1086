"""Reading incidents in

The police's own county file, once and once more, and a million rows of CSV, each by `gvi import incidents` as one types
it: a process of its own on an embedded server of its own. The peak is that process's memory, the server's not counted.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from gvi.database.embedded import start, stop
from tools.bench.figures import Figure

COUNTY = Path(__file__).resolve().parents[3] / "shared" / "data" / "polisen-events-orebro-lan.json"
HEADINGS = "Id;Datum;Tid;Område;Händelse;Döda;Skadade;Status;Anteckning\n"
KINDS = ("skjutning", "sprängning", "mord", "knivdåd", "vapenfynd", "mordbrand", "hot")
FIRST, MINUTES = datetime(2016, 1, 1, tzinfo=UTC), 5_600_000
GIGABYTE = 2**30


@dataclass(frozen=True)
class Run:
    """What one import said, and what it took."""

    told: dict[str, Any]
    seconds: float


def measure(*, smoke: bool) -> Iterator[Figure]:
    """Seconds for each file, rows that are not as they should be, and the peak of memory."""
    with TemporaryDirectory(prefix="gvi-bench-") as folder:
        place = Path(folder)
        start(place / "server")
        try:
            rows = 2_000 if smoke else 1_000_000
            write_sheet(place / "rows.csv", rows)
            one = write_sheet(place / "first.csv", 1)
            _run(place, one, "csv")  # makes the database
            yield Figure("one row: the program's own start", _run(place, one, "csv").seconds, "s")
            if COUNTY.exists():
                yield from _county(place)
            yield from _sheet(place, rows)
        finally:
            stop(place / "server")


def _county(place: Path) -> Iterator[Figure]:
    first, again = (_run(place, COUNTY, "polisen") for _ in range(2))
    yield Figure(f"county file, {first.told['rows']:,} events", first.seconds, "s", at_most=3)
    yield Figure(
        "county file again: new or changed", again.told["new"] + again.told["changed"], "rows", at_most=0
    )


def _sheet(place: Path, rows: int) -> Iterator[Figure]:
    run = _run(place, place / "rows.csv", "csv")
    yield Figure(f"{rows:,} rows of CSV", run.seconds, "s", at_most=60)
    yield Figure("of them not new", rows - run.told["new"], "rows", at_most=0)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    yield Figure("peak memory of the largest import", peak / GIGABYTE, "GiB", at_most=1)


def write_sheet(path: Path, rows: int) -> Path:
    """Write a city's sheet with as many rows, the same each time."""
    chance = Random(1)  # noqa: S311
    with path.open("w", encoding="utf-8") as stream:
        stream.write(HEADINGS)
        for number in range(rows):
            when = FIRST + timedelta(minutes=chance.randrange(MINUTES))
            facts = f"Område {chance.randrange(60)};{chance.choice(KINDS)};{chance.randrange(2)};1;bekräftad"
            note = f"Hylsor vid port {number % 97}."
            stream.write(f"{path.stem}-{number};{when:%Y-%m-%d;%H.%M};{facts};{note}\n")
    return path


def _run(place: Path, file: Path, form: str) -> Run:
    """One import on a server that runs already; the program's own start counts."""
    program = Path(sys.executable).with_name("gvi")
    command = [str(program), "import", "incidents", str(file), "--format", form, "--json"]
    began = time.perf_counter()
    done = subprocess.run(command, env=_environment(place), stdout=subprocess.PIPE, check=True)
    return Run(json.loads(done.stdout), time.perf_counter() - began)


def _environment(place: Path) -> dict[str, str]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "DJANGO_"))
    }
    return {**kept, "GVI_DATA": str(place / "server")}
