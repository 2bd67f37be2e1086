"""T01, T08, T14–T16, T26 and T32 by raw SQL as the application's role, for what probation keeps of a call-in."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from gvi.steps.callins.models import CallIn, Invitee
from gvi.steps.callins.states import InviteeState
from gvi.steps.callins.supervising import is_supervised
from gvi.steps.callins.words import LetterKind, Supervision
from gvi.trust.disclosures.flows.correct import correct
from gvi.trust.disclosures.flows.start_draft import NewDraft, start_draft
from gvi.trust.disclosures.flows.withdraw import withdraw
from gvi.trust.disclosures.offers import PRESENT, SUPERVISED
from gvi.trust.disclosures.states import Form, Status
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from gvi.trust.workspaces.rooms import set_ticket
from tests.cast import Player, in_room, make_player, make_workspace, switch_on
from tests.safeguards.examples import many
from tests.safeguards.world import act_as, insert, passes, sql, taken_back
from tests.steps.callins.invitees.world import (
    ANSWER_RULE,
    Rooms,
    approved,
    at_the_door,
    hold,
    letters,
    make_callin,
    make_rooms,
    named,
    served,
    taken_in,
    tapped,
)
from tests.trust.disclosures.doors import answers_to, decider, rule_on
from tests.trust.law.rules import latest
from tests.trust.people.persons import make_person

pytestmark = pytest.mark.django_db
TABLES = ("callins_invitee", "callins_inviteerevision", "callins_attendance", "callins_letter")
CHANGE = "update callins_invitee set {} where id = %s"


@pytest.fixture
def rooms(db: None) -> Rooms:
    return make_rooms()


def row(
    rooms: Rooms, callin: CallIn, person: UUID, told: UUID, by: Player, /, **given: Any
) -> dict[str, Any]:
    """Everything that a new row needs."""
    return {
        "workspace_id": by.member.workspace_id,
        "by": by.member.pk,
        "at": timezone.now(),
        "callin_id": callin.pk,
        "person_id": person,
        "told_by": told,
        "supervision": "parole",
        "supervision_until": callin.day,
        "kind": "invitation",
        "session": 1,
        "state": "drafted",
        "service": "",
        "receipt": False,
        "transport": "",
        "follow_up": "",
        "erase_on": date(2099, 1, 1),
    } | given


def counted(table: str) -> int:
    return int(sql(f"select count(*) from {table}")[0][0])


def with_history(rooms: Rooms) -> Invitee:
    """A tapped invitee, so that every table has a row."""
    _callin, [one] = at_the_door(rooms, 1)
    return tapped(rooms, one, InviteeState.ATTENDED)


def test_t01_nobody_else_sees_anything(rooms: Rooms) -> None:
    with_history(rooms)
    elsewhere = make_workspace(Kind.PROBATION, name="Frivården Granvik")
    others = [make_player(elsewhere, Role.COORDINATOR), rooms.analyst]
    others += [make_player(rooms.probation, role) for role in (Role.ADMINISTRATOR, Role.LAWYER)]
    others += [
        make_player(rooms.police, Role.COORDINATOR),
        make_player(make_workspace(Kind.MUNICIPALITY), Role.COORDINATOR),
    ]
    for player in others:
        act_as(player)
        assert [counted(table) for table in TABLES] == [0, 0, 0, 0]
    set_ticket(None)
    assert [counted(table) for table in TABLES] == [0, 0, 0, 0]
    act_as(rooms.officer)
    assert all(counted(table) for table in TABLES)


def test_t32_a_room_that_is_off_keeps_it_closed(rooms: Rooms) -> None:
    with_history(rooms)
    switch_on(rooms.probation, on=False)
    act_as(rooms.officer)
    assert [counted(table) for table in TABLES] == [0, 0, 0, 0]
    assert sql("update callins_invitee set transport = 'x' returning id") == []


def test_only_who_works_with_cases_there_writes_and_signs(rooms: Rooms) -> None:
    callin, told, person = make_callin(), named(rooms), make_person(rooms.officer)
    for player, changes in (
        (make_player(rooms.probation, Role.LOG_REVIEWER), {}),
        (rooms.officer, {"by": rooms.coordinator.member.pk}),
        (rooms.officer, {"at": timezone.now() + timedelta(hours=1)}),
        (rooms.analyst, {}),
    ):
        act_as(player)
        new = row(rooms, callin, person.pk, told.pk, player, **changes)
        assert not passes(lambda new=new: insert("callins_invitee", **new))
    act_as(rooms.officer)
    assert passes(lambda: insert("callins_invitee", **row(rooms, callin, person.pk, told.pk, rooms.officer)))


def test_nobody_is_summoned_but_whom_police_named_to_this_room(rooms: Rooms) -> None:
    callin, person = make_callin(), make_person(rooms.officer)
    first, elsewhere = taken_in(rooms, callin), named(rooms, Status.DECIDED)
    act_as(rooms.officer)
    for told in (uuid4(), first.told_by, elsewhere.pk):
        new = row(rooms, callin, person.pk, told, rooms.officer)
        assert not passes(lambda new=new: insert("callins_invitee", **new))


@pytest.mark.parametrize(
    "changes",
    [
        {"state": "approved"},
        {"state": "served", "service": "post"},
        {"service": "post"},
        {"receipt": True},
        {"session": 2},
        {"supervision_until": None},
        {"supervision": "none"},
        {"supervision": "suspended"},
    ],
)
def test_a_summons_begins_as_a_draft(rooms: Rooms, changes: dict[str, Any]) -> None:
    callin, told, person = make_callin(), named(rooms), make_person(rooms.officer)
    act_as(rooms.officer)
    new = row(rooms, callin, person.pk, told.pk, rooms.officer, **changes)
    assert not passes(lambda: insert("callins_invitee", **new))


DAYS = st.one_of(
    st.integers(0, 730).map(lambda days: timezone.localdate() + timedelta(days=days)),
    st.sampled_from([date(2028, 2, 29), date(2028, 3, 1), date(2028, 2, 28), date(2027, 12, 31)]),
)


@many
@given(
    day=DAYS,
    away=st.one_of(st.integers(-2, 2), st.integers(-4000, 4000)),
    supervision=st.sampled_from(Supervision.values),
    typed=st.sampled_from(LetterKind.values),
)
def test_t08_summons_or_invitation_follows_the_supervision_on_the_day(
    world_of_one: tuple[Rooms, CallIn, UUID, UUID], day: date, away: int, supervision: str, typed: str
) -> None:
    rooms, callin, person, told = world_of_one
    until = None if supervision == "none" else day + timedelta(days=away)
    wanted = LetterKind.SUMMONS if supervision != "none" and away >= 0 else LetterKind.INVITATION
    with taken_back():
        CallIn.objects.filter(pk=callin.pk).update(day=day)
        act_as(rooms.officer)
        new = row(rooms, callin, person, told, rooms.officer, kind=typed, supervision=supervision)
        made = insert("callins_invitee", **(new | {"supervision_until": until}))
        [(kind, erased)] = sql("select kind, erase_on from callins_invitee where id = %s", made)
    assert kind == wanted
    assert is_supervised(supervision, until, day) == (wanted == LetterKind.SUMMONS)
    assert (erased.year * 12 + erased.month) - (day.year * 12 + day.month) == 6
    assert erased.day == min(day.day, _last_of(erased))


def _last_of(day: date) -> int:
    return ((day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)).day


@pytest.fixture
def world_of_one(rooms: Rooms) -> Iterator[tuple[Rooms, CallIn, UUID, UUID]]:
    """Somebody whom police named, and a call-in to come."""
    yield rooms, make_callin(), make_person(rooms.officer).pk, named(rooms).pk


def test_a_second_member_approves_with_the_letter_of_its_kind(rooms: Rooms) -> None:
    one, used = taken_in(rooms, make_callin()), letters(rooms)
    approve = CHANGE.format("state = 'approved', letter_id = %s, approved_by = %s, approved_at = %s")
    now, boss, officer = timezone.now(), rooms.coordinator.member.pk, rooms.officer.member.pk
    summons, invitation = used[LetterKind.SUMMONS].pk, used[LetterKind.INVITATION].pk
    act_as(rooms.officer)
    assert not passes(lambda: sql(approve, summons, officer, now, one.pk))
    assert not passes(lambda: sql(approve, summons, boss, now, one.pk))
    act_as(rooms.coordinator)
    for letter, by, at in (
        (invitation, boss, now),
        (summons, officer, now),
        (summons, boss, None),
        (None, boss, now),
        (summons, boss, now + timedelta(days=1)),
    ):
        assert not passes(lambda values=(letter, by, at, one.pk): sql(approve, *values))
    assert passes(lambda: sql(approve, summons, boss, now, one.pk))
    assert not passes(lambda: sql(CHANGE.format("approved_by = %s"), uuid4(), one.pk))
    assert not passes(lambda: sql(CHANGE.format("supervision_until = %s"), date(2099, 1, 1), one.pk))


@pytest.mark.parametrize(
    "change",
    [
        "told_by = gen_random_uuid()",
        "state = 'followed_up', followed_up_on = current_date, follow_up = 'x'",
        "state = 'attended'",
        "state = 'confirmed', service = 'post', served_on = current_date",
        "state = 'served'",
        "state = 'served', service = 'post', served_on = current_date + 1",
        "service = 'post', served_on = current_date",
        "session = 2",
        "state = 'drafted'",
        "followed_up_on = current_date",
        '"by" = gen_random_uuid()',
    ],
)
def test_an_approved_letter_goes_one_step_at_a_time(rooms: Rooms, change: str) -> None:
    one = approved(rooms, taken_in(rooms, make_callin()))
    act_as(rooms.officer)
    assert not passes(lambda: sql(CHANGE.format(change), one.pk))


def test_a_typed_date_of_erasure_is_overwritten(rooms: Rooms) -> None:
    one = taken_in(rooms, make_callin(date(2027, 8, 31)))
    act_as(rooms.officer)
    change = CHANGE.format("erase_on = '2099-01-01', kind = 'information'") + " returning erase_on, kind"
    assert sql(change, one.pk) == [(date(2028, 2, 29), "summons")]


def test_attendance_is_taken_on_the_day_and_never_changed(rooms: Rooms) -> None:
    _callin, [one] = at_the_door(rooms, 1)
    _later, [ahead] = at_the_door(rooms, 1, day=timezone.localdate() + timedelta(days=1))
    drafted = taken_in(rooms, make_callin(timezone.localdate()))

    def tap(about: Invitee, **changes: Any) -> UUID:
        return tap_by_sql(rooms, about, **({"by": rooms.officer.member.pk} | changes))

    act_as(rooms.officer)
    for about in (ahead, drafted):
        assert not passes(lambda about=about: tap(about))
    for changes in ({"mark": "served"}, {"person_id": drafted.person_id}, {"by": uuid4()}):
        assert not passes(lambda changes=changes: tap(one, **changes))
    assert passes(lambda: tap(one))
    for rewriting in ("update callins_attendance set mark = 'absent'", "delete from callins_attendance"):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            sql(rewriting)
    assert not passes(lambda: sql(CHANGE.format("state = 'absent'"), one.pk))
    assert passes(lambda: sql(CHANGE.format("state = 'attended'"), one.pk))


@pytest.mark.parametrize("flow", [withdraw, correct])
def test_t13_nothing_is_done_or_answered_about_a_name_that_has_ended(
    rooms: Rooms, flow: Callable[..., object]
) -> None:
    _callin, [one] = at_the_door(rooms, 1)
    tapped(rooms, one, InviteeState.ATTENDED)
    reached = served(rooms, taken_in(rooms, make_callin()))
    with in_room(rooms.coordinator) as actor:
        draft = start_draft(NewDraft(rooms.police, Form.JOINT), by=actor, at=timezone.now())
    rule_on(ANSWER_RULE, rooms.coordinator)
    line = {"workspace_id": rooms.probation.pk, "draft_id": draft.pk, "subject_reference": "", "reason": ""}
    line |= {
        "items": [],
        "verdict": "",
        "position": 1,
        "person_id": one.person_id,
        "in_answer_to": one.told_by,
    }
    acts = (
        lambda: tap_by_sql(rooms, one),
        lambda: sql(CHANGE.format("state = 'confirmed'"), reached.pk),
        lambda: insert("disclosures_draftline", **line),
        lambda: answer_by_sql(rooms, one.person_id, one.told_by, "attendance", PRESENT),
        lambda: answer_by_sql(rooms, one.person_id, one.told_by, "supervision", SUPERVISED),
    )
    with taken_back():
        act_as(rooms.coordinator)
        assert [passes(act) for act in acts] == [True] * len(acts)
    for told in (one.told_by, reached.told_by):
        with in_room(decider(rooms.police)) as actor:
            flow(told, "Gällde en annan.", by=actor, at=timezone.now())
    act_as(rooms.coordinator)
    assert [passes(act) for act in acts] == [False] * len(acts)
    assert passes(lambda: answer_by_sql(rooms, one.person_id, one.told_by, outcome="refused"))


def tap_by_sql(rooms: Rooms, about: Invitee, **changes: Any) -> UUID:
    """A tap as whoever is inside the room, the coordinator unless told otherwise."""
    told = {"workspace_id": rooms.probation.pk, "by": rooms.coordinator.member.pk, "at": timezone.now()}
    told |= {"invitee_id": about.pk, "person_id": about.person_id, "mark": "attended"}
    return insert("callins_attendance", **(told | changes))


def test_the_words_of_a_letter_are_a_colleagues_to_approve(rooms: Rooms) -> None:
    other = make_player(rooms.probation, Role.PROBATION_OFFICER)
    act_as(rooms.officer)
    new = {"workspace_id": rooms.probation.pk, "by": rooms.officer.member.pk, "at": timezone.now()}
    new |= {"kind": "invitation", "number": 1, "legal_basis": "", "words": "Du bjuds in."}
    approve = "update callins_letter set approved_by = %s, approved_at = %s where id = %s"
    now = timezone.now()
    assert not passes(lambda: insert("callins_letter", **(new | {"kind": "summons"})))
    assert not passes(
        lambda: insert("callins_letter", **(new | {"approved_by": uuid4(), "approved_at": now}))
    )
    made = insert("callins_letter", **new)
    assert not passes(lambda: sql(approve, rooms.officer.member.pk, now, made))
    act_as(other)
    assert not passes(lambda: sql(approve, rooms.coordinator.member.pk, now, made))
    act_as(rooms.coordinator)
    assert passes(lambda: sql(approve, rooms.coordinator.member.pk, now, made))
    assert not passes(lambda: sql("update callins_letter set words = 'Annat' where id = %s", made))


ITEMS = (
    ("supervision", "Ja, står under övervakning", True),
    ("supervision", "Nej, står inte under övervakning", False),
    ("supervision", "villkorligt frigiven med övervakning till 2027-01-01", False),
    ("attendance", "Var med på mötet", True),
    ("attendance", "Kom inte till mötet", False),
    ("attendance", "Kom inte, giltigt förfall", False),
)


@pytest.mark.parametrize(("data_class", "text", "right"), ITEMS)
def test_an_answer_is_what_the_row_says_and_never_the_supervision_itself(
    rooms: Rooms, data_class: str, text: str, right: bool
) -> None:
    _callin, [one] = at_the_door(rooms, 1)
    tapped(rooms, one, InviteeState.ATTENDED)
    rule_on(ANSWER_RULE, rooms.coordinator)
    other = make_person(rooms.officer, surname="Gran")
    act_as(rooms.coordinator)
    for person, told, holds in (
        (one.person_id, one.told_by, right),
        (one.person_id, None, False),
        (other.pk, one.told_by, False),
    ):
        said = (person, told, data_class, text)
        assert passes(lambda said=said: answer_by_sql(rooms, *said)) == holds


def answer_by_sql(
    rooms: Rooms,
    person: UUID,
    told: UUID | None,
    data_class: str = "",
    text: str = "",
    outcome: str = "decided",
) -> None:
    """A decision of the coordinator's with its ground, and one item unless it is a refusal."""
    rule, by = latest(ANSWER_RULE), rooms.coordinator.member.pk
    header = insert(
        "disclosures_disclosure",
        sender_id=rooms.probation.pk,
        receiver_id=rooms.police.pk,
        rule_id=rule.pk,
        form="single",
        outcome=outcome,
        on_request=True,
        in_answer_to=told,
        reservation="",
        decided_by=by,
        decider="Karin Gran",
        recorded_by=by,
        decided_at=timezone.now(),
        expires_on=date(2099, 1, 1),
    )
    own = {"workspace_id": rooms.probation.pk, "disclosure_id": header}
    grounds = {"need": "Listan", "reason": "Behövs", "necessity": "Ja", "test_words": "Väger över"}
    about: dict[str, object] = {
        "subject_reference": "",
        "birth_date": None,
        "asked": [],
        "answers": answers_to(rule),
    }
    insert("disclosures_ground", **own, person_id=person, **grounds, **about)
    item = {"assertion": "", "secrecy": "osl_35_15", "role": "", "statement": None, "membership": None}
    if outcome == "decided":
        insert("disclosures_item", **own, data_class=data_class, text=text, position=1, **item)


def test_t26_the_total_is_the_true_one_and_never_small(rooms: Rooms) -> None:
    callin, rows = at_the_door(rooms, 6)
    for one in rows[:5]:
        tapped(rooms, one, InviteeState.ATTENDED)
    new = {"callin_id": callin.pk, "by": rooms.coordinator.member.pk, "room_id": rooms.probation.pk}
    act_as(rooms.coordinator)
    assert not passes(lambda: insert("callins_heldtotal", **new, total=5, at=timezone.now()))
    set_ticket(None)
    hold(callin)
    for player, total in (
        (rooms.officer, 5),
        (rooms.analyst, 5),
        (rooms.coordinator, 6),
        (rooms.coordinator, 4),
    ):
        act_as(player)
        told = new | {"by": player.member.pk, "room_id": player.member.workspace_id}
        assert not passes(
            lambda told=told, total=total: insert("callins_heldtotal", **told, total=total, at=timezone.now())
        )
    act_as(rooms.coordinator)
    assert passes(lambda: insert("callins_heldtotal", **new, total=5, at=timezone.now()))
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        sql("update callins_heldtotal set total = 6")
