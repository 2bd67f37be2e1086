"""The police's own result as rows of a table, in the reader's language."""

from collections.abc import Callable
from typing import Any

from gvi.science.evaluation.saying import Base, p_text, signed_percent


def result_rows(result: dict[str, Any], lang: str, named: Callable[[str], str]) -> list[dict[str, str]]:
    """One row an outcome: effect and interval in per cent where they can be said so, and p."""
    scale, between = result["scale"], "till" if lang == "sv" else "to"
    rows = []
    for one in result["results"]:
        ends = Base().interval(tuple(one["interval"]) if one["interval"] else None, scale)
        told = [signed_percent(end, lang) for end in ends or ()]
        rows.append(
            {
                "outcome": named(one["outcome"]),
                "effect": signed_percent(Base().relative(one["estimate"], scale), lang),
                "interval": f" {between} ".join(told),
                "p": p_text(one["p_value"], lang) if one["p_value"] is not None else "",
            }
        )
    return rows
