"""A call-in in the browser: planned by a coordinator, read by a speaker, and its day without network."""

import os
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from gvi.steps.callins.flows.advance_callin import start_planning
from gvi.steps.callins.flows.create_callin import Setting, create_callin
from gvi.steps.callins.flows.decide_callin import decide_callin
from gvi.steps.callins.flows.name_speaker import Named, name_speaker
from gvi.steps.callins.flows.run_items import propose_run
from gvi.steps.callins.flows.speaker_link import make_speaker_link
from gvi.steps.callins.flows.write_version import (
    Safety,
    approve_card,
    approve_script,
    write_card,
    write_script,
    write_security,
)
from gvi.steps.callins.forms.run import FOUR_LINES
from gvi.steps.callins.models import CallIn, GoNoGo, SpeakerSlot
from gvi.steps.callins.words import Plan, SpeakerRole
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.browser.conftest import Reader, Sit
from tests.cast import Cast, in_room
from tests.steps.callins.plan.world import TEN, VENUE, day_in

TOWN = (Kind.MUNICIPALITY, Role.COORDINATOR)
POLICE = (Kind.POLICE, Role.COORDINATOR)


@pytest.fixture
def callin(cast: Cast) -> CallIn:
    """A call-in in planning, in 21 days, with speakers, scripts, a security plan that waits, and a card."""
    now = timezone.now()
    with in_room(cast[TOWN]) as actor:
        made = create_callin(Setting(day_in(21), TEN, VENUE, Plan.COMPRESSED), by=actor, at=now)
        decide_callin(made, "Kommundirektör", "Våldet ökar.", by=actor, at=now)
        start_planning(made, by=actor, at=now)
        propose_run(made, by=actor, at=now)
        slot = SpeakerSlot.objects.get(callin=made, role=SpeakerRole.GRIEF)
        name_speaker(slot, Named("Lovisa Ekhammar"), by=actor, at=now)
        script = write_script(slot, "Jag är en förälder.\n\nJag förlorade min son.", by=actor, at=now)
        card = write_card(FOUR_LINES, "", by=actor, at=now)
        write_security(made, Safety("Vakthavande befäl", "Entrén mot torget."), by=actor, at=now)
    with in_room(cast[POLICE]) as actor:
        approve_script(script, by=actor, at=now)
        approve_card(card, by=actor, at=now)
        write_script(slot, "Jag är en förälder.\n\nJag förlorade mitt barn.", by=actor, at=now)
    return CallIn.objects.get()


def pages_of(callin: CallIn) -> list[str]:
    names = ("callin", "change", "speakers", "run", "security", "day", "debrief")
    slot = SpeakerSlot.objects.get(callin=callin, role=SpeakerRole.GRIEF)
    return [
        reverse("callins:home"),
        reverse("callins:new"),
        reverse("callins:card"),
        reverse("callins:slot", args=[slot.pk]),
        *(reverse(f"callins:{name}", args=[callin.pk]) for name in names),
    ]


def keep(page: Page, name: str) -> None:
    """Keep a picture where ``GVI_PICTURES`` says, to be looked at."""
    folder = os.environ.get("GVI_PICTURES")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def test_every_page_of_the_plan_by_day_and_night(cast: Cast, sit: Sit, callin: CallIn) -> None:
    reader = sit(cast[TOWN])
    page = reader.page()
    for number, path in enumerate(pages_of(callin)):
        assert reader.axe_by_day_and_night(page, path) == [], path
        page.emulate_media(color_scheme="light")
        keep(page, f"plan-{number}")


def test_every_page_of_the_plan_on_a_phone_in_english(cast: Cast, sit: Sit, callin: CallIn) -> None:
    reader = sit(cast[POLICE], language="en", width=320, height=640)
    page = reader.page()
    for number, path in enumerate(pages_of(callin)):
        assert reader.axe_but_for_colours(page, path) == [], path
        fits = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        assert page.evaluate(fits), path
        keep(page, f"phone-{number}")


def test_a_coordinator_with_twenty_minutes(cast: Cast, sit: Sit, callin: CallIn) -> None:
    reader = sit(cast[POLICE])
    page = reader.open(reverse("callins:callin", args=[callin.pk]))
    page.get_by_role("button", name="Talarna har tackat ja: Klart").click()
    expect(page.get_by_text("Avbockat.")).to_be_visible()
    page.get_by_role("link", name="Säkerhetsplan").click()
    page.get_by_role("button", name="Godkänn planen").click()
    expect(page.get_by_text("Säkerhetsplanen är godkänd.")).to_be_visible()
    page.get_by_role("link", name="Körschema", exact=True).click()
    page.get_by_role("button", name="Flytta upp Våldet ska upphöra").click()
    expect(page.get_by_role("row").filter(has_text="Våldet ska upphöra")).to_contain_text("10.00")


def test_t25_a_speaker_reads_their_page_on_a_phone_without_signing_in(
    cast: Cast, sit: Sit, callin: CallIn
) -> None:
    slot = SpeakerSlot.objects.get(callin=callin, role=SpeakerRole.GRIEF)
    with in_room(cast[TOWN]) as actor:
        secret = make_speaker_link(slot, by=actor, at=timezone.now())
    reader = sit(None, width=320, height=640)
    page = reader.open(reverse("speaker_page", args=[secret]))
    expect(page.get_by_text("Jag förlorade min son.")).to_be_visible()
    assert reader.axe(page) == []
    keep(page, "speaker")
    assert "Ekhammar" not in page.content()


def test_the_day_goes_on_without_network_and_what_is_said_is_said_once(
    cast: Cast, sit: Sit, callin: CallIn
) -> None:
    reader = sit(cast[POLICE])
    path = reverse("callins:day", args=[callin.pk])
    page = reader.open(path)
    expect(page.locator("[data-kept=yes]")).to_be_attached()
    reader.context.set_offline(True)
    page.reload()
    expect(page.get_by_text("Den som förlorat någon")).to_be_visible()
    expect(page.get_by_text("Inget nät.")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('.gvi-day-clock')).fontWeight") == "600"
    page.get_by_label("klart att genomföra", exact=True).check()
    page.get_by_role("button", name="Lämna besked").click()
    expect(page.get_by_text("Beskedet är sparat här")).to_be_visible()
    keep(page, "offline")
    assert not GoNoGo.objects.exists()
    page.reload()
    expect(page.get_by_text("Beskedet är sparat här")).to_be_visible()
    reader.context.set_offline(False)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(page.get_by_text("1 av 4 myndigheter har sagt klart.")).to_be_visible()
    assert GoNoGo.objects.count() == 1
    _signed_out(reader, page, path)


def _signed_out(reader: Reader, page: Page, path: str) -> None:
    """After signing out nothing of the page is left in the browser."""
    page.get_by_role("button", name="Logga ut").click()
    page.wait_for_url("**/konto/login/**")
    assert page.evaluate("caches.keys()") == []
    assert page.evaluate("localStorage.length") == 0
    assert path not in page.url
    reader.context.set_offline(False)
