"""Messengers

Invented networks of groups made of small circles, where a few know many: 40 per cent eligible, 20 groups with at least
one each, 25 seats, 300 pairs who must not meet; the median of five seeds. At once is greedy with swaps; proven is what
HiGHS adds. Where nothing is proven within 20 seconds the gap is told. Beside: a greedy on a networkx graph, whose reach
is worked out once and whose gains are kept lazily in a heap, and OR-Tools CP-SAT with 8 workers, the same conditions
and the same 20 seconds, given our choice at once to begin from. A ratio under 1 means that ours took less time, or that
the peer reaches fewer.
"""

from __future__ import annotations

import heapq
import importlib.util
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from statistics import median
from typing import Any

import polars as pl

from gvi.science.messengers import MessengersResult, messengers
from gvi.science.messengers.planted import planted
from tools.bench.figures import Figure

SEATS, LIMIT, WORKERS, MEGABYTE = 25, 20.0, 8, 2**20
SEEDS = (1, 2, 3, 4, 5)
PROMISED = {(500, 1): 1.5, (5_000, 1): 5.0, (500, 2): 20.0, (5_000, 2): None}
LARGE = """
import resource, sys, time
from gvi.science.messengers import messengers
from gvi.science.messengers.planted import planted
people, ties, apart = planted(int(sys.argv[1]), seed=int(sys.argv[2]))
began = time.perf_counter()
messengers(people, ties, apart=apart, seats=25, steps=int(sys.argv[3]), prove=False)
print(time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""

Tables = tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]


def measure(*, smoke: bool) -> Iterator[Figure]:
    """Ours at once and proven, both peers, and the large ones in a process of their own."""
    _ours(planted(100, 1), 1)  # libraries are loaded before the clock starts
    if smoke:
        yield from _of_size(120, 1, seeds=(1,), limit=1.0, promised=None)
        return
    for (persons, steps), promised in PROMISED.items():
        yield from _of_size(persons, steps, seeds=SEEDS, limit=LIMIT, promised=promised)
    yield from _near_the_best(50_000)
    yield from _large(1_000_000)


def _of_size(
    persons: int, steps: int, *, seeds: tuple[int, ...], limit: float, promised: float | None
) -> Iterator[Figure]:
    made = [planted(persons, seed) for seed in seeds]
    what = f"{persons:,} persons, {'one step' if steps == 1 else 'two steps'}"
    at_once = [_ours(tables, steps, prove=False) for tables in made]
    proven = [_ours(tables, steps, limit=limit) for tables in made]
    yield Figure(f"{what}: at once", _seconds(at_once), "s", 0.2 if steps == 2 else None)
    yield Figure(f"{what}: proven or stopped", _seconds(proven), "s", promised)
    gaps = [found.gap or 0.0 for _, found in proven]
    yield Figure(f"{what}: gap left", 100 * median(gaps), "%")
    yield from _beside(what, "networkx greedy", at_once, [by_networkx(tables, steps) for tables in made])
    if importlib.util.find_spec("ortools") is None:
        print("  ortools is not installed (uv sync --group peers): not measured beside")
        return
    theirs = [by_cp_sat(tables, steps, limit) for tables in made]
    yield from _beside(what, "CP-SAT", proven, theirs)
    gap = median((bound - reached) / max(reached, 1) for _, reached, bound in theirs)
    yield Figure(f"{what}: gap that CP-SAT left", 100 * gap, "%")


def _ours(
    tables: Tables, steps: int, *, prove: bool = True, limit: float = LIMIT
) -> tuple[float, MessengersResult]:
    people, ties, apart = tables
    began = time.perf_counter()
    found = messengers(
        people, ties, apart=apart, seats=SEATS, steps=steps, prove=prove, time_limit=limit, extras=False
    )
    return time.perf_counter() - began, found


def _seconds(done: list[tuple[float, MessengersResult]]) -> float:
    return median(spent for spent, _ in done)


def _beside(
    what: str, name: str, ours: list[tuple[float, MessengersResult]], theirs: list[Any]
) -> Iterator[Figure]:
    """Seconds and reach of ours over theirs, by the median of the seeds."""
    time_ratio = median(mine / other[0] for (mine, _), other in zip(ours, theirs, strict=True))
    reach_ratio = median(other[1] / found.reached for (_, found), other in zip(ours, theirs, strict=True))
    yield Figure(f"{what}: {name}", median(other[0] for other in theirs), "s")
    yield Figure(f"{what}: time of ours / {name}", time_ratio, "")
    yield Figure(f"{what}: reach of {name} / ours", reach_ratio, "")


def _reach(people: pl.DataFrame, ties: pl.DataFrame, steps: int) -> dict[str, set[str]]:
    """Whom each eligible person reaches, as networkx says."""
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(people["person_id"])
    graph.add_edges_from(ties.select("source", "target").iter_rows())
    near = {one: {one, *graph[one]} for one in graph}
    eligible = people.filter("eligible")["person_id"]
    if steps == 1:
        return {one: near[one] for one in eligible}
    return {one: set().union(*(near[other] for other in near[one])) for one in eligible}


def by_networkx(tables: Tables, steps: int) -> tuple[float, int]:
    """Seconds and reach of a lazy greedy on networkx, seats, groups and pairs kept; it does not swap."""
    began = time.perf_counter()
    people, ties, apart = tables
    reach = _reach(people, ties, steps)
    group = dict(people.select("person_id", "group_id").iter_rows())
    foes: dict[str, set[str]] = {}
    for one, other in [*apart.iter_rows(), *apart.select("b", "a").iter_rows()]:
        foes.setdefault(one, set()).add(other)
    reached: set[str] = set()
    lacking, banned = set(group.values()), set[str]()
    heap = [(-len(others), one) for one, others in reach.items()]
    heapq.heapify(heap)
    for seat in range(SEATS):
        needed = lacking if len(lacking) >= SEATS - seat else set(group.values())
        best = _most(heap, reach, reached, banned, needed, group)
        if best is None:
            break
        reached |= reach[best]
        lacking.discard(group[best])
        banned |= foes.get(best, set())
    return time.perf_counter() - began, len(reached)


def _most(
    heap: list[tuple[int, str]],
    reach: dict[str, set[str]],
    reached: set[str],
    banned: set[str],
    groups: set[str],
    group: dict[str, str],
) -> str | None:
    """The one of these groups that adds most; old gains are upper bounds, so few are worked out anew."""
    aside, best = [], None
    while heap and best is None:
        old, one = heapq.heappop(heap)
        gain = len(reach[one] - reached)
        if one in banned:
            continue
        if group[one] not in groups:
            aside.append((old, one))
        elif heap and gain < -heap[0][0]:
            heapq.heappush(heap, (-gain, one))
        else:
            best = one
    for left in aside:
        heapq.heappush(heap, left)
    return best


def by_cp_sat(tables: Tables, steps: int, limit: float) -> tuple[float, int, float]:
    """Seconds, reach and bound of CP-SAT on the same problem, persons with the same reachers as one."""
    from ortools.sat.python import cp_model

    people, ties, apart = tables
    began = time.perf_counter()
    reach = _reach(people, ties, steps)
    start = set(_ours(tables, steps, prove=False)[1].messengers)
    model = cp_model.CpModel()
    chosen = {one: model.new_bool_var(one) for one in reach}
    for one, variable in chosen.items():
        model.add_hint(variable, one in start)
    worth = []
    for members, count in _classes(reach).items():
        covered = chosen[members[0]] if len(members) == 1 else model.new_bool_var("")
        if len(members) > 1:
            model.add_bool_or([covered.negated(), *(chosen[one] for one in members)])
            model.add_hint(covered, not start.isdisjoint(members))
        worth.append(count * covered)
    model.add(sum(chosen.values()) <= SEATS)
    for _, of_group in people.filter("eligible").group_by("group_id", maintain_order=True):
        model.add_at_least_one(chosen[one] for one in of_group["person_id"])
    for one, other in apart.iter_rows():
        model.add_at_most_one(chosen[one], chosen[other])
    model.maximize(sum(worth))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers, solver.parameters.max_time_in_seconds = WORKERS, limit
    solver.solve(model)
    return time.perf_counter() - began, round(solver.objective_value), solver.best_objective_bound


def _classes(reach: dict[str, set[str]]) -> Counter[tuple[str, ...]]:
    """How many persons each set of eligible reachers has."""
    reachers: dict[str, list[str]] = {}
    for one, others in reach.items():
        for other in others:
            reachers.setdefault(other, []).append(one)
    return Counter(map(tuple, reachers.values()))


def _near_the_best(persons: int) -> Iterator[Figure]:
    """At once, and how far it is at most from the best: the proven one, or the bound."""
    for steps in (1, 2):
        made = [planted(persons, seed) for seed in SEEDS]
        quick = [_ours(tables, steps, prove=False) for tables in made]
        best = [_ours(tables, steps)[1] for tables in made]
        missed = [1 - found.reached / other.reached for (_, found), other in zip(quick, best, strict=True)]
        what = f"{persons:,} persons, {'one step' if steps == 1 else 'two steps'}"
        yield Figure(f"{what}: at once", _seconds(quick), "s", at_most=2)
        yield Figure(f"{what}: at once, below the best known", 100 * median(missed), "%", at_most=1)


def _large(persons: int) -> Iterator[Figure]:
    for steps in (1, 2):
        done = [_alone(persons, seed, steps) for seed in SEEDS]
        what = f"{persons:,} persons, {'one step' if steps == 1 else 'two steps'}"
        yield Figure(f"{what}: at once", median(spent for spent, _ in done), "s", at_most=15)
        yield Figure(f"{what}: peak of memory", median(peak for _, peak in done), "MB", at_most=1_500)


def _alone(persons: int, seed: int, steps: int) -> tuple[float, float]:
    """Seconds of the choice, and the peak of memory of its process in MB, the tables counted."""
    words = [sys.executable, "-c", LARGE, str(persons), str(seed), str(steps)]
    done = subprocess.run(words, capture_output=True, text=True, check=True, env=os.environ)
    spent, peak = done.stdout.split()
    return float(spent), float(peak) * 1024 / MEGABYTE
