"""The pieces of a report, the same for the page and for paper: headings, sentences, facts, tables, pictures.

Plain data: page.html and page.typ know how each piece looks, the sections what it holds.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from gvi.science.evaluation.report.charts.frame import NARROW, WIDE

Block = dict[str, Any]


def heading(text: str) -> Block:
    """The heading of a section."""
    return {"kind": "heading", "text": text}


def small_heading(text: str) -> Block:
    """A heading within a section."""
    return {"kind": "small-heading", "text": text}


def text(*sentences: str) -> Block:
    """A paragraph; empty sentences are left out."""
    return {"kind": "text", "text": " ".join(filter(None, sentences))}


def aside(*sentences: str) -> Block:
    """A quieter paragraph."""
    return {"kind": "aside", "text": " ".join(filter(None, sentences))}


def bullets(items: Iterable[str]) -> Block:
    """A list."""
    return {"kind": "list", "items": list(items)}


def numbered(items: Iterable[str]) -> Block:
    """A list whose numbers the pictures point at."""
    return {"kind": "numbered", "items": list(items)}


def facts(rows: Iterable[tuple[str, str]]) -> Block:
    """Names and values."""
    return {"kind": "facts", "rows": [list(row) for row in rows]}


def table(
    caption: str,
    names: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    words: int = 1,
    folded: bool = False,
) -> Block:
    """A table under its caption; the first ``words`` columns hold words, the rest figures; ``folded`` until opened."""
    return {
        "kind": "table",
        "caption": caption,
        "names": list(names),
        "rows": [list(row) for row in rows],
        "words": words,
        "folded": folded,
    }


def picture(draw: Callable[[float], str], *, alt: str, caption: str) -> Block:
    """A drawing, made wide and for a phone; ``alt`` says what it shows."""
    return {
        "kind": "picture",
        "svg": draw(WIDE),
        "narrow": draw(NARROW),
        "alt": alt,
        "caption": caption,
    }
