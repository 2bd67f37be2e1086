"""The papers of a call-in and its calendar file: what stands there, and what never does."""

import io
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from gvi.steps.callins.calendar_file import Edition, calendar_file, folded
from gvi.steps.callins.documents.card import card_pdf
from gvi.steps.callins.documents.memo import memo_pdf
from gvi.steps.callins.documents.run import run_pdf, script_book
from gvi.steps.callins.flows.create_callin import Setting
from gvi.steps.callins.flows.move_callin import move_callin
from gvi.steps.callins.flows.name_speaker import Named, name_speaker
from gvi.steps.callins.flows.run_items import propose_run
from gvi.steps.callins.flows.say_go import observe, say_go
from gvi.steps.callins.flows.write_version import (
    Safety,
    approve_card,
    approve_script,
    approve_security,
    write_card,
    write_script,
    write_security,
)
from gvi.steps.callins.forms.run import FOUR_LINES
from gvi.steps.callins.models import CallIn, CardVersion, SpeakerSlot
from gvi.steps.callins.queries.papers import book_data, edition_of, memo_data, run_data
from gvi.steps.callins.refusals_plan import NoHelpline
from gvi.steps.callins.words import ObservationKind, SpeakerRole, Verdict
from gvi.trust.workspaces.models import Programme
from tests.cast import in_room
from tests.steps.callins.plan.world import Planners, planned, today_it_is

STOCKHOLM = ZoneInfo("Europe/Stockholm")
NAME = "Lovisa Ekhammar"
TEN = datetime(2026, 12, 3, 10, tzinfo=STOCKHOLM)


