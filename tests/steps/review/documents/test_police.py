"""The police minutes hold the judgements, and say on each page that they stay in the room."""

from dataclasses import replace

import pytest

from gvi.steps.review.documents import police_pdf
from gvi.steps.review.documents.data import ReviewLine
from tests.steps.review.documents.examples import EMPTY_POLICE, JUDGEMENT, MEETING, POLICE, SHOOTING
from tests.steps.review.documents.reading import headings, pages, text

MARKING = "Sekretess – Polisen. Lämnas inte utanför arbetsytan."


@pytest.mark.parametrize(
    "words",
    [
        "Polisens minnesanteckningar Händelsegenomgång 47",
        "Läge Avvaktar. Döda: 0. Skadade: 2.",
        "Beskrivning Flera skott avlossade vid en gångtunnel.",
        "Grupprelaterad Känd, säkerhet hög",
        "Misstänkt sida Kajen",
        "Utsatt sida Torget, Sjövägen",
        "Motiv Hämnd",
        "Svar på skjutning 2026-11-14 21.10, Tallbacken",
        "Risk för hämnd Hög de närmaste två dygnen.",
        "Varning eller skydd Personalen på fritidsgården.",
        "Bedömd av Maja Testman, 24 november 2026 09.20 (version 2)",
        "Upprättad av Maja Testman, 24 november 2026 09.52",
        "Synlig närvaro i området två helger",
        "Kontrollera belysningen",
        "är 19 kända som grupprelaterade och 4 misstänkta. Antalen är preliminära",
    ],
)
def test_holds_judgements_and_tasks(words: str) -> None:
    assert words in text(police_pdf(POLICE))


def test_each_page_says_that_it_stays_in_the_room() -> None:
    many = pages(police_pdf(replace(POLICE, reviews=POLICE.reviews * 12)))
    assert len(many) > 4
    assert all(MARKING in page for page in many)


def test_the_marking_is_also_text_for_those_who_listen() -> None:
    assert text(police_pdf(EMPTY_POLICE)).count(MARKING) == len(pages(police_pdf(EMPTY_POLICE))) + 1


def test_the_marking_names_the_room_that_wrote() -> None:
    other = replace(POLICE, room="Polisområde Norr")
    assert "Sekretess – Polisområde Norr. Lämnas inte utanför arbetsytan." in text(police_pdf(other))


def test_an_incident_nobody_has_judged_says_so() -> None:
    unjudged = text(police_pdf(replace(POLICE, reviews=(ReviewLine(SHOOTING),))))
    assert "Bedömning Ännu inte bedömd" in unjudged
    assert "Motiv" not in unjudged


def test_what_was_left_blank_in_a_judgement_says_so() -> None:
    blank = replace(JUDGEMENT, acting=(), suffering=(), answer_to="", risk="", warn="")
    said = text(police_pdf(replace(POLICE, reviews=(ReviewLine(SHOOTING, blank),))))
    assert "Misstänkt sida Ingen grupp angiven" in said
    assert "Utsatt sida Ingen grupp angiven" in said
    assert "Svar på Ingen tidigare händelse angiven" in said
    assert "Risk för hämnd Inget antecknat" in said
    assert "Varning eller skydd Inget antecknat" in said


@pytest.mark.parametrize(
    "words",
    [
        "Inga händelser gicks igenom.",
        "Inga nya uppgifter beslutades i arbetsytan.",
        "Det finns inga öppna uppgifter från tidigare i arbetsytan.",
    ],
)
def test_an_empty_part_says_so(words: str) -> None:
    assert words in text(police_pdf(EMPTY_POLICE))


def test_every_incident_has_its_heading() -> None:
    assert headings(police_pdf(POLICE)) == [
        ("H1", "Polisens minnesanteckningar"),
        ("H2", "Händelser och bedömningar"),
        ("H3", "2026-11-21 22.40 Skjutning, Norra hamnen"),
        ("H2", "Uppgifter som beslutades"),
        ("H2", "Öppna uppgifter från tidigare"),
        ("H2", "Grupprelaterade händelser"),
    ]


def test_the_same_data_give_the_same_bytes() -> None:
    assert police_pdf(POLICE) == police_pdf(POLICE)
    assert police_pdf(POLICE) != police_pdf(replace(POLICE, meeting=replace(MEETING, number=48)))
