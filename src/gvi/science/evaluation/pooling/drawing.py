"""The forest plot: every published effect as a point with its interval, on one axis of ratios; a diamond if pooled."""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING, Any

from gvi.science.chart_theme import Spec, colour, finished
from gvi.science.evaluation.pooling import words
from gvi.science.evaluation.pooling.reading import Row

if TYPE_CHECKING:
    from gvi.science.evaluation.pooling.result import Meta

HEIGHT_OF_ONE, DIAMOND = 22, 160
TICKS = (0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 4)
LABELS = {
    "sv": {
        "x": "Kvot: under 1 är en minskning",
        "mean": "Sammanvägt",
        "one_more": "Ännu en stad (prediktion)",
        "unverified": "ej kontrollerad",
    },
    "en": {
        "x": "Ratio: under 1 is a fall",
        "mean": "Pooled",
        "one_more": "One more city (prediction)",
        "unverified": "not verified",
    },
}


def forest(found: Meta, lang: str = "sv") -> Spec:
    """Draw all rows in the order of the table: filled, or hollow with the reason when they cannot be pooled."""
    rows = _named([_row(row, lang) for row in found.rows]) + _summary(found, lang)
    y: Spec = {
        "field": "label",
        "type": "nominal",
        "sort": [row["label"] for row in rows],
        "axis": {"title": None, "ticks": False, "domain": False, "labelLimit": 420},
    }
    layers = [
        _rule("interval", 2),
        _rule("prediction", 1, dash=[4, 3]),
        _points("counted", "circle", filled=True),
        _points("left_out", "circle", filled=False),
        _points("mean", "diamond", filled=True, size=DIAMOND),
        _reasons(),
    ]
    placed = [layer | {"encoding": layer["encoding"] | _x(lang, layer) | {"y": y}} for layer in layers]
    line = _no_effect()
    line["encoding"] = _x(lang, line)
    drawing = {"data": {"values": rows}, "height": max(len(rows), 1) * HEIGHT_OF_ONE}
    return finished(drawing | {"layer": [line, *placed]})


def _row(row: Row, lang: str) -> dict[str, Any]:
    parts = [row.site, row.outcome, row.year, LABELS[lang]["unverified"] if row.verified is False else ""]
    return {
        "label": ", ".join(part for part in parts if part) + f" [{row.grade}]",
        "at": row.estimate,
        "low": row.low,
        "high": row.high,
        "kind": "interval",
        "point": "counted" if row.left_out is None else "left_out",
        "why": words.why(row.left_out, lang),
    }


def _named(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give rows that read alike a number, so that none is drawn over another."""
    seen: dict[str, int] = {}
    for row in rows:
        seen[row["label"]] = seen.get(row["label"], 0) + 1
        if seen[row["label"]] > 1:
            row["label"] += f" ({seen[row['label']]})"
    return rows


def _summary(found: Meta, lang: str) -> list[dict[str, Any]]:
    mean = found.pooled
    if mean is None:
        return []
    labels = LABELS[lang]
    spans = [(labels["mean"], "interval", mean.interval), (labels["one_more"], "prediction", mean.prediction)]
    return [
        {
            "label": label,
            "at": exp(mean.estimate),
            "low": exp(ends[0]),
            "high": exp(ends[1]),
            "kind": kind,
            "point": "mean" if kind == "interval" else None,
            "why": "",
        }
        for label, kind, ends in spans
    ]


def _x(lang: str, layer: Spec) -> Spec:
    """The common axis, logarithmic, for layers that do not say their own place."""
    axis = {"title": LABELS[lang]["x"], "values": list(TICKS)}
    own: Spec = layer["encoding"]["x"]
    if "value" in own:
        return {"x": own}
    return {"x": {"type": "quantitative", "scale": {"type": "log"}, "axis": axis, **own}}


def _rule(kind: str, width: int, dash: list[int] | None = None) -> Spec:
    mark: Spec = {"type": "rule", "strokeWidth": width, "color": colour("ink")}
    return {
        "transform": [{"filter": f"datum.kind === '{kind}' && datum.low !== null"}],
        "mark": mark | ({"strokeDash": dash} if dash else {}),
        "encoding": {"x": {"field": "low"}, "x2": {"field": "high"}},
    }


def _points(kind: str, shape: str, *, filled: bool, size: int = 60) -> Spec:
    fill = colour("ink") if filled else colour("paper")
    return {
        "transform": [{"filter": f"datum.point === '{kind}' && datum.at !== null"}],
        "mark": {
            "type": "point",
            "shape": shape,
            "size": size,
            "fill": fill,
            "stroke": colour("ink"),
            "opacity": 1,
        },
        "encoding": {"x": {"field": "at"}},
    }


def _reasons() -> Spec:
    """Why a row is left out, at the right edge."""
    return {
        "mark": {"type": "text", "align": "right", "fontSize": 10},
        "encoding": {"x": {"value": "width"}, "text": {"field": "why", "type": "nominal"}},
    }


def _no_effect() -> Spec:
    return {
        "data": {"values": [{"at": 1}]},
        "mark": {"type": "rule", "color": colour("line")},
        "encoding": {"x": {"field": "at"}},
    }
