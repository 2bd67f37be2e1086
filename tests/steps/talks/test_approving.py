"""Who approves a talk: another, by phone whoever is on call, under eighteen two others (T27). How one ends (T17)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from gvi.steps.talks.flows.approve_talk import Answers, approve_by_phone, confirm_oral
from gvi.steps.talks.flows.end_talk import close_talk, follow_up, stop_talk
from gvi.steps.talks.flows.record_attempt import Check, check_safety
from gvi.steps.talks.models import Talk
from gvi.steps.talks.queries.board import is_unconfirmed
from gvi.steps.talks.refusals import (
    AnotherAttempt,
    CheckMissing,
    ConcernNeeded,
    FollowedUp,
    FollowUpsOpen,
    GuardiansNeeded,
    NoLinesHere,
    NoPartAnyMore,
    NotConfirming,
    NotOnCall,
    OwnApproval,
    OwnRequest,
    ReferenceNeeded,
    SecondNeeded,
    WrongState,
)
from gvi.steps.talks.states import TalkState
from gvi.steps.talks.words import Concern, Line, Outcome, Stop, TalkKind
from gvi.trust.disclosures.flows.on_call import put_on_call
from gvi.trust.people.flows.drop_suspicion import drop_suspicion
from gvi.trust.people.refusals import Overdue
from gvi.trust.people.words import UnderEighteen
from gvi.trust.refusals import NotAllowed
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, in_room, make_player
from tests.steps.talks.talking import YES, approve, ask, attempt_of, met, prepare, ready, try_it
from tests.trust.people.persons import make_person

pytestmark = pytest.mark.django_db
ANSWERED = Answers(Concern.MADE, "SN 2026-12", "Modern är med")


def test_nobody_approves_what_they_asked_for_and_the_analyst_approves_nothing(
    analyst: Player, coordinator: Player
) -> None:
    with pytest.raises(OwnRequest):
        approve(ask(coordinator), coordinator)
    with pytest.raises(NotAllowed):
        approve(ask(coordinator), analyst)
    assert approve(ask(analyst), coordinator).state == TalkState.APPROVED


@pytest.mark.parametrize("said", [UnderEighteen.YES, UnderEighteen.UNKNOWN])
def test_t27_under_eighteen_the_concern_is_answered_and_two_others_approve(
    analyst: Player, coordinator: Player, decider: Player, said: UnderEighteen
) -> None:
    talk = ask(analyst, make_person(analyst, under_eighteen=said))
    for answers, refusal in (
        (Answers(), ConcernNeeded),
        (Answers(Concern.MADE), ReferenceNeeded),
        (Answers(Concern.NOT_NEEDED), GuardiansNeeded),
    ):
        with pytest.raises(refusal):
            approve(talk, coordinator, answers)
    approve(talk, coordinator, ANSWERED)
    with pytest.raises(SecondNeeded):
        prepare(talk, analyst)
    with pytest.raises(OwnApproval):
        approve(talk, coordinator)
    assert approve(talk, decider).second_by == decider.member.pk
    assert prepare(talk, analyst).state == TalkState.PREPARED


def test_an_adult_is_approved_once(analyst: Player, coordinator: Player, decider: Player) -> None:
    talk = approve(ask(analyst), coordinator)
    with pytest.raises(WrongState):
        approve(talk, decider)


def test_the_decider_on_call_says_yes_by_phone_and_confirms_within_a_day(
    analyst: Player, coordinator: Player, decider: Player
) -> None:
    talk, now = ask(analyst), timezone.now()
    with in_room(analyst) as actor, pytest.raises(NotOnCall):
        approve_by_phone(talk, decider.member.pk, Answers(), by=actor, at=now)
    with in_room(coordinator) as actor:
        put_on_call(decider.member, now - timedelta(hours=1), now + timedelta(hours=8), by=actor, at=now)
    with in_room(analyst) as actor:
        told = approve_by_phone(talk, decider.member.pk, Answers(), by=actor, at=timezone.now())
    assert (told.oral, told.approved_by) == (True, decider.member.pk)
    assert [is_unconfirmed(told, now + timedelta(hours=hours)) for hours in (23, 25)] == [False, True]
    with in_room(coordinator) as actor, pytest.raises(NotConfirming):
        confirm_oral(told, by=actor, at=timezone.now())
    url = reverse("talks:talk", args=[talk.pk])
    assert "Bekräfta mitt beslut" in decider.client().get(url).content.decode()
    assert decider.client().post(reverse("talks:confirm_oral", args=[talk.pk])).status_code == 302
    with in_room(decider) as actor, pytest.raises(NotConfirming):
        confirm_oral(told, by=actor, at=timezone.now())


def test_nothing_is_tried_without_the_check_of_the_day(analyst: Player, coordinator: Player) -> None:
    talk = prepare(approve(ask(analyst), coordinator), analyst)
    with pytest.raises(CheckMissing):
        try_it(talk, analyst)
    for check, holds in ((YES, True), (Check(no_rivals=False, no_open_case=True, safe_place=True), False)):
        with in_room(analyst) as actor:
            assert check_safety(talk, check, by=actor, at=timezone.now()).holds == holds
    with pytest.raises(CheckMissing):
        try_it(talk, analyst)


def test_what_was_said_decides_where_a_talk_goes(analyst: Player) -> None:
    told = (
        (attempt_of(Outcome.NOT_HOME), TalkState.ATTEMPTED),
        (attempt_of(Outcome.MET), TalkState.ATTEMPTED),
        (attempt_of(Outcome.MET, lines=(Line.HELP,)), TalkState.DELIVERED),
        (attempt_of(Outcome.FAMILY, lines=tuple(Line)), TalkState.THROUGH_FAMILY),
    )
    for new, state in told:
        talk = ready(analyst)
        try_it(talk, analyst, new)
        with in_room(analyst):
            assert Talk.objects.get(pk=talk.pk).state == state
    with pytest.raises(NoLinesHere):
        try_it(ready(analyst), analyst, attempt_of(Outcome.NOT_HOME, lines=(Line.HELP,)))


def test_t11_a_contact_for_safety_carries_no_message(analyst: Player) -> None:
    witness = make_person(analyst, role="witness")
    talk = ready(analyst, witness, kind=TalkKind.SAFETY, group=None)
    with pytest.raises(NoLinesHere):
        try_it(talk, analyst, attempt_of(Outcome.MET, lines=(Line.NOT_DIE,)))
    try_it(talk, analyst, attempt_of(Outcome.MET))
    with in_room(analyst):
        assert Talk.objects.get(pk=talk.pk).state == TalkState.DELIVERED


def test_an_attempt_sent_twice_is_one_and_its_id_belongs_to_one_talk(analyst: Player) -> None:
    talk, other, number = ready(analyst), ready(analyst), uuid4()
    first, again = (try_it(talk, analyst, attempt_of(id=number)) for _twice in range(2))
    assert first.pk == again.pk and first.at == again.at
    with pytest.raises(AnotherAttempt):
        try_it(other, analyst, attempt_of(id=number))


def test_an_attempt_that_lay_in_a_phone_counts_when_it_was_made(analyst: Player) -> None:
    talk, now = ready(analyst), timezone.now()
    if timezone.localtime(now).hour < 1:
        now += timedelta(hours=1)
    tried = try_it(talk, analyst, attempt_of(waited=timedelta(minutes=1)), at=now)
    assert tried.at == now - timedelta(minutes=1)


def test_a_held_talk_is_followed_up_twice_and_closed_when_both_have_ended(
    analyst: Player, coordinator: Player
) -> None:
    talk = met(analyst)
    with in_room(analyst) as actor:
        both = follow_up(talk, "", by=actor, at=timezone.now())
        with pytest.raises(FollowedUp):
            follow_up(talk, "", by=actor, at=timezone.now())
    days = [(timezone.localdate(one.due_at) - timezone.localdate()).days for one in both]
    assert days == [14, 60]
    with in_room(coordinator) as actor, pytest.raises(FollowUpsOpen):
        close_talk(talk, by=actor, at=timezone.now())
    with in_room(coordinator) as actor:
        for one in both:
            stop_talk(one, Stop.NO_LONGER, by=actor, at=timezone.now())
        assert close_talk(talk, by=actor, at=timezone.now()).ended_at


def test_t17_no_reason_to_stop_names_support() -> None:
    words = " ".join(str(one.label) for one in Stop)
    assert not any(word in words for word in ("stöd", "hjälp", "avhopp", "socialt", "vård"))


def test_t14_nothing_is_done_with_somebody_overdue_but_to_stop(analyst: Player) -> None:
    talk = ask(analyst)
    later = timezone.now() + timedelta(days=100)
    second = make_player(analyst.member.workspace, Role.COORDINATOR)
    with pytest.raises(Overdue):
        approve(talk, second, at=later)


def dropped(talk: Talk, by: Player) -> Talk:
    """The talk, when the suspicion against whom it is about has been dropped."""
    with in_room(by) as actor:
        drop_suspicion(talk.person, "Fel person.", by=actor, at=timezone.now())
    return talk


@pytest.mark.parametrize("outcome", list(Outcome))
def test_t11_nothing_is_said_to_somebody_whose_suspicion_is_dropped(
    analyst: Player, coordinator: Player, outcome: Outcome
) -> None:
    talk = dropped(ready(analyst), coordinator)
    with pytest.raises(NoPartAnyMore):
        try_it(talk, analyst, attempt_of(outcome))
    with in_room(analyst) as actor:
        with pytest.raises(NoPartAnyMore):
            check_safety(talk, YES, by=actor, at=timezone.now())
        assert stop_talk(talk, Stop.NO_LONGER, by=actor, at=timezone.now()).state == TalkState.STOPPED


def test_t11_nobody_approves_prepares_or_follows_up_a_message_to_who_is_no_part_any_more(
    analyst: Player, coordinator: Player
) -> None:
    asked, approved = ask(analyst), approve(ask(analyst), coordinator)
    held = met(analyst)
    for talk in (asked, approved, held):
        dropped(talk, coordinator)
    with pytest.raises(NoPartAnyMore):
        approve(asked, coordinator)
    with pytest.raises(NoPartAnyMore):
        prepare(approved, analyst)
    with in_room(analyst) as actor, pytest.raises(NoPartAnyMore):
        follow_up(held, "", by=actor, at=timezone.now())


def test_t11_an_attempt_that_was_saved_stays_saved_when_it_is_sent_again(
    analyst: Player, coordinator: Player
) -> None:
    talk, new = ready(analyst), attempt_of()
    made = try_it(talk, analyst, new)
    assert try_it(dropped(talk, coordinator), analyst, new).pk == made.pk


def test_t11_the_page_says_so_and_offers_to_stop_and_a_safety_contact(
    analyst: Player, coordinator: Player
) -> None:
    talk = dropped(ready(analyst), coordinator)
    for name in ("talks:talk", "talks:attempt", "talks:check"):
        text = analyst.client().get(reverse(name, args=[talk.pk])).content.decode()
        assert "inte längre misstänkt" in text and reverse("talks:stop", args=[talk.pk]) in text, name
        assert f"{reverse('talks:request')}?person=" in text and "data-attempt" not in text, name