def words_of(pdf: bytes) -> str:
    """The text of a PDF, spaces made one."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def is_accessible(pdf: bytes) -> bool:
    """Whether it is tagged, titled and says its language."""
    catalogue: Any = PdfReader(io.BytesIO(pdf)).trailer["/Root"]
    return bool(catalogue["/MarkInfo"]["/Marked"]) and str(catalogue["/Lang"]).startswith("sv")


@pytest.fixture
def callin(planners: Planners) -> CallIn:
    """A call-in of today with everything on its papers."""
    made, now = today_it_is(planners.town), timezone.now()
    with in_room(planners.town) as actor:
        propose_run(made, by=actor, at=now)
        slot = SpeakerSlot.objects.get(callin=made, role=SpeakerRole.GRIEF)
        name_speaker(slot, Named(NAME), by=actor, at=now)
        script = write_script(slot, "Jag är en förälder.", by=actor, at=now)
        plan = write_security(made, Safety("Vakthavande befäl", stop="Talarna går först."), by=actor, at=now)
        observe(made, ObservationKind.WORKED, "Insläppet gick fort.", by=actor, at=now)
        write_script(slot, "Något som inte är godkänt.", by=actor, at=now)
    with in_room(planners.police) as actor:
        approve_security(plan, by=actor, at=now)
        say_go(made, Verdict.NO_GO, "En delgivning saknas.", by=actor, at=now)
    assert script.number == 1
    return made


@pytest.mark.django_db
def test_the_run_of_show_on_paper(planners: Planners, callin: CallIn) -> None:
    pdf = run_pdf(run_data(callin, timezone.now()))
    told = words_of(pdf)
    for words in ("Körschema", "10.19", "Den som förlorat någon", "Vakthavande befäl", "Talarna går först."):
        assert words in told
    assert NAME not in told
    assert is_accessible(pdf)


@pytest.mark.django_db
def test_the_script_book_holds_what_is_approved_and_roles_only(planners: Planners) -> None:
    made, now = planned(planners.town), timezone.now()
    with in_room(planners.town) as actor:
        propose_run(made, by=actor, at=now)
        slot = SpeakerSlot.objects.get(callin=made, role=SpeakerRole.HOPE)
        name_speaker(slot, Named(NAME), by=actor, at=now)
        script = write_script(slot, "Jag tog mig ur det.", by=actor, at=now)
    with in_room(planners.police) as actor:
        approve_script(script, by=actor, at=now)
        write_script(slot, "Något som inte är godkänt.", by=actor, at=now)
    pdf = script_book(book_data(made, now))
    told = words_of(pdf)
    for words in ("Hoppets röst", "Jag tog mig ur det.", "Klockan 10.34", "Inget godkänt manus."):
        assert words in told
    assert "inte är godkänt." not in told
    assert NAME not in told
    assert is_accessible(pdf)


@pytest.mark.django_db
def test_the_memo_holds_what_was_said_and_noticed(planners: Planners, callin: CallIn) -> None:
    with in_room(planners.town) as actor:
        pdf = memo_pdf(memo_data(callin, "Lugnt och värdigt.", "", by=actor, at=timezone.now()))
    told = words_of(pdf)
    for words in (
        "Lugnt och värdigt.",
        "Inget antecknat.",
        "En delgivning saknas.",
        "Insläppet gick fort.",
        "Genrep i lokalen",
        "Inte gjort",
        "Sofia Klarsjö",
        "Dnr",
    ):
        assert words in told
    assert "Uppföljande samtal" not in told
    assert NAME not in told
    assert is_accessible(pdf)


@pytest.mark.django_db
@pytest.mark.parametrize("owner", ["town", "police"])
def test_each_paper_is_headed_by_the_room_that_owns_the_call_in(planners: Planners, owner: str) -> None:
    keeper, now = getattr(planners, owner), timezone.now()
    made = planned(keeper)
    with in_room(planners.town) as actor:
        memo = memo_pdf(memo_data(made, "Lugnt.", "", by=actor, at=now))
    room = made.room.name
    for pdf in (run_pdf(run_data(made, now)), script_book(book_data(made, now)), memo):
        assert words_of(pdf).startswith(room) or f"{room} Dnr" in words_of(pdf)


@pytest.mark.django_db
def test_the_card_has_the_four_lines_and_the_programmes_number(planners: Planners) -> None:
    now = timezone.now()
    with in_room(planners.town) as actor:
        card = write_card(FOUR_LINES, "Samtalet är gratis.", by=actor, at=now)
    draft = words_of(card_pdf(card))
    assert "Utkast." in draft
    with in_room(planners.police) as actor:
        approve_card(card, by=actor, at=now)
    pdf = card_pdf(CardVersion.objects.get())
    told = words_of(pdf)
    for words in ("Vi vill inte att du dör.", "0700-00 00 00", "Samtalet är gratis."):
        assert words in told
    assert "Utkast" not in told
    assert len(PdfReader(io.BytesIO(pdf)).pages) == 2
    assert is_accessible(pdf)


@pytest.mark.django_db
def test_without_a_helpline_there_is_no_card(planners: Planners) -> None:
    Programme.objects.update(helpline="")
    with in_room(planners.town) as actor, pytest.raises(NoHelpline):
        write_card(FOUR_LINES, "", by=actor, at=timezone.now())


def unfolded(content: bytes) -> list[str]:
    """The lines of a calendar file as a calendar reads them."""
    return content.decode().replace("\r\n ", "").split("\r\n")


def test_the_calendar_file_says_meeting_and_when_and_nothing_else() -> None:
    uid = uuid4()
    edition = Edition(2, TEN - timedelta(days=10))
    told = unfolded(
        calendar_file(uid, TEN, TEN + timedelta(hours=1), edition=edition, at=TEN - timedelta(days=9))
    )
    assert told == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//GVI//GVI//SV",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{uid}",
        "DTSTAMP:20261124T090000Z",
        "LAST-MODIFIED:20261123T090000Z",
        "SEQUENCE:2",
        "DTSTART:20261203T090000Z",
        "DTEND:20261203T100000Z",
        "SUMMARY:Möte",
        "CLASS:PRIVATE",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


@given(st.text(max_size=200))
def test_no_place_breaks_out_of_its_line(place: str) -> None:
    content = calendar_file(uuid4(), TEN, TEN, place, edition=Edition(0, TEN), at=TEN)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    told = unfolded(content)
    assert [line for line in told if line.startswith("END:")] == ["END:VEVENT", "END:VCALENDAR"]
    assert sum(line.startswith("LOCATION:") for line in told) == (1 if place else 0)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=300))
def test_folded_lines_read_as_they_were(text: str) -> None:
    pieces = list(folded(text))
    assert b"".join([pieces[0], *(piece[1:] for piece in pieces[1:])]).decode() == text
    assert all(piece.decode() for piece in pieces[1:])


@pytest.mark.django_db
@pytest.mark.parametrize(("make", "shown"), [(planned, False), (today_it_is, True)])
def test_the_place_is_in_the_calendar_from_24_hours_before(
    planners: Planners, make: Callable[..., CallIn], shown: bool
) -> None:
    callin = make(planners.town)
    answer = planners.officer.client().get(reverse("callins:calendar", args=[callin.pk]))
    told = answer.content.decode()
    assert ("Stadshuset" in told) is shown
    assert "all-in" not in told
    assert "mote.ics" in answer["Content-Disposition"]


@pytest.mark.django_db
def test_a_moved_call_in_is_a_newer_edition_in_the_calendar(planners: Planners) -> None:
    callin = planned(planners.town, days=70)
    before = edition_of(callin)
    with in_room(planners.town) as actor:
        later = Setting(callin.day + timedelta(days=7), callin.starts, callin.venue, callin.plan)
        move_callin(callin, later, by=actor, at=timezone.now())
    after = edition_of(callin)
    assert after.number == before.number + 1
    assert after.changed_at >= before.changed_at


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["run_pdf", "script_book"])
def test_papers_are_downloaded_by_whoever_reads_the_plan(planners: Planners, name: str) -> None:
    callin = planned(planners.town)
    answer = planners.reader.client().get(reverse(f"callins:{name}", args=[callin.pk]))
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
