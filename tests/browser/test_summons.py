"""Probation's pages in the browser: every one by day and night, on a phone in English, and taps on a poor network."""

import os
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from gvi.steps.callins.models import Attendance, CallIn, Invitee, Letter
from gvi.steps.callins.states import InviteeState
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.browser.conftest import Sit
from tests.cast import Cast, in_room
from tests.steps.callins.invitees.world import Rooms, at_the_door, named, taken_in, tapped
from tests.trust.disclosures.doors import rule_on
from tests.trust.people.persons import make_person

OFFICER, COORDINATOR = (Kind.PROBATION, Role.PROBATION_OFFICER), (Kind.PROBATION, Role.COORDINATOR)
FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"


@pytest.fixture
def rooms(cast: Cast) -> Rooms:
    """The cast's own police and probation."""
    rule_on("lag_2025_170_5_7", cast[COORDINATOR])
    return Rooms(
        police=cast[Kind.POLICE, Role.ANALYST].member.workspace,
        probation=cast[COORDINATOR].member.workspace,
        analyst=cast[Kind.POLICE, Role.ANALYST],
        coordinator=cast[COORDINATOR],
        officer=cast[OFFICER],
    )


@pytest.fixture
def door(rooms: Rooms) -> tuple[CallIn, list[Invitee]]:
    """Two to wait for today, one more who is a draft, and one left to take in."""
    callin, rows = at_the_door(rooms, 2)
    taken_in(rooms, callin, person=make_person(rooms.officer, surname="Hassel"))
    tapped(rooms, rows[1], InviteeState.ABSENT)
    return callin, rows


def pages_of(rooms: Rooms, callin: CallIn, one: Invitee) -> list[str]:
    told = named(rooms)
    with in_room(rooms.officer):
        letter = Letter.objects.all()[0]
    lists = ("callin", "invitees", "attendance", "answer_supervision", "absentees")
    return [
        *(reverse(f"callins:{name}", args=[callin.pk]) for name in lists),
        reverse("callins:invitee", args=[callin.pk, one.pk]),
        reverse("callins:change_invitee", args=[callin.pk, one.pk]),
        reverse("callins:add_invitee", args=[callin.pk, told.pk]),
        f"{reverse('callins:add_invitee', args=[callin.pk, told.pk])}?person={one.person_id}",
        reverse("callins:letters"),
        reverse("callins:new_letter", args=["summons"]),
        reverse("callins:approve_letter", args=[letter.pk]),
    ]


def keep(page: Page, name: str) -> None:
    """Keep a picture where ``GVI_PICTURES`` says, to be looked at."""
    folder = os.environ.get("GVI_PICTURES")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def test_every_page_by_day_and_night(rooms: Rooms, sit: Sit, door: tuple[CallIn, list[Invitee]]) -> None:
    reader = sit(rooms.coordinator)
    page = reader.page()
    for number, path in enumerate(pages_of(rooms, door[0], door[1][1])):
        assert reader.axe_by_day_and_night(page, path) == [], path
        page.emulate_media(color_scheme="light")
        keep(page, f"kallelse-{number}")


def test_every_page_on_a_phone_in_english(rooms: Rooms, sit: Sit, door: tuple[CallIn, list[Invitee]]) -> None:
    phone = sit(rooms.coordinator, language="en", width=320, height=640)
    page = phone.page()
    for number, path in enumerate(pages_of(rooms, door[0], door[1][1])):
        assert phone.axe_but_for_colours(page, path) == [], path
        assert page.evaluate(FITS), path
        keep(page, f"summons-phone-{number}")


def test_taps_wait_for_the_network_and_are_kept_once(
    rooms: Rooms, sit: Sit, door: tuple[CallIn, list[Invitee]]
) -> None:
    callin, [first, second] = door
    reader = sit(rooms.officer, width=320, height=640)
    page = reader.open(reverse("callins:attendance", args=[callin.pk]))
    page.get_by_role("button", name="Kom Ek00, Rut").click()
    row = page.locator(f"#val-{first.pk}")
    expect(row.get_by_role("button", name="Kom Ek00, Rut")).to_have_attribute("aria-pressed", "true")
    expect(row).not_to_have_attribute("data-waits", "")
    reader.context.set_offline(True)
    page.get_by_role("button", name="Kom inte Ek00, Rut").click()
    page.get_by_role("button", name="Kom Ek01, Rut").click()
    expect(page.get_by_text("2 markeringar är inte skickade än.")).to_be_visible()
    expect(row.get_by_text("inte skickad än")).to_be_visible()
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    keep(page, "narvaro-utan-nat")
    reader.context.set_offline(False)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(page.locator("[data-unsent]")).to_be_hidden()
    with in_room(rooms.officer):
        marks = list(Attendance.objects.filter(invitee=first).order_by("at").values_list("mark", flat=True))
        assert marks == [InviteeState.ATTENDED, InviteeState.ABSENT]
        assert Invitee.objects.get(pk=second.pk).state == InviteeState.ATTENDED
        assert Attendance.objects.count() == 4
