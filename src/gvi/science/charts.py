"""The charts that pages and papers share: a year of incidents, values over time, bars (screens.md, Läget).

Pure functions from plain rows to Vega-Lite mappings. Everything over time has the same axis and carries the
context (special operations, laws, periods of increased focus) as bands, so that no curve is read without it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from gvi.science.chart_theme import Spec, colour, finished, time_axis, wall_time

MARKS_SIDE_BY_SIDE = 90
LEAST_LEVELS = 7
LATE = 0.75
LETTERS = 90
"""Letters of a name that fit along the axis in a narrow window."""
HEADROOM = 1.4


@dataclass(frozen=True)
class Mark:
    """One incident: when, and how sure or grave it is."""

    at: date | datetime
    sign: Literal["confirmed", "waiting", "fatal"] = "confirmed"


@dataclass(frozen=True)
class Span:
    """Context: a band from ``start`` to ``end``, or a line on ``start`` when it has no end; dashed in tone ``call``."""

    label: str
    start: date
    end: date | None = None
    tone: Literal["band", "focus", "mark", "call"] = "band"


@dataclass(frozen=True)
class Bar:
    """One bar with its words."""

    label: str
    value: float
    tone: str = "ink"


def year_timeline(incidents: Sequence[Mark], context: Sequence[Span], start: date, end: date) -> Spec:
    """Draw incidents as marks along a year: filled, hollow while waiting, a red square for lethal violence.

    Incidents within a few days of each other stand on top of each other. Those outside the year are left out.
    """
    rows = _stacked([mark for mark in incidents if start <= _day(mark.at) <= end], start, end)
    top = max([LEAST_LEVELS, *(row["level"] + 2 for row in rows)])
    level = {"field": "level", "type": "quantitative", "scale": {"domain": [0, top]}, "axis": None}
    signs = ["confirmed", "waiting", "fatal"]
    marks: Spec = {
        "data": {"values": rows},
        "mark": {"type": "point", "size": 70, "opacity": 1, "strokeWidth": 2},
        "encoding": {
            "x": time_axis(start, end),
            "y": level,
            "shape": _by_sign(signs, ["circle", "circle", "square"]),
            "fill": _by_sign(signs, [colour("ink"), colour("paper"), colour("fatal")]),
            "stroke": _by_sign(signs, [colour("ink"), colour("ink"), colour("fatal")]),
        },
    }
    return over_time([marks], context, start, end, height=120)


def month_bars(counts: Sequence[tuple[date, float]], context: Sequence[Span], start: date, end: date) -> Spec:
    """Draw one column a month on the common time axis; ``counts`` gives the month's first day and its value."""
    rows = [
        {"at": wall_time(day), "to": wall_time(_next_month(day)), "value": value} for day, value in counts
    ]
    top = max([1, *(value for _, value in counts)]) * HEADROOM
    axis = {"title": None, "tickMinStep": 1, "format": "d"}
    columns: Spec = {
        "data": {"values": rows},
        "mark": {"type": "rect", "color": colour("ink"), "xOffset": 3, "x2Offset": -3},
        "encoding": {
            "x": time_axis(start, end),
            "x2": {"field": "to"},
            "y": {"field": "value", "type": "quantitative", "axis": axis, "scale": {"domainMax": top}},
            "y2": {"datum": 0},
        },
    }
    return over_time([columns], context, start, end, height=140)


def over_time(
    layers: Sequence[Spec], context: Sequence[Span], start: date, end: date, *, height: int
) -> Spec:
    """Lay drawings that use ``time_axis`` over their context."""
    shown = [span for span in context if span.start <= end and (span.end or span.start) >= start]
    return finished({"height": height, "layer": [*context_layers(shown, start, end), *layers]})


def context_layers(context: Sequence[Span], start: date, end: date) -> list[Spec]:
    """Draw context behind everything else: bands and lines over the whole height, named at the top."""
    bands = [_row(span, start, end) for span in context if span.end]
    lines = [_row(span, start, end) for span in context if not span.end]
    x = time_axis(start, end)
    tones = ["band", "focus", "mark", "call"]
    tone = {
        "field": "tone",
        "type": "nominal",
        "scale": {"domain": tones, "range": [colour("ink" if tone == "call" else tone) for tone in tones]},
        "legend": None,
    }
    dash = {**tone, "scale": {"domain": tones, "range": [[1, 0], [1, 0], [1, 0], [6, 4]]}}
    band = {
        "data": {"values": bands},
        "mark": {"type": "rect"},
        "encoding": {"x": x, "x2": {"field": "to"}, "color": tone},
    }
    line = {
        "data": {"values": lines},
        "mark": {"type": "rule", "strokeWidth": 2},
        "encoding": {"x": x, "color": tone, "strokeDash": dash},
    }
    named = [_names(row, x, 22 + 14 * number) for number, row in enumerate(_apart(lines, start, end))]
    return [band, line, _names(bands, x, 8), *named]


