"""The sentence of an evaluation: plain Swedish and English that a council member can quote without lying.

How large, how sure, what chance alone gives, and how the question was put. It never says that a cause is found: a
difference larger than chance is *support*, one that is not is *consistent with an effect and with none* (science.md).
"""

import math
from typing import Literal

from gvi.science.evaluation.phrases import METHODS, TEXTS
from gvi.science.evaluation.result import Evaluation, OutcomeResult
from gvi.science.evaluation.saying import (
    PLURALS,
    STEPS,
    Base,
    base_of,
    change,
    least_p,
    number,
    outward,
    p_text,
    share,
    step_of,
    when,
)
from gvi.science.evaluation.times import Step

Verdict = Literal["nothing", "withheld", "cannot_reject", "small", "unsure", "lower", "higher"]

UNITS = {"sv": ("enhet", "enheter"), "en": ("unit", "units")}
BEYOND = 0.95
"""A fall greater than this being ruled out tells nobody anything."""

CLOSE = 1e-6
"""A difference under this, beside what was seen, is one of rounding."""

TOTALS = frozenset({"displacement"})
"""Methods whose difference is a total over the whole time, not a mean a step."""


def sentence(found: Evaluation, lang: str = "sv") -> str:
    """Say what was found, how sure it is, and how the question was put; ends with n."""
    result = found.primary
    said = (size(found, result, lang), judged(found, result, lang), status(found, lang))
    return " ".join([*filter(None, said), counted(found, lang)])


def counted(found: Evaluation, lang: str = "sv") -> str:
    """Say how much was seen: units, and times before the start and after it."""
    counts = {"n": found.n_units, "pre": found.n_pre, "post": found.n_post}
    step = step_of([point.time for point in found.primary.series]) or step_of([found.start]) or Step.NUMBER
    one, many = UNITS[lang]
    words = {"units": one if found.n_units == 1 else many, "steps": PLURALS[lang][step]}
    return TEXTS[lang]["n"].format(**{key: number(value, lang) for key, value in counts.items()}, **words)


def verdict(found: Evaluation, result: OutcomeResult) -> Verdict:
    """Tell in one word what may be concluded of an outcome.

    *small* needs an interval wholly within the plan's margin; *lower* and *higher* a p at or under alpha.
    """
    unknown = result.estimate is None or not math.isfinite(result.estimate)
    if (unknown and not ceased(found, result)) or constant(result):
        return "nothing"
    if result.p_value is None:
        return "withheld"
    if found.cannot_reject:
        return "cannot_reject"
    if result.p_value > found.alpha:
        low, high = effect_base(found, result).interval(result.interval, result.scale) or (-1.0, 1.0)
        return "small" if -found.margin <= low and high <= found.margin else "unsure"
    return "higher" if result.estimate is not None and result.estimate >= _none(result) else "lower"


def ceased(found: Evaluation, result: OutcomeResult) -> bool:
    """Whether there is no ratio because all that was counted ended at the start."""
    labels = [point.time for point in result.series]
    if result.estimate is not None or found.start not in labels:
        return False
    at = labels.index(found.start)
    before, after = ([point.observed for point in part] for part in (result.series[:at], result.series[at:]))
    return any(value > 0 for value in before) and all(value == 0 for value in after)


def constant(result: OutcomeResult) -> bool:
    """Whether nothing moved: the same was seen at every time, and as much was expected."""
    seen = {point.observed for point in result.series}
    if len(seen) != 1 or result.estimate is None:
        return False
    return abs(result.estimate - _none(result)) <= CLOSE * max(1.0, abs(seen.pop()))


def size(found: Evaluation, result: OutcomeResult, lang: str = "sv") -> str:
    """Say how large the effect on an outcome is, and its interval."""
    texts, outcome, span = TEXTS[lang], _named(result.outcome, lang), _span(found, result, lang)
    if ceased(found, result):
        return texts["ceased"].format(outcome=outcome, span=span)
    if constant(result):
        return texts["constant"].format(outcome=outcome, value=number(result.series[0].observed, lang))
    if result.estimate is None or not math.isfinite(result.estimate):
        return texts["none"].format(outcome=result.outcome, reason=_lacking(found, lang))
    base = effect_base(found, result)
    relative = base.relative(result.estimate, result.scale)
    interval = _interval(result, base, lang)
    in_unit = result.scale == "difference" and round(abs(result.estimate), 2) > 0
    if not in_unit and not round(100 * (relative or 0.0)):
        return texts["same"].format(outcome=outcome, span=span, interval=interval)
    told = _difference(found, result, relative, lang)
    if not in_unit and relative is not None:
        told = change(relative, lang)
    beside = METHODS[lang].get(found.method, ("", ""))[1]
    return texts["size"].format(outcome=outcome, size=told, span=span, beside=beside, interval=interval)


