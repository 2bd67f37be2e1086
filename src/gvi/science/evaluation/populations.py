"""Population joined to a panel: by unit, or by unit and year; the last year known holds until a later one is."""

from dataclasses import replace
from typing import Any

import polars as pl

from gvi.science import frames
from gvi.science.evaluation.building import PRELIMINARY, Built
from gvi.science.evaluation.panel import PanelRefused

POPULATION = "population"
YEAR = 4
"""The length of the year that every written time begins with."""


def with_population(made: Built, data: Any) -> Built:
    """Give each row of a built panel its unit's population that year.

    ``data`` has the unit's column under the panel's own name, ``population`` and perhaps ``year``. Raises
    ``CellRefused`` for a population under 1, a unit twice or no year, ``PanelRefused`` for a unit it does not know.

    >>> from gvi.science.evaluation.building import Counting, Step, build
    >>> rows = pl.DataFrame({"area": ["Alm", "Alm"], "day": ["2025-12-29", "2027-01-12"]})
    >>> made = build(rows, outcomes={"n": Counting()}, step=Step.YEAR, unit="area")
    >>> people = pl.DataFrame({"area": ["Alm", "Alm"], "year": [2025, 2026], "population": [900, 910]})
    >>> with_population(made, people).frame["population"].to_list()
    [900, 910, 910]
    """
    unit = made.frame.columns[0]
    known = _known(data, unit)
    year = pl.col(made.step.value).str.slice(0, YEAR).cast(pl.Int64).alias("_year")
    rows = made.frame.with_row_index("_row").with_columns(year).sort("_year")
    joined = rows.join_asof(
        known.sort("year"), left_on="_year", right_on="year", by=unit, check_sortedness=False
    ).sort("_row")
    lacking = joined.filter(pl.col(POPULATION).is_null())
    if lacking.height:
        name, when = lacking.row(0, named=True)[unit], lacking.row(0, named=True)["_year"]
        raise PanelRefused(f"unit {name}: expected its population {when}, or for an earlier year")
    counted = [name for name in made.frame.columns if name != PRELIMINARY]
    return replace(made, frame=joined.select(*counted, POPULATION, PRELIMINARY))


def _known(data: Any, unit: str) -> pl.DataFrame:
    table = frames.frame(data, [unit, POPULATION], ["year"])
    names = frames.texts(table, unit)
    people = frames.numbers(table, POPULATION, least=1).cast(pl.Int64)
    dated = "year" in table.columns
    years = frames.numbers(table, "year") if dated else pl.Series("year", [0] * table.height)
    known = pl.DataFrame({unit: names, "year": years.cast(pl.Int64), POPULATION: people})
    expected = "each unit and year once" if dated else "each unit once"
    again = known.select(~pl.struct(unit, "year").is_first_distinct()).to_series()
    frames.refuse(table[unit], again, expected)
    return known
