"""The invented city's call-ins and talks as they stand in the database: in every state, each in its own room."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from gvi.cli.demo.city import load_city
from gvi.steps.callins.models import (
    CallIn,
    CardVersion,
    Debrief,
    GroupReach,
    Invitee,
    ListLock,
    Nominee,
    ScriptVersion,
    SecurityPlan,
    Speaker,
)
from gvi.steps.callins.states import ON_LIST, CallInState, InviteeState, NomineeState
from gvi.steps.groups.models import Group
from gvi.steps.talks.models import Attempt, Quarter, SafetyCheck, Talk, TalkLetter
from gvi.steps.talks.states import TalkState
from gvi.steps.talks.words import Outcome, TalkKind
from gvi.trust.log.models import Event
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from gvi.trust.workspaces.rooms import as_workspace
from tests.cli.test_demo_city import actor, holder
from tests.cluster import Cluster
from tests.conftest import own_clone

NOW = timezone.now()
TODAY = timezone.localdate(NOW)
LEAD, ANALYST = (Kind.POLICE, Role.COORDINATOR), (Kind.POLICE, Role.ANALYST)
OFFICER, TOWN = (Kind.PROBATION, Role.PROBATION_OFFICER), (Kind.MUNICIPALITY, Role.COORDINATOR)


@pytest.fixture(scope="module", autouse=True)
def city(
    cluster: Cluster, template: str, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    with django_db_blocker.unblock(), own_clone(cluster, template) as name:
        load_city(1, at=NOW, today=TODAY, migrator_url=cluster.url("gvi_migrator", name))
        yield


def test_three_call_ins_have_been_held_and_one_is_planned() -> None:
    plans = list(CallIn.objects.order_by("number"))
    assert [plan.number for plan in plans] == [1, 2, 3, 4]
    states = (CallInState.REPORTED, CallInState.REPORTED, CallInState.DEBRIEFED, CallInState.PLANNING)
    assert tuple(plan.state for plan in plans) == states
    for plan in plans[:3]:
        assert plan.day < TODAY
        assert plan.at < NOW - timedelta(days=70)
        assert not plan.checklist.filter(done_on=None).exists()
        assert plan.verdicts.count() == 4
    assert plans[3].day > TODAY + timedelta(days=21)
    assert 0 < plans[3].checklist.exclude(done_on=None).count() < plans[3].checklist.count()
    assert Debrief.objects.count() == 3


def test_words_wait_for_approval_where_the_day_is_to_come() -> None:
    coming = CallIn.objects.get(number=4)
    scripts = ScriptVersion.objects.filter(slot__callin=coming)
    assert scripts.filter(approved_at=None).exists()
    assert scripts.exclude(approved_at=None).exists()
    assert SecurityPlan.objects.filter(callin=coming, approved_at=None).exists()
    assert CardVersion.objects.filter(approved_at=None).count() == 1


def test_speakers_stand_in_the_municipalitys_room_alone() -> None:
    with as_workspace(actor(*TOWN)):
        assert Speaker.objects.filter(slot__callin__number=3).count() == 8
        assert not Speaker.objects.filter(slot__callin__number__lt=3).exists()
    with as_workspace(actor(*LEAD)):
        assert not Speaker.objects.exists()


def test_t11_nominees_stand_in_every_state_and_the_open_list_is_not_locked() -> None:
    with as_workspace(actor(*LEAD)):
        coming = Counter(Nominee.objects.filter(callin__number=4).values_list("state", flat=True))
        assert set(coming) == set(NomineeState)
        held = Nominee.objects.filter(callin__number=3)
        assert held.filter(state__in=ON_LIST).count() >= 4
        assert not held.filter(rechecked_at=None, state__in=ON_LIST).exists()
        assert set(ListLock.objects.values_list("callin__number", flat=True)) == {2, 3}
        for one in Nominee.objects.all():
            assert len({one.by, one.checked_by, one.decided_by} - {None}) >= (one.decided_by is not None) + 1


def test_probation_has_summoned_and_counted_at_the_door() -> None:
    with as_workspace(actor(*OFFICER)):
        latest = Counter(Invitee.objects.filter(callin__number=3).values_list("state", flat=True))
        assert latest[InviteeState.ATTENDED] >= 2
        assert latest[InviteeState.ABSENT] + latest[InviteeState.ABSENT_EXCUSED] + latest["followed_up"] >= 1
        assert not Invitee.objects.filter(approved_by=None).exists()
        assert {one.kind for one in Invitee.objects.all()} == {"summons", "invitation"}
        marks = Invitee.objects.exclude(person__local_reference="")
        assert marks.exists()  # a local reference serves as well as a name


def test_police_have_told_which_groups_were_reached() -> None:
    told = GroupReach.objects.filter(callin__number=3)
    assert {row.reached for row in told} == {True, False}
    own_rows = set(Group.objects.filter(own_row=True).values_list("pk", flat=True))
    assert {row.group_id for row in told} <= own_rows


def test_talks_of_a_year_stand_in_every_state_and_most_attempts_were_in_vain() -> None:
    with as_workspace(actor(*LEAD)):
        talks = list(Talk.objects.all())
        assert 40 <= len(talks) <= 110
        assert {talk.state for talk in talks} == set(TalkState)
        assert {talk.kind for talk in talks} == set(TalkKind)
        tried = Counter(Attempt.objects.values_list("outcome", flat=True))
        assert tried.total() > 1.5 * (tried[Outcome.MET] + tried[Outcome.FAMILY])
        assert SafetyCheck.objects.count() >= tried.total()
        assert TalkLetter.objects.exclude(approved_at=None).count() == 2
        assert not [talk for talk in talks if talk.approved_by and talk.approved_by == talk.by]


def test_t26_quarters_are_released_with_small_counts_hidden() -> None:
    quarters = list(Quarter.objects.all())
    assert quarters
    for one in quarters:
        assert one.ends < TODAY
        assert one.released_at.date() > one.ends
        assert all(count is None or count >= 5 for count in (one.attempts, one.met, one.through_family))


def test_nothing_of_it_lies_in_the_future() -> None:
    with as_workspace(actor(*LEAD)):
        assert not Talk.objects.filter(at__gt=timezone.now()).exists()
        assert not Attempt.objects.filter(at__gt=timezone.now()).exists()
    with as_workspace(actor(Kind.POLICE, Role.LOG_REVIEWER)):
        asked = Event.objects.filter(verb="talks.request")
        assert asked.filter(at__lt=NOW - timedelta(days=25)).exists()


def test_t34_no_joint_row_tells_of_a_group_beside_an_incident_or_a_talk() -> None:
    names = set(Group.objects.values_list("code_name", flat=True))
    said = [
        *ScriptVersion.objects.values_list("words", flat=True),
        *SecurityPlan.objects.values_list("inside", flat=True),
        *CallIn.objects.values_list("decision", flat=True),
    ]
    for plan in CallIn.objects.all():
        said += plan.run.values_list("title", flat=True)
        said += plan.observations.values_list("words", flat=True)
        said += plan.checklist.values_list("note", flat=True)
    assert not [text for text in said if any(name in text.split() for name in names)]


@pytest.mark.parametrize(
    ("who", "route"),
    [
        (LEAD, "callins:home"),
        (ANALYST, "talks:board"),
        (TOWN, "callins:home"),
        (OFFICER, "callins:home"),
        (LEAD, "desk:home"),
        (TOWN, "desk:home"),
    ],
)
def test_each_role_has_something_to_look_at(who: tuple[Kind, Role], route: str) -> None:
    answer = holder(*who).client().get(reverse(route))
    assert answer.status_code == 200
    page = answer.content.decode()
    told = {"callins:home": "Medborgarhuset", "talks:board": "risk för hämnd", "desk:home": "grupper-kontakt"}
    assert told[route] in page


def test_the_police_first_page_shows_groups_with_and_without_contact() -> None:
    contact = holder(*LEAD).client().get(reverse("desk:home")).context["contact"]
    assert any(row.talks.attempts for row in contact.police)
    assert any(row.reached.on for row in contact.police)
    assert any(row.reached.latest is False for row in contact.police)
