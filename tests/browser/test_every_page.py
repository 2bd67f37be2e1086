"""Every page without a record in its path, as every role that may open it: axe and the policy find nothing.

The pages are the routes themselves, so that a new page is tried the day it is written.
"""

import pytest
from django.urls import reverse

from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.browser.conftest import Sit
from tests.cast import Cast
from tests.site.matrix import all_routes, listed, routes_listed
from tests.site.samples import make_samples

LOOKS = [("sv", False), ("en", False), ("sv", True), ("en", True)]
READERS = [
    (Kind.POLICE, Role.COORDINATOR),
    (Kind.MUNICIPALITY, Role.COORDINATOR),
    (Kind.PROBATION, Role.LOG_REVIEWER),
]
NO_PAGE = {"export", "pdf", "minutes"}


@pytest.mark.parametrize("reader", READERS, ids=lambda cell: "-".join(cell))
@pytest.mark.parametrize(("language", "dark"), LOOKS)
def test_axe_and_policy_find_nothing(
    cast: Cast, sit: Sit, reader: tuple[Kind, Role], language: str, dark: bool
) -> None:
    samples = make_samples(cast)
    person = sit(cast[reader], language=language, dark=dark)
    faults: dict[str, list[str]] = {}
    tab = person.page()
    for route in all_routes():
        right = routes_listed()[route.name]
        if right != "open" and (right == "account" or reader not in listed()[right]):
            continue
        if any(word in route.name for word in NO_PAGE):
            continue
        answer = tab.goto(person.address + reverse(route.name, kwargs=samples.values(route)))
        if answer and answer.status == 200 and "text/html" in answer.headers["content-type"]:
            faults[route.name] = person.axe(tab)
    assert len(faults) > 5
    assert {name: found for name, found in faults.items() if found} == {}
