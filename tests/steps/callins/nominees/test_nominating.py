"""Nominated by one, checked by another, decided by a decision maker; T11, T14 and T27 hold on the way."""

from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.utils import timezone
from django.utils.timezone import localdate

from gvi.steps.callins.flows.check_nominee import check_nominee
from gvi.steps.callins.flows.choose_session import choose_session
from gvi.steps.callins.flows.decide_nominee import decide_nominee
from gvi.steps.callins.flows.keep_apart import keep_apart, let_meet
from gvi.steps.callins.flows.lock_list import lock_list
from gvi.steps.callins.flows.nominate import NewNominee, nominate
from gvi.steps.callins.flows.recheck_nominee import recheck_nominee
from gvi.steps.callins.models import CallIn, Nominee, Seat
from gvi.steps.callins.queries.nominees import nominee_rows
from gvi.steps.callins.refusals_nominees import (
    AlreadyApart,
    AlreadyNominated,
    CallInOver,
    ListIsLocked,
    NobodyApproved,
    NomineeMoved,
    NotPartOfIt,
    NotYetLooked,
    OwnNomination,
    PairTogether,
    SomebodyBlocked,
    StillUndecided,
    ThirdForMinor,
)
from gvi.steps.callins.states import NomineeState
from gvi.steps.groups.flows.end_membership import end_membership
from gvi.steps.groups.refused_persons import NotApprovedYet
from gvi.steps.groups.words import MembershipEnd
from gvi.trust.log.models import Event
from gvi.trust.people.models import Person
from gvi.trust.people.refusals import Missing, NoSuchPerson, Overdue
from gvi.trust.refusals import NotAllowed
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from gvi.trust.workspaces.signing import signed
from tests.cast import Player, in_room, make_player, make_workspace
from tests.steps.callins.nominees.listed import (
    WORDS,
    Police,
    lock,
    make_callin,
    make_group,
    make_nominee,
    make_police,
)
from tests.steps.groups.belonging import make_member, merge
from tests.trust.people.persons import make_overdue, make_person

pytestmark = pytest.mark.django_db
OUTSIDE = ("injured", "witness", "close_to", "not_suspected")
TODAY = localdate()


def nominated_by(player: Player, callin: CallIn, person: Person, words: str = WORDS) -> Nominee:
    with in_room(player) as actor:
        new = NewNominee(callin, person.pk, make_group(), words)
        return nominate(new, by=actor, at=timezone.now())


def test_one_nominates_another_checks_a_decision_maker_decides(police: Police, callin: CallIn) -> None:
    made = make_nominee(police, callin, state=NomineeState.APPROVED)
    with in_room(police.analyst):
        found = Nominee.objects.get(pk=made.pk)
    assert found.state == NomineeState.APPROVED
    assert (found.by, found.checked_by, found.decided_by) == (
        police.analyst.member.pk,
        police.coordinator.member.pk,
        police.decider.member.pk,
    )


def test_a_judgement_is_written(police: Police, callin: CallIn) -> None:
    with pytest.raises(Missing):
        nominated_by(police.analyst, callin, make_person(police.analyst), words="  ")


@pytest.mark.parametrize("role", OUTSIDE)
def test_t11_whoever_is_no_part_of_it_is_not_nominated(police: Police, callin: CallIn, role: str) -> None:
    person = make_person(police.analyst, role=role)
    with pytest.raises(NotPartOfIt):
        nominated_by(police.analyst, callin, person)


@pytest.mark.parametrize("role", OUTSIDE)
def test_t11_a_confirmed_membership_of_their_own_makes_them_part_of_it(
    police: Police, callin: CallIn, role: str
) -> None:
    person = make_person(police.analyst, role=role)
    make_member(police.analyst, person, make_group(), second=police.coordinator)
    assert nominated_by(police.analyst, callin, person).state == NomineeState.NOMINATED


def test_t11_who_is_part_of_it_no_longer_is_blocked_and_shown_so(police: Police, callin: CallIn) -> None:
    person = make_person(police.analyst, role="witness")
    member = make_member(police.analyst, person, make_group(), second=police.coordinator)
    made = make_nominee(police, callin, person, state=NomineeState.CHECKED)
    with in_room(police.coordinator) as actor:
        end_membership(member, MembershipEnd.LEFT, by=actor, at=timezone.now())
        [row] = nominee_rows([made], reader=None, day=TODAY)
    assert row.blocked
    with in_room(police.decider) as actor, pytest.raises(NotPartOfIt):
        decide_nominee(made, NomineeState.APPROVED, by=actor, at=timezone.now())
    with in_room(police.decider) as actor:
        gone = decide_nominee(made, NomineeState.NOT_CALLED, by=actor, at=timezone.now())
    assert gone.state == NomineeState.NOT_CALLED


def test_t14_nobody_overdue_is_nominated(police: Police, callin: CallIn) -> None:
    with pytest.raises(Overdue):
        nominated_by(police.analyst, callin, make_overdue(police.analyst))


