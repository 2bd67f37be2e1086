"""Every page: axe and the content security policy find nothing.

The pages are the routes themselves, so that a new page is tried the day it is written. Each is tried in both
languages; its colours, which no language changes, by day and in the dark.
"""

from pathlib import Path

import pytest
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import Page

from tests.browser.conftest import Reader, Sit
from tests.cast import Cast
from tests.site.samples import make_samples
from tests.site.shares import POLICE, Cell, path_of, shares

HELP = sorted({path.stem for path in Path("src/gvi").glob("**/templates/help/*.html")} - {"index"})


@pytest.fixture
def paths(cast: Cast) -> dict[str, dict[Cell, list[str]]]:
    """What each reader of each share opens, with a record of each kind to open."""
    found: dict[str, dict[Cell, list[str]]] = {}
    with transaction.atomic():
        samples = make_samples(cast)
        for share, cell, route in shares():
            found.setdefault(share, {}).setdefault(cell, []).append(path_of(route, cell, cast, samples))
    found["police"][POLICE] += [reverse("help", args=[topic]) for topic in HELP]
    return found


def is_page(reader: Reader, tab: Page, path: str) -> bool:
    """Whether ``path`` answers with a page, and not with a document or a redirect, or only to a form.

    The tab shows the same answer, so that the server makes each page once.
    """
    address = reader.address + path
    answer = reader.context.request.get(address, max_redirects=0)
    if answer.status != 200 or "text/html" not in answer.headers["content-type"]:
        return False
    tab.route(address, lambda route: route.fulfill(response=answer), times=1)
    return True


@pytest.mark.parametrize("share", ["police", "town", "others"])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_axe_and_policy_find_nothing(
    cast: Cast, paths: dict[str, dict[Cell, list[str]]], sit: Sit, share: str, language: str
) -> None:
    faults: dict[str, list[str]] = {}
    for cell, mine in paths[share].items():
        reader = sit(cast[cell], language=language)
        tab = reader.page()
        look = reader.axe_by_day_and_night if language == "sv" else reader.axe_but_for_colours
        faults |= {path: look(tab, path) for path in mine if is_page(reader, tab, path)}
    assert len(faults) >= 10
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
