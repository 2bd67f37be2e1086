"""Each document is an accessible PDF as a machine can check it: PDF/UA-1, tagged, Swedish, titled, in order.

Typst refuses to write a file that breaks the rules it knows; these tests read the result. veraPDF, the full
validator, is not part of the suite: it needs Java.
"""

from collections.abc import Callable
from itertools import pairwise

import pytest

from gvi.steps.review.documents import agenda_pdf, joint_pdf, police_pdf
from tests.steps.review.documents.examples import (
    AGENDA,
    EMPTY_AGENDA,
    EMPTY_JOINT,
    EMPTY_POLICE,
    JOINT,
    POLICE,
)
from tests.steps.review.documents.reading import headings, root, tags

WRITE: dict[str, Callable[[], bytes]] = {
    "joint": lambda: joint_pdf(JOINT),
    "joint, empty": lambda: joint_pdf(EMPTY_JOINT),
    "police": lambda: police_pdf(POLICE),
    "police, empty": lambda: police_pdf(EMPTY_POLICE),
    "agenda": lambda: agenda_pdf(AGENDA),
    "agenda, empty": lambda: agenda_pdf(EMPTY_AGENDA),
}
TITLES = {
    "joint": "Gemensamma minnesanteckningar, händelsegenomgång 47",
    "police": "Polisens minnesanteckningar, händelsegenomgång 47",
    "agenda": "Dagordning, händelsegenomgång 48",
}


@pytest.fixture(scope="module", params=sorted(WRITE))
def pdf(request: pytest.FixtureRequest) -> bytes:
    return WRITE[request.param]()


def test_claims_pdf_ua_and_is_tagged(pdf: bytes) -> None:
    catalogue = root(pdf)
    assert b"pdfuaid:part" in catalogue["/Metadata"].get_data()
    assert catalogue["/MarkInfo"]["/Marked"] == True  # noqa: E712 (pypdf's own boolean)
    assert catalogue["/StructTreeRoot"]["/K"]


def test_is_in_swedish_and_shows_its_title(pdf: bytes) -> None:
    catalogue = root(pdf)
    assert catalogue["/Lang"] == "sv-SE"
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712


def test_headings_begin_with_one_title_and_skip_no_level(pdf: bytes) -> None:
    levels = [int(kind[1]) for kind, _title in headings(pdf)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_table_has_headings_for_its_columns(pdf: bytes) -> None:
    kinds = [tag.kind for tag in tags(pdf)]
    assert kinds.count("Table") == kinds.count("THead")
    assert all(tag.scope == "Column" for tag in tags(pdf) if tag.kind == "TH")


def test_no_picture_is_left_without_words(pdf: bytes) -> None:
    assert "Figure" not in {tag.kind for tag in tags(pdf)}


@pytest.mark.parametrize("document", sorted(TITLES))
def test_the_title_says_what_it_is(document: str) -> None:
    metadata = root(WRITE[document]())["/Metadata"].get_data().decode()
    assert TITLES[document] in metadata


def test_tables_are_there_to_be_checked() -> None:
    assert [tag.kind for tag in tags(joint_pdf(JOINT))].count("Table") == 4
