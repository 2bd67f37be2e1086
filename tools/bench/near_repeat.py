"""Near repeat

20,000 events with three bands of distance and two of days, by the function and by `gvi near-repeat` as one types it;
the pairs that lie within the largest distance are said. Then one cell at 5,000 events, beside pointpats, which knows
one cell at a time: its class `Knox`, and its older function `knox`, which it advises against but which is the faster.
"""

from __future__ import annotations

import importlib
import importlib.util
import subprocess
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import polars as pl

from gvi.science.near_repeat import near_repeat
from tools.bench.figures import Figure, seconds

METRES, DAYS, YEARS = 100, 7, 3650
PER_POINT = 2  # pairs within METRES, on average
MEGABYTE = 2**20
TELL = """
import os, subprocess, sys, time
began = time.perf_counter()
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, status, used = os.wait4(process.pid, 0)
print(time.perf_counter() - began, used.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status))
"""


def measure(*, smoke: bool) -> Iterator[Figure]:
    """The command's seconds and memory, then ours over theirs."""
    points = 1_000 if smoke else 20_000
    with TemporaryDirectory(prefix="gvi-bench-") as folder:
        yield from _command(Path(folder), events(points))
    if smoke:
        yield from _beside_pointpats(events(500), 19, at_most=None)
    else:
        yield from _beside_pointpats(events(5_000), 999, at_most=1 / 25)


def events(count: int) -> pl.DataFrame:
    """Events by chance over ten years in a square so large that each has about four others within METRES."""
    random = np.random.default_rng(1)
    side = METRES * float(np.sqrt(np.pi * count / (2 * PER_POINT)))
    places = random.uniform(0, side, (count, 2))
    dates = np.datetime64("2016-01-01") + random.integers(0, YEARS, count)
    return pl.DataFrame(
        {"x": places[:, 0], "y": places[:, 1], "date": dates.astype("datetime64[ms]")}
    ).with_columns(pl.col("date").cast(pl.Date))


def _command(place: Path, table: pl.DataFrame) -> Iterator[Figure]:
    table.write_csv(place / "points.csv")
    words = "near-repeat points.csv --distances 0,25,50,100 --days 0,7,14 --json out.json"
    spent, peak = _run([str(Path(sys.executable).with_name("gvi")), *words.split()], place)
    close = pl.read_json(place / "out.json")["close_pairs"][0]
    what = f"{table.height:,} events, {close:,} close pairs, 999 permutations"
    analysis = seconds(
        lambda: near_repeat(table, distances=[0, 25, 50, METRES], days=[0, DAYS, 14], time="date")
    )
    yield Figure(what, analysis, "s", at_most=3)
    yield Figure(f"{what}: the command, its own start counted", spent, "s")
    yield Figure(f"{what}: peak of memory", peak, "MB", at_most=300)


def _run(command: list[str], place: Path) -> tuple[float, float]:
    """Seconds and the peak of memory, in MB, of one process and no other.

    A small process starts it and tells, for a process begins with the peak of the one that started it.
    """
    told = subprocess.run(
        [sys.executable, "-c", TELL, *command], cwd=place, stdout=subprocess.PIPE, check=True
    )
    spent, kilobytes = told.stdout.split()[-2:]
    return float(spent), float(kilobytes) * 1024 / MEGABYTE


def _beside_pointpats(table: pl.DataFrame, permutations: int, *, at_most: float | None) -> Iterator[Figure]:
    ours = min(
        seconds(
            lambda: near_repeat(
                table, distances=[0, METRES], days=[0, DAYS], time="date", permutations=permutations
            )
        )
        for _ in range(3)
    )
    what = f"{table.height:,} events, one cell, {permutations} permutations"
    yield Figure(f"{what}: ours", ours, "s")
    if importlib.util.find_spec("pointpats") is None:
        print("  pointpats is not installed (uv sync --group peers): not measured beside")
        return
    for name in ("Knox", "knox"):
        theirs = _pointpats(table, name, permutations)
        yield Figure(f"{what}: pointpats' {name}", theirs, "s")
        yield Figure(f"{what}: ours / pointpats' {name}", ours / theirs, "", at_most)


def _pointpats(table: pl.DataFrame, name: str, permutations: int) -> float:
    """Seconds of the peer, whose thresholds belong to the band and which permutes from numpy's global state."""
    spacetime = importlib.import_module("pointpats.spacetime")
    places = table.select("x", "y").to_numpy()
    dates = table.select(pl.col("date").to_physical()).to_numpy().astype(np.int64)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return seconds(lambda: getattr(spacetime, name)(places, dates, METRES, DAYS - 1, permutations))
