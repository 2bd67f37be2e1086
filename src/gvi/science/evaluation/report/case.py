"""What a report is made of, and how its sections say figures: the answer, plan, context, power and language."""

import math
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gvi.science.evaluation.context import ContextEvent
from gvi.science.evaluation.detectable import Power
from gvi.science.evaluation.plan import Plan
from gvi.science.evaluation.result import Evaluation, Interval, OutcomeResult, Scale
from gvi.science.evaluation.saying import MINUS, base_of, number, p_text, signed_percent
from gvi.science.evaluation.words import effect_base

FOLDER = Path(__file__).with_name("words")
LANGUAGES = ("sv", "en")


@cache
def words(lang: str) -> dict[str, dict[str, str]]:
    """The report's words in a language, by section."""
    return tomllib.loads((FOLDER / f"{lang}.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Case:
    """All that a report says, in one language."""

    found: Evaluation
    plan: Plan | None
    context: tuple[ContextEvent, ...]
    preliminary: tuple[str, ...]
    power: Power | None
    lang: str
    persons: bool

    @property
    def result(self) -> OutcomeResult:
        """The primary outcome."""
        return self.found.primary

    @property
    def signs(self) -> dict[str, str]:
        """What the signs of pictures are called."""
        return words(self.lang)["signs"]

    def say(self, key: str, **values: object) -> str:
        """A text of the report, ``section.name``."""
        section, name = key.split(".")
        return words(self.lang)[section][name].format(**values)

    def number(self, value: float | None) -> str:
        """A figure; *hidden* for one that is (NaN), a dash for none."""
        if value is None:
            return self.say("head.none")
        if math.isnan(value):
            return self.say("head.hidden") if self.persons else self.say("head.none")
        return number(value, self.lang)

    def effect(self, value: float | None, scale: Scale) -> str:
        """An effect as its scale is read: a ratio for both ratio scales, with its sign otherwise."""
        if value is None or not math.isfinite(value):
            return self.number(value if value is None or math.isnan(value) else None)
        if scale == "log_rate_ratio":
            return number(math.exp(value), self.lang)
        text = number(value, self.lang)
        return text if scale == "rate_ratio" or text.startswith(MINUS) or value == 0 else f"+{text}"

    def interval(self, ends: Interval | None, scale: Scale) -> str:
        """An interval, as its effect."""
        if ends is None:
            return self.say("head.none")
        low, high = (self.effect(end, scale) for end in ends)
        return f"{low} {'till' if self.lang == 'sv' else 'to'} {high}"

    def p(self, value: float | None) -> str:
        """A p value for tables."""
        if value is None:
            return self.say("effects.withheld")
        return p_text(value, self.lang).lstrip("p\u00a0=")

    def numbered_context(self) -> str:
        """The context as the end of a caption."""
        listed = "; ".join(f"{n} {one.label}" for n, one in enumerate(self.context, 1))
        return self.say("main.numbered", list=listed) if listed else ""

    def as_percent(self, result: OutcomeResult) -> bool:
        """Whether the outcome's effects can be said as per cent: the whole, and every period with its interval."""
        told = [(effect_base(self.found, result), result.estimate, result.interval)]
        told += [
            (base_of(result, one.start, one.to), one.estimate, one.interval)
            for one in result.effects_by_period
        ]
        return all(
            base.relative(value, result.scale) is not None
            for base, estimate, ends in told
            for value in (estimate or 0.0, *(end for end in ends or () if math.isfinite(end)))
        )

    def figure(self, value: float) -> str:
        """A relative change for an axis."""
        return signed_percent(value, self.lang)

    def plain_figure(self, value: float) -> str:
        """A difference for an axis."""
        return number(value, self.lang)
