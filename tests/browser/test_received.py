"""Received disclosures in a real browser: no fault by axe, nothing wider than a phone, and the mark on paper too."""

import io

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page
from pypdf import PdfReader

from gvi.trust.people.extracts.flows.register_request import register_request
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.browser.conftest import Sit
from tests.cast import Cast, in_room
from tests.site.received_samples import make_record_request
from tests.trust.disclosures.doors import make_disclosure
from tests.trust.people.persons import make_person

PROBATION = (Kind.PROBATION, Role.COORDINATOR)


@pytest.fixture
def paths(cast: Cast) -> list[str]:
    """A received disclosure, a request for an extract and one for public records, with their lists."""
    sender, reader = cast[Kind.POLICE, Role.COORDINATOR], cast[PROBATION]
    made = make_disclosure(sender, reader.member.workspace, make_person(sender))
    with in_room(reader) as actor:
        asked = register_request("Dnr 2026-1", timezone.localdate(), by=actor, at=timezone.now())
    public = make_record_request(reader.member.workspace)
    return [
        reverse("disclosures:received", args=[made.pk]),
        reverse("disclosures:received_list"),
        reverse("people:extracts"),
        reverse("people:new_extract"),
        reverse("people:extract", args=[asked.pk]),
        reverse("records:list"),
        reverse("records:new"),
        reverse("records:request", args=[public.pk]),
    ]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_t30_axe_finds_nothing_and_nothing_is_wider_than_a_phone(
    cast: Cast, paths: list[str], sit: Sit, language: str
) -> None:
    reader = sit(cast[PROBATION], language=language, width=320, height=640)
    page = reader.page()
    faults = {path: reader.axe_by_day_and_night(page, path) for path in paths}
    assert {path: found for path, found in faults.items() if found} == {}
    wide = {}
    for path in paths:
        page.goto(reader.address + path)
        wide[path] = page.evaluate("document.documentElement.scrollWidth")
    assert {path: width for path, width in wide.items() if width > 320} == {}


def marked_sheets(page: Page) -> list[bool]:
    """For each sheet, as the browser prints the page without backgrounds, whether the mark's pattern is drawn."""
    printed = PdfReader(io.BytesIO(page.pdf(format="A4", print_background=False)))
    return ["/Pattern" in str(sheet["/Resources"]) for sheet in printed.pages]


LONGER = """document.querySelector('#beslutet').append(...Array.from({length: 90}, (_, n) => {
    const line = document.createElement('p'); line.textContent = `Rad ${n}`; return line }))"""


def test_the_readers_mark_stands_on_every_printed_sheet(cast: Cast, paths: list[str], sit: Sit) -> None:
    player = cast[PROBATION]
    page = sit(player).open(paths[0])
    page.evaluate(LONGER)
    mark = page.locator(".gvi-watermark").text_content() or ""
    assert player.member.name in mark and player.member.workspace.name in mark
    sheets = marked_sheets(page)
    assert len(sheets) > 2 and all(sheets)
    page.evaluate("document.querySelector('.gvi-watermark').remove()")
    assert not any(marked_sheets(page))


def test_a_disclosure_is_acknowledged_by_keyboard(cast: Cast, paths: list[str], sit: Sit) -> None:
    page = sit(cast[PROBATION]).open(paths[0])
    page.keyboard.press("b")
    page.get_by_text("Mottagandet är bekräftat.").wait_for()
    assert page.get_by_role("button", name="Bekräfta mottagandet").count() == 0
