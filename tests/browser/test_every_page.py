"""Every page: axe and the content security policy find nothing.

The pages are the routes themselves, so that a new page is tried the day it is written. Each is tried in both
languages by the role that sees most of it; its colours, which no language changes, by day and in the dark.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Error, Page, Response
from pytest_django.plugin import DjangoDbBlocker

from tests.browser.conftest import AXE, NO_COLOURS, Reader, Sit, serving, sitting
from tests.cast import Cast, make_cast
from tests.cluster import Cluster
from tests.conftest import own_clone
from tests.site.samples import make_samples
from tests.site.shares import POLICE, Cell, path_of, sees_most

HELP = sorted({path.stem for path in Path("src/gvi").glob("**/templates/help/*.html")} - {"index"})
PARTS = 4  # so that workers share the pages; each part is every fourth of them
NO_PAGE = ("Download is starting", "ERR_ABORTED", "ERR_HTTP_RESPONSE_CODE_FAILURE")


@dataclass(frozen=True)
class House:
    """A server with a record of each kind to open, its visits, and a tab for each reader: made once, only read."""

    cast: Cast
    sit: Sit
    visits: list[tuple[Cell, str]]
    tabs: dict[tuple[Cell, str], tuple[Reader, Page]] = field(default_factory=dict)

    def tab(self, cell: Cell, language: str) -> tuple[Reader, Page]:
        """The reader's only tab in ``language``; axe is in it before any page is."""
        if (cell, language) not in self.tabs:
            reader = self.sit(self.cast[cell], language=language)
            reader.context.add_init_script(AXE)
            self.tabs[cell, language] = reader, reader.page()
        reader, tab = self.tabs[cell, language]
        if tab.is_closed():
            self.tabs[cell, language] = reader, reader.page()
        return self.tabs[cell, language]


@pytest.fixture(scope="module")
def house(
    cluster: Cluster,
    template: str,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    browser: Browser,
) -> Iterator[House]:
    with django_db_blocker.unblock(), own_clone(cluster, template):
        cast = make_cast()
        samples = make_samples(cast)
        visits = [(cell, path_of(route, cell, cast, samples)) for cell, route in sees_most()]
        visits += [(POLICE, reverse("help", args=[topic])) for topic in HELP]
        with serving() as address, sitting(browser, address) as sit:
            yield House(cast, sit, visits)


def shown(tab: Page, address: str) -> Response | None:
    """The page at ``address``; None for a document, a redirect, or an address that only a form is sent to.

    A tab that could not show what it got is closed, for it may still be busy saying so.
    """
    try:
        answer = tab.goto(address)
    except Error as error:
        if any(words in error.message for words in NO_PAGE):
            tab.close()
            return None
        raise
    assert answer is not None
    kind = answer.headers.get("content-type", "")
    return answer if answer.status == 200 and answer.url == address and "text/html" in kind else None


def look(reader: Reader, tab: Page, path: str, language: str) -> list[str]:
    """What axe finds on the page in the tab; texts of help share their colours, which one of them shows."""
    if language == "sv" and path not in {reverse("help", args=[topic]) for topic in HELP[1:]}:
        return reader.axe_in_both_lights(tab)
    return reader.axe(tab, **NO_COLOURS)


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("language", ["sv", "en"])
def test_axe_and_policy_find_nothing(house: House, language: str, part: int) -> None:
    faults: dict[str, list[str]] = {}
    for cell, path in house.visits[part::PARTS]:
        reader, tab = house.tab(cell, language)
        if shown(tab, reader.address + path):
            faults[path] = look(reader, tab, path, language) + reader.faults
            reader.faults.clear()
    assert len(faults) >= 35
    assert {path: found for path, found in faults.items() if found} == {}


def test_a_page_that_breaks_the_rules_is_caught(cast: Cast, sit: Sit) -> None:
    reader = sit(cast[POLICE])
    page = reader.open("/handelser/")
    page.evaluate("document.querySelector('main').append(document.createElement('input'))")
    assert any(fault.startswith("label:") for fault in reader.axe(page))
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">röd</p>')")
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {text: 'var ran = 1'}))"
    )
    assert page.evaluate("typeof ran") == "undefined"
    assert [fault.split()[:2] for fault in reader.faults] == [
        ["CSP", "style-src-attr"],
        ["CSP", "script-src-elem"],
    ]
    reader.faults.clear()
