"""T24 and the log's own faults: what the reviewer sees at once, and how the menu counts it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gvi.trust.log import alerts
from gvi.trust.log.alerts import alert_count
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, in_room, make_player, make_workspace, switch_on

pytestmark = pytest.mark.django_db
ALERTS = "/logg/larm/"


@pytest.fixture
def siv() -> Player:
    return make_player(make_workspace(Kind.POLICE), Role.LOG_REVIEWER, name="Siv Ask")


@pytest.fixture
def bo(siv: Player) -> Player:
    return make_player(siv.member.workspace, Role.ANALYST, name="Bo Alm")


def act(player: Player, verb: str, count: int, operation: Operation = Operation.READ) -> None:
    with in_room(player) as actor:
        for _ in range(count):
            write(operation, verb, by=actor, kind="person")


def seen(player: Player) -> tuple[list[str], int]:
    """The codes of the alerts, and how many the menu counts."""
    now = timezone.now() + timedelta(seconds=1)
    with in_room(player) as actor:
        assert actor.workspace_id
        found = alerts.alerts(actor.workspace_id, now)
        return [alert.code for alert in found], alert_count(actor.workspace_id, now)


def test_it_works_nothing_is_no_alert(siv: Player, bo: Player) -> None:
    act(bo, "people.search", 20)
    act(bo, "status.404", 4, Operation.DENIAL)
    assert seen(siv) == ([], 0)
    assert "Inga larm" in siv.client().get(ALERTS).content.decode()


@pytest.mark.parametrize(
    ("verb", "count", "operation", "code", "words"),
    [
        ("people.search", 21, Operation.READ, "searches", "Många sökningar"),
        ("people.search_refused", 1, Operation.DENIAL, "wildcard", "Sökning utan namn"),
        ("status.404", 5, Operation.DENIAL, "denials", "Flera nekade försök"),
    ],
)
def test_t24_it_alerts(
    siv: Player, bo: Player, verb: str, count: int, operation: Operation, code: str, words: str
) -> None:
    act(bo, verb, count, operation)
    assert seen(siv) == ([code], 1)
    page = siv.client().get(ALERTS).content.decode()
    assert words in page
    assert "Bo Alm" in page


@pytest.mark.parametrize("term", ["*", "%", "_ _", "e"])
def test_t24_a_search_for_everybody_is_refused_and_alerts(siv: Player, bo: Player, term: str) -> None:
    answer = bo.client().post(reverse("people:search"), {"term": term, "reason": "meeting"})
    assert answer.status_code == 422
    assert seen(siv) == (["wildcard"], 1)


def test_t24_many_searches_by_the_page_alert(siv: Player, bo: Player) -> None:
    client = bo.client()
    for _ in range(21):
        assert (
            client.post(reverse("people:search"), {"term": "Ekhult", "reason": "meeting"}).status_code == 200
        )
    assert seen(siv) == (["searches"], 1)


def test_t01_another_rooms_alerts_are_not_there(siv: Player) -> None:
    other = make_player(make_workspace(Kind.PROBATION), Role.COORDINATOR, name="Ulla Gran")
    act(other, "people.search", 30)
    assert seen(siv) == ([], 0)


def test_a_fault_in_the_log_alerts_every_room_until_it_is_whole(siv: Player) -> None:
    write(Operation.READ, "log.fault", by=None, kind="log")
    assert seen(siv) == (["fault"], 1)
    assert "Fel i loggen" in siv.client().get(ALERTS).content.decode()


def test_a_log_that_nobody_seals_alerts_after_an_hour(siv: Player, bo: Player) -> None:
    act(bo, "people.read", 1)
    with in_room(siv) as actor:
        assert actor.workspace_id
        for minutes, codes in ((59, []), (61, ["unsealed"])):
            at = timezone.now() + timedelta(minutes=minutes)
            assert [alert.code for alert in alerts.alerts(actor.workspace_id, at)] == codes
            assert alert_count(actor.workspace_id, at) == len(codes)


def test_an_erasure_that_has_not_run_alerts(siv: Player) -> None:
    switch_on(siv.member.workspace, at=timezone.now() - timedelta(days=9))
    page = siv.client().get(ALERTS).content.decode()
    assert "Gallringen" in page.split("<tbody>")[1]
    assert 'gvi-count">1<' in page


def test_only_the_reviewer_has_a_number_in_the_menu(siv: Player, bo: Player) -> None:
    act(bo, "people.search", 21)
    assert 'gvi-count">1<' in siv.client().get(ALERTS).content.decode()
    officer = make_player(siv.member.workspace, Role.DATA_PROTECTION_OFFICER)
    assert "gvi-count" not in officer.client().get(ALERTS).content.decode()
    assert bo.client().get(ALERTS).status_code == 404


def test_the_number_of_queries_does_not_grow(siv: Player, bo: Player) -> None:
    client, counts = siv.client(), []
    for verb in ("people.search", "people.search_refused"):
        act(bo, verb, 25)
        client.get(ALERTS)
        with CaptureQueriesContext(connection) as queries:
            client.get(ALERTS)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 21
