"""Every page of the review opens for whoever may, in both languages, and tells the others nothing."""

from collections.abc import Callable
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from gvi.steps.incidents.models import Incident, Kind
from gvi.trust.log.models import Event, Operation
from tests.cast import Player, in_room
from tests.steps.review.cast import (
    Company,
    judge_as,
    make_company,
    make_group,
    make_incident,
    make_meeting,
    sealed_task_as,
    task_as,
)

pytestmark = pytest.mark.django_db

JOINT = ["home", "prepare", "agenda_pdf", "tasks", "figures", "meeting", "incident", "task"]
WRITE = ["add_task"]
POLICE = ["quick_list", "quick_review", "acute", "sealed_task"]


class World:
    """One of everything."""

    def __init__(self, company: Company) -> None:
        self.company = company
        self.group = make_group("Sälg")
        self.incident: Incident = make_incident(kind=Kind.HOMICIDE, dead=1, area="Norra torget")
        self.meeting = make_meeting()
        self.task = task_as(company.partner, incident=self.incident)

    def url(self, route: str) -> str:
        ids: dict[str, Callable[[], UUID]] = {
            "meeting": lambda: self.meeting.pk,
            "incident": lambda: self.incident.pk,
            "task": lambda: self.task.pk,
            "quick_review": lambda: self.incident.pk,
            "acute": lambda: self.incident.pk,
            "sealed_task": lambda: sealed_task_as(self.company.analyst, group=self.group).pk,
            "release_task": lambda: sealed_task_as(self.company.analyst, group=self.group).pk,
        }
        return reverse(f"review:{route}", args=[ids[route]()] if route in ids else [])


@pytest.fixture
def world(company: Company) -> World:
    return World(company)


def status(player: Player, url: str) -> int:
    return player.client().get(url).status_code


@pytest.mark.parametrize("route", JOINT)
def test_joint_pages_open_for_everybody_at_the_table(world: World, route: str) -> None:
    company = world.company
    for player in (company.coordinator, company.patrol, company.partner, company.probation):
        assert status(player, world.url(route)) == 200


@pytest.mark.parametrize("route", POLICE)
def test_police_pages_open_for_police(world: World, route: str) -> None:
    assert status(world.company.analyst, world.url(route)) == 200


@pytest.mark.parametrize("route", [*POLICE, "release_task", "release_figures"])
def test_t01_partners_are_told_nothing_and_logged(world: World, route: str) -> None:
    url = world.url(route)
    for player in (world.company.partner, world.company.patrol):
        assert status(player, url) == 404
        with in_room(player):
            mine = Event.objects.filter(operation=Operation.DENIAL, member_id=player.member.pk)
            assert mine.count() == 1


@pytest.mark.parametrize("route", ["release_task", "release_figures"])
def test_only_decision_makers_release(world: World, route: str) -> None:
    url = world.url(route)
    assert status(world.company.analyst, url) == 404
    assert status(world.company.decider, url) == 200


def test_only_those_who_run_meetings_plan_them(world: World) -> None:
    url = reverse("review:plan_meeting")
    assert status(world.company.partner, url) == 200
    assert status(world.company.analyst, url) == 404


def test_the_walk_begins_with_the_first_incident(world: World) -> None:
    response = world.company.partner.client().get(reverse("review:walk"))
    assert response.headers["Location"] == reverse("review:incident", args=[world.incident.pk])


def test_the_pages_speak_english_too(world: World) -> None:
    client = Client(headers={"accept-language": "en"})
    client.cookies = world.company.analyst.client().cookies
    judge_as(world.company.analyst, world.incident)
    text = client.get(world.url("incident")).content.decode()
    assert "Judgement" in text and "Bedömning" not in text


def test_t32_with_the_police_room_off_the_meeting_runs_on_incidents_and_tasks(db: None) -> None:
    world = World(make_company(on=False))
    coordinator = world.company.coordinator
    for route in JOINT:
        assert status(coordinator, world.url(route)) == 200
    assert status(coordinator, reverse("review:quick_review", args=[world.incident.pk])) == 404
    text = coordinator.client().get(world.url("incident")).content.decode()
    assert "Misstänkt sida" not in text and "Ny uppgift" in text
