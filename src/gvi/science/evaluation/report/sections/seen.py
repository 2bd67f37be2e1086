"""What was seen: the outcome beside what was expected, and the effect by period."""

import math
from collections.abc import Sequence

from gvi.science.evaluation import tables
from gvi.science.evaluation.report.blocks import Block, aside, heading, picture, table, text
from gvi.science.evaluation.report.case import Case
from gvi.science.evaluation.report.charts.effects import Lasting, effects_chart
from gvi.science.evaluation.report.charts.observed import observed_chart
from gvi.science.evaluation.result import Interval, OutcomeResult, PeriodEffect
from gvi.science.evaluation.saying import Base, base_of, share, signed_percent
from gvi.science.evaluation.words import TOTALS, effect_base


def main(case: Case) -> list[Block]:
    """The main chart and its table."""
    result, title = case.result, case.say("main.title")
    labels = [point.time for point in result.series]
    if case.found.start not in labels:
        return [heading(title), text(case.say("main.nothing"))]
    caption = case.say("main.caption", outcome=result.outcome, context=case.numbered_context())
    alt = _alt(case, labels)
    drawing = picture(
        lambda width: observed_chart(
            result.series,
            case.found.start,
            case.context,
            preliminary=case.preliminary,
            title=result.outcome,
            words=case.signs,
            width=width,
            lang=case.lang,
            alt=alt,
        ),
        alt=alt,
        caption=caption,
    )
    gaps = any(math.isnan(point.observed) for point in result.series)
    return [
        heading(title),
        drawing,
        *([aside(case.say("main.hiding"))] if gaps else []),
        _series(case, result, title),
    ]


def _series(case: Case, result: OutcomeResult, title: str) -> Block:
    banded = any(point.low is not None for point in result.series)
    names = ["time", "observed", "expected", *(["low", "high"] if banded else [])]
    rows = []
    for point in result.series:
        values = (point.observed, point.counterfactual, point.low, point.high)[: len(names) - 1]
        star = "*" if point.time in case.preliminary else ""
        rows.append([point.time + star, *(case.number(value) for value in values)])
    heads = [case.say(f"main.{name}") for name in names]
    return table(case.say("head.table_of", title=title), heads, rows, folded=True)


def _alt(case: Case, labels: Sequence[str]) -> str:
    points, at = case.result.series, labels.index(case.found.start)
    values = {
        "outcome": case.result.outcome,
        "first": labels[0],
        "last": labels[-1],
        "start": case.found.start,
        "expected": case.number(base_of(case.result, case.found.start).mean),
        "before": case.number(_mean([point.observed for point in points[:at]])),
        "after": case.number(_mean([point.observed for point in points[at:]])),
    }
    hidden = any(math.isnan(point.observed) for point in points)
    return case.say("main.alt_hidden" if hidden else "main.alt", **values)


def _mean(values: Sequence[float]) -> float:
    return math.fsum(values) / max(len(values), 1)


def effects(case: Case) -> list[Block]:
    """The chart of periods, the table of all outcomes, and the effect time by time."""
    made = [heading(case.say("effects.title")), *_periods(case), _table(case)]
    scale = "total" if case.found.method in TOTALS else case.result.scale
    secondary = case.say("effects.secondary") if len(case.found.results) > 1 else ""
    return [*made, aside(case.say(f"effects.scale_{scale}"), secondary), *_events(case)]


def _table(case: Case) -> Block:
    many = len(case.found.results) > 1
    level = share(case.result.interval_level, case.lang)
    names = [*(["outcome"] if many else []), "period", "estimate", "interval", "relative", "p"]
    rows = []
    for result in case.found.results:
        whole = PeriodEffect(case.say("effects.whole"), "", result.estimate, result.interval, result.p_value)
        for one in (*tables.periods(result), whole):
            base = base_of(result, one.start, one.to) if one.to else effect_base(case.found, result)
            rows.append([*([result.outcome] if many else []), *_cells(case, result, one, base)])
    heads = [
        case.say(f"effects.{name}", **({"level": level} if name == "interval" else {})) for name in names
    ]
    return table(case.say("effects.table"), heads, rows, words=2 if many else 1)


def _cells(case: Case, result: OutcomeResult, one: PeriodEffect, base: Base) -> list[str]:
    relative = base.relative(one.estimate, result.scale)
    return [
        _name(one),
        case.effect(one.estimate, result.scale),
        case.interval(one.interval, result.scale),
        case.say("head.none") if relative is None else signed_percent(relative, case.lang),
        case.p(one.p_value),
    ]


