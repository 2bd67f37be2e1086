"""The sentences and labels of concentration, in Swedish and in English."""

from gvi.science.numerals import decimal, whole

NOUNS = {
    "sv": {"units": "enheter", "groups": "grupper", "persons": "personer", "areas": "områden"},
    "en": {"units": "units", "groups": "groups", "persons": "persons", "areas": "areas"},
}
HALF = {
    "sv": "Hälften av händelserna kan kopplas till {units} av {n} {noun}; av en slump hade det varit {chance}",
    "en": "Half of the events can be tied to {units} of {n} {noun}; by chance it would have been {chance}",
}
GINI = {
    "sv": "Ginikoefficienten, justerad för antalet händelser, är {g}{interval}, av en slump {chance}",
    "en": "The Gini coefficient, adjusted for the number of events, is {g}{interval}, by chance {chance}",
}
INTERVAL = {"sv": " (intervall {low} till {high})", "en": " (interval {low} to {high})"}
SIZE = {"sv": "n = {n} {noun}, c = {c} händelser", "en": "n = {n} {noun}, c = {c} events"}
LABELS = {
    "sv": {
        "x": "Andel av alla {noun}, de med minst först",
        "y": "Andel av händelserna",
        "observed": "Uppmätt",
        "chance": "Av en slump",
        "even": "Helt jämnt",
    },
    "en": {
        "x": "Share of all {noun}, those with least first",
        "y": "Share of the events",
        "observed": "Measured",
        "chance": "By chance",
        "even": "Quite even",
    },
}


def noun(lang: str, of: str) -> str:
    """Name the units; raises KeyError for a language or a unit that has no words."""
    return NOUNS[lang][of]


def half_sentence(lang: str, of: str, units: int, n: int, by_chance: int) -> str:
    """Say how few hold half, and how many it would be by chance."""
    sizes = {"units": whole(units, lang), "n": whole(n, lang), "chance": whole(by_chance, lang)}
    return HALF[lang].format(noun=noun(lang, of), **sizes) + "."


def gini_sentence(lang: str, g: float, interval: tuple[float, float] | None, chance: float) -> str:
    """Say the adjusted Gini coefficient with its interval and its equal-risk value."""
    ends = interval and INTERVAL[lang].format(low=decimal(interval[0], lang), high=decimal(interval[1], lang))
    return GINI[lang].format(g=decimal(g, lang), interval=ends or "", chance=decimal(chance, lang)) + "."


def size_sentence(lang: str, of: str, n: int, c: int) -> str:
    """Give n and c, which stand beside every figure."""
    return SIZE[lang].format(n=whole(n, lang), c=whole(c, lang), noun=noun(lang, of)) + "."
