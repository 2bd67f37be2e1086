"""The Knox table as a picture: darker where there are more pairs than chance gives, every figure written out."""

import math

import polars as pl

from gvi.science.chart_theme import Spec, colour, finished
from gvi.science.near_repeat.words import figure

HEIGHT_OF_ONE = 46
ROOM = {"expr": "width > 360 ? 1 : 0"}
"""On a phone the counts stand in the table only."""

SHORT = "width > 360 ? datum.label : split(datum.label, ' ')[0]"
DARKEST = 0.35  # text in the same colour stays readable on it, in light, dark and print
NAMES = {
    "sv": {"distance": "Avstånd", "days": "Dagar emellan"},
    "en": {"distance": "Distance", "days": "Days between"},
}


def heat_table(cells: pl.DataFrame, lang: str, *, sure: float) -> Spec:
    """Draw cells (columns as ``NearRepeat.table``); those whose ``max_p`` is at most ``sure`` get a frame."""
    values = [_cell(row, lang, sure) for row in cells.iter_rows(named=True)]
    grid: Spec = {
        "mark": {"type": "rect", "fill": colour("ink"), "strokeWidth": 2},
        "encoding": {
            "fillOpacity": {"field": "shade", "type": "quantitative", "scale": None},
            "stroke": {"field": "frame", "type": "nominal", "scale": None},
        },
    }
    big: Spec = {"type": "text", "dy": -7, "fontSize": 14, "color": colour("ink")}
    small: Spec = {"type": "text", "dy": 10, "fontSize": 11, "color": colour("ink"), "opacity": ROOM}
    return finished(
        {
            "data": {"values": values},
            "height": cells["distance"].n_unique() * HEIGHT_OF_ONE,
            "encoding": {
                "x": _axis("days", NAMES[lang]["days"], orient="top", labelExpr=SHORT),
                "y": _axis("distance", NAMES[lang]["distance"]),
            },
            "layer": [
                grid,
                {"mark": big, "encoding": {"text": {"field": "ratio", "type": "nominal"}}},
                {"mark": small, "encoding": {"text": {"field": "count", "type": "nominal"}}},
            ],
        }
    )


def _axis(field: str, title: str, **more: str) -> Spec:
    axis = {"title": title, "ticks": False, "domain": False, "labelAngle": 0, **more}
    return {"field": field, "type": "nominal", "sort": None, "axis": axis}


def _cell(row: dict[str, float | str], lang: str, sure: float) -> dict[str, float | str]:
    ratio, certain = float(row["ratio"]), float(row["max_p"]) <= sure
    return {
        "distance": row["distance"],
        "days": row["days"],
        "ratio": _written(ratio, lang) + (" *" if certain else ""),
        "count": f"{row['observed']} / {figure(float(row['expected']), lang)}",
        "shade": round(_shade(ratio), 3),
        "frame": colour("ink") if certain else "transparent",
    }


def _written(ratio: float, lang: str) -> str:
    if math.isnan(ratio):
        return "–"
    return "∞" if math.isinf(ratio) else figure(ratio, lang)


def _shade(ratio: float) -> float:
    """From nothing at 1 to the darkest at 4 times and more, even steps for even ratios."""
    if math.isnan(ratio) or ratio <= 1:
        return 0.0
    return DARKEST * min(1.0, math.log(ratio) / math.log(4)) if math.isfinite(ratio) else DARKEST
