"""The main chart of an evaluation for the product's pages: what was observed, what was expected, the band, the start.

Vega-Lite in the common look (``gvi.science.charts``), with the context as bands and lines behind. Solid and dashed tell
observed from expected, so that it reads in black and white. The report's own charts are in ``report``.
"""

import math
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from gvi.science.chart_theme import Spec, colour, finished, time_axis, wall_time
from gvi.science.charts import Span, over_time
from gvi.science.evaluation import times
from gvi.science.evaluation.context import ContextEvent, spans
from gvi.science.evaluation.result import Evaluation, Point

HEIGHT = 240
APART: Spec = {"scale": {"color": "independent", "strokeDash": "independent"}}
"""The lines have colours and dashes of their own, not those of the context."""

NAMES = {
    "sv": {"observed": "Observerat", "expected": "Väntat utan insatsen", "start": "Start"},
    "en": {"observed": "Observed", "expected": "Expected without the programme", "start": "Start"},
}


def main_chart(found: Evaluation, lang: str = "sv", context: Sequence[ContextEvent] = ()) -> Spec:
    """Draw the primary outcome; without a series the drawing is empty. A hidden number leaves a gap in the line."""
    points = found.primary.series
    step = times.step_of([point.time for point in points]) if points else None
    if step is None:
        return finished({"height": HEIGHT, "data": {"values": []}, "mark": "line"})
    days = _days(points)
    if days is None:
        rows = [_row(int(point.time), point) for point in points]
        number: Spec = {
            "field": "at",
            "type": "quantitative",
            "axis": {"title": None},
            "scale": {"zero": False},
        }
        start = _start({"at": int(found.start)}, number, lang)
        return finished(
            {"height": HEIGHT, "layer": [*_layers(rows, number, found.primary.outcome, lang), start]}
        )
    first, last = days[0], days[-1] + timedelta(days=1)
    rows = [_row(wall_time(day), point) for day, point in zip(days, points, strict=True)]
    axis = time_axis(first, last)
    begun = days[[point.time for point in points].index(found.start)]
    mark = Span(NAMES[lang]["start"], begun, tone="call")
    layers = _layers(rows, axis, found.primary.outcome, lang)
    return {**over_time(layers, [*spans(context), mark], first, last, height=HEIGHT), "resolve": APART}


def _days(points: Sequence[Point]) -> list[date] | None:
    step = times.step_of([point.time for point in points])
    numbers = [times.read(step, point.time) for point in points] if step else []
    days = [times.first_day(step, number) for number in numbers if step and number is not None]
    known = [day for day in days if day]
    return known if len(known) == len(points) else None


def _row(at: str | int, point: Point) -> dict[str, Any]:
    values = (point.observed, point.counterfactual, point.low, point.high)
    names = ("observed", "expected", "low", "high")
    return {"at": at} | {
        name: value if value is not None and math.isfinite(value) else None
        for name, value in zip(names, values, strict=True)
    }


def _layers(rows: Sequence[dict[str, Any]], x: Spec, outcome: str, lang: str) -> list[Spec]:
    names = NAMES[lang]
    axis = {
        "title": outcome,
        "titleAngle": 0,
        "titleAlign": "left",
        "titleAnchor": "end",
        "titleY": -12,
        "titleX": 0,
    }
    long = [
        {"at": row["at"], "value": row[field], "line": names[field]}
        for field in ("observed", "expected")
        for row in rows
    ]
    lines = [names["observed"], names["expected"]]
    legend = {"title": None, "orient": "bottom", "symbolType": "stroke", "symbolSize": 400}
    band: Spec = {
        "data": {"values": [row for row in rows if row["low"] is not None and row["high"] is not None]},
        "mark": {"type": "area", "color": colour("mark"), "opacity": 0.16, "line": False},
        "encoding": {
            "x": x,
            "y": {"field": "low", "type": "quantitative", "axis": axis},
            "y2": {"field": "high"},
        },
    }
    drawn: Spec = {
        "data": {"values": long},
        "mark": {"type": "line", "invalid": "break-paths-show-domains", "strokeWidth": 2},
        "encoding": {
            "x": x,
            "y": {"field": "value", "type": "quantitative", "axis": axis},
            "color": _by_line(lines, [colour("ink"), colour("mark")], legend),
            "strokeDash": _by_line(lines, [[1, 0], [6, 4]], legend),
        },
    }
    return [band, drawn]


def _by_line(lines: list[str], values: list[Any], legend: Spec) -> Spec:
    return {
        "field": "line",
        "type": "nominal",
        "scale": {"domain": lines, "range": values},
        "legend": legend,
    }


def _start(row: dict[str, Any], x: Spec, lang: str) -> Spec:
    return {
        "data": {"values": [row]},
        "mark": {"type": "rule", "strokeWidth": 2, "strokeDash": [6, 4], "color": colour("ink")},
        "encoding": {"x": x},
    }
