"""Draft, send, decide: each person an own yes or no, words from the person's own row, everything checked twice."""

from dataclasses import replace
from typing import Any

import pytest
from django.utils import timezone

from gvi.trust.disclosures.drafting import read_sheet
from gvi.trust.disclosures.flows.add_line import add_line
from gvi.trust.disclosures.flows.decide import Ruling, decide
from gvi.trust.disclosures.flows.discard_draft import discard_draft
from gvi.trust.disclosures.flows.remove_line import remove_line
from gvi.trust.disclosures.flows.save_draft import Written, save_draft
from gvi.trust.disclosures.flows.send_to_decider import send_to_decider, take_back
from gvi.trust.disclosures.flows.start_draft import NewDraft, start_draft
from gvi.trust.disclosures.models import Disclosure, Draft, DraftLine, Ground, Item
from gvi.trust.disclosures.refusals import (
    AlreadyThere,
    AtTheDecider,
    ItemGone,
    Missing,
    NoSuchDraft,
    NoVerdict,
    OnePerson,
    OtherVersion,
    Stopped,
    TooManyPersons,
)
from gvi.trust.disclosures.states import MOST_LINES, Form, Outcome, Verdict
from gvi.trust.log.models import Operation
from gvi.trust.people.refusals import NoSuchPerson
from gvi.trust.refusals import NotAllowed
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, in_room, make_deputy, make_player, make_workspace
from tests.events import events_of
from tests.trust.disclosures.conftest import Doors
from tests.trust.disclosures.doors import decide_all, grounds_for, make_draft
from tests.trust.people.persons import make_person


def draft_about(doors: Doors, *persons: Any, form: Form = Form.JOINT) -> Draft:
    return make_draft(doors.analyst, doors.probation, doors.rule, persons, form=form)


def change(doors: Doors, draft: Draft, **changes: Any) -> None:
    with in_room(doors.analyst) as actor:
        save_draft(draft, replace(grounds_for(doors.rule), **changes), {}, by=actor, at=timezone.now())


def write_line(player: Player, draft: Draft, written: Written) -> DraftLine:
    with in_room(player) as actor:
        line = DraftLine.objects.get(draft=draft)
        now = timezone.now()
        rule = draft.rule
        assert rule is not None
        save_draft(draft, grounds_for(rule), {line.pk: written}, by=actor, at=now)
        return DraftLine.objects.get(pk=line.pk)


def test_it_works_twelve_in_one_decision_each_a_disclosure_of_its_own(doors: Doors) -> None:
    persons = [make_person(doors.analyst, surname=f"Ek{n:02}") for n in range(12)]
    made = decide_all(doors.decider, draft_about(doors, *persons))
    assert len(made) == 12
    assert len({one.batch for one in made}) == 1 and made[0].batch
    with in_room(doors.officer):
        told = set(Item.objects.filter(disclosure__in=made).values_list("text", "role"))
    assert told == {(f"Ek{n:02}, Rut", "misstänkt") for n in range(12)}
    with in_room(doors.decider):
        assert not Draft.objects.exists()
        assert {one.decider for one in Disclosure.objects.all()} == {"Bo Berg, Beslutsfattare"}


def test_one_yes_and_one_no_stand_for_themselves(doors: Doors) -> None:
    draft = draft_about(doors, make_person(doors.analyst), make_person(doors.analyst, surname="Gran"))
    with in_room(doors.decider) as actor:
        sheet = read_sheet(draft, actor)
        verdicts = [Ruling(Verdict.YES, "Behövs."), Ruling(Verdict.NO, "Behövs inte.")]
        said = {line.row.pk: verdict for line, verdict in zip(sheet.lines, verdicts, strict=True)}
        yes, no = decide(draft, said, seen=sheet.fingerprint, by=actor, at=timezone.now())
    assert (yes.outcome, no.outcome) == (Outcome.DECIDED, Outcome.REFUSED)
    with in_room(doors.decider):
        assert {g.reason for g in Ground.objects.all()} == {"Behövs.", "Behövs inte."}
        assert set(Item.objects.values_list("disclosure_id", flat=True)) == {yes.pk}
    with in_room(doors.officer):
        assert set(Disclosure.objects.values_list("pk", flat=True)) == {yes.pk}


