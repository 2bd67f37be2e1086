"""The run-of-show: a proposal of eight speeches in an hour, another order that keeps every minute, nothing told."""

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from gvi.steps.callins.flows import run_items as flows
from gvi.steps.callins.flows.run_items import Running
from gvi.steps.callins.models import CallIn, RunItem, SpeakerSlot
from gvi.steps.callins.queries.run import current_of, run_of
from gvi.steps.callins.refusals_plan import GroupNamed, RunExists, WordsNeeded, WrongCallInState
from gvi.steps.callins.run_of_show import overlapping, proposal, swapped
from gvi.steps.groups.models import Group
from gvi.trust.refusals import NotAllowed
from tests.cast import in_room
from tests.steps.callins.plan.world import Planners, planned

START, LENGTH = st.integers(-600, 900), st.integers(1, 300)


@given(START, LENGTH, st.integers(-5, 60), LENGTH)
def test_two_neighbours_that_change_places_take_the_same_time_together(
    start: int, first: int, pause: int, second: int
) -> None:
    below = start + first + pause
    above_now, below_now = swapped((start, first), (below, second))
    assert below_now == start
    assert above_now + first == below + second
    assert above_now - (below_now + second) == pause


@pytest.mark.parametrize("sessions", [1, 2])
def test_the_proposal_is_eight_speeches_an_hour_and_nothing_overlaps(sessions: int) -> None:
    lines = proposal(sessions)
    assert sum(line.role is not None for line in lines) == 8 * sessions
    assert not list(overlapping([(line.offset, line.minutes) for line in lines]))
    speeches = [line for line in lines if line.role]
    assert speeches[0].offset == 0
    assert speeches[7].ends <= 60


@pytest.fixture
def callin(planners: Planners) -> CallIn:
    """A call-in in planning, with the proposal."""
    made = planned(planners.town)
    with in_room(planners.town) as actor:
        flows.propose_run(made, by=actor, at=timezone.now())
    return made


@pytest.mark.django_db
def test_the_proposal_brings_the_speakers_by_role_once(planners: Planners, callin: CallIn) -> None:
    assert SpeakerSlot.objects.filter(callin=callin).count() == 8
    assert RunItem.objects.filter(callin=callin, slot__isnull=False).count() == 8
    with in_room(planners.town) as actor, pytest.raises(RunExists):
        flows.propose_run(callin, by=actor, at=timezone.now())


@pytest.mark.django_db
def test_a_line_goes_before_its_neighbour_and_the_first_stays(planners: Planners, callin: CallIn) -> None:
    now = timezone.now()
    lines = list(RunItem.objects.filter(callin=callin))
    with in_room(planners.police) as actor:
        flows.move_item(lines[4], by=actor, at=now)
        flows.move_item(lines[0], by=actor, at=now)
    moved = list(RunItem.objects.filter(callin=callin))
    assert [line.pk for line in moved[3:5]] == [lines[4].pk, lines[3].pk]
    assert [(line.offset, line.minutes) for line in moved[3:5]] == [(0, 8), (8, 5)]
    assert moved[0].pk == lines[0].pk


@pytest.mark.django_db
def test_lines_are_added_changed_and_taken_away_without_telling_anything(
    planners: Planners, callin: CallIn
) -> None:
    Group.objects.create(code_name="Sälg", own_row=True)
    now = timezone.now()
    with in_room(planners.town) as actor:
        item = flows.add_item(callin, Running(60, 5, "Kaffe"), by=actor, at=now)
        changed = flows.change_item(item, Running(65, 10, "Kaffe och bulle", "Värd"), by=actor, at=now)
        assert (changed.offset, changed.title, changed.function) == (65, "Kaffe och bulle", "Värd")
        with pytest.raises(GroupNamed):
            flows.change_item(item, Running(65, 10, "Sälg går hem"), by=actor, at=now)
        with pytest.raises(WordsNeeded):
            flows.add_item(callin, Running(60, 5, " "), by=actor, at=now)
        flows.remove_item(item, by=actor, at=now)
        assert not RunItem.objects.filter(pk=item.pk).exists()
    with in_room(planners.probation) as actor, pytest.raises(NotAllowed):
        flows.add_item(callin, Running(60, 5, "Kaffe"), by=actor, at=now)


@pytest.mark.django_db
def test_nothing_is_changed_once_it_is_held(planners: Planners, callin: CallIn) -> None:
    with in_room(planners.town):
        CallIn.objects.filter(pk=callin.pk).update(day=timezone.localdate())
        CallIn.objects.filter(pk=callin.pk).update(state="held")
    with in_room(planners.town) as actor, pytest.raises(WrongCallInState):
        flows.add_item(callin, Running(60, 5, "Kaffe"), by=actor, at=timezone.now())


@pytest.mark.django_db
def test_what_goes_on_is_told_by_the_clock(callin: CallIn) -> None:
    rows = run_of(callin)
    first, last = rows[0], rows[-1]
    assert current_of(rows, first.starts) == first
    assert current_of(rows, first.ends) == rows[1]
    assert current_of(rows, last.ends) is None
    assert not any(row.clashes for row in rows)
