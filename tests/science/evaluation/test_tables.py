"""The table of effects holds each outcome's periods and the whole, as they are and as relative changes."""

from dataclasses import replace

import pytest

from gvi.science.evaluation.tables import series
from tests.science.evaluation.answers import answer, result


def test_one_row_a_period_and_the_whole_last() -> None:
    table = answer().table()
    assert table["period"].to_list() == ["2023-07–2023-12", "2024-01–2024-12", "hela tiden"]
    assert table["relative"][2] == pytest.approx(-0.3, abs=1e-3)
    assert table["p"].to_list() == [0.4, 0.06, 0.08]


def test_a_difference_is_held_against_what_was_expected() -> None:
    table = answer(result(scale="difference", estimate=-3.0, interval=None)).table("en")
    assert table["relative"][2] == pytest.approx(-0.3)
    assert table["low"][2] is None


def test_a_hidden_number_is_null_in_the_series() -> None:
    first = result()
    hidden = (type(first.series[0])("2022-01", float("nan"), 3.0), *first.series[1:])
    assert series(result(series=hidden))["observed"][0] is None


def test_no_count_falls_by_more_than_the_whole() -> None:
    table = answer(result(scale="difference", estimate=-9.0, interval=(-17.3, -3.0))).table("en")
    assert table["low"][2] == -17.3
    assert (table["relative_low"][2], table["relative_high"][2]) == (-1.0, pytest.approx(-0.3))


def test_a_fall_under_nought_of_what_can_be_so_is_in_its_own_unit() -> None:
    first = result(scale="difference", estimate=-9.0, interval=(-17.3, -3.0))
    points = (replace(first.series[0], observed=-2.0), *first.series[1:])
    table = answer(replace(first, series=points)).table("en")
    assert (table["relative"][2], table["relative_low"][2], table["relative_high"][2]) == (None, None, None)
    said = answer(replace(first, series=points)).sentence("en").replace("\xa0", " ")
    assert "on average 9 lower a month (90 per cent)" in said
    assert "17.3 lower to 3 lower" in said