def judged(found: Evaluation, result: OutcomeResult, lang: str = "sv") -> str:
    """Say what chance alone gives, and what the interval rules out."""
    texts, kind = TEXTS[lang], verdict(found, result)
    if kind == "nothing":
        return ""
    if kind == "withheld":
        return texts["withheld"].format(reason=_withholding(found, lang) or texts["withheld_bare"])
    p = p_text(result.p_value or 0.0, lang)
    least = least_p(found.p_least or 0.0, lang)
    key = {"lower": "sure", "higher": "sure_up"}.get(kind, kind)
    margin, alpha = share(found.margin, lang), number(found.alpha, lang)
    text = texts[key].format(p=p, least=least, alpha=alpha, margin=margin)
    return f"{text} {ruled_out(found, result, lang)}".strip() if kind == "unsure" else text


def ruled_out(found: Evaluation, result: OutcomeResult, lang: str = "sv") -> str:
    """Say which fall the interval rules out, rounded so that it is never said to rule out more; else nothing."""
    held = effect_base(found, result).interval(result.interval, result.scale)
    if held is None or held[0] >= 0:
        return ""
    least = -outward(held)[0]
    if least > BEYOND:
        return TEXTS[lang]["not_ruled_out"]
    return TEXTS[lang]["ruled_out"].format(least=share(least, lang))


def status(found: Evaluation, lang: str = "sv") -> str:
    """Say how the question was put: registered, deviated and in what, or exploratory."""
    late = found.status == "exploratory" and any(note.code == "locked_late" for note in found.notes)
    return TEXTS[lang]["late" if late else found.status].format(what="; ".join(found.deviations))


def effect_base(found: Evaluation, result: OutcomeResult) -> Base:
    """What the whole effect is held against."""
    periods = result.effects_by_period
    return base_of(result, periods[0].start if periods else found.start)


def method_name(method: str, lang: str = "sv") -> str:
    """A method's name in words; a method without words is named as it is."""
    return METHODS[lang].get(method, (method, ""))[0]


def _span(found: Evaluation, result: OutcomeResult, lang: str) -> str:
    texts, start = TEXTS[lang], when(found.start, lang)
    if not result.series:
        return texts["since"].format(start=start)
    return texts["span"].format(start=start, to=when(result.series[-1].time, lang))


def _lacking(found: Evaluation, lang: str) -> str:
    """Why there is no effect to tell."""
    if any(note.code == "small_counts" for note in found.notes):
        return TEXTS[lang]["hidden"]
    unseen = " ".join(note.said(lang) for note in found.notes if note.code == "no_events")
    return _withholding(found, lang) or unseen or TEXTS[lang]["no_reason"]


def _difference(found: Evaluation, result: OutcomeResult, relative: float | None, lang: str) -> str:
    texts, estimate = TEXTS[lang], result.estimate or 0.0
    side = texts["lower" if estimate < 0 else "higher"]
    step = step_of([point.time for point in result.series])
    key = "total" if found.method in TOTALS or step is None else "mean"
    told = texts[key].format(
        size=number(abs(estimate), lang), side=side, step=STEPS[lang][step] if step else ""
    )
    if relative is not None and round(100 * relative):
        told += texts["relative"].format(share=share(abs(relative), lang))
    return told


def _interval(result: OutcomeResult, base: Base, lang: str) -> str:
    """The interval in the words of the estimate: relative where that can be said, else in the outcome's own unit."""
    if result.interval is None:
        return ""
    held = base.interval(result.interval, result.scale)
    if held is not None:
        low, high = (change(end, lang) for end in outward(held))
    else:
        low, high = (_sided(end, lang) for end in result.interval)
    return TEXTS[lang]["interval"].format(level=share(result.interval_level, lang), low=low, high=high)


def _sided(value: float, lang: str) -> str:
    """A difference in the outcome's own unit, said as lower or higher."""
    return f"{number(abs(value), lang)} {TEXTS[lang]['lower' if value < 0 else 'higher']}" if value else "0"


def _withholding(found: Evaluation, lang: str) -> str:
    return " ".join(note.said(lang) for note in found.notes if note.withholds)


def _none(result: OutcomeResult) -> float:
    return 1.0 if result.scale == "rate_ratio" else 0.0


def _named(outcome: str, lang: str) -> str:
    return f"Utfallet ”{outcome}”" if lang == "sv" else f"The outcome “{outcome}”"
