"""Läget: which blocks each role gets, what they count, and what nobody outside the police is told."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gvi.steps.desk.queries import Desk
from gvi.steps.groups.models import Group
from gvi.steps.incidents.models import Kind as Violence
from gvi.steps.incidents.states import State
from gvi.steps.review.models import Meeting, MonthFigures, Task
from gvi.steps.review.states import MeetingState, TaskState
from gvi.trust.log.models import Event
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Member
from gvi.trust.workspaces.roles import Role
from tests.cast import Cast, Player, in_room, make_cast
from tests.steps.review.cast import (
    DAY,
    HOUR,
    judge_as,
    make_group,
    make_incident,
    make_meeting,
    sealed_task_as,
    task_as,
)

pytestmark = pytest.mark.django_db
POLICE = (Kind.POLICE, Role.COORDINATOR)
PARTNER = (Kind.MUNICIPALITY, Role.COORDINATOR)
BLOCKS = ("att-gora", "sedan-sist", "ett-ar")


@pytest.fixture
def cast(db: None) -> Cast:
    """Every role of every room, all rooms switched on."""
    return make_cast()


def opened(who: Player, client: Client | None = None) -> str:
    """The first page as ``who`` sees it."""
    answer = (client or who.client()).get(reverse("desk:home"))
    assert answer.status_code == 200
    return answer.content.decode()


def desk_of(who: Player, client: Client | None = None) -> Desk:
    """What the first page is made of."""
    answer = (client or who.client()).get(reverse("desk:home"))
    found = answer.context["desk"]
    assert isinstance(found, Desk)
    return found


def held(*, ago: timedelta) -> Meeting:
    """A meeting that was held and closed ``ago``."""
    meeting = make_meeting(ago=ago + HOUR)
    for state in (MeetingState.RUNNING, MeetingState.HELD):
        meeting.state, meeting.closed_at = state, timezone.now() - ago
        meeting.save()
    return meeting


@pytest.mark.parametrize(
    ("kind", "role", "blocks"),
    [
        (Kind.POLICE, Role.COORDINATOR, BLOCKS),
        (Kind.POLICE, Role.ANALYST, BLOCKS),
        (Kind.POLICE, Role.DECISION_MAKER, BLOCKS),
        (Kind.POLICE, Role.PATROL_LEADER, BLOCKS),
        (Kind.MUNICIPALITY, Role.COORDINATOR, BLOCKS),
        (Kind.PROBATION, Role.PROBATION_OFFICER, BLOCKS),
        (Kind.EVALUATOR, Role.EVALUATOR, ("ett-ar",)),
        (Kind.MUNICIPALITY, Role.ADMINISTRATOR, ()),
        (Kind.POLICE, Role.LOG_REVIEWER, ()),
    ],
)
def test_each_role_has_its_blocks(cast: Cast, kind: Kind, role: Role, blocks: tuple[str, ...]) -> None:
    make_incident()
    page = opened(cast[kind, role])
    assert tuple(block for block in BLOCKS if f'id="{block}"' in page) == blocks


def test_an_empty_installation_says_where_to_begin(cast: Cast) -> None:
    page = opened(cast[PARTNER])
    assert "Här börjar ni" in page
    assert reverse("incidents:import") in page
    assert not any(f'id="{block}"' in page for block in BLOCKS)
    reader = opened(cast[Kind.MUNICIPALITY, Role.READER])
    assert "Här börjar ni" in reader
    assert reverse("incidents:import") not in reader


def test_a_city_with_a_task_or_an_old_incident_is_not_empty(cast: Cast) -> None:
    task_as(cast[PARTNER])
    assert 'id="att-gora"' in opened(cast[PARTNER])
    assert "Här börjar ni" in opened(cast[Kind.EVALUATOR, Role.EVALUATOR])
    make_incident(ago=800 * DAY)
    assert 'id="ett-ar"' in opened(cast[Kind.EVALUATOR, Role.EVALUATOR])


def test_partners_are_told_nothing_sealed(cast: Cast) -> None:
    group = make_group("Falken", own_row=False)
    seen = make_incident(area="Norr")
    judge_as(cast[POLICE], seen, acting=(group,), risk="Hämnd väntas")
    sealed_task_as(cast[POLICE], "Hotbedömning av en namngiven", group=group)
    police, partner = opened(cast[POLICE]), opened(cast[PARTNER])
    assert "Hotbedömning av en namngiven" in police
    assert "Falken" in police
    for word in ("Hotbedömning", "Falken", "Hämnd väntas"):
        assert word not in partner
    assert desk_of(cast[PARTNER]).related is None
    mine = desk_of(cast[POLICE]).related
    assert mine is not None
    assert (mine.known, mine.suspected, mine.total) == (1, 0, 1)


def test_partners_see_the_counts_that_were_released(cast: Cast) -> None:
    make_incident()
    MonthFigures.objects.create(
        month_end=timezone.localdate().replace(day=1) - DAY,
        known=3,
        suspected=2,
        total=9,
        released_at=timezone.now() - DAY,
        released_by=cast[POLICE].member.pk,
    )
    related = desk_of(cast[PARTNER]).related
    assert related is not None
    assert (related.known, related.suspected, related.other) == (3, 2, 4)
    last_day = timezone.localdate().replace(day=1) - DAY
    page = opened(cast[PARTNER])
    assert f"Per {last_day:%Y-%m-%d}" in page


def test_reading_own_counts_is_logged_and_reading_released_ones_is_not(cast: Cast) -> None:
    for who, verbs in ((cast[POLICE], ["desk.home"]), (cast[PARTNER], [])):
        opened(who)
        with in_room(who):
            assert list(Event.objects.values_list("verb", flat=True)) == verbs


def test_a_group_without_a_row_of_its_own_is_among_others_for_partners(cast: Cast) -> None:
    Group.objects.create(code_name="Falken", own_row=False)
    task_as(cast[POLICE], group=Group.objects.get(), owner=cast[PARTNER].member.workspace)
    page = opened(cast[PARTNER])
    assert "Övriga" in page
    assert "Falken" not in page


def test_what_waits_is_the_gravest_and_the_waiting_first(cast: Cast) -> None:
    make_incident(kind=Violence.THREAT, state=State.REPORTED, ago=HOUR)
    grave = make_incident(kind=Violence.EXPLOSION, state=State.WAITING, ago=3 * DAY)
    make_incident(kind=Violence.ARSON, state=State.WAITING, ago=2 * DAY)
    make_incident(kind=Violence.SHOOTING, state=State.CONFIRMED)
    found = desk_of(cast[POLICE])
    assert (found.waiting, found.waiting_more) == (grave, 2)


def test_since_the_last_meeting_counts_what_the_agenda_holds(cast: Cast) -> None:
    held(ago=2 * DAY)
    make_incident(ago=5 * DAY)
    make_incident(ago=DAY)
    make_incident(ago=DAY, state=State.UNFOUNDED)
    read_in = timezone.now() - HOUR
    make_incident(ago=400 * DAY, reported_at=read_in, decided_at=read_in)
    late = task_as(cast[POLICE])
    Task.objects.filter(pk=late.pk).update(due=timezone.now() - DAY)
    done = task_as(cast[POLICE])
    Task.objects.filter(pk=done.pk).update(
        state=TaskState.DONE, closed_at=timezone.now() - HOUR, outcome="Gjort"
    )
    found = desk_of(cast[PARTNER])
    assert found.since is not None
    assert (found.since.new, found.since.done, found.since.late) == (1, 1, 1)
    assert found.to_review == 2
    assert [task.id for task in found.tasks] == [late.pk]


def test_the_first_visit_has_no_news_and_the_second_sign_in_has(cast: Cast) -> None:
    who = cast[PARTNER]
    make_incident(ago=9 * DAY)
    assert "Det här är ditt första besök" in opened(who)
    Member.objects.filter(pk=who.member.pk).update(seen_at=timezone.now() - 3 * DAY)
    make_incident(ago=2 * DAY)
    make_incident(ago=DAY, state=State.UNFOUNDED)
    held(ago=DAY)
    task_as(who)
    browser = who.client()
    news = desk_of(who, browser).news
    assert news is not None
    assert (news.reported, news.confirmed, news.unfounded) == (2, 1, 1)
    assert (news.meetings, news.new_tasks, news.done_tasks) == (1, 1, 0)
    again = desk_of(who, browser).news
    assert again is not None
    assert again.since == news.since


def test_the_year_and_the_figures_agree(cast: Cast) -> None:
    for ago in (1, 20, 40, 300, 500):
        make_incident(ago=ago * DAY)
    found = desk_of(cast[PARTNER])
    assert (found.figures.days_30, found.figures.year, found.picture.confirmed) == (2, 4, 4)
    assert sum(found.figures.spark) <= found.figures.year


def fill(cast: Cast, times: int) -> None:
    """A city's worth of everything that the page counts."""
    group = make_group(f"Grupp {times}")
    for number in range(times):
        incident = make_incident(ago=number * DAY, area=f"Område {number}")
        make_incident(ago=number * DAY, state=State.WAITING)
        judge_as(cast[POLICE], incident, acting=(group,))
        task_as(cast[POLICE], incident=incident)
        sealed_task_as(cast[POLICE], group=group)
        held(ago=number * DAY + HOUR)


@pytest.mark.parametrize(("who", "most"), [(POLICE, 66), (PARTNER, 48)])
def test_a_city_five_times_as_large_costs_no_more_queries(
    cast: Cast, who: tuple[Kind, Role], most: int
) -> None:
    Member.objects.update(seen_at=timezone.now() - DAY)
    browser, counts = cast[who].client(), []
    fill(cast, 2)
    opened(cast[who], browser)
    for size in (1, 9):
        fill(cast, size)
        with CaptureQueriesContext(connection) as seen:
            opened(cast[who], browser)
        counts.append(len(seen))
    assert counts[0] == counts[1]
    assert counts[0] <= most
