"""The one text of a number that may be small, for tables, charts, tool tips, downloads and alternative texts alike."""

from gvi.science.numerals import whole

LEAST = 5
UNDER = {"sv": "under {least}", "en": "under {least}"}
HIDDEN = {"sv": "döljs", "en": "hidden"}
IMPOSSIBLE = "–"
ALL_SHOWN = {
    "sv": "Inget tal behöver döljas. n = {n}.",
    "en": "No number needs to be hidden. n = {n}.",
}
SOME_HIDDEN = {
    "sv": "Tal under {least} döljs, även noll, och så många till att de inte går att räkna fram:"
    " {hidden} av {cells} tal. n = {n}.",
    "en": "Numbers under {least} are hidden, zero too, and as many more as keep them from being worked out:"
    " {hidden} of {cells} numbers. n = {n}.",
}


def check_least(least: int) -> int:
    """Return the threshold; it may be raised, never lowered under LEAST (ValueError)."""
    if least < LEAST:
        raise ValueError(f"least: expected at least {LEAST}, got {least}")
    return least


def shown(count: int, *, least: int = LEAST, lang: str = "sv") -> str:
    """Write one number that stands alone, with no sum or earlier number that it could be worked out from.

    >>> shown(4), shown(0), shown(12)
    ('under 5', 'under 5', '12')
    """
    return whole(count, lang) if count >= check_least(least) else UNDER[lang].format(least=least)
