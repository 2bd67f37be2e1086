"""The problem analysis at a screen: made by one click, taken home, released, and read by another room; axe clean."""

import pytest
from playwright.sync_api import Page, expect

from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.browser.conftest import Sit
from tests.cast import Cast
from tests.steps.mapping.reports import DECISION
from tests.steps.mapping.world import DAY, days_ago, judged_as, make_group, relate_as

PATH = "/kartlaggning/problemanalys/"
DECIDER = (Kind.POLICE, Role.DECISION_MAKER)
ANALYST = (Kind.POLICE, Role.ANALYST)
PARTNER = (Kind.MUNICIPALITY, Role.COORDINATOR)


@pytest.fixture
def city(cast: Cast) -> None:
    """Two groups in conflict and three incidents between them."""
    gran, ask = make_group("Gran"), make_group("Ask")
    relate_as(cast[ANALYST], gran, ask, since=days_ago(300), seen=days_ago(40))
    for ago in (70, 90, 200):
        judged_as(cast[ANALYST], ago=ago * DAY, acting=(gran,), suffering=(ask,))


def downloaded(page: Page, name: str) -> str:
    """The name of the file that the link gives."""
    with page.expect_download() as waiting:
        page.get_by_role("link", name=name).first.click()
    assert waiting.value.path().read_bytes().startswith(b"%PDF-")
    return waiting.value.suggested_filename


@pytest.mark.usefixtures("city")
def test_t30_made_by_one_click_released_and_read_by_another_room(cast: Cast, sit: Sit) -> None:
    page = sit(cast[ANALYST]).open(PATH)
    expect(page.get_by_text("Ingen problemanalys är gjord")).to_be_visible()
    page.get_by_role("button", name="Gör problemanalys").click()
    expect(page.locator("#gjorda tbody tr")).to_have_count(1)
    assert downloaded(page, "Hämta PDF").startswith("problemanalys-20")
    page.get_by_label("utan hemliga uppgifter").check()
    page.get_by_role("button", name="Gör problemanalys").click()
    expect(page.locator("#gjorda tbody tr")).to_have_count(2)

    reader = sit(cast[DECIDER])
    page = reader.open(PATH)
    assert reader.axe(page) == []
    page.get_by_role("link", name="Lämna analysen gjord").click()
    assert reader.axe(page) == []
    page.get_by_role("button", name="Besluta och lämna").click()
    expect(page.locator("[data-errors]")).to_be_focused()
    page.get_by_label("Menprövning").fill(DECISION.test)
    page.get_by_label("Diarienummer").fill(DECISION.registry_number)
    page.get_by_label("Gallringsbeslut").fill(DECISION.erasure_decision)
    page.get_by_role("button", name="Besluta och lämna").click()
    expect(page.get_by_role("heading", name="Lämnade problemanalyser")).to_be_visible()

    partner = sit(cast[PARTNER])
    theirs = partner.open("/")
    theirs.get_by_role("link", name="Problemanalys", exact=True).click()
    expect(theirs.locator("tbody tr")).to_have_count(1)
    assert partner.axe(theirs) == []
    assert downloaded(theirs, "Hämta PDF").startswith("problemanalys-utan-hemliga-uppgifter-")
