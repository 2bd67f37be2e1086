"""An audit session by keyboard, from plan to minutes that a colleague locks; and on a phone in English."""

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import expect

from gvi.steps.mapping.queries.audit_questions import asked_by_data
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.browser.conftest import Sit
from tests.cast import Cast, in_room
from tests.steps.mapping.audit_world import circle, opened_by
from tests.steps.mapping.world import DAY, days_ago, judged_as, make_group, relate_as

LIST = "/kartlaggning/gruppgenomgangar/"
ANALYST = (Kind.POLICE, Role.ANALYST)
DECIDER = (Kind.POLICE, Role.DECISION_MAKER)


@pytest.fixture
def city(cast: Cast) -> None:
    """Ask and Gran in conflict, and three persons seen together whom nobody has placed.

    The data are asked once beforehand: reading in what finds circles takes seconds the first time in a process.
    """
    ask, gran = make_group("Ask", own_row=False), make_group("Gran", own_row=False)
    judged_as(cast[ANALYST], ago=3 * DAY, acting=(ask,), suffering=(gran,))
    relate_as(cast[ANALYST], ask, gran, since=days_ago(200), seen=days_ago(170))
    circle(cast[ANALYST], 3)
    with in_room(cast[ANALYST]):
        assert len(asked_by_data(localdate())) == 1


@pytest.mark.usefixtures("city")
def test_an_audit_by_keyboard_from_plan_to_locked_minutes(cast: Cast, sit: Sit) -> None:
    reader = sit(cast[ANALYST])
    page = reader.open(LIST)
    page.keyboard.press("p")
    page.get_by_label("Dag").fill(f"{days_ago(0)}")
    page.get_by_role("button", name="Planera", exact=True).click()
    expect(page.get_by_text("Relationen till Gran blir osäker")).to_be_visible()
    assert reader.axe_by_day_and_night(page, page.url.removeprefix(reader.address)) == []
    page.get_by_role("button", name="Öppna gruppgenomgången").click()
    expect(page.get_by_text("Gruppgenomgången är öppnad.")).to_be_visible()
    running = page.url.removeprefix(reader.address)
    page.keyboard.press("g")
    expect(page.get_by_role("heading", name="Ask", exact=True)).to_be_visible()
    page.keyboard.press("2")
    expect(page.get_by_label("har ändrats", exact=True)).to_be_checked()
    page.get_by_role("button", name="Spara och gå vidare").click()
    expect(page.locator("[data-errors]")).to_be_focused()
    assert reader.axe(page) == []
    page.get_by_label("Vad som har ändrats").fill("Nya områden.")
    page.get_by_role("button", name="Spara och gå vidare").click()
    expect(page.get_by_role("heading", name="Gran", exact=True)).to_be_visible()
    page.keyboard.press("j")
    page.get_by_role("link", name="Tre personer som förekommer tillsammans").click()
    expect(page.get_by_role("heading", name="Fråga 1 av 1")).to_be_visible()
    page.keyboard.press("v")
    expect(page.get_by_text("Du läser personuppgifter. Läsningen loggas.")).to_be_visible()
    assert reader.axe_by_day_and_night(page, page.url.removeprefix(reader.address)) == []
    page.go_back()
    page.get_by_label("nej", exact=True).check()
    page.get_by_role("button", name="Spara och gå vidare").click()
    page.get_by_label("Analytiker").check()
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.get_by_text("1 grupp är inte genomgången.")).to_be_visible()
    assert reader.axe_by_day_and_night(page, running) == []
    second = sit(cast[DECIDER])
    other = second.open(running)
    other.get_by_role("button", name="Godkänn och lås").first.click()
    other.get_by_role("dialog").get_by_role("button", name="Godkänn och lås").click()
    expect(other.get_by_text("Minnesanteckningarna är godkända och låsta.")).to_be_visible()
    expect(other.get_by_text("Nya områden.")).to_be_visible()
    assert second.axe(other) == []


@pytest.mark.usefixtures("city")
def test_an_audit_on_a_phone_in_english(cast: Cast, sit: Sit) -> None:
    audit = opened_by(cast[ANALYST])
    reader = sit(cast[ANALYST], language="en", width=320, height=640)
    for path in (LIST, f"{LIST}{audit.pk}/"):
        page = reader.open(path)
        assert reader.axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    expect(page.get_by_text("Group audit 1").first).to_be_visible()
