"""The checklist's days follow from the call-in's day: in order, on working days, never past the day they lead to."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gvi.steps.callins.plan import BY_KEY, STEPS, due_dates, due_on, first_day, is_working
from gvi.steps.callins.words import Plan

DAYS = st.dates(date(2024, 1, 1), date(2040, 12, 31))
PLANS = st.sampled_from(Plan.values)


@st.composite
def calendars(draw: st.DrawFn) -> tuple[date, frozenset[date]]:
    """A day, and days around it on which the programme is closed."""
    day = draw(DAYS)
    away = draw(st.sets(st.integers(-70, 25), max_size=20))
    return day, frozenset(day + timedelta(days=days) for days in away)


@given(calendars(), PLANS)
def test_every_line_but_the_day_itself_falls_on_a_working_day(
    told: tuple[date, frozenset[date]], plan: str
) -> None:
    day, closed = told
    for key, due in due_dates(day, plan, closed).items():
        assert due == day if key == "day" else is_working(due, closed)


@given(calendars(), PLANS)
def test_lines_keep_their_order_and_move_away_from_nothing_but_closed_days(
    told: tuple[date, frozenset[date]], plan: str
) -> None:
    day, closed = told
    dates = due_dates(day, plan, closed)
    assert list(dates.values()) == sorted(dates.values())
    for step in STEPS:
        wanted = day + timedelta(days=step.days(plan))
        between = (wanted - dates[step.key]).days if step.days(plan) < 0 else (dates[step.key] - wanted).days
        assert between >= 0
        sign = 1 if step.days(plan) > 0 else -1
        passed = [wanted + timedelta(days=sign * number) for number in range(between)]
        assert not any(is_working(one, closed) for one in passed)


@given(DAYS, PLANS)
def test_a_plan_that_begins_today_fits(today: date, plan: str) -> None:
    assert first_day(plan, today) - today == timedelta(days=56 if plan == Plan.NORMAL else 21)


@pytest.mark.parametrize(
    ("key", "due"),
    [
        ("decision", date(2026, 10, 30)),
        ("speakers", date(2026, 11, 16)),
        ("nominees", date(2026, 11, 30)),
        ("locked", date(2026, 12, 7)),
        ("summons", date(2026, 12, 7)),
        ("rehearsal", date(2026, 12, 21)),
        ("recheck", date(2026, 12, 23)),
        ("day", date(2026, 12, 28)),
        ("debrief", date(2026, 12, 29)),
        ("absentees", date(2027, 1, 4)),
        ("follow_up", date(2027, 1, 11)),
    ],
)
def test_a_call_in_between_the_holidays(key: str, due: date) -> None:
    closed = frozenset({date(2026, 11, 2)})
    assert due_on(BY_KEY[key], date(2026, 12, 28), Plan.NORMAL, closed) == due
