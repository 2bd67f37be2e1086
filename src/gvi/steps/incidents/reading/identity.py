"""The source's own id of each row, or one derived from what the row is about, so that importing twice changes nothing.

Without an id column a row is known by its moment, precision, kind and area, plus a running number among rows that
agree in all four: the order of equal rows in a sheet is the only thing that tells them apart. Counts, status and notes
may then be corrected in the sheet and the row is still the same incident.
"""

import hashlib
from collections import Counter

import polars as pl

LINKED = "\x1f"


class IdBook:
    """The ids met so far in one file."""

    def __init__(self) -> None:
        self._seen: set[str] = set()
        self._times: Counter[bytes] = Counter()

    def assign(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Return the rows with every empty `source_id` filled, and `repeated` true where an id was met before."""
        keys = rows.select(_identity(), _given()).to_dict(as_series=False)
        derived = [
            given or self._derived(key) for key, given in zip(keys["key"], rows["source_id"], strict=True)
        ]
        return rows.with_columns(
            pl.Series("source_id", derived, dtype=pl.String),
            pl.Series("repeated", self._repeated(keys["given"]), dtype=pl.Boolean),
        )

    def _repeated(self, given: list[str]) -> list[bool]:
        """Say which given ids were met before, here or in earlier rows."""
        new = set(given)
        if len(new) == len(given) and self._seen.isdisjoint(new):
            self._seen |= new
            return [False] * len(given)
        return [bool(text) and self._is_known(text) for text in given]

    def _derived(self, identity: str) -> str:
        digest = hashlib.blake2b(identity.encode(), digest_size=10).digest()
        self._times[digest] += 1
        return f"rad-{digest.hex()}-{self._times[digest]}"

    def _is_known(self, text: str) -> bool:
        known = text in self._seen
        self._seen.add(text)
        return known


def _identity() -> pl.Expr:
    second = pl.col("occurred_at").dt.epoch("s").cast(pl.String)
    area = pl.col("area").str.to_lowercase().str.replace_all(r"\s+", " ")
    return pl.concat_str("source", second, "precision", "kind", area, separator=LINKED).alias("key")


def _given() -> pl.Expr:
    """The given id with its source, "" where none is given."""
    both = pl.concat_str("source", "source_id", separator=LINKED)
    return pl.when(pl.col("source_id") != "").then(both).otherwise(pl.lit("")).alias("given")
