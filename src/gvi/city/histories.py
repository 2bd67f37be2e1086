"""Groups that were before those of today: two that became one, one that split, one that dissolved, one renamed.

In every fifth conflict Gran (or whoever stands in its place) was two groups until the first year was over, Lind split
off a small group that dissolved later, and Ask bore another code name. Former code names are herbs and bushes. The
incidents of the time bear the names of the time; which of two a rival met follows from who the rival was.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl
from numpy.typing import NDArray

from gvi.city.groups import CONFLICT_SIZE, PREFIXES, code_names
from gvi.city.period import Period
from gvi.city.process import Floats, Ints
from gvi.city.seeds import Stream, stream, uuids

HERBS = "Ljung Pors Brakved Slån Nypon Vide Mistel Måra Havtorn Kaprifol Getväppling Ormbunk"
NAMES_EACH = 5
EVERY = 5  # conflicts to one with a history
MERGED, RENAMED, SPLIT = 1, 2, 3  # places in a conflict
RIVALS_OF_OFFSHOOT = 4  # the place of the group that the small one quarrelled with
FIRST_RIVALS = (0, 2)  # who met the first of the two that became one
REASONS = {
    "merged": "Samma personer, samma plats och gemensamma ärenden i ett halvår. Bedöms vara en grupp.",
    "split": "Två kretsar som inte längre arbetar ihop. Bedöms var för sig.",
    "dissolved": "Ingen har setts i gruppens namn på ett år och flera har lämnat den.",
    "renamed": "Kodnamnet hade blivit känt utanför rummet.",
}


@dataclass(frozen=True)
class History:
    """What became of the groups in the conflict that begins with group number `start`; days after the first."""

    start: int
    names: tuple[str, ...]  # the two that became one, the one that split, its offshoot, an earlier code name
    merged: float
    renamed: float
    split: float
    dissolved: float


@dataclass(frozen=True)
class Histories:
    """All of them, for `count` groups of today."""

    count: int
    told: tuple[History, ...]

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Return the number of the group of today for every code name, former ones included."""
        former = {
            name: history.start + place
            for history in self.told
            for name, place in zip(history.names, (MERGED, MERGED, SPLIT, SPLIT), strict=False)
        }
        return {**{name: number for number, name in enumerate(code_names(self.count))}, **former}

    @cached_property
    def _today(self) -> NDArray[np.object_]:
        return np.array(code_names(self.count), dtype=object)

    def named(self, numbers: Ints, rivals: Ints, days: Floats) -> list[str]:
        """Return the code names that groups bore on days of the four years, as their rivals met them."""
        names = self._today[numbers]
        conflicts = set(np.unique(numbers // CONFLICT_SIZE * CONFLICT_SIZE).tolist())
        for history in (one for one in self.told if one.start in conflicts):
            place, rival = numbers - history.start, rivals - history.start
            early = (place == MERGED) & (days < history.merged)
            first, second, whole, offshoot = history.names[:4]
            names[early & np.isin(rival, FIRST_RIVALS)] = first
            names[early & ~np.isin(rival, FIRST_RIVALS)] = second
            names[(place == SPLIT) & (days < history.split)] = whole
            between = (place == SPLIT) & (days >= history.split) & (days < history.dissolved)
            names[between & (rival == RIVALS_OF_OFFSHOOT)] = offshoot
        return [str(name) for name in names]

    def cuts(self, number: int) -> list[float]:
        """Return the days on which a group's name of the time may have changed."""
        history = next((one for one in self.told if 0 <= number - one.start < CONFLICT_SIZE), None)
        if history is None:
            return []
        return {MERGED: [history.merged], SPLIT: [history.split, history.dissolved]}.get(
            number - history.start, []
        )


def draw_histories(seed: int, count: int, days: float) -> Histories:
    """Return the histories of a city's groups; `days` is the length of the four years."""
    rng = stream(seed, "histories")
    starts = range(0, count - CONFLICT_SIZE + 1, CONFLICT_SIZE * EVERY)
    herbs = HERBS.split()
    names = [*herbs, *(prefix + herb.lower() for prefix in PREFIXES for herb in herbs)]
    told = [
        _history(start, tuple(names[NAMES_EACH * at : NAMES_EACH * (at + 1)]), days, rng)
        for at, start in enumerate(starts)
    ]
    return Histories(count, tuple(told))


def _history(start: int, names: tuple[str, ...], days: float, rng: Stream) -> History:
    return History(
        start,
        names,
        merged=float(rng.integers(210, 300)),
        renamed=float(rng.integers(330, 400)),
        split=float(rng.integers(440, 520)),
        dissolved=float(days // 1 - rng.integers(390, 430)),
    )


def build_former(histories: Histories) -> pl.DataFrame:
    """Return the groups that are no more: code_name, own_row, state (merged, split or dissolved)."""
    rows = [
        (name, state != "dissolved", state)
        for history in histories.told
        for name, state in zip(history.names, ("merged", "merged", "split", "dissolved"), strict=False)
    ]
    schema = {"code_name": pl.String, "own_row": pl.Boolean, "state": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")


def build_successions(seed: int, histories: Histories, period: Period) -> pl.DataFrame:
    """Return what became of groups: id, kind, former, successor (null: dissolved), day, reason.

    One row for each group that follows. `renamed` is the same group under another name.
    """
    rows = [row for history in histories.told for row in _rows(history, code_names(histories.count))]
    frame = pl.DataFrame(
        rows,
        schema={"kind": pl.String, "former": pl.String, "successor": pl.String, "after": pl.Int64},
        orient="row",
    )
    days = pl.lit(period.first_day) + pl.duration(days="after")
    frame = frame.select(
        "kind", "former", "successor", day=days, reason=pl.col("kind").replace_strict(REASONS)
    )
    ids = pl.Series("id", uuids(stream(seed, "successions"), frame.height))
    return frame.insert_column(0, ids).sort("day", "former", "successor")


def _rows(history: History, names: list[str]) -> list[tuple[str, str, str | None, int]]:
    one, other, whole, offshoot, earlier = history.names
    merged, renamed, split = (names[history.start + place] for place in (MERGED, RENAMED, SPLIT))
    return [
        ("merged", one, merged, int(history.merged)),
        ("merged", other, merged, int(history.merged)),
        ("renamed", earlier, renamed, int(history.renamed)),
        ("split", whole, split, int(history.split)),
        ("split", whole, offshoot, int(history.split)),
        ("dissolved", offshoot, None, int(history.dissolved)),
    ]
