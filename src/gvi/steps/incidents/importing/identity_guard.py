"""The joint space holds no person: a row whose description holds an identity number is refused (trust.md, T31)."""

from collections import Counter

import polars as pl

from gvi.steps.incidents.reading import Refused
from gvi.steps.incidents.reading import expectations as wanted
from gvi.trust.workspaces.free_text import find

DIGITS = r"\d{6,8}[-+–\s]{0,3}\d{4}"


def refuse_identity_numbers(
    rows: pl.DataFrame, file: str
) -> tuple[pl.DataFrame, list[Refused], Counter[str]]:
    """Split ``rows``: those that may pass, a refusal for each other (never its text), and their kinds."""
    suspects = rows.with_row_index("place").filter(pl.col("summary").str.contains(DIGITS))
    found = suspects.filter([_holds_identity_number(text) for text in suspects["summary"]])
    if found.is_empty():
        return rows, [], Counter()
    kept = rows.with_row_index("place").join(found.select("place"), on="place", how="anti").drop("place")
    refused = [
        Refused(file, row, "summary", "", wanted.NO_IDENTITY_NUMBER, sheet)
        for row, sheet in found.select("row", "sheet").iter_rows()
    ]
    return kept, refused, Counter(found["kind"].to_list())


def _holds_identity_number(text: str) -> bool:
    return any(finding.refused for finding in find(text))
