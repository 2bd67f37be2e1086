"""Panels of incidents: noughts filled, the calendar right, the last steps marked, population joined by year."""

from datetime import date

import polars as pl
import pytest

from gvi.science.evaluation import times
from gvi.science.evaluation.building import Built, Counting, build, number_of
from gvi.science.evaluation.panel import PanelRefused, read_panel
from gvi.science.evaluation.populations import with_population
from gvi.science.evaluation.times import Step
from gvi.science.frames import CellRefused

ROWS = pl.DataFrame(
    [
        ("Ask", date(2026, 1, 5), "shooting", 1),
        ("Ask", date(2026, 1, 31), "explosion", 0),
        ("Ask", date(2026, 3, 1), "shooting", 2),
        ("Gran", date(2026, 2, 20), "threat", 0),
    ],
    schema=["unit", "day", "kind", "injured"],
    orient="row",
)
SHOOTINGS = {"shootings": Counting(frozenset({"shooting"}))}


def by_unit(made: Built, column: str) -> dict[str, list[int]]:
    return {name: rows[column].to_list() for (name,), rows in made.frame.group_by(made.frame.columns[0])}


def test_every_unit_has_every_month_with_noughts() -> None:
    made = build(
        ROWS, outcomes={**SHOOTINGS, "injured": Counting(column="injured"), "all": Counting()}, named="area"
    )
    assert made.frame.columns == ["area", "month", "shootings", "injured", "all", "preliminary"]
    assert by_unit(made, "shootings") == {"Ask": [1, 0, 1], "Gran": [0, 0, 0]}
    assert by_unit(made, "injured") == {"Ask": [1, 0, 2], "Gran": [0, 0, 0]}
    assert by_unit(made, "all") == {"Ask": [2, 0, 1], "Gran": [0, 1, 0]}
    assert by_unit(made, "preliminary") == {"Ask": [0, 0, 1], "Gran": [0, 0, 1]}
    assert dict(made.totals) == {"shootings": 2, "injured": 3, "all": 4}
    read = read_panel(made.frame, unit="area", time="month", outcomes=["shootings"], counts=True)
    assert (read.units, read.times) == (("Ask", "Gran"), ("2026-01", "2026-02", "2026-03"))


def test_units_without_incidents_are_there_when_named_and_the_span_is_as_asked() -> None:
    made = build(ROWS, outcomes=SHOOTINGS, units=["Alm"], first="2026-02", last="2026-04", preliminary=0)
    assert by_unit(made, "shootings") == {"Alm": [0, 0, 0], "Ask": [0, 1, 0], "Gran": [0, 0, 0]}
    assert (made.outside, made.preliminary, made.units) == (2, (), 3)
    assert made.sentence() == "3 units by 3 months, 2026-02 to 2026-04: shootings 1. Preliminary: none."


@pytest.mark.parametrize(
    ("step", "day", "label"),
    [
        (Step.DAY, date(2024, 2, 29), "2024-02-29"),
        (Step.WEEK, date(2024, 12, 30), "2025-W01"),
        (Step.WEEK, date(2021, 1, 3), "2020-W53"),
        (Step.MONTH, date(2024, 12, 31), "2024-12"),
        (Step.QUARTER, date(2024, 4, 1), "2024Q2"),
        (Step.YEAR, date(2024, 12, 31), "2024"),
    ],
)
def test_a_day_lies_in_the_step_people_would_say(step: Step, day: date, label: str) -> None:
    assert times.label(step, number_of(step, day)) == label


def test_a_year_with_53_weeks_has_them() -> None:
    rows = pl.DataFrame({"unit": ["A", "A"], "day": ["2020-12-21", "2021-01-12"]})
    made = build(rows, outcomes={"n": Counting()}, step=Step.WEEK)
    assert made.frame["week"].to_list() == ["2020-W52", "2020-W53", "2021-W01", "2021-W02"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"first": "2026-04", "last": "2026-02"},
            "from 2026-04 to 2026-02: expected a first month before the last",
        ),
        ({"first": "2026-W02"}, "2026-W02: expected a month such as 2026-01"),
        ({"step": Step.NUMBER}, "step number: expected one of day, week"),
    ],
)
def test_a_span_that_is_none_is_refused(changes: dict[str, object], said: str) -> None:
    with pytest.raises(PanelRefused, match=said):
        build(ROWS, outcomes=SHOOTINGS, **changes)  # type: ignore[arg-type]


def test_no_incident_is_no_panel_and_a_day_that_is_none_has_its_row() -> None:
    with pytest.raises(PanelRefused, match="expected at least one incident"):
        build(ROWS.clear(), outcomes=SHOOTINGS)
    with pytest.raises(CellRefused) as refused:
        build(ROWS.with_columns(pl.Series("day", ["2026-01-05", "snart", "", ""])), outcomes=SHOOTINGS)
    assert refused.value.row == 2


def test_population_follows_the_year_and_holds_until_a_later_one_is_known() -> None:
    made = build(ROWS, outcomes=SHOOTINGS, step=Step.YEAR, first="2025", last="2027")
    people = pl.DataFrame(
        {"unit": ["Ask", "Ask", "Gran"], "year": [2025, 2026, 2020], "population": [10, 12, 7]}
    )
    joined = with_population(made, people)
    assert joined.frame.columns == ["unit", "year", "shootings", "population", "preliminary"]
    assert by_unit(joined, "population") == {"Ask": [10, 12, 12], "Gran": [7, 7, 7]}
    once = with_population(made, pl.DataFrame({"unit": ["Ask", "Gran"], "population": ["10", "7"]}))
    assert by_unit(once, "population") == {"Ask": [10] * 3, "Gran": [7] * 3}


@pytest.mark.parametrize(
    ("people", "said"),
    [
        ({"unit": ["Ask"], "population": [9]}, "unit Gran: expected its population 2026"),
        (
            {"unit": ["Ask", "Ask"], "population": [9, 9]},
            "column unit, row 2, value 'Ask': expected each unit once",
        ),
        (
            {"unit": ["Ask", "Gran"], "population": [9, 0]},
            "column population, row 2, value 0: expected a number of",
        ),
        ({"unit": ["Ask", "Gran"], "people": [9, 0]}, "column population is missing"),
        (
            {"unit": ["Ask", "Gran"], "year": [2027, 2020], "population": [9, 9]},
            "unit Ask: expected its population 2026",
        ),
    ],
)
def test_a_population_that_does_not_reach_is_refused(people: dict[str, list[object]], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        with_population(build(ROWS, outcomes=SHOOTINGS), pl.DataFrame(people))
