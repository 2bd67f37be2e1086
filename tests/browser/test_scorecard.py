"""The scorecard at a screen: a decision by people stands above the counts, on paper one sheet, on a phone too."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.browser.conftest import Sit
from tests.cast import Cast
from tests.steps.mapping.world import DAY, judged_as, make_group

PATH = "/kartlaggning/scorecard/"
ANALYST = (Kind.POLICE, Role.ANALYST)
DECIDER = (Kind.POLICE, Role.DECISION_MAKER)
PAGES = re.compile(rb"/Type\s*/Page\b")


@pytest.fixture
def city(cast: Cast) -> None:
    """Ask with two incidents, Gran with one, and ten more groups without any."""
    gran, ask, *_ = (make_group(name) for name in ("Gran", "Ask", *(f"Dal{number}" for number in range(10))))
    for ago in (3, 20):
        judged_as(cast[ANALYST], ago=ago * DAY, acting=(ask,), suffering=(gran,) if ago == 3 else ())


@pytest.mark.usefixtures("city")
def test_people_decide_and_the_page_says_who(cast: Cast, sit: Sit) -> None:
    page = sit(cast[DECIDER]).open(PATH)
    expect(page.locator("#beslut")).to_contain_text("Inget beslut var fattat den dagen.")
    page.get_by_role("link", name="Besluta mest våldsdrivande grupp").click()
    page.get_by_role("button", name="Spara beslutet").click()
    expect(page.locator("[data-errors]")).to_be_focused()
    page.get_by_label("Grupp", exact=True).select_option(label="Gran")
    page.get_by_label("Samordnare police").check()
    page.get_by_label("Skäl").fill("Öppna hot mot Ask, och vapen hittade två gånger.")
    page.get_by_role("button", name="Spara beslutet").click()
    said = page.locator("#beslut")
    expect(said).to_contain_text("Beslutsfattare police (beslutsfattare) och Samordnare police (samordnare)")
    expect(said).to_contain_text("att Gran är den mest våldsdrivande gruppen.")
    first = page.locator("#grupperna tbody tr").first
    expect(first.get_by_role("rowheader")).to_have_text("Ask")  # the counts are what they were


@pytest.mark.usefixtures("city")
def test_the_bars_are_as_long_as_the_counts(cast: Cast, sit: Sit) -> None:
    page = sit(cast[ANALYST]).open(PATH)
    widths = page.evaluate(
        "[...document.querySelectorAll('tbody tr')].slice(0, 3).map("
        "row => row.querySelectorAll('.gvi-bar rect:last-child')[1].getBoundingClientRect().width)"
    )
    assert widths[0] == pytest.approx(2 * widths[1], rel=0.01)
    assert widths[2] == 0


@pytest.mark.usefixtures("city")
def test_on_paper_it_is_one_sheet(cast: Cast, sit: Sit, tmp_path: Path) -> None:
    page = sit(cast[DECIDER]).open(PATH)
    page.emulate_media(media="print")
    expect(page.get_by_text("Sekretess.")).to_be_visible()
    sheet = page.pdf(path=tmp_path / "scorecard.pdf", prefer_css_page_size=True)
    assert len(PAGES.findall(sheet)) == 1


@pytest.mark.usefixtures("city")
def test_t30_on_a_phone_it_scrolls_one_way_and_axe_finds_nothing(cast: Cast, sit: Sit) -> None:
    reader = sit(cast[DECIDER], width=320, height=640)
    for path in (PATH, f"{PATH}beslut/"):
        page = reader.open(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert reader.axe_by_day_and_night(page, path) == []
