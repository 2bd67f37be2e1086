"""T18: when the log can't be written nothing is shown, and the page says so."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.http import HttpResponse
from django.urls import path

from gvi.site.urls import *  # noqa: F403 - the error page links into the whole site
from gvi.site.urls import urlpatterns as site
from gvi.steps.groups.models import Group
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, make_player, make_workspace
from tests.cluster import Cluster

CLOSED = "Databasen eller loggen svarar inte"
SECRET = "Hemlig uppgift"


@page(Right.SEE_HOME)
def read(request: RoomRequest) -> HttpResponse:
    """Reads something, and therefore logs."""
    Group.objects.create(code_name="Prov")
    write(Operation.READ, "probe.read", by=request.actor)
    return HttpResponse(SECRET)


urlpatterns = [path("las/", read), *site]
pytestmark = pytest.mark.urls(__name__)


@pytest.fixture
def police(own_database: str) -> Player:
    player = make_player(make_workspace(Kind.POLICE), Role.ANALYST)
    with connection.cursor() as cursor:
        cursor.execute("set lock_timeout = '200ms'")
    return player


@pytest.fixture
def superuser(cluster: Cluster, own_database: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(f"{cluster.admin_url.rsplit('/', 1)[0]}/{own_database}") as found:
        yield found


def assert_closed(answer: Any) -> None:
    assert answer.status_code == 503
    assert CLOSED in answer.content.decode()
    assert SECRET not in answer.content.decode()
    assert not Group.objects.exists()


def test_it_works_when_the_log_does(police: Player) -> None:
    assert police.client().get("/las/").content.decode() == SECRET


def test_t18_a_locked_log_closes_the_page(police: Player, superuser: psycopg.Connection) -> None:
    client = police.client()
    superuser.execute("lock table log_event in exclusive mode")
    assert_closed(client.get("/las/"))


def test_t18_a_log_without_permission_closes_the_page(police: Player, superuser: psycopg.Connection) -> None:
    client = police.client()
    superuser.execute("revoke insert on log_event from gvi_app")
    superuser.execute("revoke insert (id) on log_event from gvi_app")
    superuser.commit()
    assert_closed(client.get("/las/"))


def test_t18_a_denial_that_can_not_be_logged_closes_the_page(
    police: Player, superuser: psycopg.Connection
) -> None:
    client = police.client()
    assert client.get("/finns-inte/").status_code == 404
    superuser.execute("lock table log_event in exclusive mode")
    assert_closed(client.get("/finns-inte/"))


def test_the_application_never_waits_long_for_a_lock(cluster: Cluster, own_database: str) -> None:
    with psycopg.connect(cluster.url("gvi_app", own_database)) as app:
        assert app.execute("show lock_timeout").fetchone() == ("5s",)
