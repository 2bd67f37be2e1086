"""Answers to police: one line each, in answer to what named the person, in the words that the row says now."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from gvi.steps.callins.flows.approve_invitee import draft_anew
from gvi.steps.callins.flows.change_invitee import Changes, change_invitee
from gvi.steps.callins.flows.release_total import release_total
from gvi.steps.callins.flows.start_answer import start_absentees, start_answer, start_attendance
from gvi.steps.callins.flows.take_in import take_in
from gvi.steps.callins.models import CallIn, HeldTotal, Invitee
from gvi.steps.callins.queries.invitees import invitee_rows, invitees_of
from gvi.steps.callins.refusals_invitees import (
    NobodyChosen,
    NoSuchInvitee,
    NotHeldYet,
    SeveralAskers,
    TooManyChosen,
    TotalTold,
    TotalTooSmall,
)
from gvi.steps.callins.states import InviteeState
from gvi.steps.callins.words import Supervision
from gvi.trust.disclosures.drafting import read_sheet
from gvi.trust.disclosures.flows.add_line import add_line
from gvi.trust.disclosures.flows.save_draft import Written, save_draft
from gvi.trust.disclosures.flows.start_draft import NewDraft, start_draft
from gvi.trust.disclosures.models import Disclosure, Draft, DraftLine, Item
from gvi.trust.disclosures.offers import ABSENT, PRESENT, SUPERVISED, UNSUPERVISED
from gvi.trust.disclosures.refusals import NoSuchDisclosure
from gvi.trust.disclosures.states import Form, Status, Verdict
from gvi.trust.law.words import DataClass
from gvi.trust.refusals import NotAllowed
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.cast import in_room, make_player, make_workspace
from tests.steps.callins.invitees.world import (
    ANSWER_RULE,
    Rooms,
    approved,
    at_the_door,
    call,
    hold,
    make_callin,
    move,
    named,
    new_invitee,
    taken_in,
    tapped,
)
from tests.trust.disclosures.doors import (
    decide_all,
    decider,
    grounds_for,
    make_agreement,
    make_disclosure,
    rule_on,
)
from tests.trust.people.persons import make_person

pytestmark = pytest.mark.django_db


def begin(rooms: Rooms, callin: CallIn, *chosen: Invitee) -> Draft:
    with in_room(rooms.officer) as actor:
        return start_answer(callin, [one.pk for one in chosen], by=actor, at=timezone.now())


def offered(rooms: Rooms, draft: Draft) -> list[set[str]]:
    """The words of the answers that each line may choose."""
    with in_room(rooms.officer) as actor:
        sheet = read_sheet(draft, actor)
    classes = {DataClass.SUPERVISION, DataClass.ATTENDANCE}
    return [{it.text for it in line.offered if it.data_class in classes} for line in sheet.lines]


def finish(rooms: Rooms, draft: Draft, *classes: DataClass) -> list[Disclosure]:
    """Everything written, each line with its name and the answers of ``classes``; the coordinator decides."""
    rule = rule_on(ANSWER_RULE, rooms.coordinator)
    with in_room(rooms.officer) as actor:
        sheet = read_sheet(draft, actor)
        lines = {
            line.row.pk: Written(
                {it.key: "" for it in line.offered if it.data_class in {DataClass.NAME, *classes}},
                "Behövs för listan.",
            )
            for line in sheet.lines
        }
        save_draft(draft, grounds_for(rule), lines, by=actor, at=timezone.now())
    return decide_all(rooms.coordinator, draft)


def test_it_works(rooms: Rooms, callin: CallIn) -> None:
    under, free = (
        taken_in(rooms, callin),
        taken_in(rooms, callin, supervision=Supervision.NONE, supervision_until=None),
    )
    made = finish(rooms, begin(rooms, callin, under, free), DataClass.SUPERVISION)
    assert {one.in_answer_to for one in made} == {under.told_by, free.told_by}
    with in_room(rooms.analyst):
        told = {
            item.disclosure.in_answer_to: item.text
            for item in Item.objects.filter(data_class=DataClass.SUPERVISION).select_related("disclosure")
        }
        sent = Disclosure.objects.filter(pk__in=told).values_list("ground__person", flat=True)
        assert told == {under.told_by: SUPERVISED, free.told_by: UNSUPERVISED}
        assert len(set(sent)) == len(told)


def test_nothing_is_prefilled(rooms: Rooms, callin: CallIn) -> None:
    draft = begin(rooms, callin, taken_in(rooms, callin), taken_in(rooms, callin))
    with in_room(rooms.officer):
        lines = list(DraftLine.objects.filter(draft=draft))
    assert (draft.rule, draft.need, draft.on_request, draft.answers) == (None, "", None, {})
    assert {(str(line.items), line.reason, line.verdict) for line in lines} == {("[]", "", Verdict.NONE)}


def test_one_person_is_a_single_decision_and_several_a_joint_one(rooms: Rooms, callin: CallIn) -> None:
    one, other = taken_in(rooms, callin), taken_in(rooms, callin)
    assert begin(rooms, callin, one).form == Form.SINGLE
    assert begin(rooms, callin, one, other).form == Form.JOINT


@pytest.mark.parametrize(("days", "words"), [(-1, UNSUPERVISED), (0, SUPERVISED), (1, SUPERVISED)])
def test_t08_the_last_day_of_supervision_counts(rooms: Rooms, callin: CallIn, days: int, words: str) -> None:
    one = taken_in(rooms, callin, supervision_until=callin.day + timedelta(days=days))
    assert offered(rooms, begin(rooms, callin, one)) == [{words}]


@pytest.mark.parametrize(
    ("marks", "words"),
    [
        ((), set()),
        ((InviteeState.ATTENDED,), {PRESENT}),
        ((InviteeState.ABSENT_EXCUSED,), {ABSENT}),
        ((InviteeState.ATTENDED, InviteeState.ABSENT), {ABSENT}),
    ],
)
def test_attendance_is_offered_by_the_last_tap_and_never_why(
    rooms: Rooms, marks: tuple[InviteeState, ...], words: set[str]
) -> None:
    callin, [one] = at_the_door(rooms, 1)
    tapped(rooms, one, *marks)
    assert offered(rooms, begin(rooms, callin, one)) == [words | {SUPERVISED}]


def test_a_line_that_answers_nothing_is_offered_no_answer(rooms: Rooms, callin: CallIn) -> None:
    one = taken_in(rooms, callin)
    with in_room(rooms.officer) as actor:
        draft = start_draft(NewDraft(rooms.police, Form.SINGLE), by=actor, at=timezone.now())
        add_line(draft, person=one.person_id, by=actor, at=timezone.now())
    assert offered(rooms, draft) == [set()]


def test_the_answer_button_on_the_received_page_offers_the_same(rooms: Rooms, callin: CallIn) -> None:
    one, other = taken_in(rooms, callin), taken_in(rooms, make_callin(callin.day + timedelta(days=9)))
    for told, words in ((one.told_by, {SUPERVISED}), (other.told_by, set())):
        with in_room(rooms.officer) as actor:
            draft = start_draft(NewDraft(rooms.police, Form.SINGLE, told), by=actor, at=timezone.now())
            add_line(draft, person=one.person_id, by=actor, at=timezone.now())
        assert offered(rooms, draft) == [words]


def test_a_line_answers_only_what_its_receiver_told_this_very_room(rooms: Rooms, callin: CallIn) -> None:
    person, other = make_person(rooms.officer), make_workspace(Kind.POLICE, name="Polisen Granvik")
    one = taken_in(rooms, callin, person=person)
    make_agreement(rooms.probation, other)
    elsewhere = make_workspace(Kind.PROBATION, name="Frivården Granvik")
    theirs = make_disclosure(rooms.analyst, elsewhere, make_person(rooms.analyst))
    own = make_disclosure(rooms.coordinator, rooms.police, person, rule=ANSWER_RULE)
    with in_room(rooms.officer) as actor:
        at = timezone.now()
        to_other = start_draft(NewDraft(other, Form.JOINT), by=actor, at=at)
        with pytest.raises(NoSuchDisclosure):
            add_line(to_other, person=one.person_id, in_answer_to=one.told_by, by=actor, at=at)
        right = start_draft(NewDraft(rooms.police, Form.JOINT), by=actor, at=at)
        for told in (theirs.pk, own.pk):
            with pytest.raises(NoSuchDisclosure):
                add_line(right, person=one.person_id, in_answer_to=told, by=actor, at=at)
            with pytest.raises(IntegrityError, match="received"), transaction.atomic():
                _raw_line(right, one, told)


def _raw_line(draft: Draft, one: Invitee, told: UUID) -> None:
    DraftLine.objects.create(
        workspace_id=draft.workspace_id, draft=draft, position=9, person_id=one.person_id, in_answer_to=told
    )


def test_the_decider_sees_another_version_when_the_row_has_changed(rooms: Rooms, callin: CallIn) -> None:
    one = taken_in(rooms, callin)
    draft, rule = begin(rooms, callin, one), rule_on(ANSWER_RULE, rooms.coordinator)
    with in_room(rooms.officer) as actor:
        before = read_sheet(draft, actor)
        save_draft(
            draft,
            grounds_for(rule),
            {
                line.row.pk: Written({it.key: "" for it in line.offered if it.answers}, "Behövs.")
                for line in before.lines
            },
            by=actor,
            at=timezone.now(),
        )
        seen = read_sheet(draft, actor).fingerprint
        change_invitee(one, Changes(Supervision.NONE, None, 1, ""), by=actor, at=timezone.now())
        assert read_sheet(draft, actor).fingerprint != seen


def test_what_was_answered_and_no_longer_holds_is_shown_to_be_corrected(rooms: Rooms, callin: CallIn) -> None:
    one = approved(rooms, taken_in(rooms, callin))
    finish(rooms, begin(rooms, callin, one), DataClass.SUPERVISION)
    with in_room(rooms.officer) as actor:
        [row] = invitee_rows(actor, invitees_of(callin))
        assert row.supervised and not row.outdated
        draft_anew(one, by=actor, at=timezone.now())
        change_invitee(one, Changes(Supervision.NONE, None, 1, ""), by=actor, at=timezone.now())
        [row] = invitee_rows(actor, invitees_of(callin))
        assert [told.words for told in row.outdated] == [SUPERVISED]


def test_whom_to_answer_about_is_somebody_here_and_at_most_fifteen(rooms: Rooms, callin: CallIn) -> None:
    other = taken_in(rooms, make_callin(callin.day + timedelta(days=9)))
    with in_room(rooms.officer) as actor:
        with pytest.raises(NobodyChosen):
            start_answer(callin, [], by=actor, at=timezone.now())
        with pytest.raises(NoSuchInvitee):
            start_answer(callin, [other.pk], by=actor, at=timezone.now())
    _callin, many = at_the_door(rooms, 16, callin=callin)
    with in_room(rooms.officer) as actor, pytest.raises(TooManyChosen):
        start_answer(callin, [one.pk for one in many], by=actor, at=timezone.now())


def test_two_rooms_that_asked_are_answered_apart(rooms: Rooms, callin: CallIn) -> None:
    other = make_player(make_workspace(Kind.POLICE, name="Polisen Granvik"), Role.ANALYST)
    theirs = make_person(other)
    call(replace(rooms, police=other.member.workspace, analyst=other), callin, theirs)
    told = make_disclosure(other, rooms.probation, theirs, state=Status.RECEIVED)
    one, person = taken_in(rooms, callin), make_person(rooms.officer, surname="Gran")
    with in_room(rooms.officer) as actor:
        second = take_in(new_invitee(callin, told.pk, person), by=actor, at=timezone.now())
        with pytest.raises(SeveralAskers):
            start_answer(callin, [one.pk, second.pk], by=actor, at=timezone.now())


def test_absentees_are_the_lines_of_a_joint_decision_with_nothing_in_them(rooms: Rooms) -> None:
    callin, [came, away, excused, unmarked] = at_the_door(rooms, 4)
    tapped(rooms, came, InviteeState.ATTENDED)
    tapped(rooms, away, InviteeState.ABSENT)
    tapped(rooms, excused, InviteeState.ABSENT_EXCUSED)
    with in_room(rooms.officer) as actor:
        draft = start_absentees(callin, by=actor, at=timezone.now())
        lines = list(DraftLine.objects.filter(draft=draft).order_by("position"))
        with pytest.raises(NobodyChosen):
            start_absentees(callin, by=actor, at=timezone.now())
    assert [line.person_id for line in lines] == [away.person_id, excused.person_id]
    assert draft.form == Form.JOINT and not any(line.items or line.reason for line in lines)
    assert unmarked.person_id not in {line.person_id for line in lines}
    finish(rooms, draft, DataClass.ATTENDANCE)
    with in_room(rooms.officer) as actor:
        told = {row.row.pk: row.attendance for row in invitee_rows(actor, invitees_of(callin))}
    assert told[away.pk].words == told[excused.pk].words == ABSENT  # type: ignore[union-attr]
    assert told[came.pk] is told[unmarked.pk] is None


def test_attendance_is_begun_about_everybody_marked_fifteen_at_a_time_with_nothing_in_it(
    rooms: Rooms,
) -> None:
    callin, rows = at_the_door(rooms, 18)
    for number, one in enumerate(rows[:17]):
        tapped(rooms, one, InviteeState.ABSENT if number % 2 else InviteeState.ATTENDED)
    with in_room(rooms.officer) as actor:
        drafts = start_attendance(callin, by=actor, at=timezone.now())
        lines = list(DraftLine.objects.order_by("draft__made_at", "position"))
        with pytest.raises(NobodyChosen):
            start_attendance(callin, by=actor, at=timezone.now())
    sizes = [sum(line.draft_id == draft.pk for line in lines) for draft in drafts]
    assert sizes == [15, 2] and {draft.form for draft in drafts} == {Form.JOINT}
    assert {line.person_id for line in lines} == {one.person_id for one in rows[:17]}
    assert not any(line.items or line.reason or line.verdict for line in lines)
    assert {words for told in offered(rooms, drafts[1]) for words in told} == {PRESENT, ABSENT, SUPERVISED}


def test_t26_the_total_is_released_once_and_never_small(rooms: Rooms) -> None:
    callin, rows = at_the_door(rooms, 6)
    for one in rows[:4]:
        tapped(rooms, one, InviteeState.ATTENDED)
    with in_room(rooms.coordinator) as actor, pytest.raises(NotHeldYet):
        release_total(callin, by=actor, at=timezone.now())
    hold(callin)
    with in_room(rooms.coordinator) as actor, pytest.raises(TotalTooSmall, match="fem"):
        release_total(callin, by=actor, at=timezone.now())
    tapped(rooms, rows[4], InviteeState.ATTENDED)
    with in_room(rooms.officer) as actor, pytest.raises(NotAllowed):
        release_total(callin, by=actor, at=timezone.now())
    with in_room(rooms.coordinator) as actor:
        assert release_total(callin, by=actor, at=timezone.now()).total == 5
        with pytest.raises(TotalTold):
            release_total(callin, by=actor, at=timezone.now())
    assert HeldTotal.objects.get(callin=callin).room_id == rooms.probation.pk


def test_the_police_decider_reads_the_answer_and_nothing_more_of_the_row(
    rooms: Rooms, callin: CallIn
) -> None:
    until = callin.day + timedelta(days=77)
    one = taken_in(rooms, callin, supervision_until=until, transport="Hämtas vid stationen")
    finish(rooms, begin(rooms, callin, one), DataClass.SUPERVISION)
    move(callin)
    named(rooms)
    with in_room(decider(rooms.police)):
        said = " ".join(Item.objects.filter(workspace=rooms.probation).values_list("text", flat=True))
    assert SUPERVISED in said
    assert not {until.isoformat(), "villkorligt", "stationen", "parole"} & set(said.split())
    assert until.isoformat() not in said
