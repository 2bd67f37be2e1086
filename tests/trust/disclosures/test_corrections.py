"""T13: a correction reaches every receiver; a withdrawal says nothing; an oral decision is completed in a day."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from gvi.trust.disclosures.flows.complete import complete
from gvi.trust.disclosures.flows.correct import correct
from gvi.trust.disclosures.flows.decide_by_phone import Spoken, decide_by_phone
from gvi.trust.disclosures.flows.withdraw import withdraw
from gvi.trust.disclosures.models import Disclosure, DisclosureMove, Ground, Item
from gvi.trust.disclosures.queries.on_call import on_call_now
from gvi.trust.disclosures.queries.sent import WAIT, find_sent, lacking, sent_page
from gvi.trust.disclosures.received.queries import find_received
from gvi.trust.disclosures.refusals import (
    AlreadyEnded,
    CantBeTold,
    Missing,
    NobodyOnCall,
    NoSuchDisclosure,
    NotADecider,
    NotOnCall,
    OnlyUrgent,
    Stopped,
)
from gvi.trust.disclosures.states import Form, Status
from gvi.trust.people.corrections import Correction
from gvi.trust.people.corrections import correct as correct_person
from gvi.trust.people.flows.drop_suspicion import drop_suspicion
from gvi.trust.refusals import NotAllowed
from gvi.trust.workspaces.handing import handables
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Deputyship
from gvi.trust.workspaces.roles import Role
from tests.cast import in_room, make_player, make_workspace
from tests.trust.disclosures.conftest import Doors
from tests.trust.disclosures.doors import (
    Call,
    answers_to,
    decided_by_phone,
    make_disclosure,
    make_draft,
    make_turn,
)
from tests.trust.people.persons import make_person

CORRECTABLE = [Status.DECIDED, Status.RECEIVED, Status.WITHDRAWN]


def test_t13_suspicion_dropped_corrects_every_receiver(doors: Doors) -> None:
    other = make_workspace(Kind.PROBATION, name="Frivården Granvik")
    person = make_person(doors.analyst)
    made = [make_disclosure(doors.analyst, room, person) for room in (doors.probation, other)]
    with in_room(doors.analyst) as actor:
        told = drop_suspicion(person, "Förundersökningen är nedlagd.", by=actor, at=timezone.now())
    assert told == 2
    for one, room in zip(made, (doors.probation, other), strict=True):
        with in_room(make_player(room, Role.PROBATION_OFFICER)) as actor:
            received = find_received(actor, one.pk)
        assert not received.items
        assert "har upphört" in received.wrong and "nedlagd" in received.wrong


@pytest.mark.parametrize("state", CORRECTABLE)
def test_t13_a_correction_reaches_also_who_was_told_to_stop_reading(doors: Doors, state: Status) -> None:
    person = make_person(doors.analyst)
    made = make_disclosure(doors.analyst, doors.probation, person, state=state)
    with in_room(doors.decider) as actor:
        assert correct_person(person.pk, Correction.WRONG_PERSON, "", by=actor, at=timezone.now()) == 1
        assert correct_person(person.pk, Correction.WRONG_PERSON, "", by=actor, at=timezone.now()) == 0
        assert find_sent(actor, made.pk, timezone.localdate()).status is Status.CORRECTED
    with in_room(doors.officer) as actor:
        assert find_received(actor, made.pk).wrong == "Uppgifterna gällde fel person."


def test_t13_a_refused_one_has_told_nobody(doors: Doors) -> None:
    person = make_person(doors.analyst)
    make_disclosure(doors.analyst, doors.probation, person, state=Status.REFUSED)
    with in_room(doors.analyst) as actor:
        assert correct_person(person.pk, Correction.WRONG_PERSON, "", by=actor, at=timezone.now()) == 0


@pytest.mark.parametrize("flow", [withdraw, correct, complete])
def test_only_the_senders_decider_adds_to_a_decision(doors: Doors, flow: object) -> None:
    made = make_disclosure(doors.analyst, doors.probation, make_person(doors.analyst), form=Form.URGENT)
    assert callable(flow)
    with in_room(doors.analyst) as actor, pytest.raises(NotAllowed):
        flow(made.pk, "Ord.", by=actor, at=timezone.now())
    with (
        in_room(make_player(doors.probation, Role.COORDINATOR)) as actor,
        pytest.raises(NoSuchDisclosure),
    ):
        flow(made.pk, "Ord.", by=actor, at=timezone.now())
    with in_room(doors.decider) as actor:
        with pytest.raises(Missing):
            flow(made.pk, " ", by=actor, at=timezone.now())
        flow(made.pk, "Ord.", by=actor, at=timezone.now())


def test_withdrawn_reads_ended_without_the_reason(doors: Doors) -> None:
    made = make_disclosure(doors.analyst, doors.probation, make_person(doors.analyst), state=Status.WITHDRAWN)
    with in_room(doors.officer) as actor:
        received = find_received(actor, made.pk)
        assert (received.items, received.wrong) == ((), "")
        assert not DisclosureMove.objects.exists()
    with in_room(doors.decider) as actor, pytest.raises(AlreadyEnded):
        withdraw(made.pk, "Igen.", by=actor, at=timezone.now())


def test_an_oral_decision_lacks_its_test_until_it_is_completed_and_is_late_after_a_day(doors: Doors) -> None:
    made = make_disclosure(doors.analyst, doors.probation, make_person(doors.analyst), form=Form.URGENT)
    with in_room(doors.decider) as actor:
        decided_at = Disclosure.objects.get(pk=made.pk).decided_at
        assert [one.late for one in lacking(actor, decided_at + WAIT)] == [False]
        later = decided_at + WAIT + timedelta(seconds=1)
        assert [one.late for one in lacking(actor, later)] == [True]
        complete(made.pk, "Nödvändigt, väger över.", by=actor, at=timezone.now())
        assert not lacking(actor, later)
        with pytest.raises(OnlyUrgent):
            complete(made.pk, "Igen.", by=actor, at=timezone.now())


def test_only_an_oral_decision_is_completed(doors: Doors) -> None:
    made = make_disclosure(doors.analyst, doors.probation, make_person(doors.analyst))
    with in_room(doors.decider) as actor, pytest.raises(OnlyUrgent):
        complete(made.pk, "Ord.", by=actor, at=timezone.now())


def test_an_oral_decision_tells_name_and_address_only(doors: Doors) -> None:
    person = make_person(doors.analyst, phone="070-000 00 00", address="Granvägen 1")
    call = Call(doors.analyst, doors.probation, doors.rule)
    made = decided_by_phone(call, person, name="", address="")
    with in_room(doors.officer):
        assert set(Item.objects.filter(disclosure=made).values_list("data_class", flat=True)) == {
            "name",
            "address",
        }
    with pytest.raises(Stopped):
        decided_by_phone(call, person, phone="")


def test_somebody_who_may_not_decide_did_not_decide_by_phone(doors: Doors) -> None:
    spoken = Spoken(
        receiver=doors.probation,
        rule=doors.rule,
        decider=doors.analyst.member,
        items={"name": ""},
        reason="Hot.",
        answers=answers_to(doors.rule),
        on_request=True,
        person=make_person(doors.analyst).pk,
    )
    with in_room(doors.analyst) as actor:
        with pytest.raises(NotADecider):
            decide_by_phone(spoken, by=actor, at=timezone.now())
        right = replace(spoken, decider=doors.decider.member)
        with pytest.raises(NobodyOnCall):
            decide_by_phone(right, by=actor, at=timezone.now())
    make_turn(doors.police)
    with in_room(doors.analyst) as actor:
        for changed, expected in (
            ({"person": None}, Missing),
            ({"items": {}}, Missing),
            ({"reason": " "}, Missing),
            ({"answers": {}}, Stopped),
        ):
            with pytest.raises(expected):
                decide_by_phone(replace(right, **changed), by=actor, at=timezone.now())


def test_t27_nothing_is_told_of_who_waits_for_a_second_person(doors: Doors) -> None:
    from gvi.trust.disclosures.flows.add_line import add_line
    from gvi.trust.people.flows.add_person import add_person
    from tests.trust.people.persons import new_person

    draft = make_draft(doors.analyst, doors.probation, doors.rule, [])
    child = new_person(Kind.POLICE, birth_date=timezone.localdate() - timedelta(days=365 * 15))
    with in_room(doors.analyst) as actor:
        person = add_person(child, by=actor, at=timezone.now())
        with pytest.raises(CantBeTold):
            add_line(draft, person=person.pk, by=actor, at=timezone.now())


def test_t33_a_leavers_drafts_pass_to_the_deputy(doors: Doors) -> None:
    make_draft(doors.analyst, doors.probation, doors.rule, [])
    (own,) = [one for one in handables() if str(one.label) == "utkast till utlämnanden"]
    with in_room(doors.decider):
        assert own.count(doors.analyst.member) == 1
        moved = own.move(doors.analyst.member, doors.decider.member, at=timezone.now())
        assert (moved, own.count(doors.decider.member)) == (1, 1)


def test_what_is_written_of_who_is_kept_for_named_officers_is_hidden_from_the_rest(doors: Doors) -> None:
    from gvi.trust.people.words import Regime

    named = {"regime": Regime.COMMON_P2, "officers": (doors.analyst.member.pk, doors.decider.member.pk)}
    person = make_person(doors.analyst, surname="Hemlig", **named)
    made = make_disclosure(doors.analyst, doors.probation, person)
    stranger = make_player(doors.police, Role.ANALYST)
    for player, seen in ((doors.analyst, 1), (stranger, 0)):
        with in_room(player) as actor:
            assert Ground.objects.filter(disclosure=made).count() == seen
            assert Item.objects.filter(disclosure=made).count() == seen
            [row] = sent_page(actor, timezone.localdate()).object_list
            assert bool(row.label) is bool(seen)
            assert Disclosure.objects.count() == 1


def test_only_who_is_on_call_and_their_deputies_decide_by_phone(doors: Doors) -> None:
    make_turn(doors.police)
    other = make_player(doors.police, Role.DECISION_MAKER, name="Cia Dal")
    deputy = make_player(doors.police, Role.ANALYST, name="Dan Ek")
    now = timezone.now()
    today = timezone.localdate(now)
    with in_room(doors.analyst) as actor:
        assert [member.name for member in on_call_now(actor, now)] == ["Bo Berg"]
        assert not on_call_now(actor, now + timedelta(days=2))
    with in_room(make_player(doors.police, Role.ADMINISTRATOR)):
        Deputyship.objects.create(
            principal=doors.decider.member, deputy=deputy.member, starts=today, ends=today + timedelta(days=1)
        )
    with in_room(doors.analyst) as actor:
        assert [member.name for member in on_call_now(actor, now)] == ["Bo Berg", "Dan Ek"]
    spoken = Spoken(
        receiver=doors.probation,
        rule=doors.rule,
        decider=other.member,
        items={"name": ""},
        reason="Hot.",
        answers=answers_to(doors.rule),
        on_request=True,
        person=make_person(doors.analyst).pk,
    )
    with in_room(doors.analyst) as actor:
        with pytest.raises(NotOnCall):
            decide_by_phone(spoken, by=actor, at=now)
        made = decide_by_phone(replace(spoken, decider=deputy.member), by=actor, at=now)
    assert made.decided_by == deputy.member.pk


def test_an_oral_decision_has_no_form_while_nobody_is_on_call(doors: Doors) -> None:
    page = doors.analyst.client().get(reverse("disclosures:urgent")).content.decode()
    assert "Ingen är i jour nu" in page and 'name="decider"' not in page
