"""The list, the incident and the pictures as they are read in the browser."""

import csv
import io
import re
from http import HTTPStatus
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gvi.steps.incidents.flows.confirm import confirm
from gvi.steps.incidents.models import ContextEvent, Incident, Kind
from gvi.steps.incidents.states import State
from gvi.trust.workspaces.kinds import Kind as RoomKind
from gvi.trust.workspaces.models import Area
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, in_room, make_player, make_workspace
from tests.steps.incidents.scene import NOW, make_incident, make_police

pytestmark = pytest.mark.django_db
AROUND = 8  # session, user, actor, transaction, ticket in, ticket out, commit and the like


@pytest.fixture
def coordinator() -> Player:
    return make_police()


@pytest.fixture
def reader() -> Client:
    return make_player(make_workspace(RoomKind.EVALUATOR), Role.EVALUATOR).client()


def text(client: Client, url: str, status: int = HTTPStatus.OK) -> str:
    answer = client.get(url)
    assert answer.status_code == status
    return re.sub(r"\s+", " ", answer.content.decode())


def test_the_list_works(coordinator: Player) -> None:
    make_incident(summary="Skott vid torget", area=Area.objects.create(name="Hamnen"))
    page = text(coordinator.client(), reverse("incidents:list"))
    assert "Skott vid torget" in page
    assert "Hamnen" in page
    assert reverse("incidents:report") in page


def test_an_empty_list_says_what_belongs_there_and_how_to_begin(coordinator: Player, reader: Client) -> None:
    page = text(coordinator.client(), reverse("incidents:list"))
    assert "Här samlas stadens allvarliga våldshändelser" in page
    assert page.count(reverse("incidents:report")) == 2
    assert reverse("incidents:report") not in text(reader, reverse("incidents:list"))


def test_a_filter_that_finds_nothing_says_so(coordinator: Player) -> None:
    make_incident()
    page = text(coordinator.client(), reverse("incidents:list") + "?slag=arson")
    assert "Ingen händelse passar" in page


def test_a_filter_narrows_and_keeps_what_was_chosen(coordinator: Player) -> None:
    make_incident(kind=Kind.ARSON, summary="Bilbrand")
    make_incident(summary="Skott")
    page = text(coordinator.client(), reverse("incidents:list") + "?slag=arson&sort=tid")
    assert "Bilbrand" in page
    assert "Skott" not in page
    assert '<option value="arson" selected>' in page
    assert 'name="sort" value="tid"' in page


def test_a_wrong_day_is_told_at_its_field(coordinator: Player) -> None:
    page = text(coordinator.client(), reverse("incidents:list") + "?fran=x", HTTPStatus.UNPROCESSABLE_ENTITY)
    assert 'href="#id_fran"' in page


@pytest.mark.parametrize("query", ["grupp=Ek", "gmi=known", "sort=tid&group=1", "motive=dispute"])
@pytest.mark.parametrize("route", ["list", "export", "year", "areas"])
def test_t22_sensitive_or_unknown_names_are_400_without_a_query_of_incidents(
    route: str, query: str, coordinator: Player
) -> None:
    client = coordinator.client()
    with CaptureQueriesContext(
        connection,
    ) as seen:
        answer = client.get(reverse(f"incidents:{route}") + f"?{query}")
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    asked = [one["sql"] for one in seen.captured_queries if 'FROM "incidents_' in one["sql"]]
    assert all(sql.startswith("SELECT COUNT(*)") and "LIMIT 100" in sql for sql in asked)  # the menu's count


