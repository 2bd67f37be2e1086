"""How groups stand to each other as police have come to see it: dated, graded, ended when it is over.

A conflict is known once there have been incidents between the two; an alliance by other signs. When groups merge,
split or dissolve their relations end, and those of whoever follows begin.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import combinations, pairwise

import numpy as np
import polars as pl

from gvi.city.bonds import ALLIED, ENDED, FADED, TURNED, Bond
from gvi.city.groups import CONFLICT_SIZE
from gvi.city.histories import SPLIT, Histories
from gvi.city.seeds import Stream

Days = list[int]  # after the first day of the four years
PEACE_AFTER = 90  # days after the season of war, until police hold it for over
SEEN_AFTER = (2, 9)  # days from an incident to what is written of it
EARLY = 45  # by when a conflict was known that ended or faded since
FALLING_OUT = 12  # days before the first shot, when allies fall out
ACROSS = (0.4, 0.35)  # a link between neighbouring conflicts, and that it is an alliance
HIGH, MEDIUM = 1.6, 0.7  # incidents a year, as a multiple of what an even spread would give


@dataclass(frozen=True)
class Span:
    """A relation between two code names from one day up to another, with the days on which there were signs."""

    conflict: int
    names: tuple[str, str]
    kind: str
    begins: int
    ends: int | None = None
    why: str = ""
    intensity: str = "low"
    signs: Days = field(default_factory=list)


@dataclass(frozen=True)
class Known:
    """What is needed to tell how groups stand: the histories, who truly stands how, and when they met."""

    histories: Histories
    bonds: dict[tuple[int, int], Bond]
    met: dict[tuple[int, int], Days]
    last_day: int
    gap: int  # days between two signs worth writing down


def draw_spans(known: Known, rng: Stream) -> list[Span]:
    """Return every relation there has been, in order of conflict and pair."""
    spans: list[Span] = []
    for start in range(0, known.histories.count, CONFLICT_SIZE):
        members = range(start, min(start + CONFLICT_SIZE, known.histories.count))
        pairs = list(combinations(members, 2))
        usual = sum(len(known.met.get(pair, [])) for pair in pairs) / (max(1, len(pairs)) * known.last_day)
        for pair in pairs:
            spans += [_weighed(span, usual, known, rng) for span in _pair(pair, known, rng)]
        spans += _within_histories(start, known, rng)
        spans += _across(start, known, rng)
    return spans


def _pair(pair: tuple[int, int], known: Known, rng: Stream) -> Iterator[Span]:
    """Yield the relations of one pair, cut where either group became another one."""
    cuts = sorted({int(cut) for number in pair for cut in known.histories.cuts(number)})
    for told in _told(pair, known, rng):
        ends = known.last_day if told.ends is None else told.ends
        inside = [cut for cut in cuts if told.begins < cut < ends]
        renamed = [cut for cut in inside if _names(pair, cut - 1, known) != _names(pair, cut, known)]
        edges = [told.begins, *renamed, ends]
        for begins, until in pairwise(edges):
            last = until == ends
            yield replace(
                told,
                names=_names(pair, begins, known),
                begins=begins,
                ends=told.ends if last else until,
                why=told.why if last else "succeeded",
                signs=[day for day in told.signs if begins <= day and (last or day < until)] or [begins],
            )


def _names(pair: tuple[int, int], day: int, known: Known) -> tuple[str, str]:
    numbers = np.array(pair, dtype=np.int64)
    one, other = known.histories.named(numbers, numbers[::-1], np.full(2, day + 0.5))
    return one, other


def _told(pair: tuple[int, int], known: Known, rng: Stream) -> list[Span]:
    conflict, bond = pair[0] // CONFLICT_SIZE, known.bonds.get(pair)
    met = known.met.get(pair, [])
    span = Span(conflict, ("", ""), "conflict", met[0] + int(rng.integers(*SEEN_AFTER)) if met else 0)
    war = replace(span, signs=_thinned([day + int(rng.integers(*SEEN_AFTER)) for day in met], known))
    if bond and bond.kind == ALLIED:
        return [_allied(conflict, int(rng.integers(60, 400)), None, known, rng)]
    if bond and bond.kind == TURNED:
        falling = int(bond.begins) - FALLING_OUT
        friends = _allied(conflict, int(rng.integers(60, 200)), falling, known, rng)
        return [friends, replace(war, begins=falling, signs=[falling, *war.signs])]
    if bond and bond.kind in {ENDED, FADED}:
        begins = min(war.begins or EARLY, EARLY)
        heard = _now_and_then(begins, int(bond.ends), (90, 200), rng)
        war = replace(war, begins=begins, signs=sorted({begins, *war.signs, *heard}))
        over = bond.kind == ENDED
        return [replace(war, ends=int(bond.ends) + PEACE_AFTER, why="over") if over else war]
    return [war] if len(met) > 1 else _rumour(conflict, known, rng)


def _allied(conflict: int, begins: int, ends: int | None, known: Known, rng: Stream) -> Span:
    signs = _now_and_then(begins, known.last_day if ends is None else ends, (55, 150), rng)
    strength = ("low", "medium", "medium")[int(rng.integers(0, 3))]
    return Span(
        conflict, ("", ""), "alliance", begins, ends, "changed" if ends else "", strength, [begins, *signs]
    )


def _rumour(conflict: int, known: Known, rng: Stream) -> list[Span]:
    """Two who have hardly met: now and then somebody says something."""
    if rng.random() < 0.4:
        return []
    begins = known.last_day - int(rng.integers(60, 700))
    signs = _now_and_then(begins, known.last_day, (120, 400), rng)
    return [Span(conflict, ("", ""), "uncertain", begins, signs=[begins, *signs])]


def _now_and_then(begins: int, ends: int, gap: tuple[int, int], rng: Stream) -> Days:
    days, day = [], begins + int(rng.integers(*gap))
    while day < ends:
        days.append(day)
        day += int(rng.integers(*gap))
    return days


def _thinned(days: Days, known: Known) -> Days:
    """Keep the first sign, and each that comes a while after the one before it."""
    kept: Days = []
    for day in days:
        if day < known.last_day and (not kept or day >= kept[-1] + known.gap):
            kept.append(day)
    return kept


def _weighed(span: Span, usual: float, known: Known, rng: Stream) -> Span:
    """Say how strong a conflict is, by its incidents, and add what else was heard of a strong one."""
    if span.kind != "conflict":
        return span
    ends = known.last_day if span.ends is None else span.ends
    first, second = sorted(known.histories.numbers[name] for name in span.names)
    shots = sum(span.begins - 30 <= day < ends for day in known.met.get((first, second), []))
    ratio = shots / (max(90, ends - span.begins) * (usual or 1))
    intensity = "high" if ratio >= HIGH else "medium" if ratio >= MEDIUM else "low"
    heard: Days = []
    if intensity == "high":
        heard = _now_and_then(span.begins, ends, (70, 160), rng)
    return replace(span, intensity=intensity, signs=sorted({*span.signs, *heard}))


def _within_histories(start: int, known: Known, rng: Stream) -> Iterator[Span]:
    """Yield what stood between two that became one, and between a group and what had split off from it."""
    for history in known.histories.told:
        if history.start == start:
            conflict, gap = start // CONFLICT_SIZE, (60, 120)
            names, ends = history.names[:2], int(history.merged)
            signs = [40, *_now_and_then(40, ends, gap, rng)]
            yield Span(conflict, (names[0], names[1]), "alliance", 40, ends, "succeeded", "high", signs)
            whole = _names((start + SPLIT, start), int(history.split), known)[0]
            begins, ends = int(history.split), int(history.dissolved)
            signs = [begins, *_now_and_then(begins, ends, gap, rng)]
            pair = (whole, history.names[3])
            yield Span(conflict, pair, "uncertain", begins, ends, "succeeded", "medium", signs)


def _across(start: int, known: Known, rng: Stream) -> list[Span]:
    """Return a link with the next conflict, for every second or third one."""
    other = start + CONFLICT_SIZE
    if other >= known.histories.count or rng.random() > ACROSS[0]:
        return []
    pair = (start, other + CONFLICT_SIZE - 1)
    begins = known.last_day - int(rng.integers(150, 900))
    kind = "alliance" if rng.random() < ACROSS[1] else "uncertain"
    names = _names(pair, begins, known)
    signs = [begins, *_now_and_then(begins, known.last_day, (120, 420), rng)]
    return [Span(start // CONFLICT_SIZE, names, kind, begins, signs=signs)]


def met_days(incidents: pl.DataFrame, numbers: dict[str, int], first: date) -> dict[tuple[int, int], Days]:
    """Return, for each pair of groups of today, the days after `first` of confirmed incidents between them."""
    known = incidents.filter(pl.col("state") == "confirmed").drop_nulls(["actor_group", "target_group"])
    sides = [pl.col(side).replace_strict(numbers) for side in ("actor_group", "target_group")]
    days = known.select(
        first=pl.min_horizontal(sides),
        second=pl.max_horizontal(sides),
        day=(pl.col("occurred_at").dt.date() - pl.lit(first)).dt.total_days(),
    )
    grouped = days.sort("day").group_by("first", "second", maintain_order=True).agg("day")
    return {(one, other): met for one, other, met in grouped.iter_rows()}
