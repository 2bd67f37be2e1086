"""The joint minutes hold what the meeting shared, say so where nothing was, and nothing of the police room (T34)."""

from dataclasses import fields, replace
from datetime import datetime, timedelta

import pytest

from gvi.steps.review.documents import joint_pdf
from gvi.steps.review.documents.data import (
    IncidentLine,
    JointMinutes,
    JudgementLine,
    MeetingFacts,
    ReviewLine,
    TaskLine,
)
from tests.steps.review.documents.examples import (
    CLOSED,
    EMPTY_JOINT,
    JOINT,
    JUDGEMENT,
    MEETING,
    OPERATION,
    PATROL,
    SHOOTING,
)
from tests.steps.review.documents.reading import headings, pages, text

SECTIONS = [
    "Händelser",
    "Uppgifter som mötet beslutade",
    "Öppna uppgifter från tidigare",
    "Avslutade uppgifter sedan förra mötet",
    "Grupprelaterade händelser",
    "Omvärld",
    "Anteckning",
]
SEALED_WORDS = ("motiv", "hämnd", "sida", "svar på", "misstänkt sida", "utsatt sida")
CANARIES = ("Kajen", "Torget", "Sjövägen", "Tallbacken")


@pytest.fixture(scope="module")
def written() -> str:
    return text(joint_pdf(JOINT))


@pytest.mark.parametrize(
    "words",
    [
        "Gemensamma minnesanteckningar Händelsegenomgång 47",
        "Program GVI Björkhamn",
        "Tid Tisdag 24 november 2026 09.00–09.52",
        "Plats Stadshuset, rum Ankaret",
        "Ordförande Maja Testman",
        "Närvarande myndigheter Björkhamns kommun Polisen",
        "Handlingen ägs av Polisen",
        "Diarienummer A512.334/2026",
        "Sekretessmarkering 18 kap. 1 § offentlighets- och sekretesslagen",
        "Gallringsbeslut Gallras efter fem år",
        "Nästa möte Tisdag 1 december 2026 09.00",
        "sedan 17 november 2026 09.50",
        "Uppgifterna är preliminära",
        "2026-11-21 22.40",
        "Skjutning, Norra hamnen Flera skott avlossade vid en gångtunnel.",
        "Avvaktar",
        "Synlig närvaro i området två helger Gäller skjutning 2026-11-21 22.40, Norra hamnen",
        "Varför: De boende har frågat efter fler patruller.",
        "2026-12-01 15.00",
        "Resultat: Kartan är utskickad.",
        "Av 31 bekräftade händelser 1 november 2025–31 oktober 2026 är 18 kända som grupprelaterade och 3 misstänkta.",
        "Antalen är preliminära",
        "Antalen lämnades till samverkan 1 december 2026.",
        "2026-11-16–2026-11-29: Nationell vapeninsats (särskild insats)",
        "Mötet var enigt om att börja med skolorna.",
    ],
)
def test_holds_what_the_meeting_shared(written: str, words: str) -> None:
    assert words in written


def test_sections_stand_in_the_order_of_the_meeting() -> None:
    assert headings(joint_pdf(JOINT)) == [
        ("H1", "Gemensamma minnesanteckningar"),
        *(("H2", title) for title in SECTIONS),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Inga händelser gicks igenom.",
        "Mötet beslutade inga nya uppgifter.",
        "Det finns inga öppna uppgifter från tidigare.",
        "Inga uppgifter har avslutats sedan förra mötet.",
        "Inga antal har lämnats till samverkan ännu.",
        "Inga händelser i omvärlden är antecknade för perioden.",
        "Ingen anteckning gjordes.",
        "Diarienummer Uppgift saknas",
        "Sekretessmarkering Ingen",
        "Närvarande myndigheter Uppgift saknas",
        "Nästa möte Inte bestämt",
    ],
)
def test_an_empty_part_says_so(words: str) -> None:
    assert words in text(joint_pdf(EMPTY_JOINT))


def test_the_secrecy_marking_and_the_registry_number_stand_on_every_page() -> None:
    many = pages(joint_pdf(replace(JOINT, incidents=(SHOOTING,) * 40)))
    assert len(many) > 2
    for number, page in enumerate(many, start=1):
        assert "Sekretessmarkering: 18 kap. 1 §" in page
        assert "Dnr A512.334/2026" in page
        assert f"Sida {number} av {len(many)}" in page


def test_without_a_marking_no_page_claims_one() -> None:
    open_to_all = replace(JOINT, meeting=replace(MEETING, secrecy_marking=""))
    assert "Sekretessmarkering:" not in text(joint_pdf(open_to_all))


@pytest.mark.parametrize(
    ("precision", "said"),
    [("minute", "2026-11-21 22.40"), ("hour", "2026-11-21 ca 22"), ("day", "2026-11-21 Skjutning")],
)
def test_a_time_is_written_as_exactly_as_it_is_known(precision: str, said: str) -> None:
    only = replace(JOINT, incidents=(replace(SHOOTING, precision=precision),), decided=())
    assert said in text(joint_pdf(only))


def test_a_meeting_over_midnight_says_both_days() -> None:
    late = replace(MEETING, closed_at=datetime.fromisoformat("2026-11-25T00:10:00+01:00"))
    assert "24 november 2026 09.00 – 25 november 2026 00.10" in text(joint_pdf(replace(JOINT, meeting=late)))


def test_an_event_without_an_end_has_its_one_day() -> None:
    one_day = replace(JOINT, context=(replace(OPERATION, ends=None),))
    assert "2026-11-16: Nationell vapeninsats" in text(joint_pdf(one_day))


def test_t34_joint_minutes_have_no_field_for_what_stays_in_the_police_room() -> None:
    sealed = {one.name for kind in (JudgementLine, ReviewLine) for one in fields(kind)} - {"incident"}
    shared = {
        one.name for kind in (JointMinutes, MeetingFacts, IncidentLine, TaskLine) for one in fields(kind)
    }
    assert sealed >= {"motive", "acting", "suffering", "answer_to", "risk", "warn", "judgement"}
    assert not sealed & shared


def test_t34_what_is_slipped_into_the_data_stays_out_of_the_joint_minutes() -> None:
    class Judged(IncidentLine):
        """An incident line with its judgement on it, as a careless change could make it."""

        judgement = JUDGEMENT

    class Sided(TaskLine):
        """A task line that knows its group."""

        group = "Kajen"

    incident = Judged(**{one.name: getattr(SHOOTING, one.name) for one in fields(SHOOTING)})
    task = Sided(**{one.name: getattr(PATROL, one.name) for one in fields(PATROL)})
    pdf = joint_pdf(replace(JOINT, incidents=(incident,), decided=(task,), carried=(task,)))
    assert pdf == joint_pdf(replace(JOINT, decided=(PATROL,), carried=(PATROL,)))
    for canary in CANARIES:
        assert canary not in text(pdf)


def test_t34_the_joint_minutes_have_no_word_for_side_motive_or_answer(written: str) -> None:
    words = written.lower().replace("sida 1 av", "").replace("sida 2 av", "").replace("sida 3 av", "")
    assert [word for word in SEALED_WORDS if word in words] == []


def test_the_same_data_give_the_same_bytes_and_another_day_does_not() -> None:
    later = replace(MEETING, closed_at=CLOSED + timedelta(minutes=1))
    assert joint_pdf(JOINT) == joint_pdf(JOINT)
    assert joint_pdf(JOINT) != joint_pdf(replace(JOINT, meeting=later))
