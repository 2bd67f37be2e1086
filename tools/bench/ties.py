"""From rows to ties

Invented rows with text ids: the share of incidents with s suspects falls as 1/s³ up to 30 (83 % have one, 10 % two, 1 %
more than six), two rows in five are victims and witnesses, and few persons are in many incidents. Incidents of more
than 30 are cut. Ten million rows of a Parquet file to a file of ties, beside a self-join in DuckDB's own SQL written by
hand; and a million rows in memory, to a table of ours and to a graph filled by a loop beside networkx, with the same
weights, evidence and days. Each run is a process of its own that has loaded its libraries before the clock starts, the
two take turns in pairs, and the best of each is compared, by the clock and by processor seconds (all threads). Ours
checks the rows and counts what is left out as well; the others do not.
"""

from __future__ import annotations

import resource
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import combinations
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from tools.bench.figures import Figure

if TYPE_CHECKING:
    import networkx as nx

GIGABYTE = 2**30
DAYS = 3650
CAP = 30
ROUNDS = 3
KIND = "co_suspect"
Result = tuple[int, float]
Work = Callable[[Path, Path], Result]
Count = Callable[[pl.DataFrame], Result]
BY_HAND = """copy (
    with once as (select distinct incident_id, person_id, date from '{rows}' where role = 'suspect'),
    sized as (select *, count(*) over (partition by incident_id) as size from once)
    select a.person_id as source, b.person_id as target, sum(1.0 / (a.size - 1)) as weight, 'co_suspect' as kind,
        'incidents' as evidence, min(a.date) as first, max(a.date) as last
    from sized a join sized b on a.incident_id = b.incident_id and a.person_id < b.person_id
    where a.size <= {cap} group by 1, 2
) to '{out}' (format parquet)"""


@dataclass(frozen=True)
class Run:
    """Seconds by the clock and of the processor, GiB at most, how many ties and their weight together."""

    wall: float
    processor: float
    peak: float
    found: Result


