"""The sentence of an evaluation: plain Swedish and English that a council member can quote without lying.

How large, how sure, what chance alone gives, and how the question was put. It never says that a cause is found: a
difference larger than chance is *support*, one that is not is *consistent with an effect and with none* (science.md).
"""

import math
from typing import Literal

from gvi.science.evaluation.result import Evaluation, OutcomeResult
from gvi.science.evaluation.saying import (
    PLURALS,
    STEPS,
    Base,
    base_of,
    change,
    least_p,
    number,
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

METHODS = {
    "sv": {
        "interrupted_series": ("avbruten tidsserie", "än vad utvecklingen före starten talar för"),
        "synthetic_control": ("syntetisk kontroll", "än i en vägd jämförelse av andra enheter"),
        "augmented_synthetic_control": (
            "syntetisk kontroll med justering (ridge)",
            "än i en vägd och justerad jämförelse av andra enheter",
        ),
        "synthetic_did": ("syntetiska differenser", "än i en vägd jämförelse av andra enheter"),
        "differences": ("differenser mellan enheter", "än i de jämförda enheterna"),
        "staggered_differences": ("differenser med olika starter", "än i de jämförda enheterna"),
        "stepped_wedge": ("stegvis start grupp för grupp", "än när grupperna ännu inte hade nåtts"),
        "micro_synthetic": ("syntetisk kontroll för små områden", "än i vägda jämförbara områden"),
        "displacement": (
            "skillnad med hänsyn till omflyttning",
            "än i kontrollområdet, omgivningen inräknad",
        ),
    },
    "en": {
        "interrupted_series": ("interrupted time series", "than what went before the start suggests"),
        "synthetic_control": ("synthetic control", "than in a weighted comparison of other units"),
        "augmented_synthetic_control": (
            "synthetic control with ridge adjustment",
            "than in a weighted and adjusted comparison of other units",
        ),
        "synthetic_did": (
            "synthetic difference in differences",
            "than in a weighted comparison of other units",
        ),
        "differences": ("differences between units", "than in the units compared with"),
        "staggered_differences": ("differences with staggered starts", "than in the units compared with"),
        "stepped_wedge": ("stepped wedge, group by group", "than while the groups had not yet been reached"),
        "micro_synthetic": ("synthetic control for small areas", "than in weighted comparable areas"),
        "displacement": (
            "weighted displacement difference",
            "than in the control area, the surroundings counted in",
        ),
    },
}
TEXTS = {
    "sv": {
        "size": "{outcome} var {size} {span} {beside}{interval}.",
        "same": "{outcome} var lika hög {span} som väntat utan insatsen{interval}.",
        "span": "från {start} till {to}",
        "since": "från {start}",
        "mean": "i genomsnitt {size} {side} per {step}",
        "total": "{size} {side} totalt",
        "relative": " ({share})",
        "lower": "lägre",
        "higher": "högre",
        "interval": " ({level}s konfidensintervall: {low} till {high})",
        "none": "Ingen effekt på {outcome} kunde räknas fram: {reason}",
        "hidden": "talen är så små att de döljs.",
        "no_reason": "data räcker inte.",
        "withheld": "Något p-värde ges inte. {reason} Därför går det inte att säga om skillnaden är större än vad "
        "slumpen ger, och resultatet är förenligt med både effekt och ingen effekt.",
        "withheld_bare": "metoden kan inte ge ett tillförlitligt p-värde för dessa data.",
        "cannot_reject": "Med så få jämförelser kan p aldrig bli lägre än {least}, och gränsen är {alpha}: upplägget "
        "kan inte skilja en effekt från slumpen ({p}). Resultatet är förenligt med både effekt och ingen effekt.",
        "unsure": "Så stor skillnad kan slumpen ge ({p}): resultatet är förenligt med både effekt och ingen effekt.",
        "small": "Skillnaden kan vara slump ({p}), och den är liten: både en minskning och en ökning på mer än "
        "{margin} kan uteslutas.",
        "sure": "Så stor skillnad ger slumpen sällan ({p}). Det talar för att insatsen hade effekt, men annat som "
        "hände samtidigt kan också ha bidragit.",
        "sure_up": "Så stor skillnad ger slumpen sällan ({p}). Utfallet blev högre än väntat, inte lägre; annat som "
        "hände samtidigt kan ha bidragit.",
        "ruled_out": "En minskning på mer än {least} kan uteslutas.",
        "not_ruled_out": "Inte heller en mycket stor minskning kan uteslutas.",
        "registered": "Analysen följer en plan som låstes innan utfallen lästes.",
        "deviated": "Analysen avviker från den låsta planen ({what}).",
        "exploratory": "Analysen är utforskande: det är inte visat att planen låstes innan utfallen lästes. Den ger "
        "uppslag, inte svar.",
        "late": "Analysen är utforskande: planen låstes först efter att utfallen lästs. Den ger uppslag, inte svar.",
        "n": "n = {n} {units}, {pre} {steps} före start och {post} efter.",
    },
    "en": {
        "size": "{outcome} was {size} {span} {beside}{interval}.",
        "same": "{outcome} was the same {span} as expected without the programme{interval}.",
        "span": "from {start} to {to}",
        "since": "from {start}",
        "mean": "on average {size} {side} a {step}",
        "total": "{size} {side} in all",
        "relative": " ({share})",
        "lower": "lower",
        "higher": "higher",
        "interval": " ({level} confidence interval: {low} to {high})",
        "none": "No effect on {outcome} could be worked out: {reason}",
        "hidden": "the numbers are so small that they are hidden.",
        "no_reason": "the data are not enough.",
        "withheld": "No p value is given. {reason} So it cannot be said whether the difference is greater than chance "
        "gives, and the result is consistent both with an effect and with none.",
        "withheld_bare": "The method cannot give a p value to rely on for these data.",
        "cannot_reject": "With so few comparisons p can never be under {least}, and the limit is {alpha}: the design "
        "cannot tell an effect from chance ({p}). The result is consistent both with an effect and with none.",
        "unsure": "Chance can give a difference as great ({p}): the result is consistent both with an effect and with "
        "none.",
        "small": "The difference may be chance ({p}), and it is small: both a fall and a rise of more than {margin} "
        "can be ruled out.",
        "sure": "Chance seldom gives a difference as great ({p}). That speaks for an effect of the programme, but "
        "other things that happened at the time may have contributed.",
        "sure_up": "Chance seldom gives a difference as great ({p}). The outcome was higher than expected, not lower; "
        "other things that happened at the time may have contributed.",
        "ruled_out": "A fall of more than {least} can be ruled out.",
        "not_ruled_out": "Not even a very great fall can be ruled out.",
        "registered": "The analysis follows a plan that was locked before outcomes were read.",
        "deviated": "The analysis deviates from the locked plan ({what}).",
        "exploratory": "The analysis is exploratory: it has not been shown that the plan was locked before outcomes "
        "were read. It gives leads, not answers.",
        "late": "The analysis is exploratory: the plan was locked only after outcomes had been read. It gives leads, "
        "not answers.",
        "n": "n = {n} {units}, {pre} {steps} before the start and {post} after.",
    },
}
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
    if result.estimate is None or not math.isfinite(result.estimate):
        return "nothing"
    if result.p_value is None:
        return "withheld"
    if found.cannot_reject:
        return "cannot_reject"
    if result.p_value > found.alpha:
        low, high = effect_base(found, result).interval(result.interval, result.scale) or (-1.0, 1.0)
        return "small" if -found.margin <= low and high <= found.margin else "unsure"
    return "lower" if result.estimate < _none(result) else "higher"


def size(found: Evaluation, result: OutcomeResult, lang: str = "sv") -> str:
    """Say how large the effect on an outcome is, and its interval."""
    texts, outcome = TEXTS[lang], _named(result.outcome, lang)
    if result.estimate is None or not math.isfinite(result.estimate):
        hidden = any(note.code == "small_counts" for note in found.notes)
        return texts["none"].format(
            outcome=result.outcome,
            reason=texts["hidden"] if hidden else _withholding(found, lang) or texts["no_reason"],
        )
    base, last = effect_base(found, result), result.series[-1].time if result.series else None
    start = when(found.start, lang)
    span = (
        texts["span"].format(start=start, to=when(last, lang)) if last else texts["since"].format(start=start)
    )
    relative = base.relative(result.estimate, result.scale)
    interval = _interval(result, base, lang)
    if result.scale != "difference" and relative is not None and not round(100 * relative):
        return texts["same"].format(outcome=outcome, span=span, interval=interval)
    told = _difference(found, result, relative, lang)
    if result.scale != "difference" and relative is not None:
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
    least = math.ceil(-100 * held[0] - 1e-9) / 100
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
        low, high = (change(end, lang) for end in held)
    else:
        low, high = (number(end, lang) for end in result.interval)
    return TEXTS[lang]["interval"].format(level=share(result.interval_level, lang), low=low, high=high)


def _withholding(found: Evaluation, lang: str) -> str:
    return " ".join(note.said(lang) for note in found.notes if note.withholds)


def _none(result: OutcomeResult) -> float:
    return 1.0 if result.scale == "rate_ratio" else 0.0


def _named(outcome: str, lang: str) -> str:
    return f"Utfallet ”{outcome}”" if lang == "sv" else f"The outcome “{outcome}”"
