"""Published effects as rows: the columns of ``gvi_effects.csv``, each row with why it can or cannot be pooled."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log
from typing import Any, Literal

import polars as pl
from scipy.special import ndtri

from gvi.science import frames
from gvi.science.evaluation.pooling.grades import Grade, grade_of

Why = Literal["no_interval", "raw", "other_kind", "same_study"]
NEEDED = ("site", "effect_type", "estimate", "ci_low", "ci_high")
SPOKEN = ("study", "year_pub", "outcome", "design", "verified", "source")
RATIOS = ("irr", "rr", "rate_ratio", "risk_ratio")
LOGS = ("log_rate_ratio", "log_risk_ratio")
PERCENT, RAW = "pct_change", "pct_change_raw"
SAME = "same"
HUNDRED = 100
REACH = float(ndtri(0.975))
EMPTY = ("", "NA", "NaN")


@dataclass(frozen=True, slots=True)
class Row:
    """One published effect. ``estimate``, ``low`` and ``high`` are rate ratios, none when it is of another kind.

    ``given`` is the number as it was published, of ``effect_type``. ``se`` is of the logarithm. ``verified``
    is none when the table does not tell. ``left_out`` says why the row is never pooled; rows of the same ``family``
    share a place or a study, and only the first can be.
    """

    site: str
    study: str
    year: str
    outcome: str
    design: str
    grade: Grade
    verified: bool | None
    source: str
    effect_type: str
    given: float | None
    estimate: float | None
    low: float | None
    high: float | None
    se: float | None
    family: int
    left_out: Why | None


def read_rows(data: Any) -> tuple[Row, ...]:
    """Read a table of published effects; intervals are taken as 95 %.

    Raises ``ColumnMissing``, and ``CellRefused`` for a number that cannot be read, one end of an interval without the
    other, an estimate outside its interval, or a ratio not above zero.
    """
    table = frames.frame(data, NEEDED, SPOKEN)
    told = {column: _texts(table, column) for column in ("site", "effect_type", *SPOKEN)}
    for column in ("study", "source"):
        told[column] = _same_as_above(told[column])
    numbers = [_numbers(table, column) for column in ("estimate", "ci_low", "ci_high")]
    _check(table, numbers)
    families = _families(told)
    rows: list[Row] = []
    for at in range(table.height):
        values = tuple(column[at] for column in numbers)
        text = {column: texts[at] for column, texts in told.items()}
        pooled = {row.family for row in rows if row.left_out is None}
        rows.append(_row(text, values, families[at], again=families[at] in pooled, table=table, at=at))
    return tuple(rows)


def _row(
    text: dict[str, str],
    values: tuple[float | None, ...],
    family: int,
    *,
    again: bool,
    table: pl.DataFrame,
    at: int,
) -> Row:
    kind = text["effect_type"]
    pairs = zip(("estimate", "ci_low", "ci_high"), values, strict=True)
    estimate, low, high = (_ratio(kind, value, table, column, at) for column, value in pairs)
    return Row(
        site=text["site"],
        study=text["study"],
        year=text["year_pub"],
        outcome=text["outcome"],
        design=text["design"],
        grade=grade_of(text["design"]),
        verified=text["verified"].casefold() == "yes" if "verified" in table.columns else None,
        source=text["source"],
        effect_type=kind,
        given=values[0],
        estimate=estimate,
        low=low,
        high=high,
        se=(log(high) - log(low)) / (2 * REACH) if low and high else None,
        family=family,
        left_out=_why(kind, values, again=again),
    )


def _why(kind: str, values: tuple[float | None, ...], *, again: bool) -> Why | None:
    if kind == RAW:
        return "raw"
    if kind not in (*RATIOS, *LOGS, PERCENT):
        return "other_kind"
    if None in values:
        return "no_interval"
    return "same_study" if again else None


def _ratio(kind: str, value: float | None, table: pl.DataFrame, column: str, at: int) -> float | None:
    """The number as a rate ratio; kinds that are no such thing are not converted."""
    if value is None or kind not in (*RATIOS, *LOGS, PERCENT, RAW):
        return None
    if kind in LOGS:
        return exp(value)
    ratio = value if kind in RATIOS else 1 + value / HUNDRED
    if ratio <= 0:
        expected = "a ratio above 0" if kind in RATIOS else "a change of more than −100 per cent"
        raise frames.CellRefused(column, at + 1, expected, table[column][at])
    return ratio


def _texts(table: pl.DataFrame, column: str) -> list[str]:
    if column not in table.columns:
        return [""] * table.height
    if column in NEEDED:
        return frames.texts(table, column).to_list()
    return table[column].cast(pl.String).fill_null("").str.strip_chars().to_list()


def _same_as_above(texts: Sequence[str]) -> list[str]:
    found: list[str] = []
    for text in texts:
        found.append(found[-1] if found and text == SAME else text)
    return found


def _numbers(table: pl.DataFrame, column: str) -> list[float | None]:
    """Numbers, where an empty cell is none."""
    given = table[column]
    if given.dtype == pl.String:
        written = given.str.strip_chars()
        given = written.set(written.is_in(EMPTY).fill_null(value=False), None)
    read = given.cast(pl.Float64, strict=False)
    wrong = given.is_not_null() & ~read.is_finite().fill_null(value=False)
    frames.refuse(table[column], wrong, "a number or an empty cell")
    return read.to_list()


def _check(table: pl.DataFrame, numbers: Sequence[Sequence[float | None]]) -> None:
    """Both ends of an interval or neither, about the estimate."""
    for at, (estimate, low, high) in enumerate(zip(*numbers, strict=True)):
        if (low is None) != (high is None):
            missing = "ci_low" if low is None else "ci_high"
            raise frames.CellRefused(
                missing, at + 1, "both ends of the interval or neither", table[missing][at]
            )
        if low is None or high is None:
            continue
        if estimate is None or not low <= estimate <= high or low == high:
            raise frames.CellRefused("estimate", at + 1, f"an estimate from {low:g} to {high:g}", estimate)


def _families(told: dict[str, list[str]]) -> list[int]:
    """Number rows so that those of one place, or of one study and year, have the same number (the first row's)."""
    found: list[int] = []
    keys = [_keys(*texts) for texts in zip(told["site"], told["study"], told["year_pub"], strict=True)]
    for at, own in enumerate(keys):
        linked = {found[before] for before in range(at) if own & keys[before]}
        family = min(linked, default=at)
        found = [family if number in linked else number for number in found] + [family]
    return found


def _keys(site: str, study: str, year: str) -> set[tuple[str, ...]]:
    place: set[tuple[str, ...]] = {("site", site.casefold())}
    return place | {("study", study.casefold(), year)} if study else place
