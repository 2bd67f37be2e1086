"""The words of published effects: the sentence, why a row is left out, and what a reader must know."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp
from typing import TYPE_CHECKING

from gvi.science.evaluation.pooling.reading import Row, Why
from gvi.science.evaluation.result import Interval, Note
from gvi.science.numerals import decimal, percent

if TYPE_CHECKING:
    from gvi.science.evaluation.pooling.result import Meta

WHY: dict[str, dict[Why | None, str]] = {
    "sv": {
        None: "",
        "no_interval": "utan intervall",
        "raw": "rå förändring, utan modell",
        "other_kind": "annat slags mått, räknas inte om",
        "same_study": "samma plats eller studie som en rad ovanför",
    },
    "en": {
        None: "",
        "no_interval": "without interval",
        "raw": "raw change, without a model",
        "other_kind": "another kind of measure, not converted",
        "same_study": "same place or study as a row above",
    },
}
POOLED = {
    "sv": (
        "{k} oberoende studier vägs samman: i genomsnitt {change} (kvot {ratio}, {level}-intervall {low} till {high}). "
        "I ännu en stad väntas effekten ligga mellan kvoterna {least} och {most}: {verdict}."
    ),
    "en": (
        "{k} independent studies are pooled: on average {change} (ratio {ratio}, {level} interval {low} to {high}). "
        "In one more city the effect is expected between the ratios {least} and {most}: {verdict}."
    ),
}
NOT_POOLED = {
    "sv": "Studierna vägs inte samman: {k} oberoende har intervall, och minst fem behövs. Alla {n} rader visas.",
    "en": "The studies are not pooled: {k} independent ones have an interval, and at least five are needed. "
    "All {n} rows are shown.",
}
CHANGE = {
    "sv": ("en minskning med {share}", "en ökning med {share}"),
    "en": ("a fall of {share}", "a rise of {share}"),
}
VERDICT = {
    "sv": ("förenligt med både effekt och ingen effekt", "en minskning även där", "en ökning även där"),
    "en": ("consistent with an effect and with none", "a fall there too", "a rise there too"),
}
MIXED = Note(
    "mixed_outcomes",
    "Raderna mäter olika saker ({outcomes}). Genomsnittet gäller inget enskilt utfall.",
    "The rows measure different things ({outcomes}). The mean is of no single outcome.",
)
UNVERIFIED = Note(
    "unverified",
    "{n} av {total} rader är inte kontrollerade mot källan.",
    "{n} of {total} rows have not been checked against their source.",
)


def sentence(found: Meta, lang: str) -> str:
    """The whole: the mean and what one more city may see, or that nothing is pooled; then the notes."""
    told = [_mean(found, lang) if found.pooled else _none(found, lang)]
    return " ".join(told + [note.said(lang) for note in found.notes])


def why(code: Why | None, lang: str) -> str:
    """Why a row is not pooled."""
    return WHY[lang][code]


def notes(rows: Sequence[Row], *, pooled: bool) -> tuple[Note, ...]:
    """Unverified rows always; different outcomes when they are pooled."""
    unverified = sum(row.verified is False for row in rows)
    found = [_filled(UNVERIFIED, n=str(unverified), total=str(len(rows)))] if unverified else []
    outcomes = list(dict.fromkeys(row.outcome for row in rows if row.left_out is None and row.outcome))
    if pooled and len(outcomes) > 1:
        found.append(_filled(MIXED, outcomes=", ".join(outcomes)))
    return tuple(found)


def ratio_and_ends(ratio: float, interval: Interval, lang: str) -> str:
    """A ratio with its interval."""
    return f"{decimal(ratio, lang)} ({decimal(interval[0], lang)}–{decimal(interval[1], lang)})"


def _mean(found: Meta, lang: str) -> str:
    mean = found.pooled
    if mean is None:
        return _none(found, lang)
    ratio = exp(mean.estimate)
    low, high = (decimal(exp(end), lang) for end in mean.interval)
    least, most = (decimal(exp(end), lang) for end in mean.prediction)
    return POOLED[lang].format(
        k=found.k,
        change=CHANGE[lang][ratio > 1].format(share=percent(abs(1 - ratio), lang)),
        ratio=decimal(ratio, lang),
        level=percent(found.level, lang),
        low=low,
        high=high,
        least=least,
        most=most,
        verdict=VERDICT[lang][_side(mean.prediction)],
    )


def _none(found: Meta, lang: str) -> str:
    return NOT_POOLED[lang].format(k=found.k, n=len(found.rows))


def _side(prediction: Interval) -> int:
    """0 when no effect is among what is expected, 1 when all of it is a fall, 2 a rise."""
    return 1 if prediction[1] < 0 else 2 if prediction[0] > 0 else 0


def _filled(note: Note, **values: str) -> Note:
    return Note(note.code, note.sv.format(**values), note.en.format(**values))
