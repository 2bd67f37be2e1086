"""English is English all through, and a page at 400 % zoom, 320 px wide, scrolls in one direction only."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page

from gvi.steps.incidents.states import State
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.browser.conftest import Sit
from tests.cast import Cast
from tests.steps.review.cast import make_group, make_incident

MAIN = [
    "/",
    "/handelser/",
    "/handelser/ny/",
    "/handelser/ar/",
    "/handelser/omraden/",
    "/handelser/sammanhang/",
    "/handelser/inlasning/",
    "/genomgang/",
    "/genomgang/forbered/",
    "/genomgang/handelser/",
    "/genomgang/snabb/",
    "/genomgang/uppgifter/",
    "/genomgang/uppgifter/ny/",
    "/genomgang/moten/nytt/",
    "/genomgang/siffror/",
    "/grupper/",
    "/installningar/",
    "/hjalp/",
    "/tillganglighet/",
]
SWEDISH = re.compile(
    r"\b(och|är|inte|till|från|som|att|för|eller|med|den|det|har|av|på|än|nya|alla|"
    r"händelse\w*|genomgång\w*|uppgift\w*|möte\w*|grupp\w*|skjutning\w*|sprängning\w*|bekräft\w*|avvakta\w*|"
    r"försen\w*|läget|område\w*|döda|skadade|polisens|förbered\w*|visa|spara|ångra)\b",
    re.IGNORECASE,
)
NAMES = re.compile(
    r"Björkhamn|Norra torget|Svenska|Polisen|kommun\w*|Beslutsfattare för regler police", re.IGNORECASE
)


@pytest.fixture
def city(cast: Cast) -> None:
    """Enough for every list to have a row."""
    make_group("Gran")
    for day in range(1, 9):
        make_incident(
            ago=timedelta(days=day), area="Norra torget", state=State.WAITING if day == 1 else State.CONFIRMED
        )


def swedish_on(page: Page) -> list[str]:
    """Swedish words that one sees or hears on the page, but for names."""
    texts = page.evaluate("""() => [document.title, document.body.innerText,
        ...[...document.querySelectorAll('body *')].flatMap(it =>
            ['aria-label', 'title', 'alt', 'placeholder'].map(name => it.getAttribute(name) ?? ''))]""")
    return sorted({found[0] for text in texts for found in SWEDISH.finditer(NAMES.sub("", text))})


@pytest.mark.usefixtures("city")
def test_english_pages_hold_no_swedish(cast: Cast, sit: Sit) -> None:
    reader = sit(cast[Kind.POLICE, Role.COORDINATOR], language="en")
    page = reader.page()
    left: dict[str, list[str]] = {}
    for path in MAIN:
        page.goto(reader.address + path)
        left[path] = swedish_on(page)
    assert {path: words for path, words in left.items() if words} == {}
    page.goto(reader.address + "/handelser/?lage=okand")
    assert page.locator("html").get_attribute("lang") == "en"


@pytest.mark.usefixtures("city")
@pytest.mark.parametrize("language", ["sv", "en"])
def test_t30_no_sideways_scroll_at_400_per_cent(cast: Cast, sit: Sit, language: str) -> None:
    reader = sit(cast[Kind.POLICE, Role.COORDINATOR], language=language, width=320, height=256)
    page = reader.page()
    wide: dict[str, int] = {}
    for path in MAIN:
        page.goto(reader.address + path)
        wide[path] = page.evaluate("document.documentElement.scrollWidth")
    assert {path: width for path, width in wide.items() if width > 320} == {}