def test_t19_each_disclosure_leaves_one_event_with_its_count_and_no_name(doors: Doors) -> None:
    draft = draft_about(doors, make_person(doors.analyst), make_person(doors.analyst, surname="Gran"))
    before = events_of(doors.decider)
    made = decide_all(doors.decider, draft)
    new = [event for key, event in events_of(doors.decider).items() if key not in before]
    assert {(e.operation, e.verb, e.record_id, e.count) for e in new} == {
        (Operation.DISCLOSE, "disclosures.decide", one.pk, 1) for one in made
    }
    assert all(not e.reason for e in new)


def test_who_prepares_does_not_decide(doors: Doors) -> None:
    with pytest.raises(NotAllowed):
        decide_all(doors.analyst, draft_about(doors, make_person(doors.analyst)))


def test_a_log_reviewer_tells_nobody_anything(doors: Doors) -> None:
    with in_room(make_player(doors.police, Role.LOG_REVIEWER)) as actor, pytest.raises(NotAllowed):
        start_draft(NewDraft(doors.probation, Form.SINGLE), by=actor, at=timezone.now())


def test_at_most_fifteen_and_nobody_twice(doors: Doors) -> None:
    persons = [make_person(doors.analyst, surname=f"Ek{n:02}") for n in range(MOST_LINES)]
    draft = draft_about(doors, *persons)
    with in_room(doors.analyst) as actor, pytest.raises(TooManyPersons):
        add_line(draft, person=persons[0].pk, by=actor, at=timezone.now())
    other = draft_about(doors, persons[0])
    with in_room(doors.analyst) as actor, pytest.raises(AlreadyThere):
        add_line(other, person=persons[0].pk, by=actor, at=timezone.now())


def test_a_single_decision_is_about_one_person(doors: Doors) -> None:
    draft = draft_about(doors, make_person(doors.analyst), form=Form.SINGLE)
    second = make_person(doors.analyst, surname="Gran")
    with in_room(doors.analyst) as actor, pytest.raises(OnePerson):
        add_line(draft, person=second.pk, by=actor, at=timezone.now())
    [made] = decide_all(doors.decider, draft)
    assert (made.form, made.batch) == (Form.SINGLE, None)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"rule": None}, Missing),
        ({"need": " "}, Missing),
        ({"on_request": None}, Missing),
        ({"answers": {}}, Stopped),
        ({"necessity": ""}, Stopped),
        ({"test_words": " "}, Stopped),
    ],
)
def test_t03_nothing_is_decided_that_rests_on_nothing(
    doors: Doors, changes: dict[str, Any], expected: type[Exception]
) -> None:
    draft = draft_about(doors, make_person(doors.analyst))
    change(doors, draft, **changes)
    with pytest.raises(expected):
        decide_all(doors.decider, draft)
    with in_room(doors.analyst) as actor, pytest.raises(expected):
        send_to_decider(draft, by=actor, at=timezone.now())


def test_nothing_is_prefilled(doors: Doors) -> None:
    person = make_person(doors.analyst, address="Granvägen 1", phone="070-000 00 00")
    with in_room(doors.analyst) as actor:
        draft = start_draft(NewDraft(doors.probation, Form.JOINT), by=actor, at=timezone.now())
        line = add_line(draft, person=person.pk, by=actor, at=timezone.now())
        assert (draft.rule, draft.need, draft.on_request, draft.answers) == (None, "", None, {})
        assert (line.items, line.reason, line.verdict) == ([], "", Verdict.NONE)


def test_a_verdict_is_a_deciders_alone(doors: Doors) -> None:
    draft = draft_about(doors, make_person(doors.analyst))
    for player, kept in ((doors.analyst, Verdict.NONE), (doors.decider, Verdict.YES)):
        written = Written({"name": ""}, "Skäl.", Verdict.YES)
        assert write_line(player, draft, written).verdict == kept


