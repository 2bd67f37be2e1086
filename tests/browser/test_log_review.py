"""A month of the log reviewed without a mouse, signed, and advised on; the same pages at 320 px and in English."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.browser.conftest import Sit
from tests.browser.keyboard import Hands
from tests.cast import Cast
from tests.cluster import Cluster
from tests.site.log.month import Past, last_month, past_of

MONTH = f"/logg/granskning/{last_month()}/"
REVIEWER, OFFICER = (Kind.POLICE, Role.LOG_REVIEWER), (Kind.POLICE, Role.DATA_PROTECTION_OFFICER)


@pytest.fixture
def past(own_database: str, cluster: Cluster, cast: Cast) -> Iterator[Past]:
    """An analyst who read about somebody on a Saturday, and fetched a file."""
    with past_of(cluster, own_database) as found:
        analyst = cast[Kind.POLICE, Role.ANALYST]
        found.add(analyst, record=uuid4(), at=found.noon(3))
        found.add(analyst, "export", "incidents.export", kind="incident")
        yield found


def wide(page: Page) -> bool:
    """Whether one would have to scroll sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


@pytest.mark.usefixtures("past")
def test_a_month_is_reviewed_and_signed_by_keyboard(cast: Cast, sit: Sit) -> None:
    reader = sit(cast[REVIEWER])
    page = reader.open("/logg/granskning/")
    hands = Hands(page)
    hands.press(page.get_by_role("link", name=str(last_month()), exact=True))
    expect(page.get_by_text("5 poster kvar att bedöma.")).to_be_visible()
    assert reader.axe(page) == []
    page.keyboard.press("g")
    for number in range(1, 5):
        expect(page.get_by_role("heading", level=1)).to_have_text(f"Post {number} av 5")
        page.keyboard.press("1")
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Post 5 av 5")
    assert reader.axe(page) == []
    page.keyboard.press("2")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Skriv vad förklaringen är")
    assert reader.axe(page) == []
    hands.write(page.get_by_label("Anteckning"), "Filen behövdes till mötet och är borttagen.")
    hands.press(page.get_by_role("button", name="Spara och gå vidare"))
    expect(page.get_by_text("Granskningen kan signeras.").first).to_be_visible()
    page.keyboard.press("s")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Signera")
    assert reader.axe(page) == []
    page.keyboard.press("1")
    hands.write(page.get_by_label("Med egna ord"), "Inget att anmärka. En fil är förklarad.")
    hands.press(page.get_by_role("button", name="Signera granskningen"))
    expect(page.get_by_text("Utan anmärkning").first).to_be_visible()
    answer = page.request.get(f"{reader.address}{MONTH}protokoll.pdf")
    assert (answer.status, answer.body()[:5]) == (200, b"%PDF-")
    the_officer_advises(cast, sit)


def the_officer_advises(cast: Cast, sit: Sit) -> None:
    """The data protection officer reads the outcome and says something about it."""
    reader = sit(cast[OFFICER])
    page = reader.open(MONTH)
    hands = Hands(page)
    hands.write(page.get_by_label("Råd"), "Ta bort filer efter mötet.")
    hands.press(page.get_by_role("button", name="Lämna råd"))
    expect(page.get_by_text("Rådet är sparat.")).to_be_visible()
    expect(page.get_by_text("Ta bort filer efter mötet.")).to_be_visible()
    assert reader.axe(page) == []


@pytest.mark.usefixtures("past")
@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_pages_are_read_on_a_phone_and_in_both_languages(cast: Cast, sit: Sit, language: str) -> None:
    reader = sit(cast[REVIEWER], language=language, width=320, height=640)
    page = reader.open(MONTH)
    item = page.locator('a[href*="/logg/granskning/"][href$="/"] >> nth=-1').get_attribute("href")
    assert item
    for path in ("/logg/granskning/", MONTH, item, f"{MONTH}signera/", "/logg/larm/", "/logg/person/"):
        page.goto(reader.address + path)
        assert page.locator("html").get_attribute("lang") == language
        assert not wide(page), path
        assert reader.axe(page) == [], path
