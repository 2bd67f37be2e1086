"""The agenda shows the table what waits; the police's own is marked as sealed, the others' is not."""

from dataclasses import replace

import pytest

from gvi.steps.review.documents import agenda_pdf
from tests.steps.review.documents.examples import AGENDA, EMPTY_AGENDA, SHOOTING
from tests.steps.review.documents.reading import headings, pages, text

MARKING = "Sekretess – Polisen. Lämnas inte utanför arbetsytan."


@pytest.mark.parametrize(
    "words",
    [
        "Dagordning Händelsegenomgång 48",
        "Tid Tisdag 1 december 2026 09.00",
        "Händelser sedan 24 november 2026 09.52",
        "Underlaget gjordes 30 november 2026 16.00",
        "Kontakt med anhöriga mord eller dråp 2026-11-29, Sjöängen 2026-12-01 01.00",
        "Skjutning, Norra hamnen",
        "Uppgifterna är preliminära",
        "Synlig närvaro i området två helger",
        "Nationell vapeninsats",
        "Inga händelser har ändrats sedan förra mötet.",
        "Inga händelser väntar på bekräftelse.",
    ],
)
def test_holds_what_waits(words: str) -> None:
    assert words in text(agenda_pdf(AGENDA))


def test_the_sealed_agenda_is_marked_on_each_page() -> None:
    many = pages(agenda_pdf(replace(AGENDA, new=(SHOOTING,) * 40)))
    assert len(many) > 2
    assert all(MARKING in page for page in many)


def test_the_joint_agenda_has_no_marking_and_no_acute_plans() -> None:
    said = text(agenda_pdf(EMPTY_AGENDA))
    assert "Sekretess" not in said
    assert "akutplaner" not in said


def test_what_did_not_fit_is_counted() -> None:
    said = text(agenda_pdf(replace(AGENDA, waiting=(SHOOTING,), waiting_more=4)))
    assert "Ytterligare 4 händelser väntar på bekräftelse." in said


def test_one_that_did_not_fit_is_said_in_the_singular() -> None:
    said = text(agenda_pdf(replace(AGENDA, waiting=(SHOOTING,), waiting_more=1)))
    assert "Ytterligare 1 händelse väntar på bekräftelse." in said


def test_an_agenda_without_anything_says_so() -> None:
    said = text(agenda_pdf(EMPTY_AGENDA))
    for words in ("Tid Inte bestämd", "Inga nya händelser.", "Det finns inga öppna uppgifter."):
        assert words in said


def test_sections_stand_in_the_order_of_the_meeting() -> None:
    assert [title for _kind, title in headings(agenda_pdf(AGENDA))] == [
        "Dagordning",
        "Pågående akutplaner",
        "Nya händelser",
        "Händelser som har ändrats",
        "Händelser som väntar på bekräftelse",
        "Öppna uppgifter",
        "Omvärld",
        "Frågor för mötet",
    ]


def test_the_same_data_give_the_same_bytes() -> None:
    assert agenda_pdf(AGENDA) == agenda_pdf(AGENDA)
