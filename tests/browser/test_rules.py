"""Rules and the register on screen: the lawyer verifies, the decider switches on, and axe finds nothing on the way."""

import pytest
from playwright.sync_api import expect

from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.browser.conftest import Sit
from tests.cast import Cast
from tests.trust.law.rules import switch_on_rule


def test_a_lawyer_verifies_and_the_decider_switches_on(cast: Cast, sit: Sit) -> None:
    lawyer = sit(cast[Kind.POLICE, Role.LAWYER])
    page = lawyer.open("/regler/osl_10_2/")
    expect(page.locator("main")).to_contain_text("väntar på jurist")
    page.get_by_role("heading", name="Kontrollera texten").click()
    page.get_by_label("Jurist, namn och funktion").fill("Linnea Lag, chefsjurist")
    page.get_by_role("button", name="Jag har kontrollerat texten").click()
    expect(page.locator("main")).to_contain_text("Linnea Lag, chefsjurist")
    assert lawyer.axe(page) == []

    decider = sit(cast[Kind.POLICE, Role.RULES_DECIDER], width=390)
    page = decider.open("/regler/")
    page.get_by_role("link", name="Öppna Nödvändigt för den egna verksamheten").click()
    expect(page.locator("main")).to_contain_text("Inget råd är lämnat.")
    page.get_by_role("button", name="Slå på regeln").click()
    expect(page.locator("main")).to_contain_text("påslagen")
    page.get_by_role("heading", name="Slå av regeln").click()
    page.get_by_role("button", name="Slå av regeln").click()
    expect(page.get_by_role("alert")).to_contain_text("Varför den slås av")
    assert decider.axe(page) == []


@pytest.mark.parametrize("dark", [False, True])
def test_list_steps_and_register_have_nothing_for_axe(cast: Cast, sit: Sit, dark: bool) -> None:
    switch_on_rule("osl_10_2", cast[Kind.POLICE, Role.LAWYER].member.workspace)
    reader = sit(cast[Kind.POLICE, Role.COORDINATOR], dark=dark)
    page = reader.page()
    for path in (
        "/regler/",
        "/regler/steg/",
        "/regler/behandlingar/",
        "/hjalp/regler/",
        "/hjalp/behandlingar/",
    ):
        page.goto(reader.address + path)
        assert reader.axe(page) == [], path
