"""From what police told to a served letter: one person at a time, two people behind each, stopped when it ends."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from gvi.steps.callins.flows.approve_invitee import approve_invitee, draft_anew
from gvi.steps.callins.flows.change_invitee import Changes, change_invitee, mean_another
from gvi.steps.callins.flows.serve import Served, confirm, not_found, serve
from gvi.steps.callins.flows.take_in import take_in
from gvi.steps.callins.flows.write_letter import approve_letter, write_letter
from gvi.steps.callins.models import CallIn, Invitee
from gvi.steps.callins.queries.invitees import invitee_rows, invitees_of
from gvi.steps.callins.queries.named import not_taken
from gvi.steps.callins.refusals_invitees import (
    AlreadyTaken,
    CallInIsOver,
    DayAhead,
    LetterOutdated,
    NamedNoMore,
    NoLetter,
    NoSuchSession,
    NotNamed,
    OnlyDraft,
    OwnDraft,
    UntilMissing,
    WrongMoment,
)
from gvi.steps.callins.states import CallInState, InviteeState
from gvi.steps.callins.words import LetterKind, Service, Supervision
from gvi.steps.groups.refused_persons import NotApprovedYet
from gvi.trust.disclosures.flows.correct import correct
from gvi.trust.disclosures.flows.withdraw import withdraw
from gvi.trust.disclosures.states import Status
from gvi.trust.people.facts import NewRole
from gvi.trust.people.flows.add_person import add_person
from gvi.trust.people.refusals import Missing, NoSuchPerson
from gvi.trust.people.words import Concern, PersonRoleName, State, UnderEighteen
from gvi.trust.refusals import NotAllowed
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.cast import in_room, make_player, make_workspace
from tests.steps.callins.invitees.world import (
    BASIS,
    WORDS,
    Rooms,
    approved,
    hold,
    letters,
    make_callin,
    move,
    named,
    new_invitee,
    served,
    taken_in,
)
from tests.trust.disclosures.doors import decider, make_disclosure
from tests.trust.people.persons import make_person, new_person

pytestmark = pytest.mark.django_db


def test_it_works(rooms: Rooms, callin: CallIn) -> None:
    one = served(rooms, taken_in(rooms, callin))
    assert (one.state, one.kind, one.served_on) == (
        InviteeState.SERVED,
        LetterKind.SUMMONS,
        timezone.localdate(),
    )
    with in_room(rooms.officer) as actor:
        assert confirm(one, by=actor, at=timezone.now()).state == InviteeState.CONFIRMED


def test_nobody_is_taken_in_but_whom_police_named_and_probation_has_acknowledged(
    rooms: Rooms, callin: CallIn
) -> None:
    person, new = make_person(rooms.officer), named(rooms, Status.DECIDED)
    mine = make_disclosure(rooms.coordinator, rooms.police, person, rule="lag_2025_170_5_7")
    for told in (new.pk, mine.pk, uuid4()):
        with in_room(rooms.officer) as actor, pytest.raises(NotNamed):
            take_in(new_invitee(callin, told, person), by=actor, at=timezone.now())


def test_t11_who_was_named_for_another_reason_is_not_taken_in(rooms: Rooms, callin: CallIn) -> None:
    witness = make_person(rooms.analyst, role="witness")
    told = make_disclosure(rooms.analyst, rooms.probation, witness, state=Status.RECEIVED)
    person = make_person(rooms.officer)
    with in_room(rooms.officer) as actor:
        assert not not_taken(actor, callin.pk)
        with pytest.raises(NotNamed):
            take_in(new_invitee(callin, told.pk, person), by=actor, at=timezone.now())


@pytest.mark.parametrize("flow", [withdraw, correct])
def test_what_police_withdraw_or_correct_can_not_be_taken_in(
    rooms: Rooms, callin: CallIn, flow: object
) -> None:
    told, person = named(rooms), make_person(rooms.officer)
    with in_room(decider(rooms.police)) as actor:
        flow(told.pk, "Gällde en annan.", by=actor, at=timezone.now())  # type: ignore[operator]
    with in_room(rooms.officer) as actor:
        assert not not_taken(actor, callin.pk)
        with pytest.raises(NotNamed):
            take_in(new_invitee(callin, told.pk, person), by=actor, at=timezone.now())


def test_one_disclosure_names_one_person_once(rooms: Rooms, callin: CallIn) -> None:
    one, other = taken_in(rooms, callin), make_person(rooms.officer, surname="Gran")
    with in_room(rooms.officer) as actor, pytest.raises(AlreadyTaken):
        take_in(new_invitee(callin, one.told_by, other), by=actor, at=timezone.now())
    second = named(rooms)
    with in_room(rooms.officer) as actor, pytest.raises(AlreadyTaken):
        take_in(new_invitee(callin, second.pk, one.person), by=actor, at=timezone.now())


def test_a_local_reference_is_enough(rooms: Rooms, callin: CallIn) -> None:
    place = make_person(rooms.officer, surname="", given_name="", local_reference="Plats 7")
    taken_in(rooms, callin, person=place, supervision=Supervision.NONE, supervision_until=None)
    with in_room(rooms.officer) as actor:
        [row] = invitee_rows(actor, invitees_of(callin))
    assert (row.label.name, row.row.kind) == ("Plats 7", LetterKind.INVITATION)


def test_t27_who_may_be_under_eighteen_waits_for_a_second_person(rooms: Rooms, callin: CallIn) -> None:
    told = named(rooms)
    role = NewRole(PersonRoleName.CONVICTED, timezone.localdate(), "Dom")
    new = new_person(
        Kind.PROBATION, under_eighteen=UnderEighteen.UNKNOWN, concern=Concern.REPORTED, roles=(role,)
    )
    with in_room(rooms.officer) as actor:
        person = add_person(new, by=actor, at=timezone.now())
        assert person.state == State.PROPOSED
        with pytest.raises(NotApprovedYet):
            take_in(new_invitee(callin, told.pk, person), by=actor, at=timezone.now())


@pytest.mark.parametrize(
    ("supervision", "until"), [(Supervision.NONE, date(2028, 1, 1)), (Supervision.PROBATION, None)]
)
def test_supervision_has_a_last_day_and_none_has_none(
    rooms: Rooms, callin: CallIn, supervision: Supervision, until: date | None
) -> None:
    told, person = named(rooms), make_person(rooms.officer)
    new = new_invitee(callin, told.pk, person, supervision=supervision, supervision_until=until)
    with in_room(rooms.officer) as actor, pytest.raises(UntilMissing):
        take_in(new, by=actor, at=timezone.now())


@pytest.mark.parametrize("session", [0, 2])
def test_there_are_as_many_sessions_as_the_plan_says(rooms: Rooms, callin: CallIn, session: int) -> None:
    told, person = named(rooms), make_person(rooms.officer)
    new = replace(new_invitee(callin, told.pk, person), session=session)
    with in_room(rooms.officer) as actor, pytest.raises(NoSuchSession):
        take_in(new, by=actor, at=timezone.now())


def test_nobody_is_taken_in_or_served_once_it_is_over(rooms: Rooms) -> None:
    callin = make_callin()
    one, told, person = approved(rooms, taken_in(rooms, callin)), named(rooms), make_person(rooms.officer)
    move(callin, CallInState.CANCELLED, cancelled_because="Lokalen brann")
    with in_room(rooms.officer) as actor:
        with pytest.raises(CallInIsOver):
            take_in(new_invitee(callin, told.pk, person), by=actor, at=timezone.now())
        with pytest.raises(CallInIsOver):
            serve(one, Served(Service.POST, timezone.localdate()), by=actor, at=timezone.now())


def test_the_words_are_approved_by_another_than_who_wrote_them(rooms: Rooms) -> None:
    with in_room(rooms.coordinator) as actor:
        letter = write_letter(LetterKind.SUMMONS, WORDS, legal_basis=BASIS, by=actor, at=timezone.now())
        with pytest.raises(OwnDraft):
            approve_letter(letter.pk, by=actor, at=timezone.now())
    second = make_player(rooms.probation, Role.COORDINATOR)
    with in_room(second) as actor:
        assert approve_letter(letter.pk, by=actor, at=timezone.now()).approved_at
        with pytest.raises(WrongMoment):
            approve_letter(letter.pk, by=actor, at=timezone.now())


def test_only_a_summons_has_a_legal_basis_and_must_have_one(rooms: Rooms) -> None:
    with in_room(rooms.officer) as actor:
        with pytest.raises(Missing):
            write_letter(LetterKind.SUMMONS, WORDS, by=actor, at=timezone.now())
        made = write_letter(LetterKind.INVITATION, WORDS, legal_basis=BASIS, by=actor, at=timezone.now())
    assert not made.legal_basis


def test_a_letter_is_approved_by_another_and_in_the_words_in_use(rooms: Rooms, callin: CallIn) -> None:
    one = taken_in(rooms, callin)
    with in_room(rooms.coordinator) as actor, pytest.raises(NoLetter):
        approve_invitee(one, by=actor, at=timezone.now())
    used = letters(rooms)
    with in_room(rooms.officer) as actor, pytest.raises(NotAllowed):
        approve_invitee(one, by=actor, at=timezone.now())
    told, person = named(rooms), make_person(rooms.coordinator)
    with in_room(rooms.coordinator) as actor:
        own = take_in(new_invitee(callin, told.pk, person), by=actor, at=timezone.now())
        with pytest.raises(OwnDraft):
            approve_invitee(own, by=actor, at=timezone.now())
        assert approve_invitee(one, by=actor, at=timezone.now()).letter_id == used[LetterKind.SUMMONS].pk


@pytest.mark.parametrize("flow", [withdraw, correct])
def test_the_letter_stops_when_what_police_told_has_ended(rooms: Rooms, callin: CallIn, flow: object) -> None:
    drafted, ready = taken_in(rooms, callin), approved(rooms, taken_in(rooms, callin))
    for one in (drafted, ready):
        with in_room(decider(rooms.police)) as actor:
            flow(one.told_by, "Gällde en annan.", by=actor, at=timezone.now())  # type: ignore[operator]
    with in_room(rooms.coordinator) as actor, pytest.raises(NamedNoMore):
        approve_invitee(drafted, by=actor, at=timezone.now())
    with in_room(rooms.officer) as actor:
        with pytest.raises(NamedNoMore):
            serve(ready, Served(Service.POST, timezone.localdate()), by=actor, at=timezone.now())
        with pytest.raises(NamedNoMore):
            not_found(ready, by=actor, at=timezone.now())
        assert all(row.stopped for row in invitee_rows(actor, invitees_of(callin)))


def test_a_day_that_moves_past_the_supervision_asks_for_another_letter(rooms: Rooms, callin: CallIn) -> None:
    one = approved(rooms, taken_in(rooms, callin, supervision_until=callin.day))
    move(callin, CallInState.DECIDED, day=callin.day + timedelta(days=1))
    with in_room(rooms.officer) as actor:
        with pytest.raises(LetterOutdated):
            serve(one, Served(Service.POST, timezone.localdate()), by=actor, at=timezone.now())
        again = draft_anew(one, by=actor, at=timezone.now())
    assert (again.state, again.kind, again.letter, again.approved_by) == (
        InviteeState.DRAFTED,
        LetterKind.INVITATION,
        None,
        None,
    )
    assert approved(rooms, again).letter.kind == LetterKind.INVITATION  # type: ignore[union-attr]


def test_what_was_approved_is_changed_only_as_a_new_draft(rooms: Rooms, callin: CallIn) -> None:
    one, other = approved(rooms, taken_in(rooms, callin)), make_person(rooms.officer, surname="Gran")
    new = Changes(Supervision.NONE, None, 1, "Hämtas")
    with in_room(rooms.officer) as actor:
        with pytest.raises(OnlyDraft):
            change_invitee(one, new, by=actor, at=timezone.now())
        with pytest.raises(OnlyDraft):
            mean_another(one, other.pk, by=actor, at=timezone.now())
        assert one.supervision_until is not None
        kept = Changes(Supervision(one.supervision), one.supervision_until, 1, "Hämtas vid stationen")
        assert change_invitee(one, kept, by=actor, at=timezone.now()).transport == "Hämtas vid stationen"
        draft_anew(one, by=actor, at=timezone.now())
        assert change_invitee(one, new, by=actor, at=timezone.now()).kind == LetterKind.INVITATION
        assert mean_another(one, other.pk, by=actor, at=timezone.now()).person_id == other.pk


def test_somebody_of_another_room_is_nobody(rooms: Rooms, callin: CallIn) -> None:
    one, theirs = taken_in(rooms, callin), make_person(rooms.analyst)
    with in_room(rooms.officer) as actor, pytest.raises(NoSuchPerson):
        mean_another(one, theirs.pk, by=actor, at=timezone.now())


def test_service_lies_in_the_past_and_follows_on_approval(rooms: Rooms, callin: CallIn) -> None:
    one = taken_in(rooms, callin)
    today, now = timezone.localdate(), timezone.now()
    with in_room(rooms.officer) as actor:
        for flow in (not_found, confirm):
            with pytest.raises(WrongMoment):
                flow(one, by=actor, at=now)
        with pytest.raises(WrongMoment):
            serve(one, Served(Service.POST, today), by=actor, at=now)
    approved(rooms, one)
    with in_room(rooms.officer) as actor:
        with pytest.raises(DayAhead):
            serve(one, Served(Service.POST, today + timedelta(days=1)), by=actor, at=now)
        assert not_found(one, by=actor, at=now).state == InviteeState.NOT_FOUND
        assert serve(one, Served(Service.POST, today, receipt=True), by=actor, at=now).receipt


def test_t15_erased_six_months_after_the_day_and_nobody_types_it(rooms: Rooms) -> None:
    callin = make_callin(date(2027, 8, 31))
    assert taken_in(rooms, callin).erase_on == date(2028, 2, 29)


def test_t01_another_probation_room_finds_nothing(rooms: Rooms, callin: CallIn) -> None:
    one = taken_in(rooms, callin)
    other = make_player(make_workspace(Kind.PROBATION, name="Frivården Granvik"), Role.COORDINATOR)
    with in_room(other) as actor:
        assert not Invitee.objects.exists()
        with pytest.raises(NotAllowed):
            confirm(one, by=actor, at=timezone.now())


def test_held_is_over(rooms: Rooms) -> None:
    callin = make_callin(timezone.localdate())
    one = approved(rooms, taken_in(rooms, callin))
    hold(callin)
    with in_room(rooms.officer) as actor, pytest.raises(CallInIsOver):
        not_found(one, by=actor, at=timezone.now())
