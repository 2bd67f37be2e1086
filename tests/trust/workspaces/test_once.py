"""What a page tells twice is asked once, and only while the page is read."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gvi.trust.workspaces.actor import CONSOLE
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.once import once, reading
from gvi.trust.workspaces.roles import Role
from tests.cast import make_player, make_workspace


def test_a_page_asks_once_and_the_next_one_anew() -> None:
    answers = iter(range(9))
    actor = reading(CONSOLE)
    assert [once(actor, "one", lambda: next(answers)) for _ in range(3)] == [0, 0, 0]
    assert once(actor, "other", lambda: next(answers)) == 1
    assert once(reading(CONSOLE), "one", lambda: next(answers)) == 2


def test_whoever_does_not_read_a_page_asks_each_time() -> None:
    answers = iter(range(9))
    assert [once(CONSOLE, "one", lambda: next(answers)) for _ in range(3)] == [0, 1, 2]


@pytest.mark.django_db
def test_the_first_page_and_its_menu_count_the_doors_together() -> None:
    client = make_player(make_workspace(Kind.POLICE), Role.DECISION_MAKER).client()
    with CaptureQueriesContext(connection) as seen:
        assert client.get(reverse("desk:home")).status_code == 200
    counts = [query["sql"] for query in seen if "COUNT(*)" in query["sql"]]
    for table in ("disclosures_draft", "disclosures_disclosure"):
        assert sum(f'FROM "{table}"' in asked for asked in counts) == 1, table
