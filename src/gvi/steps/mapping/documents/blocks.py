"""The pieces that a problem analysis is set with: headings, sentences, tables and pictures, as its template takes them.

Everything is plain data: the template (problem_analysis.typ) knows how a piece looks, these functions what it holds.
"""

from collections.abc import Iterable, Sequence
from typing import Any

Block = dict[str, Any]
REST, NEEDED = 0, -1
"""Widths of a column: what is left over, or as much as its words need; anything else is in millimetres."""

WHOLE_LINE = 158


def heading(text: str) -> Block:
    """The heading of a section."""
    return {"kind": "heading", "text": text}


def small_heading(text: str) -> Block:
    """A heading within a section."""
    return {"kind": "small-heading", "text": text}


def text(*sentences: str, sticky: bool = False) -> Block:
    """A paragraph of ``sentences``, on the same page as what follows if ``sticky``; empty ones are left out."""
    return {"kind": "text", "text": " ".join(filter(None, sentences)), "sticky": sticky}


def aside(*sentences: str) -> Block:
    """A quieter paragraph: where from, as of when."""
    return {"kind": "aside", "text": " ".join(filter(None, sentences))}


def nothing(words: str) -> Block:
    """What a section says when it holds nothing."""
    return {"kind": "nothing", "text": words}


def box(items: Iterable[str]) -> Block:
    """What matters most, apart from the rest."""
    return {"kind": "box", "items": list(filter(None, items))}


def bullets(items: Iterable[str]) -> Block:
    """A list."""
    return {"kind": "list", "items": list(filter(None, items))}


def numbered(items: Iterable[str]) -> Block:
    """A list whose numbers something else points at."""
    return {"kind": "numbered", "items": list(items)}


def facts(rows: Iterable[tuple[str, str]]) -> Block:
    """Names and values."""
    return {"kind": "facts", "rows": [list(row) for row in rows]}


def table(
    caption: str,
    names: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    numbers: Sequence[int] = (),
    widths: Sequence[float] = (),
    total: Sequence[str] = (),
) -> Block:
    """A table under its ``caption``; the columns ``numbers`` (from 0) stand to the right, ``total`` is the last row."""
    return {
        "kind": "table",
        "caption": caption,
        "names": list(names),
        "rows": [list(row) for row in rows],
        "numbers": list(numbers),
        "sum": list(total),
        "widths": list(widths) or [REST, *[NEEDED] * (len(names) - 1)],
    }


def picture(svg: str, *, alt: str, caption: str, width: int = WHOLE_LINE) -> Block:
    """A drawing ``width`` millimetres wide; ``alt`` says what it shows to whoever does not see it."""
    return {"kind": "picture", "svg": svg, "alt": alt, "caption": caption, "width": width}
