"""Incidents in the browser: reported on a phone, found by a live filter, confirmed, corrected, drawn and fetched."""

import re

import pytest
from playwright.sync_api import Page, expect

from gvi.steps.incidents.models import ContextEvent
from gvi.steps.incidents.states import State
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Area
from gvi.trust.workspaces.roles import Role
from tests.browser.conftest import Sit
from tests.cast import Cast
from tests.steps.incidents.scene import ago, make_incident

COORDINATOR = (Kind.POLICE, Role.COORDINATOR)


def history(page: Page) -> list[str]:
    return page.locator(".gvi-timeline > li").all_inner_texts()


def test_it_works_a_patrol_leader_reports_on_a_phone(cast: Cast, sit: Sit) -> None:
    Area.objects.create(name="Östra hamnen")
    leader = sit(cast[Kind.POLICE, Role.PATROL_LEADER], width=390, height=800)
    page = leader.open("/handelser/ny/")
    page.get_by_role("button", name="Rapportera").click()
    expect(page.get_by_role("alert")).to_contain_text("Slag")
    page.get_by_label("Slag", exact=True).select_option(label="skjutning")
    page.get_by_label("Område").select_option(label="Östra hamnen")
    page.get_by_label("Skadade").fill("1")
    page.get_by_label("Beskrivning").fill("Skott vid kajen")
    page.get_by_role("button", name="Rapportera").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Skjutning")
    expect(page.get_by_text("Händelsen är rapporterad.")).to_be_visible()
    expect(page.get_by_role("button", name="Bekräfta")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert leader.axe(page) == []


def test_the_list_narrows_while_one_chooses(cast: Cast, sit: Sit) -> None:
    make_incident(summary="Bilbrand", kind="arson")
    make_incident(summary="Skott")
    page = sit(cast[COORDINATOR]).open("/handelser/")
    expect(page.get_by_role("row")).to_have_count(3)
    page.get_by_label("Slag").select_option(label="mordbrand")
    expect(page.get_by_role("row")).to_have_count(2)
    expect(page).to_have_url(re.compile("slag=arson"))
    page.get_by_role("link", name="Tid").click()
    expect(page.get_by_role("columnheader", name="Tid")).to_have_attribute("aria-sort", "ascending")
    expect(page.get_by_text("Bilbrand")).to_be_visible()


def test_confirming_by_keyboard_taking_back_and_the_history_that_stays(cast: Cast, sit: Sit) -> None:
    incident = make_incident()
    reader = sit(cast[COORDINATOR])
    page = reader.open(f"/handelser/{incident.pk}/")
    expect(page.get_by_text("ett krutladdat vapen har avfyrats")).to_be_visible()
    page.keyboard.press("b")
    expect(page.get_by_text("Händelsen är bekräftad.")).to_be_visible()
    page.get_by_role("link", name="Återta beslutet").click()
    assert reader.axe(page) == []
    page.get_by_label("Skäl").fill("vittnet tog fel på dag")
    page.get_by_role("button", name="Återta beslutet").click()
    expect(page.get_by_role("button", name="Bekräfta")).to_be_visible()
    newest, before, first = history(page)
    assert "Läge: bekräftad → avvaktar" in newest
    assert "vittnet tog fel på dag" in newest
    assert "Läge: rapporterad → bekräftad" in before
    assert "Händelsen kom in." in first
    assert reader.axe(page) == []


@pytest.mark.parametrize(("language", "caption"), [("sv", "Månad för månad"), ("en", "Month by month")])
def test_the_year_is_drawn_with_its_context_and_its_table(
    language: str, caption: str, cast: Cast, sit: Sit
) -> None:
    make_incident(state=State.CONFIRMED, dead=1)
    make_incident()
    ContextEvent.objects.create(kind="law", title="Ny lag om vistelseförbud", starts=ago(60).date())
    reader = sit(cast[Kind.EVALUATOR, Role.EVALUATOR], language=language)
    page = reader.open("/handelser/ar/")
    expect(page.locator("[data-chart][data-drawn] svg")).to_be_visible()
    expect(page.locator("[data-chart] svg")).to_contain_text("Ny lag om vistelseförbud")
    expect(page.get_by_role("table", name=caption)).to_be_visible()
    page.locator(".gvi-chart summary").click()
    expect(page.locator(".gvi-chart tbody tr")).to_have_count(2)
    assert reader.axe(page) == []


def test_the_filtered_list_is_fetched_as_a_file(cast: Cast, sit: Sit) -> None:
    make_incident(kind="arson")
    page = sit(cast[COORDINATOR]).open("/handelser/?slag=arson")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Excel").click()
    assert re.fullmatch(r"handelser-\d{4}-\d\d-\d\d\.xlsx", waiting.value.suggested_filename)
    assert waiting.value.path().stat().st_size > 4000


def test_t30_no_sideways_scroll_at_400_per_cent_zoom(cast: Cast, sit: Sit) -> None:
    incident = make_incident(state=State.CONFIRMED, area=Area.objects.create(name="Östra Tegelstranden"))
    ContextEvent.objects.create(kind="law", title="Ny lag om vistelseförbud", starts=ago(60).date())
    reader = sit(cast[COORDINATOR], width=320, height=256)
    for path in ("ar/", "omraden/", "sammanhang/", "sammanhang/nytt/", "ny/", f"{incident.pk}/"):
        page = reader.open(f"/handelser/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
