"""One reading of the chains in a table of incidents: figures, links, and the ways they can say themselves."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import polars as pl

from gvi.science.chains.chance import by_chance
from gvi.science.chains.drawing import window_chart
from gvi.science.chains.interval import excess_interval
from gvi.science.chains.linking import predecessors
from gvi.science.chains.record import DAY, NOBODY, Floats, Ints, Record, read
from gvi.science.chains.shares import excess
from gvi.science.chains.suggestion import WINDOW_DAYS
from gvi.science.chains.waiting import km_days, median_days
from gvi.science.chains.words import ALL_KNOWN, CAUTION, FOUND, NOT_SURE, UNKNOWN, UNTOLD
from gvi.science.chart_theme import Spec
from gvi.science.numerals import percent, whole

WINDOWS = (7.0, 14.0, 30.0, 90.0)
LEAST_SHUFFLES = 999


@dataclass(frozen=True, slots=True)
class Link:
    """``incident`` may answer ``answers``, which was ``days`` earlier."""

    incident: str
    answers: str
    days: float


@dataclass(frozen=True, slots=True)
class WindowRow:
    """What one window shows, with what chance gives beside it; ``excess`` None when chance explains everything."""

    window_days: float
    share: float
    chance: float
    excess: float | None


@dataclass(frozen=True, slots=True)
class Chains:
    """Suggested answers among ``n`` incidents between known groups; ``n_unknown`` were left out.

    ``roots`` answer nothing; ``singles`` are roots that nothing answers. The shares are None without incidents.
    ``interval`` is the 95 % interval of ``excess``. ``median_answer_days`` is of answers within the window,
    ``km_days`` of all incidents to the next opposite one, None when under half were answered.
    """

    n: int
    n_unknown: int
    window_days: float
    roots: int
    singles: int
    share: float | None
    chance: float | None
    excess: float | None
    interval: tuple[float, float] | None
    by_window: tuple[WindowRow, ...]
    median_answer_days: float | None
    km_days: float | None
    links: tuple[Link, ...]

    def sentence(self, lang: str = "sv") -> str:
        """Say first how many were left out, then the excess with its interval, and that it is a suggestion."""
        left_out = UNKNOWN if self.n_unknown else ALL_KNOWN
        told = [left_out[lang].format(unknown=whole(self.n_unknown, lang)), self._found(lang)]
        if self.interval and self.interval[0] <= 0:
            told.append(NOT_SURE[lang])
        return " ".join([*told, CAUTION[lang].format(n=whole(self.n, lang))])

    def _found(self, lang: str) -> str:
        if self.interval is None:
            return UNTOLD[lang].format(n=whole(self.n, lang))
        shares = {"excess": self.excess, "share": self.share, "chance": self.chance}
        ends = dict(zip(("low", "high"), self.interval, strict=True))
        said = {name: percent(one or 0.0, lang) for name, one in {**shares, **ends}.items()}
        return FOUND[lang].format(n=whole(self.n, lang), window=f"{self.window_days:g}", **said)

    def table(self) -> pl.DataFrame:
        """Return one row a window: window_days, share, chance, excess."""
        schema = dict.fromkeys(("window_days", "share", "chance", "excess"), pl.Float64)
        return pl.DataFrame([asdict(row) for row in self.by_window], schema=schema)

    def chart(self, lang: str = "sv") -> Spec:
        """Draw each window's share beside its chance."""
        return window_chart([(row.window_days, row.share, row.chance) for row in self.by_window], lang)

    def to_json(self) -> dict[str, Any]:
        """Return the keys of science.md, in its order."""
        names = "n n_unknown roots singles share chance excess interval by_window median_answer_days km_days links"
        every = asdict(self)
        listed = {
            name: list(every[name]) if isinstance(every[name], tuple) else every[name] for name in every
        }
        return {name: listed[name] for name in names.split()}


def chains(
    incidents: Any,
    *,
    window_days: float = WINDOW_DAYS,
    distance: float | None = None,
    seed: int = 1,
    shuffles: int = LEAST_SHUFFLES,
    windows: Sequence[float] = WINDOWS,
) -> Chains:
    """Suggest which incidents answer which, and say how much of it is chance (Green et al. 2017; Sturup et al. 2018).

    ``incidents`` is a table with incident_id, time, actor_group and target_group, and x and y in metres when a
    ``distance`` in metres is asked for. An answer is at most ``window_days`` days later, the day itself included; it
    has one predecessor at most, and equal times never answer each other. In a table of days alone two incidents of one
    day are therefore never linked. ``windows`` are shown beside the first. Chance is the mean of ``shuffles`` seeded
    shuffles (``gvi.science.chains.chance`` says of what). Assumes that each direction of a pair has a steady rate.

    Raises ``ColumnMissing``, ``CellRefused``, and ValueError for a window that is not above zero, a distance below
    zero or fewer than 999 shuffles.
    """
    _check(window_days, distance, shuffles, windows)
    record = read(incidents, with_places=distance is not None)
    days = [window_days, *sorted({*windows} - {window_days})]
    reaches = [int(one * DAY) for one in days]
    row, gap = predecessors(record, max(reaches), distance)
    found = by_chance(record, reaches, distance=distance, seed=seed, shuffles=shuffles)
    answers = [float(np.mean(gap <= reach)) if record.n else 0.0 for reach in reaches]
    rows = zip(days, answers, found.shares.tolist(), strict=True)
    shown = [WindowRow(day, one, chance, excess(one, chance)) for day, one, chance in rows]
    return _result(record, np.where(gap <= reaches[0], row, NOBODY), gap, shown, found.of_each)


def _result(record: Record, row: Ints, gap: Ints, shown: list[WindowRow], chance: Floats) -> Chains:
    linked = np.flatnonzero(row != NOBODY)
    order = linked[np.lexsort((np.array(record.ids)[linked], record.seconds[linked]))]
    answered = np.zeros(record.n, dtype=bool)
    answered[row[linked]] = True
    head = shown[0]
    return Chains(
        n=record.n,
        n_unknown=record.unknown,
        window_days=head.window_days,
        roots=record.n - len(linked),
        singles=int(np.sum((row == NOBODY) & ~answered)),
        share=head.share if record.n else None,
        chance=head.chance if record.n else None,
        excess=head.excess if record.n else None,
        interval=excess_interval(len(linked), chance),
        by_window=tuple(sorted(shown, key=lambda one: one.window_days)) if record.n else (),
        median_answer_days=median_days(gap[linked] / DAY),
        km_days=km_days(record),
        links=tuple(Link(record.ids[i], record.ids[row[i]], float(gap[i]) / DAY) for i in order.tolist()),
    )


def _check(window_days: float, distance: float | None, shuffles: int, windows: Sequence[float]) -> None:
    if not all(0 < one < float("inf") for one in (window_days, *windows)):
        raise ValueError(f"window_days: expected days above zero, got {window_days:g} and {tuple(windows)}")
    if distance is not None and not 0 <= distance < float("inf"):
        raise ValueError(f"distance: expected metres from zero, got {distance:g}")
    if shuffles < LEAST_SHUFFLES:
        raise ValueError(f"shuffles: expected at least {LEAST_SHUFFLES}, got {shuffles}")