def test_a_local_reference_is_nominated_as_anybody(police: Police, callin: CallIn) -> None:
    mark = make_person(police.analyst, surname="", given_name="", local_reference="Plats 7")
    assert make_nominee(police, callin, mark, state=NomineeState.APPROVED).state == NomineeState.APPROVED


def test_two_records_of_one_person_are_nominated_once(police: Police, callin: CallIn) -> None:
    one, other = make_person(police.analyst), make_person(police.analyst)
    merge(police.analyst, one, other)
    nominated_by(police.analyst, callin, one)
    with pytest.raises(AlreadyNominated):
        nominated_by(police.analyst, callin, other)


def test_nobody_checks_their_own(police: Police, callin: CallIn) -> None:
    own = nominated_by(police.coordinator, callin, make_person(police.analyst))
    with in_room(police.coordinator) as actor, pytest.raises(OwnNomination):
        check_nominee(own, by=actor, at=timezone.now())


def test_what_is_unchecked_is_not_approved(police: Police, callin: CallIn) -> None:
    made = make_nominee(police, callin)
    with in_room(police.decider) as actor, pytest.raises(NomineeMoved):
        decide_nominee(made, NomineeState.APPROVED, by=actor, at=timezone.now())


def test_t27_somebody_under_eighteen_takes_three_people(police: Police, callin: CallIn) -> None:
    young = make_person(police.analyst, birth_date=TODAY - timedelta(days=16 * 365))
    made = make_nominee(police, callin, young)
    with in_room(police.decider) as actor:
        check_nominee(made, by=actor, at=timezone.now())
    with in_room(police.decider) as actor, pytest.raises(ThirdForMinor):
        decide_nominee(made, NomineeState.APPROVED, by=actor, at=timezone.now())
    with in_room(make_player(police.room, Role.DECISION_MAKER)) as third:
        kept = decide_nominee(made, NomineeState.RESERVE, by=third, at=timezone.now())
    assert kept.state == NomineeState.RESERVE


def test_only_the_roles_of_the_matrix(police: Police, callin: CallIn) -> None:
    made = make_nominee(police, callin)
    with in_room(police.decider), pytest.raises(NotAllowed):
        nominated_by(police.decider, callin, make_person(police.analyst))
    with in_room(police.analyst) as actor, pytest.raises(NotAllowed):
        check_nominee(made, by=actor, at=timezone.now())
    with in_room(police.coordinator) as actor, pytest.raises(NotAllowed):
        decide_nominee(made, NomineeState.NOT_CALLED, by=actor, at=timezone.now())


def test_t01_another_police_room_sees_nothing(police: Police, callin: CallIn) -> None:
    made, others = (
        make_nominee(police, callin),
        make_police(make_workspace(Kind.POLICE, name="Polisen Sjöstad")),
    )
    with in_room(others.coordinator) as actor:
        assert not Nominee.objects.exists()
        with pytest.raises(NotAllowed):
            check_nominee(made, by=actor, at=timezone.now())
    person = make_person(police.analyst)
    with pytest.raises(NoSuchPerson):
        nominated_by(others.analyst, callin, person)


def test_the_log_says_the_same_of_every_decision(police: Police, callin: CallIn) -> None:
    for state in (NomineeState.APPROVED, NomineeState.NOT_CALLED):
        make_nominee(police, callin, state=state)
    with in_room(make_player(police.room, Role.LOG_REVIEWER)):
        told = Event.objects.filter(verb="callins.decide_nominee").values_list("reason", "operation", "kind")
        assert len(told) == 2 and len(set(told)) == 1


def test_a_locked_list_only_gives_up_a_place_or_fills_it_by_a_reserve(police: Police, callin: CallIn) -> None:
    approved = make_nominee(police, callin, state=NomineeState.APPROVED)
    reserve = make_nominee(police, callin, state=NomineeState.RESERVE)
    lock(police, callin)
    with pytest.raises(ListIsLocked):
        nominated_by(police.analyst, callin, make_person(police.analyst))
    with in_room(police.decider) as actor:
        with pytest.raises(ListIsLocked):
            decide_nominee(approved, NomineeState.RESERVE, by=actor, at=timezone.now())
        decide_nominee(approved, NomineeState.NOT_CALLED, by=actor, at=timezone.now())
        taken = decide_nominee(reserve, NomineeState.APPROVED, by=actor, at=timezone.now())
    assert taken.state == NomineeState.APPROVED


def test_a_list_is_locked_when_everybody_is_decided_about(police: Police, callin: CallIn) -> None:
    with in_room(police.coordinator) as actor, pytest.raises(NobodyApproved):
        lock_list(callin, by=actor, at=timezone.now())
    make_nominee(police, callin, state=NomineeState.APPROVED)
    make_nominee(police, callin, state=NomineeState.CHECKED)
    with in_room(police.coordinator) as actor, pytest.raises(StillUndecided):
        lock_list(callin, by=actor, at=timezone.now())


