"""Charts: valid Vega-Lite by Altair's own schema, the same axis everywhere, every incident where it happened."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import altair as alt
import pytest

from gvi.science.chart_theme import ON_PAPER, colour, on_paper, wall_time
from gvi.science.charts import Bar, Mark, Span, bars, month_bars, year_timeline

START, END = date(2025, 11, 24), date(2026, 11, 24)
CONTEXT = [
    Span("Call-in 4", date(2026, 6, 26), tone="call"),
    Span("Särskild händelse", date(2026, 1, 13), date(2026, 2, 22)),
    Span("Ökat fokus", date(2026, 10, 26), date(2026, 12, 24), "focus"),
    Span("Lag från förr", date(2020, 1, 1), date(2020, 2, 1)),
]
MARKS = [
    Mark(datetime(2026, 11, 21, 22, 40, tzinfo=UTC), "waiting"),
    Mark(date(2026, 8, 3)),
    Mark(date(2026, 8, 4), "fatal"),
    Mark(date(2020, 1, 1)),
]
DRAWINGS = {
    "year": year_timeline(MARKS, CONTEXT, START, END),
    "empty year": year_timeline([], [], START, END),
    "months": month_bars([(date(2026, 12, 1), 4), (date(2026, 2, 1), 0)], CONTEXT, START, END),
    "bars": bars([Bar("Sälg", 12), Bar("Gran", 7, "fatal")]),
}


@pytest.mark.parametrize("name", DRAWINGS)
def test_altair_accepts_the_drawing(name: str) -> None:
    alt.Chart.from_dict(json.loads(json.dumps(on_paper(DRAWINGS[name]))))


def test_the_year_holds_only_its_own_incidents_and_stacks_close_ones() -> None:
    rows = DRAWINGS["year"]["layer"][-1]["data"]["values"]
    assert [(row["at"][:10], row["level"], row["sign"]) for row in rows] == [
        ("2026-08-03", 1, "confirmed"),
        ("2026-08-04", 2, "fatal"),
        ("2026-11-21", 1, "waiting"),
    ]


def test_context_outside_the_axis_is_left_out_and_cut_at_its_ends() -> None:
    bands = DRAWINGS["year"]["layer"][0]["data"]["values"]
    assert [(band["label"], band["to"][:10]) for band in bands] == [
        ("Särskild händelse", "2026-02-22"),
        ("Ökat fokus", "2026-11-24"),
    ]


def test_a_name_near_the_end_of_the_axis_is_written_inwards() -> None:
    sides = {row["label"]: row["side"] for row in DRAWINGS["year"]["layer"][0]["data"]["values"]}
    assert sides == {"Särskild händelse": "left", "Ökat fokus": "right"}


def test_names_of_lines_that_stand_close_are_printed_on_rows_of_their_own() -> None:
    days = {"Ledande person häktad": 3, "Call-in 2": 9, "Call-in 3": 160, "Frigivning": 300, "Ny lag": 310}
    lines = [Span(name, START + timedelta(days=after)) for name, after in days.items()]
    named = year_timeline([], lines, START, END)["layer"][3:-1]
    rows = [(it["mark"]["y"], [row["label"] for row in it["data"]["values"]]) for it in named]
    assert rows == [(22, ["Ledande person häktad", "Call-in 3", "Frigivning"]), (36, ["Call-in 2", "Ny lag"])]


def test_a_call_in_is_dashed_and_nothing_else() -> None:
    dash = DRAWINGS["year"]["layer"][1]["encoding"]["strokeDash"]["scale"]
    assert [tone for tone, how in zip(dash["domain"], dash["range"], strict=True) if how[1]] == ["call"]


def test_every_layer_over_time_has_the_same_axis() -> None:
    scales = [
        layer["encoding"]["x"]["scale"] for name in ("year", "months") for layer in DRAWINGS[name]["layer"]
    ]
    assert all(scale == scales[0] for scale in scales)


def test_a_time_is_drawn_on_its_swedish_day_in_summer_and_winter() -> None:
    assert wall_time(datetime(2026, 7, 1, 22, 30, tzinfo=UTC)) == "2026-07-02T00:30:00Z"
    assert wall_time(datetime(2026, 1, 1, 22, 30, tzinfo=UTC)) == "2026-01-01T23:30:00Z"


def test_on_paper_no_colour_is_left_by_name() -> None:
    assert "var(" not in json.dumps(on_paper(DRAWINGS["year"]))


def test_an_unknown_colour_is_refused() -> None:
    with pytest.raises(KeyError):
        colour("pink")


def test_the_page_knows_every_colour_that_a_chart_may_name() -> None:
    styles = Path("src/gvi/site/static/gvi/tokens.css").read_text(encoding="utf-8")
    assert [role for role in ON_PAPER if f"--gvi-chart-{role}:" not in styles] == []
