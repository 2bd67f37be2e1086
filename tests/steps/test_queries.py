"""No page asks more questions of the database in a great city than in a small one."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gvi.steps.groups.models import Group
from gvi.steps.incidents.models import ContextEvent, Incident
from gvi.steps.incidents.states import State
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.cast import Cast, make_cast
from tests.steps.mapping.world import days_ago, relate_as
from tests.steps.review.cast import DAY, HOUR, judge_as, make_group, make_incident, sealed_task_as, task_as

pytestmark = pytest.mark.django_db
POLICE = (Kind.POLICE, Role.COORDINATOR)
PARTNER = (Kind.MUNICIPALITY, Role.COORDINATOR)
FRAME = (
    10  # session, account, member with roles, begin, open the room, three counts of the menu, close, commit
)
SHARED = {
    "help_index": FRAME,
    "incidents:list": FRAME + 4,
    "incidents:report": FRAME + 1,
    "incidents:year": FRAME + 4,
    "incidents:areas": FRAME + 2,
    "incidents:context": FRAME + 1,
    "review:figures": FRAME + 1,
}
PAGES = [
    *((POLICE, route, most) for route, most in SHARED.items()),
    *((PARTNER, route, most) for route, most in SHARED.items()),
    (POLICE, "review:home", FRAME + 9),
    (PARTNER, "review:home", FRAME + 7),
    (POLICE, "review:prepare", FRAME + 22),
    (PARTNER, "review:prepare", FRAME + 17),
    (POLICE, "review:tasks", FRAME + 9),
    (PARTNER, "review:tasks", FRAME + 7),
    (POLICE, "review:quick_list", FRAME + 1),
    (POLICE, "groups:list", FRAME + 2),
    (POLICE, "mapping:map", FRAME + 14),
    (POLICE, "mapping:scorecard", FRAME + 13),
    (PARTNER, "groups:list", FRAME + 3),
]


@pytest.fixture
def cast(db: None) -> Cast:
    """Every role of every room, all rooms switched on."""
    return make_cast()


def grow(cast: Cast, times: int) -> None:
    """More of everything."""
    for number in range(times):
        before, group = Group.objects.last(), make_group(f"Grupp {Group.objects.count()}")
        if before:
            relate_as(cast[POLICE], before, group, since=days_ago(90), seen=days_ago(number))
        incident = make_incident(ago=number * DAY + HOUR, area=f"Område {Group.objects.count()}")
        make_incident(ago=number * 40 * DAY + HOUR, state=State.REPORTED, area="Norr")
        make_incident(ago=3 * HOUR, dead=1)
        judge_as(cast[POLICE], incident, acting=(group,))
        task_as(cast[POLICE], incident=incident)
        task_as(cast[PARTNER], group=group)
        sealed_task_as(cast[POLICE], group=group, incident=incident)
        ContextEvent.objects.create(kind="other", title=f"Lag {number}", starts=timezone.localdate())


def asked(browser: Client, path: str) -> int:
    """Queries of one request, after one that warms up."""
    browser.get(path)
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(path).status_code == 200
    return len(seen)


@pytest.mark.parametrize(
    ("who", "route", "most"), PAGES, ids=[f"{who[0]}-{route}" for who, route, _most in PAGES]
)
def test_a_page_costs_the_same_in_a_great_city(
    cast: Cast, who: tuple[Kind, Role], route: str, most: int
) -> None:
    browser, path = cast[who].client(), reverse(route)
    grow(cast, 2)
    small = asked(browser, path)
    grow(cast, 8)
    assert asked(browser, path) == small <= most


@pytest.mark.parametrize(
    ("who", "route", "most"),
    [
        (POLICE, "incidents:detail", FRAME + 4),
        (PARTNER, "incidents:detail", FRAME + 4),
        (POLICE, "review:incident", FRAME + 23),
        (PARTNER, "review:incident", FRAME + 11),
    ],
)
def test_one_incident_costs_the_same_whatever_else_happened(
    cast: Cast, who: tuple[Kind, Role], route: str, most: int
) -> None:
    grow(cast, 2)
    chosen = Incident.objects.filter(area__name="Område 1").get()
    browser, path = cast[who].client(), reverse(route, args=[chosen.pk])
    small = asked(browser, path)
    grow(cast, 6)
    for after in (1, 2, 3):
        judge_as(cast[POLICE], chosen, after=after)
    assert asked(browser, path) == small <= most
