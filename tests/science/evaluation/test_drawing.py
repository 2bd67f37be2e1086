"""The main chart of the product's pages is Vega-Lite, with its context, its start and gaps for what is hidden."""

from dataclasses import replace
from datetime import date

import altair
import pytest

from gvi.science.evaluation.context import ContextEvent
from gvi.science.evaluation.drawing import main_chart
from gvi.science.evaluation.result import Evaluation, OutcomeResult
from tests.science.evaluation.answers import answer, result

CONTEXT = (
    ContextEvent("Ny lag", date(2023, 10, 1)),
    ContextEvent("Insats", date(2022, 3, 1), date(2022, 5, 31)),
)


def numbered() -> Evaluation:
    first = result()
    points = tuple(replace(one, time=str(at)) for at, one in enumerate(first.series))
    return answer(replace(first, series=points), start="18")


@pytest.mark.parametrize("found", [answer(), numbered(), answer(OutcomeResult("x", None, "difference"))])
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_it_is_a_drawing_that_vega_takes(found: Evaluation, lang: str) -> None:
    altair.Chart.from_dict({**main_chart(found, lang, CONTEXT), "data": {"values": []}}, validate=True)


def test_it_names_the_context_and_the_start() -> None:
    drawn = str(main_chart(answer(), "sv", CONTEXT))
    assert all(name in drawn for name in ("Ny lag", "Insats", "Start", "Väntat utan insatsen"))


def test_a_hidden_number_is_not_in_it() -> None:
    first = result()
    points = (replace(first.series[0], observed=float("nan")), *first.series[1:])
    drawn = main_chart(answer(replace(first, series=points)))
    rows = [
        row for layer in drawn["layer"] for row in layer.get("data", {}).get("values", []) if row.get("line")
    ]
    assert [row["value"] for row in rows if row["line"] == "Observerat"][:2] == [None, 10.0]