def rows(number: int) -> pl.DataFrame:
    """Invented rows, three of five suspects, ten to a person on average."""
    rng = np.random.default_rng(1)
    sizes = np.arange(1, CAP + 1)
    share = sizes**-3.0 / (sizes**-3.0).sum()
    incidents = int(number * 0.6 / (sizes * share).sum())
    suspects = np.repeat(np.arange(incidents), rng.choice(sizes, incidents, p=share))
    rest = number - len(suspects)
    incident = np.concatenate([suspects, rng.integers(0, incidents, rest)])
    role = np.repeat(["suspect", "victim", "witness"], [len(suspects), rest // 2, rest - rest // 2])
    person = (rng.random(number) ** 2 * (number // 10)).astype(np.int64)
    days = np.datetime64("2016-01-01") + rng.integers(0, DAYS, incidents).astype("timedelta64[D]")
    order = rng.permutation(number)
    return pl.DataFrame({"incident": incident[order], "person": person[order]}).select(
        incident_id=pl.format("K{}", pl.col("incident").cast(pl.String).str.zfill(8)),
        person_id=pl.format("P{}", pl.col("person").cast(pl.String).str.zfill(8)),
        role=pl.Series(role[order]),
        date=pl.Series(days[incident[order]]).cast(pl.Date),
    )


def ours(source: Path, out: Path) -> Result:
    """Ties as the product makes them, file to file."""
    from gvi.science.ties import from_parquet

    account = from_parquet(source, out, ["suspect"], cap=CAP)
    return account.ties, account.weight


def ours_by_duckdb(source: Path, out: Path) -> Result:
    """The same by the expression that Spark runs too, never all in memory."""
    from gvi.science.ties import from_parquet

    account = from_parquet(source, out, ["suspect"], cap=CAP, engine="duckdb")
    return account.ties, account.weight


def by_hand(source: Path, out: Path) -> Result:
    """The self-join in SQL, DuckDB with its own settings."""
    import duckdb

    duckdb.connect().execute(BY_HAND.format(rows=source, out=out, cap=CAP))
    return pl.scan_parquet(out).select(pl.len(), pl.col("weight").sum()).collect().row(0)


def in_memory(table: pl.DataFrame) -> Result:
    """Ties as the product makes them of rows in memory."""
    from gvi.science.ties import from_rows

    account = from_rows(table, ["suspect"], cap=CAP).account
    return account.ties, account.weight


def by_loop(table: pl.DataFrame) -> Result:
    """A loop over the rows that collects the persons of each incident, and one over their pairs that fills a graph."""
    import networkx as nx

    persons: dict[str, set[str]] = defaultdict(set)
    days: dict[str, date] = {}
    for incident, person, role, day in table.iter_rows():
        if role == "suspect":
            persons[incident].add(person)
            if day < days.get(incident, date.max):
                days[incident] = day
    graph: nx.Graph[str] = nx.Graph()
    for incident, people in persons.items():
        if 1 < len(people) <= CAP:
            add_pairs(graph, people, 1 / (len(people) - 1), days[incident])
    return graph.number_of_edges(), graph.size("weight")


def add_pairs(graph: nx.Graph[str], people: set[str], weight: float, day: date) -> None:
    """Put the pairs of one incident into the graph."""
    for one, other in combinations(people, 2):
        if graph.has_edge(one, other):
            tie = graph[one][other]
            tie["weight"] += weight
            if day < tie["first"]:
                tie["first"] = day
            if day > tie["last"]:
                tie["last"] = day
        else:
            graph.add_edge(one, other, weight=weight, kind=KIND, evidence="incidents", first=day, last=day)


def between_files(work: Work, source: Path, out: Path, warm: Path) -> Run:
    """One run from file to file, libraries loaded before."""
    work(warm, out)
    return clocked(partial(work, source, out))


def from_memory(work: Count, source: Path, warm: Path) -> Run:
    """One run on rows in memory, libraries loaded before."""
    table = pl.read_parquet(source)
    work(pl.read_parquet(warm))
    return clocked(partial(work, table))


def clocked(work: Callable[[], Result]) -> Run:
    """Seconds by the clock and of all threads, the peak of memory, and what was found."""
    wall, processor = time.perf_counter(), time.process_time()
    found, weight = work()
    spent = time.perf_counter() - wall, time.process_time() - processor
    return Run(*spent, peak() / GIGABYTE, (found, round(weight, 3)))


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


def measure(*, smoke: bool) -> Iterator[Figure]:
    """Seconds of ours and of each peer, the ratios, and the peak of memory; small tables are only tried."""
    large, small = (20_000, 10_000) if smoke else (10_000_000, 1_000_000)
    with TemporaryDirectory(prefix="gvi-bench-") as made:
        folder = Path(made)
        do = _here if smoke else apart
        for name, number in (("warm", 3_000), ("large", large), ("small", small)):
            do(write_rows, number, folder / f"{name}.parquet")
        source, warm = folder / "large.parquet", folder / "warm.parquet"
        files = {
            name: partial(do, between_files, work, source, folder / f"{work.__name__}.parquet", warm)
            for name, work in (("ours", ours), ("by hand", by_hand), ("ours, engine duckdb", ours_by_duckdb))
        }
        told = _in_turns(files, 1 if smoke else ROUNDS)
        yield from _figures(f"{large:,} rows", told, "by hand", None if smoke else 1.2)
        most = max(run.peak for run in told["ours"])
        yield Figure(f"{large:,} rows, peak of the process, ours", most, "GiB", at_most=1.2e9 / GIGABYTE)
        loops = {
            name: partial(do, from_memory, work, folder / "small.parquet", warm)
            for name, work in (("ours", in_memory), ("networkx loop", by_loop))
        }
        told = _in_turns(loops, 1 if smoke else ROUNDS)
        yield from _figures(f"{small:,} rows in memory", told, "networkx loop", None if smoke else 1 / 20)


def _here(do: Callable[..., Any], *words: Any) -> Any:
    return do(*words)


def _in_turns(works: Mapping[str, Callable[[], Run]], rounds: int) -> dict[str, list[Run]]:
    runs: dict[str, list[Run]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            runs[name].append(work())
    return runs


def _figures(what: str, told: dict[str, list[Run]], peer: str, at_most: float | None) -> Iterator[Figure]:
    for name, runs in told.items():
        yield Figure(f"{what}, {name}", min(run.wall for run in runs), "s")
        yield Figure(f"{what}, {name}, processor", min(run.processor for run in runs), "s")
    other = sum(run.found != told[peer][0].found for runs in told.values() for run in runs)
    yield Figure(f"{what}: runs that found other ties", other, "", at_most=0)
    if at_most is not None:
        yield from _ratios(what, told["ours"], told[peer], peer, at_most)


def _ratios(what: str, ours: list[Run], theirs: list[Run], peer: str, at_most: float) -> Iterator[Figure]:
    wall = min(run.wall for run in ours) / min(run.wall for run in theirs)
    processor = min(run.processor for run in ours) / min(run.processor for run in theirs)
    pairs = [one.processor / other.processor for one, other in zip(ours, theirs, strict=True)]
    yield Figure(f"{what}: ours / {peer}", wall, "times", at_most=at_most)
    yield Figure(f"{what}: ours / {peer}, processor", processor, "times")
    yield Figure(f"{what}: the same, least of {len(pairs)} pairs", min(pairs), "times")
    yield Figure(f"{what}: the same, most of {len(pairs)} pairs", max(pairs), "times")
