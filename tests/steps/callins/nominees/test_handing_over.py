"""Names go to probation by a joint decision with nothing filled in; answers and absence come back by disclosure."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest
from django.urls import reverse
from django.utils import timezone

from gvi.steps.callins import told_by_talks
from gvi.steps.callins.flows.hand_over import hand_over
from gvi.steps.callins.flows.release_reach import release_reach
from gvi.steps.callins.flows.start_answer import start_answer
from gvi.steps.callins.flows.take_in import take_in
from gvi.steps.callins.models import CallIn, GroupReach, Invitee, Nominee
from gvi.steps.callins.queries.handing import Stage, handed, supervised_of
from gvi.steps.callins.queries.reach_after import after, told_groups
from gvi.steps.callins.refusals_nominees import (
    AnswersMissing,
    NobodyToHandOver,
    NotHeldYet,
    NotToThatRoom,
    ReleasedLately,
)
from gvi.steps.callins.states import CallInState, InviteeState, NomineeState
from gvi.steps.callins.words import Supervision
from gvi.steps.groups.models import Group
from gvi.steps.review.models import Release
from gvi.steps.review.refusals import SecrecyTestTooShort
from gvi.trust.disclosures.models import Draft, DraftLine
from gvi.trust.disclosures.states import Form, Status
from gvi.trust.law.words import DataClass
from gvi.trust.refusals import NotAllowed
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Workspace
from tests.cast import in_room, make_workspace
from tests.steps.callins.invitees.test_answers import finish
from tests.steps.callins.invitees.world import Rooms, approved, hold, make_rooms, new_invitee, tapped
from tests.steps.callins.invitees.world import make_callin as make_callin_today
from tests.steps.callins.nominees.listed import Police, make_callin, make_group, make_nominee, make_police
from tests.trust.disclosures.doors import make_agreement, make_disclosure, rule_on
from tests.trust.people.persons import make_person

pytestmark = pytest.mark.django_db
TEST = "Alla grupper lämnas samtidigt, och ingen person kan pekas ut."
TODAY = timezone.localdate()


@pytest.fixture
def probation(police: Police) -> Workspace:
    """A probation office that police may disclose to."""
    room = make_workspace(Kind.PROBATION)
    make_agreement(police.room, room)
    rule_on("osl_10_27", police.coordinator)
    return room


def test_the_draft_has_the_persons_and_nothing_else(
    police: Police, callin: CallIn, probation: Workspace
) -> None:
    made = [make_nominee(police, callin, state=NomineeState.APPROVED) for _ in range(3)]
    make_nominee(police, callin, state=NomineeState.RESERVE)
    with in_room(police.coordinator) as actor:
        [draft] = hand_over(callin, probation, by=actor, at=timezone.now())
        lines = list(DraftLine.objects.filter(draft=draft))
    assert draft.form == Form.JOINT and (draft.rule, draft.need, draft.answers) == (None, "", {})
    assert {line.person_id for line in lines} == {one.person_id for one in made}
    assert all((line.items, line.reason, line.verdict) == ([], "", "") for line in lines)


def test_more_than_fifteen_are_split(police: Police, callin: CallIn, probation: Workspace) -> None:
    group = make_group()
    for _ in range(16):
        make_nominee(police, callin, group=group, state=NomineeState.APPROVED)
    with in_room(police.coordinator) as actor:
        drafts = hand_over(callin, probation, by=actor, at=timezone.now())
        assert [DraftLine.objects.filter(draft=one).count() for one in drafts] == [15, 1]
        with pytest.raises(NobodyToHandOver):
            hand_over(callin, probation, by=actor, at=timezone.now())
        rows = handed(callin, reader=None, day=TODAY)
    assert {one.stage for one in rows} == {Stage.DRAFTED}


def test_social_services_are_not_asked(police: Police, callin: CallIn) -> None:
    make_nominee(police, callin, state=NomineeState.APPROVED)
    social = make_workspace(Kind.SOCIAL_SERVICES)
    with in_room(police.coordinator) as actor, pytest.raises(NotToThatRoom):
        hand_over(callin, social, by=actor, at=timezone.now())


def test_the_page_starts_it_and_tells_how_far_each_has_come(
    police: Police, callin: CallIn, probation: Workspace
) -> None:
    make_nominee(police, callin, state=NomineeState.APPROVED)
    browser = police.coordinator.client()
    page = browser.get(reverse("callins:handing", args=[callin.pk])).content.decode()
    assert "inte lämnad" in page and "Socialtjänsten Björkhamn" not in page
    answer = browser.post(reverse("callins:hand_over", args=[callin.pk]), {"receiver": probation.pk})
    assert answer.status_code == 302
    with in_room(police.coordinator):
        assert answer["Location"] == reverse("disclosures:draft", args=[Draft.objects.get().pk])
    assert "utkast till beslut" in browser.get(reverse("callins:handing", args=[callin.pk])).content.decode()


@dataclass(frozen=True)
class Named:
    """Two approved of one group, of whom police have told probation, and probation's rows about them."""

    rooms: Rooms
    police: Police
    callin: CallIn
    nominees: list[Nominee]
    invitees: list[Invitee]


