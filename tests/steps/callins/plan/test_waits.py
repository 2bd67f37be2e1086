"""What waits of call-ins on the first page, for whom, and that it names nobody."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gvi.steps.callins.flows.say_go import say_go
from gvi.steps.callins.models import CheckItem
from gvi.steps.callins.waits_plan import checklists, words_missing
from gvi.steps.callins.words import Verdict
from tests.cast import Player, in_room
from tests.steps.callins.plan.world import Planners, planned, today_it_is

pytestmark = pytest.mark.django_db


def told(player: Player, *, days: int = 0) -> list[str]:
    """What waits for ``player``, ``days`` from now."""
    now = timezone.now() + timedelta(days=days)
    with in_room(player) as actor:
        return [str(wait.what) for source in (checklists, words_missing) for wait in source(actor, now)]


def test_the_first_line_that_is_due_is_told_to_whoever_ticks_it(planners: Planners) -> None:
    planned(planners.town, days=70)
    assert told(planners.town) == []
    assert told(planners.police, days=24) == ["Call-in 1: Talarna har tackat ja"]
    assert told(planners.probation, days=45) == ["Call-in 1: Kallelser och inbjudningar är på väg"]
    for player in (planners.social, planners.officer, planners.reader):
        assert told(player, days=45) == []


def test_a_late_line_says_so(planners: Planners) -> None:
    callin = today_it_is(planners.town)
    with in_room(planners.town) as actor:
        (line,) = checklists(actor, timezone.now())
    assert line.late
    assert line.due == min(
        CheckItem.objects.filter(callin=callin, done_on=None).values_list("due", flat=True)
    )


def test_what_should_have_been_done_before_is_not_asked_for_once_it_is_held(planners: Planners) -> None:
    callin = today_it_is(planners.town, state_held=True)
    left = CheckItem.objects.filter(callin=callin, done_on=None, due__lt=callin.day)
    assert left.exists()
    assert told(planners.town) == ["Call-in 1: Efterarbete dagen efter"]


def test_an_authority_that_has_said_nothing_is_reminded_until_it_has(planners: Planners) -> None:
    callin = today_it_is(planners.town)
    asked = "Call-in 1: er myndighet har inte lämnat besked"
    assert asked in told(planners.social)
    with in_room(planners.social) as actor:
        say_go(callin, Verdict.GO, by=actor, at=timezone.now())
    assert asked not in told(planners.social)
    assert asked in told(planners.police)
    assert asked not in told(planners.officer)


def test_each_source_asks_the_database_once(planners: Planners) -> None:
    today_it_is(planners.town)
    with in_room(planners.town) as actor:
        for source in (checklists, words_missing):
            with CaptureQueriesContext(connection) as asked:
                list(source(actor, timezone.now()))
            assert len(asked) == 1