def test_words_typed_for_a_person_of_the_rooms_own_are_let_go(doors: Doors) -> None:
    draft = draft_about(doors, make_person(doors.analyst))
    write_line(doors.analyst, draft, Written({"name": "Någon, Annan"}, "Skäl."))
    [made] = decide_all(doors.decider, draft)
    with in_room(doors.officer):
        assert Item.objects.get(disclosure=made).text == "Ekhult, Rut"


@pytest.mark.parametrize(
    "key", ["address", "statement:00000000-0000-0000-0000-000000000000", "supervision:yes"]
)
def test_what_the_row_does_not_hold_is_not_told(doors: Doors, key: str) -> None:
    draft = draft_about(doors, make_person(doors.analyst, protected=True, address="Granvägen 1"))
    write_line(doors.analyst, draft, Written({"name": "", key: "x"}, "Skäl."))
    with pytest.raises(ItemGone):
        decide_all(doors.decider, draft)


def test_what_is_decided_is_what_was_shown(doors: Doors) -> None:
    draft = draft_about(doors, make_person(doors.analyst))
    with in_room(doors.decider) as actor:
        seen = read_sheet(draft, actor)
    change(doors, draft, need="Något annat")
    with in_room(doors.decider) as actor, pytest.raises(OtherVersion):
        said = {line.row.pk: Ruling(Verdict.YES, "Ja") for line in seen.lines}
        decide(draft, said, seen=seen.fingerprint, by=actor, at=timezone.now())


@pytest.mark.parametrize(
    ("ruling", "expected"),
    [(None, NoVerdict), (Ruling(Verdict.NONE, "x"), NoVerdict), (Ruling(Verdict.YES, " "), Missing)],
)
def test_each_line_has_its_own_verdict_and_reason(
    doors: Doors, ruling: Ruling | None, expected: type[Exception]
) -> None:
    draft = draft_about(doors, make_person(doors.analyst))
    with in_room(doors.decider) as actor:
        sheet = read_sheet(draft, actor)
        said = {sheet.lines[0].row.pk: ruling} if ruling else {}
        with pytest.raises(expected):
            decide(draft, said, seen=sheet.fingerprint, by=actor, at=timezone.now())


def test_a_sent_draft_is_changed_by_nobody_but_its_decider(doors: Doors) -> None:
    draft = draft_about(doors, make_person(doors.analyst))
    with in_room(doors.analyst) as actor:
        send_to_decider(draft, by=actor, at=timezone.now())
        with pytest.raises(AtTheDecider):
            discard_draft(draft, by=actor, at=timezone.now())
        take_back(draft, by=actor, at=timezone.now())
        line = DraftLine.objects.get(draft=draft)
        remove_line(draft, line.pk, by=actor, at=timezone.now())
        with pytest.raises(NoSuchDraft):
            remove_line(draft, line.pk, by=actor, at=timezone.now())
        discard_draft(draft, by=actor, at=timezone.now())
        assert not Draft.objects.exists()


def test_t01_a_draft_of_another_room_is_not_there(doors: Doors) -> None:
    draft = draft_about(doors, make_person(doors.analyst))
    stranger = make_player(make_workspace(Kind.POLICE, name="Polisen Granvik"), Role.ANALYST)
    for player in (stranger, doors.officer):
        with in_room(player) as actor, pytest.raises(NoSuchDraft):
            discard_draft(draft, by=actor, at=timezone.now())


def test_t01_a_person_of_another_room_is_not_added(doors: Doors) -> None:
    draft = draft_about(doors)
    theirs = make_person(doors.officer)
    with in_room(doors.analyst) as actor, pytest.raises(NoSuchPerson):
        add_line(draft, person=theirs.pk, by=actor, at=timezone.now())


def deputy_of(player: Player, deputy: Player) -> None:
    from datetime import timedelta

    today = timezone.localdate()
    make_deputy(player.member, deputy.member, starts=today, ends=today + timedelta(days=3))


def test_a_deputy_decides_in_the_deciders_absence(doors: Doors) -> None:
    deputy_of(doors.decider, doors.analyst)
    assert len(decide_all(doors.analyst, draft_about(doors, make_person(doors.analyst)))) == 1
