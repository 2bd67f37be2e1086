"""From rows to ties

Ten million rows of a Parquet file to a file of ties, beside a self-join in DuckDB's own SQL written by hand for the
same file; a million rows beside a loop that fills a networkx graph and a merge in pandas. Each run is a process of its
own that has loaded its libraries before the clock starts, ours and the peer's take turns, and the ratio is between the
best of each. Ours checks the rows and counts what is left out as well; the peers do not. Ids are text.
"""

from __future__ import annotations

import resource
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import partial
from itertools import combinations
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import polars as pl

from tools.bench.figures import Figure, seconds

GIGABYTE = 2**30
DAYS = 3650
Work = Callable[[Path, Path], None]
BY_HAND = """copy (
    with once as (select distinct incident_id, person_id, date from '{rows}' where role = 'suspect'),
    sized as (select *, count(*) over (partition by incident_id) as size from once)
    select a.person_id as source, b.person_id as target, sum(1.0 / (a.size - 1)) as weight, 'co_suspect' as kind,
        'incidents' as evidence, min(a.date) as first, max(a.date) as last
    from sized a join sized b on a.incident_id = b.incident_id and a.person_id < b.person_id group by 1, 2
) to '{out}' (format parquet)"""


def rows(number: int) -> pl.DataFrame:
    """Invented rows: three to an incident on average, ten to a person, three of five suspects."""
    rng = np.random.default_rng(1)
    incident, person = rng.integers(0, number // 3, number), rng.integers(0, number // 10, number)
    days = np.datetime64("2016-01-01") + rng.integers(0, DAYS, number // 3).astype("timedelta64[D]")
    return pl.DataFrame({"incident": incident, "person": person}).select(
        incident_id=pl.format("K{}", pl.col("incident").cast(pl.String).str.zfill(8)),
        person_id=pl.format("P{}", pl.col("person").cast(pl.String).str.zfill(8)),
        role=pl.Series(rng.choice(["suspect", "victim", "witness"], number, p=[0.6, 0.2, 0.2])),
        date=pl.Series(days[incident]).cast(pl.Date),
    )


def ours(source: Path, out: Path) -> None:
    """Ties as the product makes them."""
    from gvi.science.ties import from_parquet

    from_parquet(source, out, ["suspect"])


def by_hand(source: Path, out: Path) -> None:
    """The self-join in SQL, DuckDB with its own settings."""
    import duckdb

    duckdb.connect().execute(BY_HAND.format(rows=source, out=out))


def by_loop(source: Path, out: Path) -> None:
    """A loop over the rows that collects the persons of each incident, and one over their pairs that fills a graph."""
    import networkx as nx

    persons: dict[str, set[str]] = defaultdict(set)
    days: dict[str, date] = {}
    for incident, person, role, day in pl.read_parquet(source).iter_rows():
        if role == "suspect":
            persons[incident].add(person)
            days[incident] = min(day, days.get(incident, day))
    graph: nx.Graph[str] = nx.Graph()
    for incident, people in persons.items():
        for one, other in combinations(sorted(people), 2):
            weight, day = 1 / (len(people) - 1), days[incident]
            if graph.has_edge(one, other):
                tie = graph[one][other]
                tie.update(
                    weight=tie["weight"] + weight, first=min(tie["first"], day), last=max(tie["last"], day)
                )
            else:
                graph.add_edge(one, other, weight=weight, first=day, last=day)
    ties = [(one, other, *told.values()) for one, other, told in graph.edges(data=True)]
    pl.DataFrame(ties, schema=["source", "target", "weight", "first", "last"], orient="row").write_parquet(
        out
    )


def by_pandas(source: Path, out: Path) -> None:
    """A merge of the table with itself in pandas."""
    import pandas as pd

    table = pd.read_parquet(source, filters=[("role", "==", "suspect")]).drop(columns="role")
    table = table.drop_duplicates(["incident_id", "person_id"])
    table["size"] = table.groupby("incident_id")["person_id"].transform("size")
    table = table[table["size"] > 1].assign(weight=lambda told: 1 / (told["size"] - 1))
    other = table[["incident_id", "person_id"]].rename(columns={"person_id": "target"})
    pairs = table.merge(other, on="incident_id")
    pairs = pairs[pairs["person_id"] < pairs["target"]]
    ties = pairs.groupby(["person_id", "target"]).agg(
        weight=("weight", "sum"), first=("date", "min"), last=("date", "max")
    )
    ties.reset_index().rename(columns={"person_id": "source"}).to_parquet(out)


def run(work: Work, source: Path, out: Path, warm: Path) -> tuple[float, float]:
    """Seconds and peak of memory in bytes, libraries loaded before."""
    work(warm, out)
    return seconds(lambda: work(source, out)), peak()


def peak() -> float:
    """The peak of this process alone, in bytes; where the system does not tell, that of its parent may count in."""
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="ascii").splitlines() if status.exists() else []
    told = [float(line.split()[1]) for line in lines if line.startswith("VmHWM")]
    return (told[0] if told else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) * 1024


def write_rows(number: int, path: Path) -> None:
    """Invent rows and write them."""
    rows(number).write_parquet(path)


def apart(do: Callable[..., Any], *words: Any) -> Any:
    """Do it in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as other:
        return other.submit(do, *words).result()


def timed(work: Work, folder: Path, source: Path, *, smoke: bool) -> tuple[float, float]:
    """Seconds and peak of one run; when it is only tried, in this process."""
    words = (work, source, folder / f"{work.__name__}.parquet", folder / "warm.parquet")
    told: tuple[float, float] = run(*words) if smoke else apart(run, *words)
    return told


def same_ties(folder: Path, work: Callable[[Path, Path], None]) -> bool:
    """Whether a peer found what we found: as many ties of the same weight together."""
    told = [
        pl.scan_parquet(folder / f"{one.__name__}.parquet")
        .select(pl.len(), pl.col("weight").sum().round(3))
        .collect()
        for one in (ours, work)
    ]
    return told[0].row(0) == told[1].row(0)


def measure(*, smoke: bool) -> Iterator[Figure]:
    """Seconds of ours and of each peer, the ratio, and the peak of memory."""
    large, small = (20_000, 10_000) if smoke else (10_000_000, 1_000_000)
    with TemporaryDirectory(prefix="gvi-bench-") as made:
        folder = Path(made)
        for name, number in (("warm", 3_000), ("large", large), ("small", small)):
            (write_rows if smoke else partial(apart, write_rows))(number, folder / f"{name}.parquet")
        yield from _beside_sql(folder, large, smoke=smoke)
        yield from _beside_loops(folder, small, smoke=smoke)


def _beside_sql(folder: Path, number: int, *, smoke: bool) -> Iterator[Figure]:
    told: dict[Work, list[tuple[float, float]]] = {ours: [], by_hand: []}
    for work in (ours, by_hand) * (1 if smoke else 3):
        told[work].append(timed(work, folder, folder / "large.parquet", smoke=smoke))
    mine, theirs = (min(spent for spent, _ in runs) for runs in told.values())
    peaks = [max(most for _, most in runs) / GIGABYTE for runs in told.values()]
    yield Figure(f"{number:,} rows, ours", mine, "s")
    yield Figure(f"{number:,} rows, DuckDB by hand", theirs, "s")
    yield Figure(f"{number:,} rows: ours / by hand", mine / theirs, "times", at_most=1.2)
    yield Figure("by hand found other ties", float(not same_ties(folder, by_hand)), "", at_most=0)
    yield Figure(f"{number:,} rows, peak of the process, ours", peaks[0], "GiB", at_most=1.2e9 / GIGABYTE)
    yield Figure(f"{number:,} rows, peak of the process, by hand", peaks[1], "GiB")


def _beside_loops(folder: Path, number: int, *, smoke: bool) -> Iterator[Figure]:
    source = folder / "small.parquet"
    mine = min(timed(ours, folder, source, smoke=smoke)[0] for _ in range(3))
    yield Figure(f"{number:,} rows, ours", mine, "s")
    for work, name, most in ((by_loop, "networkx loop", 1 / 20), (by_pandas, "pandas merge", None)):
        spent, _ = timed(work, folder, source, smoke=smoke)
        yield Figure(f"{number:,} rows, {name}", spent, "s")
        yield Figure(f"{number:,} rows: ours / {name}", mine / spent, "times", at_most=most)
        yield Figure(f"{name} found other ties", float(not same_ties(folder, work)), "", at_most=0)
