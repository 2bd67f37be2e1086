"""A naming that has ended, in whichever way, is acted on no more: no tap, no confirmation and no answer (T13)."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from gvi.steps.callins.flows.serve import confirm
from gvi.steps.callins.flows.start_answer import start_absentees, start_answer, start_attendance
from gvi.steps.callins.models import CallIn, Invitee
from gvi.steps.callins.refusals_invitees import NamedNoMore, NobodyChosen
from gvi.steps.callins.states import InviteeState
from gvi.trust.disclosures.drafting import read_sheet
from gvi.trust.disclosures.flows.correct import correct
from gvi.trust.disclosures.flows.save_draft import Written, save_draft
from gvi.trust.disclosures.flows.start_draft import NewDraft, start_draft
from gvi.trust.disclosures.flows.withdraw import withdraw
from gvi.trust.disclosures.models import Disclosure, Draft, Item
from gvi.trust.disclosures.refusals import QuestionEnded
from gvi.trust.disclosures.states import Form, Outcome, Verdict
from gvi.trust.law.words import DataClass
from gvi.trust.people.flows.drop_suspicion import drop_suspicion
from gvi.trust.people.models import Person
from tests.cast import in_room, switch_on
from tests.cluster import Cluster
from tests.steps.callins.invitees.test_answers import begin
from tests.steps.callins.invitees.world import (
    ANSWER_RULE,
    Rooms,
    at_the_door,
    make_callin,
    make_rooms,
    served,
    taken_in,
    tapped,
)
from tests.trust.disclosures.doors import decide_all, decider, grounds_for, rule_on
from tests.trust.disclosures.received.test_alike import expire

AWAY = InviteeState.ABSENT


def dropped(rooms: Rooms, one: Invitee) -> None:
    with in_room(rooms.analyst) as actor:
        about = Disclosure.objects.get(pk=one.told_by).ground.person_id
        assert about
        drop_suspicion(Person.objects.get(pk=about), "Fel person.", by=actor, at=timezone.now())


def withdrawn(rooms: Rooms, one: Invitee) -> None:
    with in_room(decider(rooms.police)) as actor:
        withdraw(one.told_by, "Gällde en annan.", by=actor, at=timezone.now())


def corrected(rooms: Rooms, one: Invitee) -> None:
    with in_room(decider(rooms.police)) as actor:
        correct(one.told_by, "Gällde en annan.", by=actor, at=timezone.now())


def closed(rooms: Rooms, one: Invitee) -> None:
    switch_on(rooms.police, on=False)


End = Callable[[Rooms, Invitee], None]


@pytest.mark.django_db
@pytest.mark.parametrize("end", [withdrawn, corrected, dropped, closed])
def test_t13_what_has_ended_is_acted_on_no_more(rooms: Rooms, end: End) -> None:
    callin, [one, other] = at_the_door(rooms, 2)
    tapped(rooms, one, AWAY)
    end(rooms, one)
    refuse_all(rooms, callin, one)
    if end is not closed:
        assert tapped(rooms, other, AWAY).state == AWAY


def refuse_all(rooms: Rooms, callin: CallIn, one: Invitee) -> None:
    """Neither a tap nor an answer of any sort."""
    with pytest.raises(NamedNoMore, match="redan har hållits"):
        tapped(rooms, one, InviteeState.ATTENDED)
    with in_room(rooms.officer) as actor, pytest.raises(NamedNoMore):
        start_answer(callin, [one.pk], by=actor, at=timezone.now())
    for flow in (start_absentees, start_attendance):
        with in_room(rooms.officer) as actor, pytest.raises(NobodyChosen):
            flow(callin, by=actor, at=timezone.now())


@pytest.mark.django_db
def test_t13_nobody_confirms_to_a_name_that_has_ended(rooms: Rooms) -> None:
    one = served(rooms, taken_in(rooms, make_callin()))
    withdrawn(rooms, one)
    with in_room(rooms.officer) as actor, pytest.raises(NamedNoMore):
        confirm(one, by=actor, at=timezone.now())


@pytest.mark.django_db
def test_t13_the_answer_button_on_the_received_page_is_no_way_round(rooms: Rooms) -> None:
    one = taken_in(rooms, make_callin())
    withdrawn(rooms, one)
    with in_room(rooms.officer) as actor, pytest.raises(QuestionEnded):
        start_draft(NewDraft(rooms.police, Form.SINGLE, one.told_by), by=actor, at=timezone.now())


def written(rooms: Rooms, draft: Draft) -> None:
    """Every line with its answers."""
    rule = rule_on(ANSWER_RULE, rooms.coordinator)
    with in_room(rooms.officer) as actor:
        lines = {
            line.row.pk: Written(
                {it.key: "" for it in line.offered if it.answers or it.data_class == DataClass.NAME},
                "Behövs.",
            )
            for line in read_sheet(draft, actor).lines
        }
        save_draft(draft, grounds_for(rule), lines, by=actor, at=timezone.now())


@pytest.mark.django_db
def test_t13_a_draft_that_was_begun_before_is_decided_only_with_a_no(rooms: Rooms) -> None:
    callin, [one] = at_the_door(rooms, 1)
    tapped(rooms, one, AWAY)
    draft = begin(rooms, callin, one)
    written(rooms, draft)
    withdrawn(rooms, one)
    with pytest.raises(QuestionEnded):
        decide_all(rooms.coordinator, draft)
    [made] = decide_all(rooms.coordinator, draft, Verdict.NO)
    assert made.outcome == Outcome.REFUSED
    with in_room(decider(rooms.police)):
        assert not Item.objects.filter(workspace=rooms.probation).exists()


def test_t13_a_name_that_has_run_out_is_answered_no_more_though_the_meeting_was_held(
    cluster: Cluster, own_database: str
) -> None:
    rooms = make_rooms()
    callin, [one] = at_the_door(rooms, 1)
    tapped(rooms, one, AWAY)
    expire(cluster, own_database)
    refuse_all(rooms, callin, one)
