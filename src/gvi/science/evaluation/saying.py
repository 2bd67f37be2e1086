"""Figures and times as running text writes them, in Swedish and in English; an effect as per cent whatever its scale.

Minus is the sign U+2212, decimals a comma in Swedish, and a change is said as lower or higher, never as a bare minus.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from gvi.science.evaluation import times
from gvi.science.evaluation.result import Interval, OutcomeResult, Scale
from gvi.science.evaluation.times import Step
from gvi.science.numerals import NO_BREAK, decimal

MINUS = "\N{MINUS SIGN}"
NOTHING = {"sv": "saknas", "en": "none"}
LEAST_P = 0.001
MANY, SOME = 100, 10
MONTHS = {
    "sv": [
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
        "december",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
STEPS = {
    "sv": {
        Step.DAY: "dag",
        Step.WEEK: "vecka",
        Step.MONTH: "månad",
        Step.QUARTER: "kvartal",
        Step.YEAR: "år",
        Step.NUMBER: "tidssteg",
    },
    "en": {
        Step.DAY: "day",
        Step.WEEK: "week",
        Step.MONTH: "month",
        Step.QUARTER: "quarter",
        Step.YEAR: "year",
        Step.NUMBER: "time step",
    },
}
PLURALS = {
    "sv": {
        Step.DAY: "dagar",
        Step.WEEK: "veckor",
        Step.MONTH: "månader",
        Step.QUARTER: "kvartal",
        Step.YEAR: "år",
        Step.NUMBER: "tidssteg",
    },
    "en": {step: f"{word}s" for step, word in STEPS["en"].items()},
}


def number(value: float | None, lang: str = "sv", digits: int | None = None) -> str:
    """Write a figure with as many decimals as it bears: none from 100, one from 10, two under that.

    >>> number(-19.514), number(1234.5, "en"), number(0.456), number(float("nan"))
    ('−19,5', '1,234', '0,46', 'saknas')
    """
    if value is None or not math.isfinite(value):
        return NOTHING[lang]
    if digits is None:
        size = abs(value)
        digits = 0 if size >= MANY or value == int(value) else 1 if size >= SOME else 2
    return decimal(value, lang, digits).replace("-", MINUS)


def p_text(value: float, lang: str = "sv") -> str:
    """Write a p value: three decimals under 0.1, two above, never nought.

    >>> p_text(0.0769), p_text(0.0002, "en"), p_text(0.4)
    ('p\\xa0=\\xa00,077', 'p\\xa0<\\xa00.001', 'p\\xa0=\\xa00,40')
    """
    if value < LEAST_P:
        return f"p{NO_BREAK}<{NO_BREAK}{decimal(LEAST_P, lang, 3)}"
    return f"p{NO_BREAK}={NO_BREAK}{decimal(value, lang, 3 if value < 0.1 else 2)}"


def least_p(value: float, lang: str = "sv") -> str:
    """Write the least p that a design can give, rounded down: nothing under it is said to be out of reach.

    >>> least_p(1 / 12), least_p(0.001)
    ('0,083', '0,0010')
    """
    digits = 3 if value >= 0.01 else 4
    return decimal(math.floor(value * 10**digits + 1e-9) / 10**digits, lang, digits)


def share(value: float, lang: str = "sv") -> str:
    """Write a share as per cent in words, for running text.

    >>> share(0.45), share(0.452, "en")
    ('45\\xa0procent', '45\\xa0per cent')
    """
    return f"{number(round(100 * value), lang)}{NO_BREAK}{'procent' if lang == 'sv' else 'per cent'}"


def change(value: float, lang: str = "sv") -> str:
    """Say a relative change in words.

    >>> change(-0.24), change(0.001), change(0.5, "en")
    ('24\\xa0procent lägre', 'lika hög', '50\\xa0per cent higher')
    """
    if round(100 * value) == 0:
        return "lika hög" if lang == "sv" else "the same"
    words = ("lägre", "högre") if lang == "sv" else ("lower", "higher")
    return f"{share(abs(value), lang)} {words[value > 0]}"


def outward(ends: Interval) -> Interval:
    """Round an interval of relative changes to whole per cent, never narrower: what it rules out stays ruled out.

    >>> outward((-0.364, 0.051))
    (-0.37, 0.06)
    """
    low, high = ends
    return math.floor(100 * low + 1e-9) / 100, math.ceil(100 * high - 1e-9) / 100


def signed_percent(value: float | None, lang: str = "sv") -> str:
    """Write a relative change for tables and axes.

    >>> signed_percent(-0.243), signed_percent(0.05, "en")
    ('−24\\xa0%', '+5%')
    """
    if value is None or not math.isfinite(value):
        return NOTHING[lang]
    rounded = round(100 * value)
    sign = "+" if rounded > 0 else ""
    return f"{sign}{number(rounded, lang)}{NO_BREAK if lang == 'sv' else ''}%"


def step_of(labels: Sequence[str]) -> Step | None:
    """The step that the written times share."""
    return times.step_of(labels) if labels else None


def when(label: str, lang: str = "sv") -> str:
    """Say a written time in running text.

    >>> when("2018-10"), when("2018-W40", "en"), when("2012Q2"), when("1989"), when("2018-10-07")
    ('oktober 2018', 'week 40 of 2018', 'kvartal 2 2012', '1989', '7 oktober 2018')
    """
    months = MONTHS[lang]
    match step_of([label]):
        case Step.MONTH:
            return f"{months[int(label[5:]) - 1]} {label[:4]}"
        case Step.DAY:
            return f"{int(label[8:])} {months[int(label[5:7]) - 1]} {label[:4]}"
        case Step.WEEK:
            return (
                f"vecka {int(label[6:])} {label[:4]}"
                if lang == "sv"
                else f"week {int(label[6:])} of {label[:4]}"
            )
        case Step.QUARTER:
            return (
                f"kvartal {label[5:]} {label[:4]}" if lang == "sv" else f"quarter {label[5:]} of {label[:4]}"
            )
        case Step.NUMBER:
            return f"tidssteg {label}" if lang == "sv" else f"time step {label}"
        case _:
            return label


@dataclass(frozen=True, slots=True)
class Base:
    """What a difference is held against to be said as per cent: the mean counterfactual after the start, if known.

    ``steps`` is over how many steps the difference is a sum: 1 when it is a mean a step. ``least`` says that nothing
    under nought was seen, so that no fall is told as more than the whole; else such a fall is not told as per cent.
    """

    mean: float | None = None
    steps: int = 1
    least: bool = True

    def relative(self, value: float | None, scale: Scale) -> float | None:
        """The estimate as a relative change: −0.24 is 24 per cent lower. None when it can not be said so."""
        if value is None or not math.isfinite(value):
            return None
        match scale:
            case "log_rate_ratio":
                return math.expm1(value)
            case "rate_ratio":
                return value - 1
            case "percent":
                return max(-1.0, value / 100)
            case "difference":
                return self._held(value / (self.mean * self.steps)) if self.mean and self.mean > 0 else None

    def interval(self, value: Interval | None, scale: Scale) -> Interval | None:
        """An interval as relative changes; an end that is infinite makes it none."""
        low, high = (self.relative(end, scale) for end in value or (None, None))
        return None if low is None or high is None else (low, high)

    def _held(self, value: float) -> float | None:
        return max(-1.0, value) if self.least else value if value >= -1 else None


def base_of(result: OutcomeResult, start: str, to: str | None = None) -> Base:
    """The mean counterfactual from ``start`` to ``to`` (included; the end when none)."""
    labels = [point.time for point in result.series]
    if start not in labels or (to is not None and to not in labels):
        return Base()
    after = result.series[labels.index(start) : labels.index(to) + 1 if to else None]
    known = [point.counterfactual for point in after if point.counterfactual is not None]
    if not known or len(known) < len(after):
        return Base()
    least = not any(point.observed < 0 for point in result.series)
    return Base(math.fsum(known) / len(known), len(known) if result.total else 1, least)
