"""Every page: axe and the content security policy find nothing.

The pages are the routes themselves, so that a new page is tried the day it is written. The police's coordinator and
the municipality's, who see the shared pages differently, try all they may open; every page left is tried by the first
role that may open it. Each is tried whole in both languages; colours, which no language changes, once more in the dark.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.urls import reverse

from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.browser.conftest import Reader, Sit
from tests.cast import Cast
from tests.site.matrix import CELLS, Route, all_routes, listed, routes_listed
from tests.site.samples import Samples, make_samples

Cell = tuple[Kind, Role]
POLICE, TOWN = (Kind.POLICE, Role.COORDINATOR), (Kind.MUNICIPALITY, Role.COORDINATOR)
NEEDED, ALLOWED = routes_listed(), listed()
HELP = sorted({path.stem for path in Path("src/gvi").glob("**/templates/help/*.html")} - {"index"})


@pytest.fixture
def samples(cast: Cast) -> Samples:
    """A record of each kind."""
    with transaction.atomic():
        return make_samples(cast)


def opens(route: Route, cell: Cell) -> bool:
    """Whether ``cell`` may open ``route``; what is open to all, or one's own account, is the police's to try."""
    right = NEEDED.get(route.name, "")
    if right in {"open", "account"}:
        return cell == POLICE and not route.values
    return cell in ALLOWED.get(right, set())


def shares() -> Iterator[tuple[str, Cell, Route]]:
    """Who tries which route: the share's name, the reader, the route."""
    for route in all_routes():
        readers = [cell for cell in CELLS if opens(route, cell)]
        if POLICE in readers:
            yield "police", POLICE, route
        if TOWN in readers:
            yield "town", TOWN, route
        elif readers and POLICE not in readers:
            yield "others", readers[0], route


def is_page(reader: Reader, path: str) -> bool:
    """Whether ``path`` answers with a page, and not with a document or a redirect, or only to a form."""
    answer = reader.context.request.get(reader.address + path, max_redirects=0)
    return answer.status == 200 and "text/html" in answer.headers["content-type"]


@pytest.mark.parametrize("share", ["police", "town", "others"])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_axe_and_policy_find_nothing(
    cast: Cast, samples: Samples, sit: Sit, share: str, language: str
) -> None:
    faults: dict[str, list[str]] = {}
    mine = [(cell, route) for name, cell, route in shares() if name == share]
    for cell in dict.fromkeys(cell for cell, _ in mine):
        reader = sit(cast[cell], language=language)
        tab = reader.page()
        paths = [reverse(it.name, kwargs=samples.values(it, cell[0])) for whose, it in mine if whose == cell]
        paths += [reverse("help", args=[topic]) for topic in HELP if cell == POLICE]
        faults |= {path: reader.axe_by_day_and_night(tab, path) for path in paths if is_page(reader, path)}
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
