"""What a synthetic control may be asked, read once and refused in words when it is not as it must be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from gvi.science.evaluation.design import Design
from gvi.science.evaluation.panel import PanelRefused

Ridge = Literal["cv"] | float
KEYS = ("column", "from", "to", "how")
HOW = ("mean", "each")


@dataclass(frozen=True, slots=True)
class Matched:
    """One column to match on, over the columns of time ``first`` up to but not including ``end``."""

    column: str
    first: int
    end: int
    each: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of one run. ``match`` is empty when outcomes before the start are matched, each by itself.

    ``span`` are the columns of time on whose outcomes V is judged; ``v`` nested, equal or one number a feature;
    ``ridge`` is none without augmentation; ``placebos`` none for all.
    """

    start: int
    match: tuple[Matched, ...]
    v: str | tuple[float, ...]
    span: tuple[int, int]
    starts: int
    seed: int
    placebos: int | None
    ridge: Ridge | None

    def before(self, start: int) -> "Asked":
        """The same options with an earlier start: what lies from it on is not looked at."""
        match = tuple(replace(one, end=min(one.end, start)) for one in self.match if one.first < start)
        if self.match and len(match) < len(self.match):
            raise PanelRefused("an earlier start leaves a matched column without times: expected a later one")
        first, end = self.span
        return replace(self, start=start, match=match, span=(first if first < start else 0, min(end, start)))


def read(
    asked: Design,
    *,
    match: str | Sequence[Mapping[str, Any]],
    v: str | Sequence[float],
    v_from: str | int | None,
    v_to: str | int | None,
    starts: int,
    seed: int,
    placebos: str | int,
    ridge: str | float | None,
) -> Asked:
    """Read the options. Raises ``PanelRefused`` with the option, its value and what was expected."""
    start = asked.start
    if isinstance(match, str) and match != "outcomes":
        raise PanelRefused(f'match {match!r}: expected "outcomes" or a list of columns')
    items = () if isinstance(match, str) else tuple(_matched(asked, item, start) for item in match)
    if not isinstance(match, str) and not items:
        raise PanelRefused('match []: expected "outcomes" or at least one column')
    if isinstance(v, str) and v not in ("nested", "equal"):
        raise PanelRefused(f'v {v!r}: expected "nested", "equal" or one number a matched column')
    if starts < 1:
        raise PanelRefused(f"starts {starts}: expected a whole number from 1")
    return Asked(
        start=start,
        match=items,
        v=v if isinstance(v, str) else tuple(float(one) for one in v),
        span=_span(asked, v_from, v_to, start, ("v_from", "v_to")),
        starts=starts,
        seed=seed,
        placebos=_placebos(placebos),
        ridge=_ridge(ridge),
    )


def _matched(asked: Design, item: Mapping[str, Any], start: int) -> Matched:
    wrong = next((key for key in item if key not in KEYS), None)
    if wrong is not None or "column" not in item:
        raise PanelRefused(
            f"match {dict(item)}: expected the keys {', '.join(KEYS)}, of which column must be"
        )
    column, how = item["column"], item.get("how", "mean")
    if column not in asked.panel.covariates and column not in asked.panel.outcomes:
        raise PanelRefused(f"match column {column}: expected an outcome or a covariate of the panel")
    if how not in HOW:
        raise PanelRefused(f'match column {column}, how {how!r}: expected "mean" or "each"')
    first, end = _span(asked, item.get("from"), item.get("to"), start, (f"match {column} from", "to"))
    return Matched(column, first, end, how == "each")


def _span(
    asked: Design, first: str | int | None, last: str | int | None, start: int, names: tuple[str, str]
) -> tuple[int, int]:
    """The columns from one time to another, both inclusive; all before the start when they are not given."""
    low = 0 if first is None else asked.panel.column(str(first))
    high = start if last is None else asked.panel.column(str(last)) + 1
    if not 0 <= low < high <= start:
        times = asked.panel.times
        raise PanelRefused(
            f"{names[0]} {first or times[0]}, {names[1]} {last or times[start - 1]}: expected times in order, from "
            f"{times[0]} to the last before the start, {times[start - 1]}"
        )
    return low, high


def _placebos(placebos: str | int) -> int | None:
    if placebos == "all":
        return None
    if isinstance(placebos, str) or placebos < 1:
        raise PanelRefused(f'placebos {placebos!r}: expected "all" or a whole number from 1')
    return placebos


def _ridge(ridge: str | float | None) -> Ridge | None:
    if ridge is None:
        return None
    if ridge == "cv":
        return "cv"
    if isinstance(ridge, str) or ridge <= 0:
        raise PanelRefused(f'ridge {ridge!r}: expected "cv" or a number above 0')
    return float(ridge)
