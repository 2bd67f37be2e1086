"""The same question asked otherwise: an earlier start, an outcome that should not move, one less, other options."""

from gvi.science.evaluation.report.blocks import Block, heading, picture, small_heading, table, text
from gvi.science.evaluation.report.case import Case
from gvi.science.evaluation.report.charts.forest import Answer, forest
from gvi.science.evaluation.result import OutcomeResult, Placebo
from gvi.science.evaluation.saying import Base, share

KINDS = ("time", "outcome", "left_out", "curve")


def doubt(case: Case) -> list[Block]:
    """The forest of answers and its table, then what the comparison is made of."""
    tried = [one for kind in KINDS for one in case.result.placebos if one.kind == kind]
    made = [heading(case.say("doubt.title"))]
    if not tried:
        return [*made, text(case.say("doubt.none")), *_weights(case)]
    return [*made, text(case.say("doubt.text")), *_forest(case, tried), _table(case, tried), *_weights(case)]


def _forest(case: Case, tried: list[Placebo]) -> list[Block]:
    """The picture; another outcome's difference has another unit and stands in the table only."""
    own = case.result
    if own.estimate is None:
        return []
    relative = own.scale != "difference"
    answers = [_answer(case, case.say("doubt.own"), own.estimate, own.interval, relative=relative, own=True)]
    answers += [
        _answer(
            case,
            case.say(f"doubt.of_{one.kind}", name=one.name),
            one.estimate,
            one.interval,
            relative=relative,
        )
        for one in sorted(tried, key=lambda one: (KINDS.index(one.kind), one.estimate or 0.0))
        if one.estimate is not None and _alike(one, own, relative=relative)
    ]
    if len(answers) == 1:
        return []
    figure = case.figure if relative else case.plain_figure
    unit = case.say("effects.percent" if relative else "effects.unit", outcome=own.outcome)
    values = [one.value for one in answers[1:]] or [answers[0].value]
    alt = case.say(
        "doubt.alt", own=figure(answers[0].value), low=figure(min(values)), high=figure(max(values))
    )
    named = {"own": case.signs["own"], "tried": case.signs["tried"]}
    return [
        picture(
            lambda width: forest(answers, title=unit, words=named, width=width, figure=figure, alt=alt),
            alt=alt,
            caption=case.say("doubt.caption"),
        )
    ]


def _alike(one: Placebo, own: OutcomeResult, *, relative: bool) -> bool:
    """Whether an answer has the unit of the picture."""
    return (one.scale or own.scale) == own.scale and (relative or one.kind != "outcome")


def _answer(
    case: Case,
    name: str,
    value: float,
    interval: tuple[float, float] | None,
    *,
    relative: bool,
    own: bool = False,
) -> Answer:
    """An answer in the unit of the picture: as a relative change for ratios, else in the outcome's own unit."""
    low, high = interval or (None, None)
    if relative:
        base, scale = Base(), case.result.scale
        value = base.relative(value, scale) or 0.0
        low, high = base.interval(interval, scale) or (None, None)
    return Answer(name, value, low, high, own)


def _table(case: Case, tried: list[Placebo]) -> Block:
    scale = case.result.scale
    rows = [
        [
            case.say(f"doubt.{one.kind}"),
            one.name,
            case.say("doubt.failed")
            if one.estimate is None
            else case.effect(one.estimate, one.scale or scale),
            case.interval(one.interval, one.scale or scale),
            case.say("head.none") if one.p_value is None else case.p(one.p_value),
        ]
        for one in tried
    ]
    level = share(case.result.interval_level, case.lang)
    heads = [
        case.say("doubt.kind"),
        case.say("doubt.name"),
        case.say("effects.estimate"),
        case.say("effects.interval", level=level),
        case.say("effects.p"),
    ]
    return table(case.say("doubt.table"), heads, rows, words=2)


def _weights(case: Case) -> list[Block]:
    made: list[Block] = []
    weights = case.result.weights
    for key, name, held in (("weights", "unit_name", weights.units), ("time_weights", "time", weights.times)):
        if held:
            head = case.say("main.time") if name == "time" else case.say("doubt.unit_name")
            rows = [[unit, case.number(round(weight, 3))] for unit, weight in held.items()]
            made.append(
                table(case.say(f"doubt.{key}"), [head, case.say("doubt.weight")], rows, folded=len(rows) > 6)
            )
    rmspe = case.result.fit.pre_rmspe
    fit = [text(case.say("doubt.fit", rmspe=case.number(rmspe)))] if rmspe is not None else []
    return [small_heading(case.say("doubt.weights_title")), *fit, *made] if made or fit else []
