"""The Lorenz curve: what was measured thick, chance dashed, the even line dotted: it reads in black and white."""

from collections.abc import Sequence

from gvi.science.chart_theme import Spec, colour, finished
from gvi.science.concentration.measures import Point
from gvi.science.concentration.words import LABELS, noun

LINES = {"observed": ("ink", 2.5, [1, 0]), "chance": ("mark", 2, [6, 4]), "even": ("line", 1, [1, 3])}


def lorenz_chart(observed: Sequence[Point], chance: Sequence[Point], lang: str, of: str) -> Spec:
    """Draw both curves and the even line from corner to corner, each named in a legend under the chart."""
    label = LABELS[lang]
    curves = {"observed": observed, "chance": chance, "even": ((0.0, 0.0), (1.0, 1.0))}
    rows = [
        {"units": x, "events": y, "curve": label[name]} for name, points in curves.items() for x, y in points
    ]
    return finished(
        {
            "data": {"values": rows},
            "height": 260,
            "mark": {"type": "line", "interpolate": "linear"},
            "encoding": {
                "x": _axis("units", label["x"].format(noun=noun(lang, of))),
                "y": _axis("events", label["y"]),
                "color": _by_curve(
                    [label[name] for name in LINES], [colour(one[0]) for one in LINES.values()]
                ),
                "strokeWidth": _by_curve([label[name] for name in LINES], [one[1] for one in LINES.values()]),
                "strokeDash": _by_curve([label[name] for name in LINES], [one[2] for one in LINES.values()]),
                "order": {"field": "units", "type": "quantitative"},
            },
        }
    )


def _axis(field: str, title: str) -> Spec:
    scale = {"domain": [0, 1], "nice": False}
    axis = {"title": title, "format": ".0%", "tickCount": 5}
    return {"field": field, "type": "quantitative", "scale": scale, "axis": axis}


def _by_curve(names: Sequence[str], values: Sequence[object]) -> Spec:
    scale = {"domain": list(names), "range": list(values)}
    legend = {"title": None, "orient": "bottom", "symbolSize": 400}
    return {"field": "curve", "type": "nominal", "scale": scale, "legend": legend}
