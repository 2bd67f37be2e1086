"""Reads our PDF files back as a reader does: its text by page, and its structure as a screen reader gets it."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pypdf import PdfReader


@dataclass(frozen=True)
class Tag:
    """One node of the structure: its kind, its title, and its attributes for tables."""

    kind: str
    title: str
    scope: str


def pages(pdf: bytes) -> list[str]:
    """The text of each page, with every run of white space as one space."""
    return [
        " ".join(page.extract_text().replace("\u200b", "").split()) for page in PdfReader(BytesIO(pdf)).pages
    ]


def text(pdf: bytes) -> str:
    """The text of the whole document."""
    return " ".join(pages(pdf))


def root(pdf: bytes) -> Any:
    """The document's catalogue."""
    return PdfReader(BytesIO(pdf)).root_object


def tags(pdf: bytes) -> list[Tag]:
    """The structure in reading order."""
    return list(_walk(root(pdf)["/StructTreeRoot"]))


def headings(pdf: bytes) -> list[tuple[str, str]]:
    """Kind and words of each heading, such as ``("H2", "Händelser")``."""
    return [(tag.kind, tag.title) for tag in tags(pdf) if tag.kind in {"H1", "H2", "H3"}]


def _walk(node: Any) -> Iterator[Tag]:
    node = node.get_object()
    if not isinstance(node, dict):
        return
    if "/S" in node:
        yield Tag(str(node["/S"])[1:], str(node.get("/T", "")), _scope(node.get("/A")))
    below = node.get("/K", [])
    for one in below if isinstance(below, list) else [below]:
        yield from _walk(one)


def _scope(attributes: Any) -> str:
    if attributes is None:
        return ""
    return next((str(one.get_object().get("/Scope", ""))[1:] for one in attributes), "")
