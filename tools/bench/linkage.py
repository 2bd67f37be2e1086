"""Finding the same person twice

The invented city's two extracts of the police's own systems (ten times the normal size, five seeds), where the truth is
known: how many of the pairs suggested are two persons after all, and how many of one person's pairs are not suggested.
What is missed lacks nearly everything: a misspelt name without number and day of birth. Then the time and memory of a
list of two rows, of a city's and of a great register's, in a process of its own that has to load the libraries first.
"""

from __future__ import annotations

import itertools
import resource
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import date
from multiprocessing import get_context

from gvi.city import build
from gvi.city.persons import Extract, extracts, truth
from gvi.linkage import Record, suggest_pairs
from tools.bench.figures import Figure, seconds

TODAY = date(2026, 11, 23)
MEGABYTE = 2**20
Pairs = set[tuple[str, str]]


def records_of(extract: Extract) -> list[Record]:
    """The rows of an extract as records, days of birth read as people write them."""
    return [
        Record(reference, given, surname, day_of(born), number, address, extract.name)
        for reference, number, surname, given, born, address, *_ in extract.rows
    ]


def day_of(written: str) -> date | None:
    """A day written 1999-03-04, 19990304, 990304 or 4/3 1999."""
    if "/" in written:
        day, _, rest = written.partition("/")
        month, _, year = rest.partition(" ")
        return date(int(year), int(month), int(day))
    digits = written.replace("-", "")
    if len(digits) == 6:
        digits = ("20" if digits[:2] < "27" else "19") + digits
    return date.fromisoformat(digits) if digits else None


def reference_set(seed: int, size: int) -> tuple[list[Record], Pairs]:
    """The rows of both extracts of a city, and which pairs of them truly are one person's."""
    city = build(seed, size, TODAY)
    told: dict[str, list[str]] = {}
    for reference, human in truth(city).select("reference", "human").iter_rows():
        told.setdefault(human, []).append(reference)
    records = [record for extract in extracts(city) for record in records_of(extract)]
    return records, {pair for rows in told.values() for pair in itertools.combinations(sorted(rows), 2)}


def suggested(records: list[Record]) -> Pairs:
    """The pairs of ids that are suggested."""
    return {(pair.first, pair.second) for pair in suggest_pairs(records)}


def long_list(rows: int) -> list[Record]:
    """A list of as many rows, of several great cities after one another."""
    found: list[Record] = []
    for seed in itertools.count(1):
        found += reference_set(seed, 100)[0]
        if len(found) >= rows:
            return [replace(record, id=f"{at:06}") for at, record in enumerate(found[:rows])]
    raise AssertionError


def timed(rows: int) -> tuple[float, float]:
    """Seconds, and the process's peak of memory in MiB, for a list of as many rows, loading of libraries included."""
    records = long_list(rows)
    spent = seconds(lambda: suggest_pairs(records))
    return spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / MEGABYTE


def measure(*, smoke: bool) -> Iterator[Figure]:
    """Precision and recall over cities of several seeds; seconds and memory for three lengths."""
    hits = wanted = given = 0
    for seed in range(1, 2 if smoke else 6):
        records, true = reference_set(seed, 1 if smoke else 10)
        found = suggested(records)
        hits, wanted, given = hits + len(found & true), wanted + len(true), given + len(found)
    yield Figure(f"of {given:,} pairs suggested, two persons", 100 * (1 - hits / given), "%", at_most=10)
    yield Figure(f"of {wanted:,} true pairs, not suggested", 100 * (1 - hits / wanted), "%", at_most=15)
    for rows, most in ((2, 3),) if smoke else ((2, 3), (300, 3), (50_000, 30)):
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
            spent, peak = apart.submit(timed, rows).result()
        yield Figure(f"{rows:,} rows", spent, "s", at_most=most)
        yield Figure(f"{rows:,} rows, peak of the process", peak, "MiB", at_most=1024)
