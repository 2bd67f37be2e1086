"""How every chart looks: one set of colours by role, one type, one time axis; no grid where no grid is needed.

Drawings are Vega-Lite as plain mappings. Colours are named by role, ``var(--gvi-chart-ink)``: the page fills in
the values of its light or dark scheme (charts.js), paper gets the light ones from here. Altair checks the
drawings in the tests; building them with it would take 65 ms a chart, and a page has 50.
"""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

Spec = dict[str, Any]

SWEDISH_TIME = ZoneInfo("Europe/Stockholm")
DAYS_SHOWN_BY_MONTH = 800

ON_PAPER = {
    "ink": "#292c30",
    "quiet": "#5b5d60",
    "line": "#77797b",
    "paper": "#ffffff",
    "band": "#e8e8e9",
    "focus": "#fbf1f1",
    "fatal": "#ce4d4d",
    "mark": "#005db1",
    "good": "#108c22",
    "middling": "#eeb04c",
}


def colour(role: str) -> str:
    """Name a colour by its role; an unknown role is a KeyError, so that no chart invents one."""
    return f"var(--gvi-chart-{role})" if ON_PAPER[role] else ""


CONFIG: Spec = {
    "background": "transparent",
    "font": "Inter",
    "view": {"stroke": None},
    "axis": {
        "grid": False,
        "domainColor": "var(--gvi-chart-line)",
        "tickColor": "var(--gvi-chart-line)",
        "labelColor": "var(--gvi-chart-quiet)",
        "titleColor": "var(--gvi-chart-quiet)",
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": 400,
    },
    "legend": {"labelColor": "var(--gvi-chart-quiet)", "labelFontSize": 12},
    "text": {"color": "var(--gvi-chart-quiet)", "fontSize": 12},
    "aria": False,
}


def wall_time(when: date | datetime) -> str:
    """Write Swedish clock time as if it were UTC, so that every reader's browser puts the mark on the same day.

    >>> from datetime import UTC
    >>> wall_time(datetime(2026, 11, 23, 23, 30, tzinfo=UTC))
    '2026-11-24T00:30:00Z'
    """
    moment = when if isinstance(when, datetime) else datetime.combine(when, time())
    if moment.tzinfo is not None:
        moment = moment.astimezone(SWEDISH_TIME).replace(tzinfo=None)
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def time_axis(start: date, end: date, *, field: str = "at") -> Spec:
    """Encode x as time from ``start`` to ``end``: quarters of a year named by month, longer spans by year."""
    long = (end - start).days > DAYS_SHOWN_BY_MONTH
    ticks: Spec = {"interval": "year", "step": 1} if long else {"interval": "month", "step": 3}
    axis: Spec = {"format": "%Y" if long else "%b", "tickCount": ticks, "title": None}
    ends = {"domainMin": _moment(start), "domainMax": _moment(end)}
    scale: Spec = {"type": "utc", "nice": False, "clamp": True, **ends}
    return {"field": field, "type": "temporal", "scale": scale, "axis": axis}


def _moment(day: date) -> Spec:
    return {"year": day.year, "month": day.month, "date": day.day, "utc": True}


def finished(drawing: Spec) -> Spec:
    """Put the common look under a drawing that fills the width of its place."""
    return {"width": "container", "config": CONFIG, **drawing}


def on_paper(drawing: Any) -> Any:
    """Give every colour its value on white paper (for vl-convert and the PDF documents)."""
    if isinstance(drawing, Mapping):
        return {key: on_paper(value) for key, value in drawing.items()}
    if isinstance(drawing, list):
        return [on_paper(item) for item in drawing]
    if isinstance(drawing, str) and drawing.startswith("var(--gvi-chart-"):
        return ON_PAPER.get(drawing.removeprefix("var(--gvi-chart-").removesuffix(")"), drawing)
    return drawing
