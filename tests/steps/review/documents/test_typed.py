"""Whatever somebody types, it stays text: it becomes no markup, stops no meeting, and leaves the page whole."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gvi.steps.review.documents import agenda_pdf, joint_pdf, police_pdf
from gvi.steps.review.documents.data import ContextLine, IncidentLine, MeetingFacts, ReviewLine, TaskLine
from tests.steps.review.documents.examples import (
    AGENDA,
    JOINT,
    JUDGEMENT,
    MEETING,
    PATROL,
    POLICE,
    SHOOTING,
)
from tests.steps.review.documents.reading import text

MARKUP = [
    "#panic()",
    '#eval("1")',
    "*stark* _kursiv_ `kod`",
    "$x^2$ och ett $ ensamt",
    "] } ) \\",
    "<label> @ref",
    "// rad /* block */",
    "= Rubrik",
    "- punkt",
    "\\u{41}",
    "'enkla' \"dubbla\" -- ---",
    '{"data": 1}',
    "ÅÄÖ åäö é ß ŋ",
]
HARD = [
    "a\x00b\x07c\x1b[0m",
    "\ud83d",
    "\u202eabc\ufeff",
    " \t\n",
    "x" * 5000,
    "ord " * 1250,
    "rad\r\nrad\n\n\n\nstycke",
]


def incident(typed: str) -> IncidentLine:
    return replace(SHOOTING, kind=typed[:40], area=typed[:80], summary=typed)


def task(typed: str) -> TaskLine:
    return replace(
        PATROL,
        title=typed[:200],
        why=typed[:300],
        outcome=typed[:300],
        about=typed[:120],
        owner=typed[:80],
        member=typed[:80],
    )


def meeting(typed: str) -> MeetingFacts:
    return replace(
        MEETING,
        programme=typed[:80],
        place=typed[:80],
        chair=typed[:80],
        present=(typed[:80], typed[:80]),
        owner=typed[:80],
        registry_number=typed[:40],
        secrecy_marking=typed[:120],
        erasure_decision=typed[:80],
    )


def joint(typed: str) -> bytes:
    context = (ContextLine("annat", typed[:120], date(2026, 11, 16)),)
    tasks = (task(typed),)
    return joint_pdf(
        replace(
            JOINT,
            meeting=meeting(typed),
            incidents=(incident(typed),),
            decided=tasks,
            note=typed,
            context=context,
        )
    )


def police(typed: str) -> bytes:
    judged = replace(
        JUDGEMENT, risk=typed, warn=typed, acting=(typed[:60],), by=typed[:80], answer_to=typed[:120]
    )
    return police_pdf(
        replace(
            POLICE, meeting=meeting(typed), room=typed[:80], reviews=(ReviewLine(incident(typed), judged),)
        )
    )


def agenda(typed: str) -> bytes:
    return agenda_pdf(
        replace(AGENDA, room=typed[:80], place=typed[:80], new=(incident(typed),), tasks=(task(typed),))
    )


EVERY = pytest.mark.parametrize("write", [joint, police, agenda])


@EVERY
@pytest.mark.parametrize("typed", MARKUP)
def test_markup_is_written_out_as_it_was_typed(write: Callable[[str], bytes], typed: str) -> None:
    assert " ".join(typed.split()) in text(write(typed))


@EVERY
@pytest.mark.parametrize("typed", HARD)
def test_nothing_typed_stops_a_document(write: Callable[[str], bytes], typed: str) -> None:
    assert write(typed).startswith(b"%PDF")


@EVERY
def test_what_cannot_be_drawn_is_replaced_and_said(write: Callable[[str], bytes]) -> None:
    said = text(write("Fest 😀 i 日本"))
    assert "Fest □ i □□" in said
    assert "Tecken som inte kan skrivas ut är ersatta med □." in said


def test_a_document_where_all_can_be_drawn_says_nothing_of_it() -> None:
    assert "ersatta" not in text(joint_pdf(JOINT))


def test_paragraphs_and_line_ends_of_a_note_are_kept() -> None:
    one = joint_pdf(replace(JOINT, note="Första raden\r\nandra raden\n\n\nNytt stycke"))
    joined = joint_pdf(replace(JOINT, note="Första raden andra raden Nytt stycke"))
    assert "Första raden andra raden Nytt stycke" in text(one)
    assert one != joined


def test_a_word_without_end_is_broken_and_not_cut_off() -> None:
    said = text(joint_pdf(replace(JOINT, note="x" * 600))).replace(" ", "")
    assert "x" * 600 in said


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=400))
def test_any_text_becomes_a_document(typed: str) -> None:
    assert joint(typed).startswith(b"%PDF")