def _name(one: PeriodEffect) -> str:
    return f"{one.start}–{one.to}" if one.to and one.to != one.start else one.start


def _periods(case: Case) -> list[Block]:
    result = case.result
    labels = [point.time for point in result.series]
    start = labels.index(case.found.start) if case.found.start in labels else None
    given = [one for one in tables.periods(result) if one.estimate is not None]
    if start is None or not given:
        return []
    relative = case.as_percent(result)
    lasting = [_lasting(case, labels, start, one, relative=relative) for one in given]
    unit = case.say("effects.percent" if relative else "effects.unit", outcome=result.outcome)
    figure = case.figure if relative else case.plain_figure
    listed = [
        case.say("effects.one", period=_name(one), value=figure(made.value))
        for one, made in zip(given, lasting, strict=True)
    ]
    alt = case.say("effects.alt", list="; ".join(listed) + ".")
    return [
        picture(
            lambda width: effects_chart(
                labels[start:],
                lasting,
                case.found.start,
                case.context,
                title=unit,
                words=case.signs,
                width=width,
                figure=figure,
                alt=alt,
            ),
            alt=alt,
            caption=case.say("effects.caption", context=case.numbered_context()),
        )
    ]


def _lasting(case: Case, labels: Sequence[str], start: int, one: PeriodEffect, *, relative: bool) -> Lasting:
    first, last = labels.index(one.start) - start, labels.index(one.to) + 1 - start
    scale = case.result.scale
    if not relative:
        low, high = one.interval or (None, None)
        return Lasting(first, last, one.estimate or 0.0, low, high)
    base = base_of(case.result, one.start, one.to)
    low, high = base.interval(one.interval, scale) or (None, None)
    return Lasting(first, last, base.relative(one.estimate, scale) or 0.0, low, high)


def _events(case: Case) -> list[Block]:
    """The event study along the panel's times, when it has one and the steps can be placed on them."""
    result, found = case.result, case.found
    labels = [point.time for point in result.series]
    given = [one for one in result.event_study if one.estimate is not None]
    if not given or found.start not in labels:
        return _listed_events(case) if given else []
    start, ratio = labels.index(found.start), result.scale in ("log_rate_ratio", "rate_ratio", "percent")
    shown = [
        _lasted(start + one.step, Base(), result, one.estimate or 0.0, one.interval, ratio=ratio)
        for one in given
        if 0 <= start + one.step < len(labels)
    ]
    figure = case.figure if ratio else case.plain_figure
    after = [one.value for one in shown if one.first >= start] or [0.0]
    alt = case.say("effects.events_alt", start=found.start, low=figure(min(after)), high=figure(max(after)))
    margin = found.margin if ratio else None
    unit = case.say("effects.percent" if ratio else "effects.unit", outcome=result.outcome)
    drawing = picture(
        lambda width: effects_chart(
            labels,
            shown,
            found.start,
            case.context,
            title=unit,
            words=case.signs,
            width=width,
            figure=figure,
            alt=alt,
            margin=margin,
        ),
        alt=alt,
        caption=case.say("effects.events", context=case.numbered_context()),
    )
    limit = [aside(case.say("effects.events_margin", margin=share(margin, case.lang)))] if margin else []
    return [drawing, *limit, *_listed_events(case)]


def _lasted(
    at: int, base: Base, result: OutcomeResult, value: float, ends: Interval | None, *, ratio: bool
) -> Lasting:
    if not ratio:
        low, high = ends or (None, None)
        return Lasting(at, at + 1, value, low, high)
    low, high = base.interval(ends, result.scale) or (None, None)
    return Lasting(at, at + 1, base.relative(value, result.scale) or 0.0, low, high)


def _listed_events(case: Case) -> list[Block]:
    scale = case.result.scale
    rows = [
        [
            f"{one.step:+d}".replace("-", "−"),
            case.effect(one.estimate, scale),
            case.interval(one.interval, scale),
        ]
        for one in case.result.event_study
    ]
    level = share(case.result.interval_level, case.lang)
    heads = [
        case.say("effects.step"),
        case.say("effects.estimate"),
        case.say("effects.interval", level=level),
    ]
    return [table(case.say("effects.events_title"), heads, rows, folded=True)]
