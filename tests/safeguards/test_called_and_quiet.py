"""T17, T25, T34: what a call-in and the talks tell of help is nothing, and to whom they tell anything is few.

Compared by what is read: every page of police, probation and partners, with and without a case at social services.
"""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gvi.steps.callins.flows.seat_people import suggest_seats
from gvi.steps.callins.models import CallIn
from gvi.steps.callins.states import InviteeState, NomineeState
from gvi.steps.callins.words import ObservationKind, SlotState
from gvi.steps.talks.flows.end_talk import stop_talk
from gvi.steps.talks.states import TalkState
from gvi.steps.talks.words import Outcome, Reason, Stop
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.browser.onlookers import WHOLE, difference, read_pages
from tests.cast import Cast, in_room, make_cast
from tests.site.matrix import Route, all_routes
from tests.site.samples import Samples, make_samples
from tests.steps.callins.nominees.listed import make_nominee, make_police
from tests.steps.talks.talking import ask, ready, try_it
from tests.trust.people.persons import make_person

HELP = ("stöd", "hjälp", "socialtjänst", "behandling", "avhopp", "insats")
CHOICES = (NomineeState, InviteeState, SlotState, ObservationKind, TalkState, Outcome, Reason, Stop)
READERS = (
    (Kind.POLICE, Role.COORDINATOR),
    (Kind.POLICE, Role.PATROL_LEADER),
    (Kind.PROBATION, Role.COORDINATOR),
    (Kind.MUNICIPALITY, Role.COORDINATOR),
    (Kind.COUNTY_BOARD, Role.READER),
)


@pytest.fixture
def cast(db: None) -> Cast:
    """Every role of every room."""
    return make_cast()


@pytest.fixture
def samples(cast: Cast) -> Samples:
    """A call-in and a talk with everything in them."""
    return make_samples(cast)


def test_t17_no_state_reason_or_outcome_names_help() -> None:
    words = [str(label).lower() for choices in CHOICES for label in choices.labels]
    assert [word for word in words if any(help_ in word for help_ in HELP)] == []


def test_t17_every_page_reads_the_same_with_and_without_a_case_at_social_services(
    cast: Cast, samples: Samples
) -> None:
    analyst, social = cast[Kind.POLICE, Role.ANALYST], cast[Kind.SOCIAL_SERVICES, Role.COORDINATOR]
    callin, stopped = CallIn.objects.get(pk=samples.shared["callin_id"]), ask(analyst)
    with in_room(analyst) as actor:
        stop_talk(stopped, Stop.NO_LONGER, by=actor, at=stopped.at)
    browsers = {cell: cast[cell].client() for cell in READERS}
    for browser in browsers.values():
        read_pages(browser, callin, WHOLE)  # what is new since the last visit is told once
    before = {cell: read_pages(browser, callin, WHOLE) for cell, browser in browsers.items()}
    make_person(social, local_reference="SN 2026-901")
    after = {cell: read_pages(browser, callin, WHOLE) for cell, browser in browsers.items()}
    changed = {
        (cell, route): difference(before[cell][route], text)
        for cell, pages in after.items()
        for route, text in pages.items()
        if text != before[cell][route]
    }
    assert changed == {}


def called(samples: Samples) -> list[tuple[Route, str]]:
    """Every route of the call-in and of the talks, with the owners' own ids."""
    routes = [route for route in all_routes() if route.name.partition(":")[0] in {"callins", "talks"}]
    return [(route, reverse(route.name, kwargs=samples.values(route, Kind.POLICE))) for route in routes]


def test_t25_the_evaluator_opens_no_page_of_a_call_in_or_of_a_talk(cast: Cast, samples: Samples) -> None:
    client = cast[Kind.EVALUATOR, Role.EVALUATOR].client()
    opened = [route.name for route, path in called(samples) if client.get(path).status_code != 404]
    assert opened == []


def test_t25_the_public_is_led_to_the_sign_in(samples: Samples) -> None:
    login, client = reverse("account_login"), Client()
    answers = {route.name: client.get(path) for route, path in called(samples)}
    assert len(answers) > 60
    assert [
        name for name, it in answers.items() if not it.headers.get("Location", "").startswith(login)
    ] == []


def test_t34_no_seat_no_time_of_a_talk_and_no_count_of_those_called_reaches_the_joint_space(
    cast: Cast, samples: Samples
) -> None:
    analyst, town = cast[Kind.POLICE, Role.ANALYST], cast[Kind.MUNICIPALITY, Role.COORDINATOR]
    callin, browser = CallIn.objects.get(pk=samples.shared["callin_id"]), town.client()
    read_pages(browser, callin, WHOLE)
    before = read_pages(browser, callin, WHOLE)
    with in_room(analyst) as actor:
        suggest_seats(callin, 4, 4, by=actor, at=timezone.now())
    make_nominee(make_police(analyst.member.workspace), callin)
    try_it(ready(analyst), analyst)
    after = read_pages(browser, callin, WHOLE)
    assert {
        route: difference(before[route], text) for route, text in after.items() if text != before[route]
    } == {}
