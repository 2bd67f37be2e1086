"""Memberships are proposed by one and confirmed by another, reviewed in fresh words, and end or lapse (T14, T15)."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from gvi.steps.groups.flows.confirm_membership import confirm_membership
from gvi.steps.groups.flows.end_membership import end_membership
from gvi.steps.groups.flows.propose_membership import propose_membership
from gvi.steps.groups.flows.review_membership import Review, review_membership
from gvi.steps.groups.models import Group, Membership, Source
from gvi.steps.groups.queries.memberships import members_at
from gvi.steps.groups.refusals import DayAhead, GroupEnded
from gvi.steps.groups.refused_persons import (
    AlreadyMember,
    HasEnded,
    HasLapsed,
    NoSuchRow,
    NotApprovedYet,
    NotConfirmed,
    NotProposed,
    OwnChange,
    OwnProposal,
    SameWords,
    WordsTooShort,
    WrongReason,
)
from gvi.steps.groups.states import MembershipState, State
from gvi.steps.groups.words import Certainty, MemberRole, MembershipEnd
from gvi.trust.people.flows.add_person import add_person
from gvi.trust.people.models import Person
from gvi.trust.people.refusals import Missing, NoSuchPerson, Overdue
from gvi.trust.people.words import Accuracy, Concern
from gvi.trust.refusals import NotAllowed
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, in_room, make_player, make_workspace
from tests.steps.groups.belonging import (
    confirm,
    make_group,
    make_member,
    make_source,
    merge,
    new_membership,
    propose,
)
from tests.trust.people.persons import make_overdue, make_person, new_person

pytestmark = pytest.mark.django_db
WORDS = "Sågs åter med gruppen vid torget i veckan"


@dataclass(frozen=True)
class Scene:
    """A police room: who proposes, who confirms, a person, a group and a source."""

    analyst: Player
    second: Player
    person: Person
    group: Group
    source: Source

    def review(self, words: str = WORDS) -> Review:
        """A review that changes what the membership says."""
        return Review(words, MemberRole.DRIVER, Certainty.HIGH, self.source, Accuracy.CONFIRMED)


@pytest.fixture
def scene(db: None) -> Scene:
    room = make_workspace(Kind.POLICE)
    analyst, second = make_player(room, Role.ANALYST), make_player(room, Role.COORDINATOR)
    return Scene(analyst, second, make_person(analyst), make_group(), make_source(analyst))


def today() -> date:
    return timezone.localdate()


def test_it_works(scene: Scene) -> None:
    proposed = propose(scene.analyst, scene.person, scene.group)
    assert (proposed.state, proposed.review_due) == (MembershipState.PROPOSED, today() + timedelta(days=30))
    held = confirm(proposed, scene.second)
    assert (held.state, held.confirmed_by) == (MembershipState.CONFIRMED, scene.second.member.pk)
    assert held.review_due == today() + timedelta(days=90)
    assert (held.hidden_on, held.erase_on) == (today() + timedelta(days=120), today() + timedelta(days=150))


def test_t15_under_eighteen_or_not_known_half_the_time(scene: Scene) -> None:
    young = make_person(scene.analyst, birth_date=today() - timedelta(days=16 * 365), surname="Ung")
    held = make_member(scene.analyst, young, scene.group)
    assert held.review_due == today() + timedelta(days=45)


def test_t15_without_a_day_of_birth_the_answer_counts(scene: Scene) -> None:
    said = make_person(scene.analyst, surname="Ost", under_eighteen="no", birth_date=None)
    assert make_member(scene.analyst, said, scene.group).review_due == today() + timedelta(days=90)


def test_nobody_confirms_what_they_proposed(scene: Scene) -> None:
    coordinator = make_player(scene.analyst.member.workspace, Role.COORDINATOR)
    proposed = propose(coordinator, scene.person, scene.group)
    with in_room(coordinator) as actor, pytest.raises(OwnProposal):
        confirm_membership(proposed, by=actor, at=timezone.now())
    with in_room(scene.analyst) as actor, pytest.raises(NotAllowed):
        confirm_membership(proposed, by=actor, at=timezone.now())


def test_what_is_answered_is_not_confirmed_again(scene: Scene) -> None:
    held = make_member(scene.analyst, scene.person, scene.group)
    with in_room(scene.second) as actor, pytest.raises(NotProposed):
        confirm_membership(held, by=actor, at=timezone.now())


def test_one_membership_of_a_group_at_a_time(scene: Scene) -> None:
    make_member(scene.analyst, scene.person, scene.group)
    new = new_membership(scene.analyst, scene.person, scene.group)
    with in_room(scene.analyst) as actor, pytest.raises(AlreadyMember):
        propose_membership(new, by=actor, at=timezone.now())
    other = new_membership(scene.analyst, scene.person, make_group())
    with in_room(scene.analyst) as actor:
        propose_membership(other, by=actor, at=timezone.now())
        assert Membership.objects.count() == 2


def test_two_records_of_one_person_are_one_member(scene: Scene) -> None:
    make_member(scene.analyst, scene.person, scene.group)
    twin = make_person(scene.analyst, surname="Ekholt")
    merge(scene.analyst, scene.person, twin)
    new = new_membership(scene.analyst, twin, scene.group)
    with in_room(scene.analyst) as actor, pytest.raises(AlreadyMember):
        propose_membership(new, by=actor, at=timezone.now())


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"basis": " "}, Missing),
        ({"since": timezone.localdate() + timedelta(days=2)}, DayAhead),
    ],
)
def test_a_proposal_says_why_and_since_when(
    scene: Scene, given: dict[str, object], refusal: type[Exception]
) -> None:
    new = new_membership(scene.analyst, scene.person, scene.group, **given)
    with in_room(scene.analyst) as actor, pytest.raises(refusal):
        propose_membership(new, by=actor, at=timezone.now())


def test_nobody_is_put_in_a_group_that_has_ended(scene: Scene) -> None:
    Group.objects.filter(pk=scene.group.pk).update(state=State.DISSOLVED)
    new = new_membership(scene.analyst, scene.person, scene.group)
    with in_room(scene.analyst) as actor, pytest.raises(GroupEnded):
        propose_membership(new, by=actor, at=timezone.now())


def test_t14_nothing_is_added_to_who_is_overdue(scene: Scene) -> None:
    new = new_membership(scene.analyst, make_overdue(scene.analyst, surname="Sen"), scene.group)
    with in_room(scene.analyst) as actor, pytest.raises(Overdue):
        propose_membership(new, by=actor, at=timezone.now())


def test_t27_nothing_is_added_before_the_second_person_has_approved(scene: Scene) -> None:
    with in_room(scene.analyst) as actor:
        born = today() - timedelta(days=15 * 365)
        young = add_person(
            new_person(Kind.POLICE, birth_date=born, concern=Concern.REPORTED), by=actor, at=timezone.now()
        )
    new = new_membership(scene.analyst, young, scene.group)
    with in_room(scene.analyst) as actor, pytest.raises(NotApprovedYet):
        propose_membership(new, by=actor, at=timezone.now())


def test_a_review_keeps_it_and_may_change_what_it_says(scene: Scene) -> None:
    held = make_member(scene.analyst, scene.person, scene.group, days_ago=20)
    with in_room(scene.second) as actor:
        kept = review_membership(held, scene.review(), by=actor, at=timezone.now())
    assert (kept.role, kept.certainty, kept.accuracy) == ("driver", "high", Accuracy.CONFIRMED)
    assert kept.review_due == today() + timedelta(days=180)


@pytest.mark.parametrize("changed", ["role", "certainty", "source", "accuracy", None])
def test_t14_who_proposed_it_renews_it_but_changes_nothing_of_it(scene: Scene, changed: str | None) -> None:
    held = make_member(scene.analyst, scene.person, scene.group, days_ago=20)
    with in_room(scene.analyst) as actor:
        said = MemberRole(held.role), Certainty(held.certainty), held.source, Accuracy(held.accuracy)
        told = Review(WORDS, *said)
        if changed:
            with pytest.raises(OwnChange):
                other = replace(told, **{changed: getattr(scene.review(), changed)})
                review_membership(held, other, by=actor, at=timezone.now())
        else:
            kept = review_membership(held, told, by=actor, at=timezone.now())
            assert (kept.role, kept.review_words) == (held.role, WORDS)


def test_a_review_is_written_in_words_that_nobody_has_written_before(scene: Scene) -> None:
    held = make_member(scene.analyst, scene.person, scene.group)
    with in_room(scene.second) as actor:
        first = review_membership(held, scene.review(), by=actor, at=timezone.now())
        other = scene.review("Har setts i nya sammanhang med de andra")
        second = review_membership(first, other, by=actor, at=timezone.now())
        for words in (WORDS, WORDS.upper() + "!", second.basis):
            with pytest.raises(SameWords):
                review_membership(second, scene.review(words), by=actor, at=timezone.now())
        with pytest.raises(WordsTooShort):
            review_membership(second, scene.review("Som förut."), by=actor, at=timezone.now())


def test_a_proposal_that_nobody_looked_at_lapses(scene: Scene) -> None:
    old = propose(scene.analyst, scene.person, scene.group, at=timezone.now() - timedelta(days=31))
    with in_room(scene.second) as actor, pytest.raises(HasLapsed):
        confirm_membership(old, by=actor, at=timezone.now())
    with in_room(scene.analyst) as actor, pytest.raises(HasLapsed):
        review_membership(old, scene.review(), by=actor, at=timezone.now())


def test_only_what_is_confirmed_is_reviewed(scene: Scene) -> None:
    proposed = propose(scene.analyst, scene.person, scene.group)
    with in_room(scene.analyst) as actor, pytest.raises(NotConfirmed):
        review_membership(proposed, scene.review(), by=actor, at=timezone.now())


@pytest.mark.parametrize("reason", [MembershipEnd.LEFT, MembershipEnd.MOVED, MembershipEnd.WRONG])
def test_it_ends_for_a_reason_once(scene: Scene, reason: MembershipEnd) -> None:
    held = make_member(scene.analyst, scene.person, scene.group)
    with in_room(scene.analyst) as actor:
        assert end_membership(held, reason, by=actor, at=timezone.now()) == 0
        ended = Membership.objects.get(pk=held.pk)
        assert (ended.state, ended.end_reason, ended.ended_on) == ("removed", reason, today())
        assert ended.hidden_on == today() + timedelta(days=30)
        assert ended.erase_on == today() + timedelta(days=60)
        with pytest.raises(HasEnded):
            end_membership(ended, reason, by=actor, at=timezone.now())
        with pytest.raises(HasEnded):
            review_membership(ended, scene.review(), by=actor, at=timezone.now())


def test_each_end_has_its_own_reasons_and_hands(scene: Scene) -> None:
    proposed = propose(scene.analyst, scene.person, scene.group)
    decider = make_player(scene.analyst.member.workspace, Role.DECISION_MAKER)
    with in_room(decider) as actor:
        with pytest.raises(WrongReason):
            end_membership(proposed, MembershipEnd.LEFT, by=actor, at=timezone.now())
        end_membership(proposed, MembershipEnd.NOT_CONFIRMED, by=actor, at=timezone.now())
    held = make_member(scene.analyst, scene.person, make_group())
    with in_room(decider) as actor, pytest.raises(NotAllowed):
        end_membership(held, MembershipEnd.LEFT, by=actor, at=timezone.now())
    with in_room(scene.analyst) as actor, pytest.raises(WrongReason):
        end_membership(held, MembershipEnd.NOT_CONFIRMED, by=actor, at=timezone.now())


def test_members_are_counted_as_of_a_day_and_one_person_once(scene: Scene) -> None:
    make_member(scene.analyst, scene.person, scene.group, days_ago=29)
    twin = make_person(scene.analyst, surname="Ekholt")
    make_member(scene.analyst, twin, scene.group, days_ago=20)
    left = make_member(scene.analyst, make_person(scene.analyst, surname="Gran"), scene.group, days_ago=20)
    wrong = make_member(scene.analyst, make_person(scene.analyst, surname="Tall"), scene.group, days_ago=20)
    propose(scene.analyst, make_person(scene.analyst, surname="Alm"), scene.group)
    with in_room(scene.analyst) as actor:
        assert members_at(today()) == {scene.group.pk: 4}
    merge(scene.analyst, scene.person, twin)
    with in_room(scene.analyst) as actor:
        end_membership(left, MembershipEnd.LEFT, by=actor, at=timezone.now())
        end_membership(wrong, MembershipEnd.WRONG, by=actor, at=timezone.now())
        assert members_at(today()) == {scene.group.pk: 1}
        assert members_at(today() - timedelta(days=10)) == {scene.group.pk: 2}
        assert members_at(today() - timedelta(days=25)) == {scene.group.pk: 1}
        assert members_at(today() - timedelta(days=30)) == {}


def test_t01_another_room_finds_nothing(scene: Scene) -> None:
    held = make_member(scene.analyst, scene.person, scene.group)
    other = make_player(make_workspace(Kind.POLICE, name="Polisen Granvik"), Role.COORDINATOR)
    with in_room(other) as actor:
        assert members_at(today()) == {}
        with pytest.raises(NoSuchRow):
            confirm_membership(held, by=actor, at=timezone.now())
    new = new_membership(other, scene.person, scene.group)
    with in_room(other) as actor, pytest.raises(NoSuchPerson):
        propose_membership(new, by=actor, at=timezone.now())