def test_two_who_must_not_meet_are_not_locked_into_one_session(police: Police, callin: CallIn) -> None:
    one, other = make_person(police.analyst), make_person(police.analyst)
    for person in (one, other):
        make_nominee(police, callin, person, state=NomineeState.APPROVED)
    with in_room(police.analyst) as actor:
        pair = keep_apart(one.pk, other.pk, "Rån mot den ena i våras", by=actor, at=timezone.now())
        with pytest.raises(AlreadyApart):
            keep_apart(other.pk, one.pk, "Samma sak", by=actor, at=timezone.now())
    with pytest.raises(PairTogether):
        lock(police, callin)
    with in_room(police.analyst) as actor:
        let_meet(pair, by=actor, at=timezone.now())
    assert lock(police, callin).callin_id == callin.pk


def test_nor_put_there_when_the_list_is_locked(police: Police) -> None:
    callin = make_callin(police.coordinator, sessions=2)
    one, other, third = (make_person(police.analyst) for _ in range(3))
    approved = [make_nominee(police, callin, person, state=NomineeState.APPROVED) for person in (one, other)]
    reserve = make_nominee(police, callin, third, state=NomineeState.RESERVE)
    with in_room(police.coordinator) as actor:
        choose_session(approved[1], 2, by=actor, at=timezone.now())
    with in_room(police.analyst) as actor:
        for person in (other, third):
            keep_apart(one.pk, person.pk, "Rån mot den ena i våras", by=actor, at=timezone.now())
    lock(police, callin)
    with in_room(police.coordinator) as actor, pytest.raises(PairTogether):
        choose_session(approved[1], 1, by=actor, at=timezone.now())
    with in_room(police.decider) as actor, pytest.raises(PairTogether):
        decide_nominee(reserve, NomineeState.APPROVED, by=actor, at=timezone.now())
    with in_room(police.decider), pytest.raises(DatabaseError, match="must not meet"):
        Nominee.objects.filter(pk=approved[1].pk).update(session=1)


def test_t11_a_list_with_somebody_who_is_part_of_it_no_longer_is_not_locked(
    police: Police, callin: CallIn
) -> None:
    person = make_person(police.analyst, role="witness")
    member = make_member(police.analyst, person, make_group(), second=police.coordinator)
    made = make_nominee(police, callin, person, state=NomineeState.APPROVED)
    with in_room(police.coordinator) as actor:
        end_membership(member, MembershipEnd.LEFT, by=actor, at=timezone.now())
    with in_room(police.coordinator) as actor, pytest.raises(SomebodyBlocked):
        lock_list(callin, by=actor, at=timezone.now())
    with in_room(police.analyst) as actor, pytest.raises(DatabaseError, match="on the list"):
        Seat.objects.create(
            nominee=made, person_id=made.person_id, row=1, place=1, **signed(actor, timezone.now())
        )


def test_the_last_look_is_taken_in_the_last_week_of_a_locked_list(police: Police) -> None:
    near, far = make_callin(police.coordinator, days=2), make_callin(police.coordinator, days=20)
    for callin in (near, far):
        made = make_nominee(police, callin, state=NomineeState.APPROVED)
        with in_room(police.coordinator) as actor, pytest.raises(NotYetLooked):
            recheck_nominee(made, by=actor, at=timezone.now())
        lock(police, callin)
        with in_room(police.coordinator) as actor:
            if callin is far:
                with pytest.raises(NotYetLooked):
                    recheck_nominee(made, by=actor, at=timezone.now())
            else:
                assert recheck_nominee(made, by=actor, at=timezone.now()).rechecked_by == actor.member_id


def test_nothing_changes_when_the_call_in_is_cancelled(police: Police, callin: CallIn) -> None:
    made = make_nominee(police, callin, state=NomineeState.CHECKED)
    with in_room(police.coordinator):
        CallIn.objects.filter(pk=callin.pk).update(state="cancelled", cancelled_because="Läget")
    with in_room(police.decider) as actor, pytest.raises(CallInOver):
        decide_nominee(made, NomineeState.APPROVED, by=actor, at=timezone.now())


def test_a_seat_is_given_up_with_the_place(police: Police, callin: CallIn) -> None:
    made = make_nominee(police, callin, state=NomineeState.APPROVED)
    with in_room(police.analyst) as actor:
        Seat.objects.create(
            nominee=made, person_id=made.person_id, row=1, place=1, **signed(actor, timezone.now())
        )
    with in_room(police.decider) as actor:
        decide_nominee(made, NomineeState.NOT_CALLED, by=actor, at=timezone.now())
        assert not Seat.objects.exists()


def test_who_waits_for_a_second_approver_is_not_nominated(police: Police, callin: CallIn) -> None:
    from gvi.trust.people.flows.add_person import add_person
    from tests.trust.people.persons import new_person

    with in_room(police.analyst) as actor:
        assert actor.kind is not None
        new = new_person(actor.kind, birth_date=TODAY - timedelta(days=16 * 365))
        waiting = add_person(new, by=actor, at=timezone.now())
    with pytest.raises(NotApprovedYet):
        nominated_by(police.analyst, callin, waiting)
