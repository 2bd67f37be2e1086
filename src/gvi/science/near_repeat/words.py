"""The sentences of a near-repeat analysis, in Swedish and English: never more than the table can bear."""

from dataclasses import dataclass

ALMOST_ONE = 0.995
TEXTS = {
    "sv": {
        "no_pairs": "Inga händelser ligger närmare varandra än {reach} m: tabellen säger inget.",
        "nothing": "Ingen ruta i tabellen skiljer sig säkert från slumpen (minsta p = {p}{tried}). "
        "Det går ihop både med att händelser upprepas nära i tid och rum och med att de inte gör det.",
        "found": "Avstånd {distance}, {days} emellan: {observed} par händelser mot väntade {expected}, {times} "
        "(p = {p}{tried}).",
        "times": "{ratio} gånger så många som slumpen ger",
        "never": "fler än slumpen någonsin gav",
        "tried": ", räknat på att {cells} rutor prövats",
        "more": " {sure} av {cells} rutor har säkert fler par än slumpen ger.",
        "n": " n = {n} händelser.",
    },
    "en": {
        "no_pairs": "No events are nearer than {reach} m to each other: the table says nothing.",
        "nothing": "No cell of the table differs surely from chance (least p = {p}{tried}). "
        "That is consistent both with events that repeat near each other in time and place and with none that do.",
        "found": "Distance {distance}, {days} between: {observed} pairs of events against {expected} expected, {times} "
        "(p = {p}{tried}).",
        "times": "{ratio} times as many as chance gives",
        "never": "more than chance ever gave",
        "tried": ", given that {cells} cells were tried",
        "more": " {sure} of {cells} cells surely hold more pairs than chance gives.",
        "n": " n = {n} events.",
    },
}


@dataclass(frozen=True, slots=True)
class Finding:
    """The cell that chance explains least, and how many cells chance does not explain."""

    sure: int
    cells: int
    distance: str
    days: str
    observed: int
    expected: float
    p: float
    close_pairs: int
    reach: float
    n: int


def figure(value: float, lang: str, decimals: int | None = None) -> str:
    """Write a figure as the language does: one decimal, two when it is small, or as many as asked for.

    >>> figure(24.35, "sv"), figure(0.038, "sv"), figure(0.9996, "en"), figure(0.001, "en", 3)
    ('24,4', '0,04', '1.0', '0.001')
    """
    if decimals is None:
        decimals = 2 if 0 < value < ALMOST_ONE else 1
    text = f"{value:.{decimals}f}"
    return text.replace(".", ",") if lang == "sv" else text


def sentence(found: Finding, lang: str) -> str:
    """Say what was found; ends with n."""
    texts = TEXTS[lang]
    end = texts["n"].format(n=found.n)
    if not found.close_pairs:
        return texts["no_pairs"].format(reach=f"{found.reach:g}") + end
    tried = texts["tried"].format(cells=found.cells) if found.cells > 1 else ""
    p = figure(found.p, lang, 3)
    if not found.sure:
        return texts["nothing"].format(p=p, tried=tried) + end
    text = texts["found"].format(
        observed=found.observed,
        distance=found.distance,
        days=found.days,
        expected=figure(found.expected, lang),
        times=_times(found, lang),
        p=p,
        tried=tried,
    )
    more = texts["more"].format(sure=found.sure, cells=found.cells) if found.cells > 1 else ""
    return text + more + end


def _times(found: Finding, lang: str) -> str:
    if not found.expected:
        return TEXTS[lang]["never"]
    return TEXTS[lang]["times"].format(ratio=figure(found.observed / found.expected, lang))
