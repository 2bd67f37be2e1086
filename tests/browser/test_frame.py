"""The frame around every page: menu, language, sign-out, reflow."""

import re

import pytest
from playwright.sync_api import expect

from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.browser.conftest import Sit
from tests.cast import Cast


def test_it_works_the_room_and_role_are_said(cast: Cast, sit: Sit) -> None:
    page = sit(cast[Kind.POLICE, Role.ANALYST]).open("/")
    expect(page.get_by_role("region", name="Arbetsyta")).to_contain_text("Polisen Björkhamn")
    expect(page.get_by_role("region", name="Arbetsyta")).to_contain_text("Analytiker")


def test_english_is_one_click_away(cast: Cast, sit: Sit) -> None:
    page = sit(cast[Kind.POLICE, Role.ANALYST]).open("/")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^The situation|^Situation|^Today"))


@pytest.mark.parametrize("path", ["/", "/handelser/", "/genomgang/", "/grupper/"])
def test_t30_no_sideways_scroll_at_400_per_cent_zoom(cast: Cast, sit: Sit, path: str) -> None:
    page = sit(cast[Kind.POLICE, Role.COORDINATOR], width=320, height=256).open(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
