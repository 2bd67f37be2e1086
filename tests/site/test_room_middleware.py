"""The room opens for one request and closes after it; what is denied is rolled back and leaves a trace."""

from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from gvi.steps.groups.models import Group
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Grant
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, in_room, make_player, make_workspace

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.site.probe_urls")]


@pytest.fixture
def police() -> Player:
    return make_player(make_workspace(Kind.POLICE), Role.ANALYST)


def browser(player: Player) -> Client:
    client = player.client()
    client.raise_request_exception = False
    return client


def denials(player: Player) -> list[str]:
    with in_room(player), connection.cursor() as cursor:
        cursor.execute(
            "select verb from log_event where operation = 'denial' and member_id = %s", [player.member.pk]
        )
        return [row[0] for row in cursor.fetchall()]


def test_it_works_the_view_stands_in_its_room(police: Player) -> None:
    answer = browser(police).get("/here/").content.decode()
    assert UUID(answer) == police.member.workspace_id


def test_the_ticket_is_gone_after_the_request(police: Player) -> None:
    browser(police).get("/here/")
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('gvi.ticket', true), gvi.here()")
        assert cursor.fetchone() == ("", None)


def test_a_room_that_is_off_has_no_here() -> None:
    player = make_player(make_workspace(Kind.PROBATION, on=False), Role.COORDINATOR)
    assert browser(player).get("/here/").content == b"None"


@pytest.mark.parametrize(
    ("how", "status"),
    [("raise", 500), ("missing", 404), ("forbidden", 404), ("refuse", 409), ("400", 400), ("403", 403)],
)
def test_t01_what_is_denied_is_rolled_back_and_logged(police: Player, how: str, status: int) -> None:
    answer = browser(police).get(f"/save/{how}/")
    assert answer.status_code == status
    assert not Group.objects.exists()
    assert denials(police) == [f"status.{status}"]


@pytest.mark.parametrize("how", ["200", "422"])
def test_what_succeeds_or_is_a_form_error_is_committed(police: Player, how: str) -> None:
    assert browser(police).get(f"/save/{how}/").status_code == int(how)
    assert Group.objects.count() == 1
    assert denials(police) == []


def test_a_page_may_not_stream(police: Player) -> None:
    assert browser(police).get("/stream/").status_code == 500


def test_t02_a_route_without_a_right_answers_nobody(police: Player) -> None:
    answer = browser(police).get("/undeclared/")
    assert answer.status_code == 404
    assert b"secret" not in answer.content


def test_visitors_reach_open_pages_and_are_sent_to_sign_in_elsewhere() -> None:
    assert Client().get("/public/").content == b"open"
    assert Client().get("/here/").status_code == 302


def test_t29_without_a_current_grant_every_page_is_closed(police: Player) -> None:
    client = browser(police)
    Grant.objects.filter(member=police.member).update(ended_at=timezone.now())
    assert client.get("/here/").status_code == 403


def test_every_answer_carries_the_strict_policy(police: Player) -> None:
    answer = browser(police).get("/here/")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["Cache-Control"] == "no-store"
