"""A call-in from idea to report back: who may, in which order, with which days."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gvi.steps.callins.flows import advance_callin as advance
from gvi.steps.callins.flows.cancel_callin import cancel_callin
from gvi.steps.callins.flows.create_callin import Setting
from gvi.steps.callins.flows.decide_callin import decide_callin
from gvi.steps.callins.flows.move_callin import move_callin
from gvi.steps.callins.flows.tick_item import tick, untick
from gvi.steps.callins.models import CallIn, CheckItem
from gvi.steps.callins.plan import STEPS, due_dates
from gvi.steps.callins.refusals_plan import (
    DayNotCome,
    DayWrong,
    GroupNamed,
    NotYours,
    PlanTooLong,
    WordsNeeded,
    WrongCallInState,
)
from gvi.steps.callins.states import CallInState
from gvi.steps.callins.words import Plan
from gvi.steps.groups.models import Group
from gvi.trust.refusals import NotAllowed
from gvi.trust.workspaces.free_text import IdentityNumberRefused
from tests.cast import in_room
from tests.steps.callins.plan.world import (
    TEN,
    Planners,
    day_in,
    decided,
    item_of,
    make_callin,
    planned,
    today_it_is,
)
from tests.steps.review.cast import verbs_of

pytestmark = pytest.mark.django_db


def test_a_new_call_in_is_an_idea_with_its_whole_checklist(planners: Planners) -> None:
    callin = make_callin(planners.town)
    dues = dict(CheckItem.objects.filter(callin=callin).values_list("key", "due"))
    assert (callin.state, callin.number) == (CallInState.IDEA, 1)
    assert dues == due_dates(callin.day, Plan.NORMAL, frozenset())
    assert make_callin(planners.police).number == 2


def test_nobody_else_than_the_coordinators_of_police_and_municipality_runs_it(planners: Planners) -> None:
    for player in (planners.probation, planners.social, planners.officer, planners.reader):
        with pytest.raises(NotAllowed):
            make_callin(player)


def test_a_plan_that_does_not_fit_is_refused_with_the_first_day_that_does(planners: Planners) -> None:
    with pytest.raises(PlanTooLong, match=str(day_in(56))):
        make_callin(planners.town, days=55, plan=Plan.NORMAL)
    with pytest.raises(PlanTooLong):
        make_callin(planners.town, days=20, plan=Plan.COMPRESSED)
    assert make_callin(planners.town, days=21, plan=Plan.COMPRESSED).plan == Plan.COMPRESSED


@pytest.mark.parametrize("days", [-1, 367])
def test_the_day_comes_and_within_a_year(planners: Planners, days: int) -> None:
    with pytest.raises(DayWrong):
        make_callin(planners.town, days=days)


def test_the_whole_way_by_the_states(planners: Planners) -> None:
    now = timezone.now()
    callin = planned(planners.town)
    assert item_of(callin, "decision").done_by == planners.town.member.pk
    with in_room(planners.police) as actor:
        callin = advance.rehearse(callin, by=actor, at=now)
        assert item_of(callin, "rehearsal").done_on == timezone.localdate(now)
        with pytest.raises(DayNotCome):
            advance.hold(callin, by=actor, at=now)
        with pytest.raises(WrongCallInState):
            advance.report_back(callin, by=actor, at=now)
    assert verbs_of(planners.town) == ["callins.create", "callins.decide", "callins.start_planning"]
    assert verbs_of(planners.police) == ["callins.rehearse"]


def test_it_is_held_on_its_day(planners: Planners) -> None:
    callin = today_it_is(planners.police, state_held=True)
    assert callin.state == CallInState.HELD
    assert item_of(callin, "day").done_on == timezone.localdate()


def test_moving_the_day_recomputes_what_is_due_and_keeps_what_is_ticked(planners: Planners) -> None:
    callin = decided(planners.town, make_callin(planners.town))
    new = Setting(day=day_in(90), starts=TEN, venue="Biblioteket", plan=Plan.COMPRESSED, sessions=2)
    with in_room(planners.police) as actor:
        moved = move_callin(callin, new, by=actor, at=timezone.now())
    dues = dict(CheckItem.objects.filter(callin=callin).values_list("key", "due"))
    assert dues == due_dates(day_in(90), Plan.COMPRESSED, frozenset())
    assert (moved.venue, moved.sessions) == ("Biblioteket", 2)
    assert item_of(callin, "decision").done_on


@pytest.mark.parametrize("state", [CallInState.IDEA, CallInState.DECIDED, CallInState.PLANNING])
def test_it_is_cancelled_with_a_reason_from_any_state_before_it_is_held(
    planners: Planners, state: CallInState
) -> None:
    callin = make_callin(planners.town)
    if state != CallInState.IDEA:
        callin = decided(planners.town, callin)
    with in_room(planners.town) as actor:
        if state == CallInState.PLANNING:
            callin = advance.start_planning(callin, by=actor, at=timezone.now())
        with pytest.raises(WordsNeeded):
            cancel_callin(callin, " ", by=actor, at=timezone.now())
        cancel_callin(callin, "Lokalen är stängd.", by=actor, at=timezone.now())
    assert CallIn.objects.get().state == CallInState.CANCELLED


def test_what_is_held_is_neither_cancelled_nor_moved(planners: Planners) -> None:
    callin = today_it_is(planners.police, state_held=True)
    with in_room(planners.police) as actor:
        with pytest.raises(WrongCallInState):
            cancel_callin(callin, "Fel", by=actor, at=timezone.now())
        with pytest.raises(WrongCallInState):
            move_callin(callin, Setting(day_in(60), TEN), by=actor, at=timezone.now())


def test_t31_t34_no_text_names_a_group_or_an_identity_number(planners: Planners) -> None:
    Group.objects.create(code_name="Sälg", own_row=True)
    callin, now = make_callin(planners.town), timezone.now()
    with in_room(planners.town) as actor:
        with pytest.raises(GroupNamed):
            decide_callin(callin, "Chefen", "Det gäller Sälg.", by=actor, at=now)
        with pytest.raises(IdentityNumberRefused):
            decide_callin(callin, "Chefen", "19900101-9802", by=actor, at=now)
        with pytest.raises(GroupNamed):
            tick(item_of(callin, "nominees"), "Sälg är klara", by=actor, at=now)


def test_a_line_is_ticked_by_whoever_runs_it_and_probation_ticks_its_own(planners: Planners) -> None:
    callin, now = planned(planners.town), timezone.now()
    with in_room(planners.probation) as actor:
        assert tick(item_of(callin, "summons"), by=actor, at=now).done_by == planners.probation.member.pk
        with pytest.raises(NotYours):
            tick(item_of(callin, "speakers"), by=actor, at=now)
    with in_room(planners.social) as actor, pytest.raises(NotYours):
        tick(item_of(callin, "summons"), by=actor, at=now)
    with in_room(planners.police) as actor:
        later = tick(item_of(callin, "summons"), by=actor, at=now + timedelta(days=1))
        assert later.done_by == planners.probation.member.pk
        assert untick(later, by=actor, at=now).done_on is None


def test_every_step_has_a_line_and_nobody_else_has(planners: Planners) -> None:
    callin = make_callin(planners.town)
    keys = set(CheckItem.objects.filter(callin=callin).values_list("key", flat=True))
    assert keys == {step.key for step in STEPS}
