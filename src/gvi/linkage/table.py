"""Records as the table that is compared: text made comparable, keys to look under, how common a name is.

Rows are numbered by id, so that the order in which records came can't matter, and no id reaches the
engine. What is empty is null, and null equals nothing.
"""

from collections.abc import Sequence
from typing import Any

import polars as pl

from gvi.linkage import numbers
from gvi.linkage.model import CHANCE, NAME_MEMORY
from gvi.linkage.records import Record
from gvi.linkage.spelling import folded, parts, plain, sound

START = 2  # letters of a name to look under
TEXT, WORDS = pl.String(), pl.List(pl.String())
SCHEMA = pl.Schema(
    {
        "row": pl.Int64(),
        "number": TEXT,
        "valid": pl.Boolean(),
        "coordination": pl.Boolean(),
        "birth": TEXT,
        "birth_swapped": TEXT,
        "birth_sorted": TEXT,
        "birth_year": TEXT,
        "century": TEXT,
        "given": TEXT,
        "given_sound": TEXT,
        "given_parts": WORDS,
        "given_start": TEXT,
        "surname": TEXT,
        "surname_sound": TEXT,
        "surname_parts": WORDS,
        "surname_start": TEXT,
        "address": TEXT,
    }
)


def comparable(records: Sequence[Record]) -> pl.DataFrame:
    """Return one row a record, in the order given, with the columns of `SCHEMA`."""
    return pl.DataFrame([_row(at, record) for at, record in enumerate(records)], schema=SCHEMA)


def _row(at: int, record: Record) -> dict[str, Any]:
    number = numbers.read(record.identity_number)
    return {
        "row": at,
        "number": number and number.digits,
        "valid": bool(number and number.valid),
        "coordination": bool(number and number.coordination),
        "address": folded(record.address) or None,
        **_birth(record, number),
        **_name("given", record.given_name),
        **_name("surname", record.surname),
    }


def _birth(record: Record, number: numbers.Number | None) -> dict[str, str | None]:
    """Return the day of birth as YYMMDD: the record's own, else its number's."""
    if record.birth_date:
        century, day = record.birth_date.strftime("%C"), record.birth_date.strftime("%y%m%d")
    elif number:
        century, day = number.century, number.day
    else:
        return {}
    year, month, in_month = day[:2], day[2:4], day[4:]
    return {
        "birth": day,
        "birth_swapped": year + in_month + month,
        "birth_sorted": year + "".join(sorted((month, in_month))),
        "birth_year": year,
        "century": century or None,
    }


def _name(column: str, name: str) -> dict[str, str | list[str] | None]:
    heard = sound(name)
    return {
        column: plain(name) or None,
        f"{column}_sound": heard or None,
        f"{column}_parts": parts(heard),
        f"{column}_start": heard[:START] or None,
    }


def frequencies(table: pl.DataFrame, column: str) -> pl.DataFrame:
    """Return each name of a column with how likely another person bears it.

    The two rows of a pair bear it anyway, so they don't count. A short list hardly knows what is common:
    its names are weighed together with `NAME_MEMORY` rows of a usual population.
    """
    usual = CHANCE[column] * NAME_MEMORY
    others = (pl.len().cast(pl.Int64) - 2).clip(0)
    chance = (others + usual) / (table.height + NAME_MEMORY)
    return table.drop_nulls(column).group_by(column).agg(chance.alias(f"tf_{column}"))