def queries(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == HTTPStatus.OK
    return len(
        [one for one in seen.captured_queries if one["sql"].lstrip().upper().startswith(("SELECT", "WITH"))]
    )


@pytest.mark.parametrize("route", ["list", "year", "areas", "context"])
def test_a_page_costs_the_same_however_much_there_is(route: str, coordinator: Player) -> None:
    client, url = coordinator.client(), reverse(f"incidents:{route}")
    make_incident(state=State.CONFIRMED, area=Area.objects.create(name="A"))
    few = queries(client, url)
    for number in range(30):
        make_incident(state=State.CONFIRMED, area=Area.objects.create(name=f"B{number}"))
        ContextEvent.objects.create(kind="law", title=f"Lag {number}", starts=NOW.date())
    assert queries(client, url) == few
    assert few <= {"list": 4, "year": 4, "areas": 2, "context": 1}[route] + AROUND


def test_an_incident_shows_its_facts_and_who_changed_what(coordinator: Player) -> None:
    incident = make_incident(
        latitude=59.1, longitude=18.1, link="https://polisen.example/1", summary="Rad 1\nRad 2"
    )
    with in_room(coordinator) as by:
        confirm(incident, by=by, at=NOW)
    page = text(coordinator.client(), reverse("incidents:detail", args=[incident.pk]))
    assert "59,10000, 18,10000" in page
    assert "Läge: rapporterad → bekräftad" in page
    assert "Rut Ek" in page
    assert "Rad 1<br>Rad 2" in page


def test_other_rooms_see_the_authority_and_not_the_colleague(coordinator: Player, reader: Client) -> None:
    incident = make_incident()
    with in_room(coordinator) as by:
        confirm(incident, by=by, at=NOW)
    page = text(reader, reverse("incidents:detail", args=[incident.pk]))
    assert "Rut Ek" not in page
    assert coordinator.member.workspace.name in page


def test_others_are_offered_no_decision_and_no_way_into_the_review(
    coordinator: Player, reader: Client
) -> None:
    url = reverse("incidents:detail", args=[make_incident().pk])
    for offered in ("/bekrafta/", "/avvakta/", "/avfor/", "/ratta/", "/genomgang/handelser/"):
        assert offered in text(coordinator.client(), url)
        assert offered not in text(reader, url)


def test_the_definition_stands_where_one_confirms(coordinator: Player) -> None:
    page = text(coordinator.client(), reverse("incidents:detail", args=[make_incident().pk]))
    assert "ett krutladdat vapen har avfyrats" in page


def test_an_incident_that_is_not_there_is_404(coordinator: Player) -> None:
    text(coordinator.client(), reverse("incidents:detail", args=[uuid4()]), HTTPStatus.NOT_FOUND)


def test_the_year_and_its_table_say_as_of_and_preliminary(coordinator: Player) -> None:
    make_incident(state=State.CONFIRMED, dead=1)
    ContextEvent.objects.create(kind="law", title="Ny lag", starts=NOW.date())
    page = text(coordinator.client(), reverse("incidents:year"))
    assert "Preliminära siffror" in page
    assert "Från händelselistan, per" in page
    assert "Ny lag" in page
    assert 'data-chart="ar-bild-ritning"' in page


@pytest.mark.parametrize("query", ["ar=1800", "ar=x", "slag=x", "ar=²"])
def test_a_year_that_has_no_incidents_is_400(query: str, coordinator: Player) -> None:
    make_incident()
    assert (
        coordinator.client().get(reverse("incidents:year") + f"?{query}").status_code
        == HTTPStatus.BAD_REQUEST
    )


def test_empty_pictures_say_what_belongs_there(coordinator: Player) -> None:
    client = coordinator.client()
    assert "Här samlas stadens" in text(client, reverse("incidents:year"))
    assert "Här jämförs stadens områden" in text(client, reverse("incidents:areas"))
    assert "Här antecknas annat" in text(client, reverse("incidents:context"))


def test_areas_link_to_their_confirmed_incidents(coordinator: Player) -> None:
    area = Area.objects.create(name="Hamnen")
    make_incident(state=State.CONFIRMED, area=area)
    page = text(coordinator.client(), reverse("incidents:areas") + "?sort=namn")
    assert f"?omrade={area.pk}&amp;lage=confirmed" in page


def test_the_filtered_list_comes_as_a_file(coordinator: Player) -> None:
    make_incident(kind=Kind.ARSON, source_id="B-1")
    make_incident()
    answer = coordinator.client().get(reverse("incidents:export") + "?format=csv&slag=arson&sort=-tid")
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="handelser-')
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert [row["Id"] for row in rows] == ["B-1"]


@pytest.mark.parametrize("query", ["", "format=pdf", "format=csv&slag=x"])
def test_an_export_of_nothing_known_is_400(query: str, coordinator: Player) -> None:
    answer = coordinator.client().get(reverse("incidents:export") + f"?{query}")
    assert answer.status_code == HTTPStatus.BAD_REQUEST


@pytest.mark.parametrize("topic", ["incidents", "incidents-context"])
def test_each_page_has_help(topic: str, client: Client) -> None:
    text(client, reverse("help", args=[topic]))


def test_nothing_is_changed_by_reading(coordinator: Player) -> None:
    incident = make_incident()
    client = coordinator.client()
    for route in ("confirm", "wait"):
        answer = client.get(reverse(f"incidents:{route}", args=[incident.pk]))
        assert answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert Incident.objects.get(pk=incident.pk).state == State.REPORTED


@pytest.mark.parametrize("query", ["sort=person", "slag=x", "lage=x", "omrade=x", "kalla=x", "person=x"])
def test_t22_the_list_refuses_what_it_does_not_know(query: str, coordinator: Player) -> None:
    answer = coordinator.client().get(reverse("incidents:list") + f"?{query}")
    assert answer.status_code == HTTPStatus.BAD_REQUEST


def test_a_mistyped_day_is_told_beside_its_field(coordinator: Player) -> None:
    answer = coordinator.client().get(reverse("incidents:list") + "?fran=igår")
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
