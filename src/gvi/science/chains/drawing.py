"""The chart of chains: for each window what was measured, filled, and what chance gives, hollow, side by side."""

from collections.abc import Sequence

from gvi.science.chains.words import LABELS
from gvi.science.chart_theme import Spec, colour, finished


def window_chart(rows: Sequence[tuple[float, float, float]], lang: str) -> Spec:
    """Draw two columns for each (window in days, share, chance); a share never stands without its chance."""
    label = LABELS[lang]
    kinds = [label["found"], label["chance"]]
    values = [
        {"window": f"{window:g}", "share": value, "kind": kind}
        for window, *both in rows
        for kind, value in zip(kinds, both, strict=True)
    ]
    return finished(
        {
            "data": {"values": values},
            "height": 200,
            "mark": {"type": "bar", "strokeWidth": 2},
            "encoding": {
                "x": {"field": "window", "type": "nominal", "sort": None, "axis": _axis(label["window"])},
                "xOffset": {"field": "kind", "sort": kinds},
                "y": {
                    "field": "share",
                    "type": "quantitative",
                    "scale": {"domain": [0, 1]},
                    "axis": {"title": label["share"], "format": ".0%", "tickCount": 5},
                },
                "fill": _by_kind(kinds, [colour("ink"), colour("paper")]),
                "stroke": _by_kind(kinds, [colour("ink"), colour("ink")]),
            },
        }
    )


def _axis(title: str) -> Spec:
    return {"title": title, "labelAngle": 0}


def _by_kind(kinds: Sequence[str], colours: Sequence[str]) -> Spec:
    scale = {"domain": list(kinds), "range": list(colours)}
    return {"field": "kind", "type": "nominal", "scale": scale, "legend": {"title": None, "orient": "bottom"}}
