"""Stacked weeks: every incident is in exactly one piece, pieces of a week do not overlap, Vega-Lite accepts them."""

from datetime import date, timedelta
from itertools import pairwise

import altair as alt
from hypothesis import given
from hypothesis import strategies as st

from gvi.science.charts import Span
from gvi.science.week_chart import Week, stacked_weeks

START, END = date(2025, 11, 24), date(2026, 11, 23)
WEEKS = st.lists(
    st.builds(
        Week,
        st.integers(0, 51).map(lambda number: START + timedelta(weeks=number)),
        st.integers(0, 600),
        st.integers(0, 9),
        st.integers(0, 90),
    ),
    unique_by=lambda week: week.monday,
)


@given(WEEKS)
def test_every_incident_stands_once_on_top_of_the_others(weeks: list[Week]) -> None:
    pieces = stacked_weeks(weeks, [], START, END)["layer"][-1]["data"]["values"]
    total = sum(week.confirmed + week.fatal + week.waiting for week in weeks)
    assert sum(piece["upto"] - piece["from"] for piece in pieces) == total
    for week in weeks:
        own = [piece for piece in pieces if piece["at"].startswith(f"{week.monday}")]
        assert all(below["upto"] == above["from"] for below, above in pairwise(own))


def test_a_week_that_the_year_cuts_is_drawn_inside_the_year() -> None:
    weeks = [Week(date(2025, 12, 29), 3), Week(date(2026, 12, 28), 2)]
    drawing = stacked_weeks(weeks, [], date(2026, 1, 1), date(2026, 12, 31))
    first, last = drawing["layer"][-1]["data"]["values"]
    assert (first["at"], last["to"]) == ("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z")


def test_vega_lite_accepts_it() -> None:
    span = Span("Särskild händelse", date(2026, 1, 7), date(2026, 2, 16))
    alt.Chart.from_dict(stacked_weeks([Week(START, 5, 1, 2)], [span], START, END))
