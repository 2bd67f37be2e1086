"""Numbers, states and levels as a sheet writes them: counts of victims, coordinates, status.

A blank count is none. Coordinates are degrees within Sweden (WGS 84), with a decimal comma or point; a pair that is
swapped or given in metres (SWEREF 99) falls outside and is refused. A blank status is *reported*.
"""

import re

import polars as pl

from gvi.steps.incidents.reading import expectations as wanted
from gvi.steps.incidents.reading.dates import Unreadable
from gvi.steps.incidents.reading.kinds import plain

MOST_VICTIMS = 1000
LATITUDES, LONGITUDES = (55.0, 69.2), (10.5, 24.3)
NONE = frozenset({"", "-", "–", "inga", "ingen", "noll", "0"})
NUMERALS = {
    "en": 1,
    "ett": 1,
    "två": 2,
    "tre": 3,
    "fyra": 4,
    "fem": 5,
    "sex": 6,
    "sju": 7,
    "åtta": 8,
    "nio": 9,
}
_COUNT = re.compile(r"([0-9]{1,4})(?:[.,]0+)?(?: st| personer| person)?")
STATES = {
    "": "reported",
    "rapporterad": "reported",
    "inrapporterad": "reported",
    "anmäld": "reported",
    "ny": "reported",
    "reported": "reported",
    "avvaktar": "waiting",
    "avvaktas": "waiting",
    "väntar": "waiting",
    "väntar på polisen": "waiting",
    "oklar": "waiting",
    "waiting": "waiting",
    "bekräftad": "confirmed",
    "bekräftat": "confirmed",
    "bekr": "confirmed",
    "ja": "confirmed",
    "konstaterad": "confirmed",
    "confirmed": "confirmed",
    "avförd": "unfounded",
    "avskriven": "unfounded",
    "ingen händelse": "unfounded",
    "ej bekräftad": "waiting",
    "obekräftad": "waiting",
    "unfounded": "unfounded",
}
LEVELS = {
    "": "area",
    "område": "area",
    "area": "area",
    "kommun": "municipality",
    "municipality": "municipality",
    "län": "county",
    "county": "county",
}


def read_count(text: str) -> int:
    """Read a number of victims; raise Unreadable.

    >>> read_count("två"), read_count("3 st"), read_count("")
    (2, 3, 0)
    """
    word = plain(text)
    if word in NONE:
        return 0
    match = _COUNT.fullmatch(word)
    found = NUMERALS.get(word) if match is None else int(match[1])
    if found is None or found > MOST_VICTIMS:
        raise Unreadable(wanted.A_COUNT)
    return found


def read_state(text: str) -> str:
    """Read a status; raise Unreadable."""
    return _one_of(STATES, text, wanted.A_STATE)


def read_level(text: str) -> str:
    """Read what an area is: municipality, county or a part of one; raise Unreadable."""
    return _one_of(LEVELS, text, wanted.AN_AREA_LEVEL)


def _one_of(table: dict[str, str], text: str, expected: str) -> str:
    found = table.get(plain(text))
    if found is None:
        raise Unreadable(expected)
    return found


def read_degrees(texts: pl.Series, limits: tuple[float, float], expected: str) -> tuple[pl.Series, pl.Series]:
    """Read a column of degrees; return the numbers, and what was expected where there is none."""
    text = pl.col("text")
    frame = (
        texts.str.strip_chars(" °")
        .str.replace(",", ".", literal=True)
        .to_frame("text")
        .with_columns(
            pl.when(text.str.contains(r"^[0-9]{1,3}(\.[0-9]{1,20})?$"))
            .then(text)
            .cast(pl.Float64)
            .alias("value")
        )
    )
    inside = pl.col("value").is_between(*limits).fill_null(False)
    values = frame.select(pl.when(inside).then("value")).to_series()
    faults = frame.select(pl.when(~inside & (text != "")).then(pl.lit(expected))).to_series()
    return values, faults
