"""Two records side by side: decided and undone by keyboard, on a phone, in both languages, by day and by night."""

from playwright.sync_api import expect

from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.browser.conftest import Sit
from tests.browser.keyboard import Hands
from tests.cast import Cast
from tests.trust.people.duplicates.test_flows import twins

PAIRS = "/personer/dubbletter/"


def test_a_pair_is_joined_and_parted_by_keyboard(cast: Cast, sit: Sit) -> None:
    analyst = cast[Kind.POLICE, Role.ANALYST]
    twins(analyst)
    reader = sit(analyst)
    page = reader.open(PAIRS)
    hands = Hands(page)
    page.keyboard.press("j")
    expect(page.get_by_text("1 nytt par att ta ställning till.")).to_be_visible()
    assert reader.axe_by_day_and_night(page, PAIRS) == []
    hands.press(page.get_by_role("button", name="Samma person").first)
    expect(page.get_by_role("heading", name="Förda ihop")).to_be_visible()
    assert reader.axe(page) == []
    hands.press(page.get_by_role("button", name="Ångra: inte samma person"))
    expect(page.get_by_text("Inget par väntar")).to_be_visible()


def test_the_pair_on_a_phone_in_english(cast: Cast, sit: Sit) -> None:
    analyst = cast[Kind.POLICE, Role.ANALYST]
    twins(analyst)
    analyst.client().post(PAIRS)
    reader = sit(analyst, language="en", width=320, height=640)
    page = reader.open(PAIRS)
    expect(page.get_by_role("button", name="Not the same person").first).to_be_visible()
    assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    assert reader.axe(page) == []
