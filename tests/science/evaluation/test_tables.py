"""The table of effects holds each outcome's periods and the whole, as they are and as relative changes."""

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
