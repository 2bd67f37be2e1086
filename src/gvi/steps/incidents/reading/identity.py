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
        self._seen: set[bytes] = set()
        self._times: Counter[bytes] = Counter()

    def assign(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Return the rows with every empty `source_id` filled, and `repeated` true where an id was met before."""
        keys = rows.select(_identity()).to_series().to_list()
        ids, repeated = [], []
        for source, given, key in zip(rows["source"], rows["source_id"], keys, strict=True):
            ids.append(given or self._derived(f"{source}{LINKED}{key}"))
            repeated.append(bool(given) and self._is_known(f"{source}{LINKED}{given}"))
        return rows.with_columns(
            pl.Series("source_id", ids, dtype=pl.String), pl.Series("repeated", repeated, dtype=pl.Boolean)
        )

    def _derived(self, identity: str) -> str:
        digest = hashlib.blake2b(identity.encode(), digest_size=10).digest()
        self._times[digest] += 1
        return f"rad-{digest.hex()}-{self._times[digest]}"

    def _is_known(self, identity: str) -> bool:
        digest = hashlib.blake2b(identity.encode(), digest_size=10).digest()
        if digest in self._seen:
            return True
        self._seen.add(digest)
        return False


def _identity() -> pl.Expr:
    area = pl.col("area").str.to_lowercase().str.replace_all(r"\s+", " ")
    second = pl.col("occurred_at").dt.epoch("s").cast(pl.String)
    return pl.concat_str(second, "precision", "kind", area, separator=LINKED)