@pytest.fixture
def two() -> Named:
    """One under supervision, and one not; the call-in is today."""
    rooms = make_rooms()
    police, callin = make_police(rooms.police), make_callin_today(TODAY)
    group, nominees, invitees = make_group("Hassel"), [], []
    for supervised in (True, False):
        person = make_person(police.analyst)
        nominees.append(make_nominee(police, callin, person, group=group, state=NomineeState.APPROVED))
        told = make_disclosure(police.analyst, rooms.probation, person, state=Status.RECEIVED)
        none = {} if supervised else {"supervision": Supervision.NONE, "supervision_until": None}
        about = make_person(rooms.officer)
        with in_room(rooms.officer) as actor:
            new = new_invitee(callin, told.pk, about, **none)
            invitees.append(take_in(new, by=actor, at=timezone.now()))
    return Named(rooms, police, callin, nominees, invitees)


def told_of(two: Named) -> dict[UUID, tuple[Stage, bool | None, bool | None]]:
    with in_room(two.police.analyst):
        rows = handed(two.callin, reader=None, day=TODAY)
    return {one.nominee.row.pk: (one.stage, one.supervised, one.attended) for one in rows}


def test_an_answer_is_found_by_what_it_answers_and_never_by_a_name(two: Named) -> None:
    one, other = (nominee.pk for nominee in two.nominees)
    assert told_of(two) == {one: (Stage.SENT, None, None), other: (Stage.SENT, None, None)}
    with in_room(two.rooms.officer) as actor:
        draft = start_answer(two.callin, [it.pk for it in two.invitees], by=actor, at=timezone.now())
    finish(two.rooms, draft, DataClass.SUPERVISION)
    assert told_of(two) == {one: (Stage.ANSWERED, True, None), other: (Stage.ANSWERED, False, None)}
    with in_room(two.police.analyst):
        assert supervised_of(two.callin, reader=None, day=TODAY) == {two.nominees[0].person_id}


def test_the_absent_come_back_and_the_page_offers_a_talk(two: Named) -> None:
    for invitee, mark in zip(two.invitees, (InviteeState.ATTENDED, InviteeState.ABSENT), strict=True):
        approved(two.rooms, invitee)
        tapped(two.rooms, invitee, mark)
    hold(two.callin)
    with in_room(two.rooms.officer) as actor:
        draft = start_answer(two.callin, [it.pk for it in two.invitees], by=actor, at=timezone.now())
    finish(two.rooms, draft, DataClass.ATTENDANCE)
    assert [told_of(two)[nominee.pk][2] for nominee in two.nominees] == [True, False]
    lonely = make_group("Rönn")
    with in_room(two.police.analyst):
        found = after(two.callin, reader=None, day=TODAY)
    assert [one.nominee.row.pk for one in found.absent] == [two.nominees[1].pk]
    assert {one.group.code_name: one.reached for one in found.groups} == {"Hassel": True, "Rönn": False}
    page = two.police.coordinator.client().get(reverse("callins:reach", args=[two.callin.pk]))
    text = page.content.decode()
    assert f'name="person" value="{two.nominees[1].person_id}"' in text and 'value="absent"' in text
    assert f'name="group" value="{lonely.pk}"' in text and f'value="{two.nominees[0].person_id}"' not in text


def over(police: Police, days: int) -> CallIn:
    """A call-in held ``days`` ago."""
    callin = make_callin(police.coordinator, days=-days)
    with in_room(police.coordinator):
        CallIn.objects.filter(pk=callin.pk).update(state=CallInState.HELD)
    return CallIn.objects.get(pk=callin.pk)


def own_row(name: str) -> Group:
    group = make_group(name)
    Group.objects.filter(pk=group.pk).update(own_row=True)
    return group