def bars(rows: Sequence[Bar], *, height_of_one: int = 24) -> Spec:
    """Draw lying bars in the order given, each with its value in figures after it."""
    values = [{"label": row.label, "value": row.value, "color": colour(row.tone)} for row in rows]
    y = {
        "field": "label",
        "type": "nominal",
        "sort": None,
        "axis": {"title": None, "ticks": False, "domain": False},
    }
    x = {"field": "value", "type": "quantitative", "axis": None, "scale": {"domainMin": 0}}
    bar: Spec = {
        "mark": {"type": "bar", "size": 12},
        "encoding": {"color": {"field": "color", "scale": None}},
    }
    text: Spec = {
        "mark": {"type": "text", "align": "left", "dx": 5},
        "encoding": {"text": {"field": "value", "type": "quantitative"}},
    }
    return finished(
        {
            "data": {"values": values},
            "height": max(len(rows), 1) * height_of_one,
            "encoding": {"x": x, "y": y},
            "layer": [bar, text],
        }
    )


def _day(when: date | datetime) -> date:
    return date.fromisoformat(wall_time(when)[:10])


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _stacked(marks: Sequence[Mark], start: date, end: date) -> list[Spec]:
    """Give each mark, in order of time, the lowest level where none stands too near."""
    near = timedelta(days=(end - start).days / MARKS_SIDE_BY_SIDE)
    latest: list[date] = []
    rows: list[Spec] = []
    for mark in sorted(marks, key=lambda mark: wall_time(mark.at)):
        day = _day(mark.at)
        free = (level for level, before in enumerate(latest) if day - before >= near)
        level = next(free, len(latest))
        latest[level : level + 1] = [day]
        rows.append({"at": wall_time(mark.at), "level": level + 1, "sign": mark.sign})
    return rows


def _by_sign(signs: list[str], values: list[str]) -> Spec:
    return {"field": "sign", "type": "nominal", "scale": {"domain": signs, "range": values}, "legend": None}


def _row(span: Span, start: date, end: date) -> dict[str, str]:
    first, last = max(span.start, start), min(span.end or span.start, end)
    late = first - start > (end - start) * LATE
    return {
        "label": span.label,
        "at": wall_time(first),
        "to": wall_time(last),
        "tone": span.tone,
        "name_at": wall_time(last if late else first),
        "side": "right" if late else "left",
    }


def _apart(lines: Sequence[dict[str, str]], start: date, end: date) -> list[list[dict[str, str]]]:
    """Put the lines' names in rows where none is printed over another: a letter takes its share of the axis."""
    rows: list[list[dict[str, str]]] = [[]]
    taken = [-1.0]
    for line in sorted(lines, key=lambda line: _reach(line, start, end)):
        left, right = _reach(line, start, end)
        place = next((number for number, until in enumerate(taken) if left >= until), len(rows))
        rows[place : place + 1] = [[*(rows[place] if place < len(rows) else []), line]]
        taken[place : place + 1] = [right]
    return rows


def _reach(line: dict[str, str], start: date, end: date) -> tuple[float, float]:
    """Where a name begins and ends, in shares of the axis."""
    at = (date.fromisoformat(line["name_at"][:10]) - start).days / max((end - start).days, 1)
    wide = (len(line["label"]) + 2) / LETTERS
    return (at - wide, at) if line["side"] == "right" else (at, at + wide)


def _names(rows: Sequence[dict[str, str]], x: Spec, y: int) -> Spec:
    """A name late on the axis is written to the left of its end, so that it is not cut off."""
    side, step = {"expr": "datum.side"}, {"expr": "datum.side == 'right' ? -4 : 4"}
    return {
        "data": {"values": list(rows)},
        "mark": {"type": "text", "align": side, "dx": step, "y": y},
        "encoding": {"x": {**x, "field": "name_at"}, "text": {"field": "label", "type": "nominal"}},
    }
