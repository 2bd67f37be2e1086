"""Text in a cell: how long it may be, what it may hold, and how a sheet keeps text that looks like a formula.

A cell holds at most 20,000 characters and no control characters. A cell that begins with = is a formula and is
refused. Our own sheets put an apostrophe before text that a spreadsheet program would take for a formula (= + - @),
and reading takes exactly that one apostrophe away again.
"""

import re

import polars as pl

from gvi.steps.incidents.reading import expectations as wanted

TEXT_FIELDS = ("id", "source", "area", "reason", "summary", "link")  # the fields that hold free text
LONGEST = 20_000
LONGEST_ID = 200
LONGEST_SOURCE = 50
LONGEST_LINK = 2_000

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_CONTROL_RUST = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"
_LIKE_FORMULA = r"^('*[=+\-@])"
_GUARDED = r"^'('*[=+\-@])"


def fault_of(text: str) -> str:
    """Return what was expected when a text cannot be kept, else ""."""
    if len(text) > LONGEST:
        return wanted.SHORTER_TEXT
    return wanted.PLAIN_TEXT if _CONTROL.search(text) else ""


def faults(texts: pl.Series) -> pl.Series:
    """Return, for each cell, what was expected, or null for a cell that can be kept."""
    return (
        texts.to_frame("text")
        .select(
            pl.when(pl.col("text").str.len_chars() > LONGEST)
            .then(pl.lit(wanted.SHORTER_TEXT))
            .when(pl.col("text").str.contains(_CONTROL_RUST))
            .then(pl.lit(wanted.PLAIN_TEXT))
            .when(pl.col("text").str.starts_with("="))
            .then(pl.lit(wanted.NO_FORMULA))
        )
        .to_series()
    )


def guard() -> pl.Expr:
    """Return the expression that writes text so that no spreadsheet program runs it."""
    return pl.all().str.replace(_LIKE_FORMULA, "'${1}")


def unguard(texts: pl.Expr) -> pl.Expr:
    """Take away the apostrophe that `guard` put there."""
    return texts.str.replace(_GUARDED, "${1}")