def test_t34_reach_is_released_of_all_groups_at_once_with_a_test(police: Police) -> None:
    callin = over(police, 8)
    shown, _others = [own_row("Hassel"), own_row("Rönn")], make_group("Vide")
    with in_room(police.decider) as actor:
        with pytest.raises(SecrecyTestTooShort):
            release_reach(callin, "ok", by=actor, at=timezone.now())
        release_reach(callin, TEST, by=actor, at=timezone.now())
        assert Release.objects.get().what == Release.What.REACH
        with pytest.raises(ReleasedLately):
            release_reach(callin, TEST, by=actor, at=timezone.now() + timedelta(days=29))
    assert {row.group_id: row.reached for row in GroupReach.objects.all()} == {one.pk: False for one in shown}


def test_t34_thirty_days_lie_between_releases_about_any_call_in(police: Police) -> None:
    own_row("Hassel")
    spring, autumn, now = over(police, 150), over(police, 60), timezone.now()
    with in_room(police.decider) as actor:
        release_reach(spring, TEST, by=actor, at=now - timedelta(days=40))
        release_reach(autumn, TEST, by=actor, at=now - timedelta(days=1))
        for callin in (spring, autumn):
            with pytest.raises(ReleasedLately):
                release_reach(callin, TEST, by=actor, at=now)


def attendance_told(two: Named, marks: dict[int, InviteeState]) -> None:
    """Probation discloses who came, of those tapped."""
    for number, mark in marks.items():
        approved(two.rooms, two.invitees[number])
        tapped(two.rooms, two.invitees[number], mark)
    hold(two.callin)
    with in_room(two.rooms.officer) as actor:
        told = [two.invitees[number].pk for number in marks]
        draft = start_answer(two.callin, told, by=actor, at=timezone.now())
    finish(two.rooms, draft, DataClass.ATTENDANCE)


def test_a_group_is_not_reached_only_when_everybody_named_is_known_not_to_have_come(two: Named) -> None:
    Group.objects.update(own_row=True)
    attendance_told(two, {0: InviteeState.ABSENT})
    later = timezone.now() + timedelta(days=8)
    with in_room(two.police.decider) as actor:
        [known] = told_groups(two.callin, reader=None, day=TODAY)
        assert known.reached is None
        with pytest.raises(AnswersMissing):
            release_reach(two.callin, TEST, by=actor, at=later)
        assert not GroupReach.objects.exists()
    page = two.police.coordinator.client().get(reverse("callins:reach", args=[two.callin.pk]))
    assert "svar saknas" in page.content.decode() and 'value="unreached"' not in page.content.decode()


def test_a_group_whose_absentees_are_all_known_is_not_reached(two: Named) -> None:
    attendance_told(two, dict.fromkeys((0, 1), InviteeState.ABSENT))
    with in_room(two.police.decider):
        [known] = after(two.callin, reader=None, day=TODAY).groups
        assert known.reached is False


def test_a_talk_reaches_a_group_although_an_answer_is_missing(
    two: Named, monkeypatch: pytest.MonkeyPatch
) -> None:
    group = Group.objects.get()
    monkeypatch.setitem(told_by_talks._SOURCES, "talks", lambda asked: frozenset({group.pk}))
    with in_room(two.police.decider):
        [known] = after(two.callin, reader=None, day=TODAY).groups
    assert known.reached is True


def test_t34_reach_is_not_released_in_the_first_week(police: Police) -> None:
    own_row("Hassel")
    for callin in (over(police, 6), make_callin(police.coordinator)):
        with in_room(police.decider) as actor, pytest.raises(NotHeldYet):
            release_reach(callin, TEST, by=actor, at=timezone.now())


def test_only_a_decision_maker_releases(police: Police) -> None:
    with in_room(police.coordinator) as actor, pytest.raises(NotAllowed):
        release_reach(over(police, 8), TEST, by=actor, at=timezone.now())


def test_reach_is_released_on_screen(police: Police) -> None:
    callin = over(police, 8)
    own_row("Hassel")
    browser = police.decider.client()
    address = reverse("callins:release_reach", args=[callin.pk])
    assert "Hassel" in browser.get(address).content.decode()
    assert browser.post(address, {"test": "kort"}).status_code == 422
    assert browser.post(address, {"test": TEST}).status_code == 302
    assert "inte nådd" in browser.get(reverse("callins:reach", args=[callin.pk])).content.decode()


def test_a_group_reached_by_a_talk_afterwards_counts(police: Police, monkeypatch: pytest.MonkeyPatch) -> None:
    group, callin = own_row("Hassel"), over(police, 8)
    monkeypatch.setitem(told_by_talks._SOURCES, "talks", lambda asked: frozenset({group.pk}))
    with in_room(police.decider) as actor:
        [row] = release_reach(callin, TEST, by=actor, at=timezone.now())
    assert row.reached
