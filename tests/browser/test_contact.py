"""Groups × contact at a screen: on a phone each group is a card that names its facts, and nothing is lost."""

import pytest
from playwright.sync_api import expect

from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.browser.conftest import Sit
from tests.cast import Cast
from tests.steps.desk.world import COORDINATOR, held, release
from tests.steps.mapping.world import DAY, judged_as, make_group

PARTNER = (Kind.MUNICIPALITY, Role.COORDINATOR)


@pytest.fixture
def city(cast: Cast) -> None:
    """One group that was reached before its last incident, and one that nobody has reached."""
    gran, ask = make_group("Gran"), make_group("Ask")
    release(cast, held(cast, 1, ago=60 * DAY), gran, reached=True)
    judged_as(cast[COORDINATOR], ago=3 * DAY, acting=(gran,), suffering=(ask,))


@pytest.mark.usefixtures("city")
@pytest.mark.parametrize("who", [COORDINATOR, PARTNER])
def test_t30_on_a_phone_it_scrolls_one_way_and_axe_finds_nothing(
    cast: Cast, sit: Sit, who: tuple[Kind, Role]
) -> None:
    reader = sit(cast[who], width=320, height=640)
    page = reader.open("/")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    table = page.locator("#grupper-kontakt table")
    assert table.evaluate("it => it.scrollWidth <= it.parentElement.clientWidth")
    expect(table.get_by_role("row", name="Gran")).to_be_visible()
    assert reader.axe_by_day_and_night(page, "/") == []


@pytest.mark.usefixtures("city")
def test_rows_and_cells_keep_their_roles_as_cards(cast: Cast, sit: Sit) -> None:
    page = sit(cast[COORDINATOR], width=320, height=640).open("/")
    first = page.locator("#grupper-kontakt").get_by_role("row").nth(1)
    expect(first.get_by_role("rowheader")).to_be_visible()
    expect(first.get_by_role("cell")).to_have_count(4)
