"""A year with too many incidents to draw one by one: stacked columns by week, on the common time axis.

Same colours and same order as the marks of ``year_timeline``: confirmed, lethal, and hollow while waiting.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gvi.science.chart_theme import Spec, colour, time_axis, wall_time
from gvi.science.charts import Span, over_time


@dataclass(frozen=True)
class Week:
    """One week by its Monday: confirmed without deaths, confirmed with deaths, and undecided incidents."""

    monday: date
    confirmed: int
    fatal: int = 0
    waiting: int = 0


def stacked_weeks(weeks: Sequence[Week], context: Sequence[Span], start: date, end: date) -> Spec:
    """Draw the weeks that begin between ``start`` and ``end``; the one that ``start`` falls in begins there."""
    rows = [row for week in weeks for row in _pieces(week, start, end)]
    signs = ["confirmed", "fatal", "waiting"]
    by_sign = {"field": "sign", "type": "nominal", "legend": None}
    columns: Spec = {
        "data": {"values": rows},
        "mark": {"type": "bar", "strokeWidth": 1},
        "encoding": {
            "x": time_axis(start, end),
            "x2": {"field": "to"},
            "y": {"field": "from", "type": "quantitative", "axis": {"title": None, "tickMinStep": 1}},
            "y2": {"field": "upto"},
            "fill": {
                **by_sign,
                "scale": {"domain": signs, "range": [colour("ink"), colour("fatal"), colour("paper")]},
            },
            "stroke": {
                **by_sign,
                "scale": {"domain": signs, "range": [colour("paper"), colour("paper"), colour("ink")]},
            },
        },
    }
    return over_time([columns], context, start, end, height=160)


def _pieces(week: Week, start: date, end: date) -> list[Spec]:
    first, last = max(week.monday, start), min(week.monday + timedelta(days=7), end + timedelta(days=1))
    pieces: list[Spec] = []
    level = 0
    for sign, count in (("fatal", week.fatal), ("confirmed", week.confirmed), ("waiting", week.waiting)):
        if count:
            span = {"at": wall_time(first), "to": wall_time(last), "sign": sign}
            pieces.append({**span, "from": level, "upto": level + count})
            level += count
    return pieces
