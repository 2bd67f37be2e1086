"""What chance gives: the placebos, and which fall these data could have shown."""

import math

from gvi.science.evaluation.detectable import Power
from gvi.science.evaluation.report.blocks import Block, aside, heading, picture, table, text
from gvi.science.evaluation.report.case import Case
from gvi.science.evaluation.report.charts.gaps import gaps_chart
from gvi.science.evaluation.report.charts.power import power_chart
from gvi.science.evaluation.result import Placebo
from gvi.science.evaluation.saying import least_p, number, signed_percent

SCALED = "placebo_gaps"
"""A method that tells this in its diagnostics has divided each placebo's gap by its own RMSPE before the start."""


def chance(case: Case) -> list[Block]:
    """The placebos' gaps, the treated's rank among them, and the least p the design can give."""
    units = [one for one in case.result.placebos if one.kind == "unit" and one.estimate is not None]
    found, lang = case.found, case.lang
    least = ""
    if found.p_least is not None:
        least = case.say("chance.least", p=least_p(found.p_least, lang))
    cannot = case.say("chance.cannot", alpha=number(found.alpha, lang)) if found.cannot_reject else ""
    if not units:
        return [heading(case.say("chance.title")), text(case.say("chance.none"), least, cannot)]
    rank = placed(case, units)
    hidden = [aside(case.say("chance.no_gaps"))] if case.persons else []
    return [
        heading(case.say("chance.title")),
        text(case.say("chance.text"), rank, least, cannot),
        *_gaps(case, units, rank),
        *hidden,
        _table(case, units),
    ]


def placed(case: Case, units: list[Placebo]) -> str:
    """Say the treated's place: by RMSPE ratio when all have one, else by the size of the effect; ties count against."""
    own, all_units = case.result.fit.rmspe_ratio, len(units) + 1
    if case.result.p_value is None or case.result.estimate is None:
        return ""
    if own is not None and all(one.rmspe_ratio is not None for one in units):
        rank = 1 + sum((one.rmspe_ratio or 0.0) >= own for one in units)
        by = case.say("chance.by_ratio")
    else:
        size = abs(case.result.estimate)
        rank = 1 + sum(abs(one.estimate or 0.0) >= size for one in units)
        by = case.say("chance.by_estimate")
    return case.say("chance.placed", rank=number(rank, case.lang), all=number(all_units, case.lang), by=by)


def _gaps(case: Case, units: list[Placebo], rank: str) -> list[Block]:
    points = case.result.series
    labels = [point.time for point in points]
    drawn = [one.gap for one in units if len(one.gap) == len(labels)]
    if not drawn or case.found.start not in labels:
        return []
    scaled = SCALED in case.found.diagnostics
    size = (case.result.fit.pre_rmspe or 1.0) if scaled else 1.0
    own = [
        math.nan if point.counterfactual is None else (point.observed - point.counterfactual) / size
        for point in points
    ]
    axis = case.say("chance.scaled" if scaled else "chance.axis")
    alt = case.say("chance.alt", n=number(len(drawn), case.lang), rank=rank)
    caption = case.say("chance.caption", n=number(len(drawn), case.lang), context=case.numbered_context())
    return [
        picture(
            lambda width: gaps_chart(
                labels,
                own,
                drawn,
                case.found.start,
                case.context,
                title=axis,
                words=case.signs,
                width=width,
                lang=case.lang,
                alt=alt,
            ),
            alt=alt,
            caption=caption,
        )
    ]


def _table(case: Case, units: list[Placebo]) -> Block:
    result = case.result
    ratios = any(one.rmspe_ratio is not None for one in units)
    own = Placebo("unit", case.say("chance.own"), result.estimate, rmspe_ratio=result.fit.rmspe_ratio)
    ordered = sorted([own, *units], key=_order, reverse=True)
    rows = [
        [
            one.name,
            case.effect(one.estimate, result.scale),
            *([case.number(one.rmspe_ratio)] if ratios else []),
        ]
        for one in ordered
    ]
    names = ["unit", "estimate", *(["ratio"] if ratios else [])]
    heads = [case.say(f"chance.{name}") for name in names]
    return table(case.say("chance.table"), heads, rows, folded=True)


def _order(one: Placebo) -> float:
    return one.rmspe_ratio if one.rmspe_ratio is not None else abs(one.estimate or 0.0)


def power(case: Case) -> list[Block]:
    """The sentence of power and its curve."""
    title = heading(case.say("power.title"))
    if case.power is None:
        return [title, text(case.say("power.none"))]
    return [title, text(case.power.sentence(case.lang)), *_curve(case, case.power)]


def _curve(case: Case, found: Power) -> list[Block]:
    grid = sorted((share.fall, share.found) for share in found.grid)
    if not any(share for _, share in grid):
        return []

    def percent(value: float) -> str:
        return signed_percent(value, case.lang).lstrip("+")

    (first, low), (last, high) = grid[0], grid[-1]
    values = {"first": first, "low": low, "last": last, "high": high}
    alt = case.say("power.alt", **{name: percent(value) for name, value in values.items()})
    named = {"fall": case.say("power.fall"), "found": case.say("power.found")}
    return [
        picture(
            lambda width: power_chart(grid, words=named, width=width, lang=case.lang, alt=alt),
            alt=alt,
            caption=case.say("power.caption"),
        ),
        table(
            case.say("head.table_of", title=case.say("power.title")),
            [named["fall"], named["found"]],
            [[percent(fall), percent(share)] for fall, share in grid],
            folded=True,
        ),
    ]
