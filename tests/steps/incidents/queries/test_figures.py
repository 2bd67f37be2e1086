"""The year in figures, the timeline, the areas and the context behind them."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from gvi.steps.incidents.days import day_of, end_of, start_of, year_before
from gvi.steps.incidents.models import ContextEvent
from gvi.steps.incidents.queries import pictures
from gvi.steps.incidents.queries.areas import AreaRow, area_rows
from gvi.steps.incidents.queries.context import context_between, spans
from gvi.steps.incidents.queries.figures import year_figures
from gvi.steps.incidents.queries.months import Span, every_month
from gvi.steps.incidents.queries.pictures import year_picture, years
from gvi.steps.incidents.states import State
from gvi.trust.workspaces.models import Area
from tests.steps.incidents.scene import NOW, ago, make_incident

pytestmark = pytest.mark.django_db
YEAR = (date(2025, 11, 24), date(2026, 11, 23))


def confirmed(days: float, **values: object) -> None:
    make_incident(occurred_at=ago(days), state=State.CONFIRMED, **values)


def test_incidents_and_victims_are_counted_apart() -> None:
    confirmed(5, dead=2, injured=3)
    confirmed(100, injured=1)
    make_incident(occurred_at=ago(4), dead=9)
    make_incident(occurred_at=ago(3), state=State.UNFOUNDED, dead=9)
    confirmed(400, dead=9)
    figures = year_figures(NOW)
    assert (figures.days_30, figures.year, figures.dead, figures.injured) == (1, 2, 2, 4)
    assert (figures.undecided, figures.as_of) == (1, NOW)


def test_the_spark_is_twelve_months_with_zeros() -> None:
    confirmed(0.1)
    confirmed(45)
    assert year_figures(NOW).spark == [0] * 9 + [0, 1, 1]


def test_the_year_costs_two_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for days in range(20):
        confirmed(days * 10 + 1)
    with django_assert_num_queries(2):
        assert year_figures(NOW).year == 20


def test_a_month_is_the_swedish_month() -> None:
    make_incident(occurred_at=datetime(2026, 10, 31, 22, 59, tzinfo=UTC), state=State.CONFIRMED)
    make_incident(occurred_at=datetime(2026, 10, 31, 23, 0, tzinfo=UTC), state=State.CONFIRMED)
    months = {month.first: month.confirmed for month in year_picture(*YEAR).months}
    assert (months[date(2026, 10, 1)], months[date(2026, 11, 1)]) == (1, 1)


def test_few_incidents_are_marks_and_many_are_weeks(
    monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    monkeypatch.setattr(pictures, "MOST_MARKS", 2)
    for days in (1, 2):
        confirmed(days, dead=days - 1)
    with django_assert_num_queries(3):
        few = year_picture(*YEAR)
    make_incident(occurred_at=ago(3))
    with django_assert_num_queries(2):
        many = year_picture(*YEAR)
    assert (len(few.incidents), few.weeks) == (2, [])
    assert (many.incidents, [week.first for week in many.weeks]) == ([], [date(2026, 11, 16)])
    assert (many.weeks[0].confirmed, many.weeks[0].lethal, many.weeks[0].undecided) == (2, 1, 1)
    assert "stroke" in many.spec["layer"][-1]["encoding"]


def test_the_kind_narrows_the_picture() -> None:
    confirmed(1, kind="arson")
    confirmed(2)
    assert year_picture(*YEAR, kind="arson").confirmed == 1
    assert year_picture(*YEAR).confirmed == 2


def test_context_that_touches_the_period_is_drawn() -> None:
    for title, starts, ends in [
        ("before", date(2026, 1, 1), date(2026, 2, 28)),
        ("into", date(2026, 1, 1), date(2026, 3, 1)),
        ("one day", date(2026, 3, 31), None),
        ("past", date(2026, 2, 1), None),
        ("after", date(2026, 4, 1), None),
    ]:
        ContextEvent.objects.create(kind="other", title=title, starts=starts, ends=ends)
    found = context_between(date(2026, 3, 1), date(2026, 3, 31))
    assert [event.title for event in found] == ["into", "one day"]
    assert [span.tone for span in spans(found)] == ["band", "mark"]


def test_years_run_from_the_last_to_the_first() -> None:
    assert years() == []
    confirmed(0)
    make_incident(occurred_at=datetime(2024, 12, 31, 23, 30, tzinfo=UTC))
    assert years() == [2026, 2025]


def test_areas_count_30_90_and_365_days(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    ostra, amal = (Area.objects.create(name=name) for name in ("Östra", "Åmål"))
    Area.objects.create(name="Ängen")
    for days in (10, 60, 200, 400):
        confirmed(days, area=ostra, injured=1)
    confirmed(1, dead=1)
    make_incident(area=amal)
    with django_assert_num_queries(2):
        rows = area_rows(NOW)
    assert rows[0] == AreaRow(ostra.pk, "Östra", 1, 2, 3, 0, 3)
    assert rows[1] == AreaRow(None, "", 1, 1, 1, 1, 0)
    assert [row.name for row in area_rows(NOW, "namn")] == ["Åmål", "Ängen", "Östra", ""]
    assert area_rows(NOW, "-doda")[0].name == ""


@given(st.dates(date(1991, 1, 1), date(2100, 1, 1)))
def test_twelve_months_are_a_year_and_hold_the_same_day_once(day: date) -> None:
    first = year_before(day)
    assert 364 <= (day - first).days <= 365
    assert (first.month, first.day) != (day.month, day.day)


@given(st.integers(0, 3_000_000_000))
def test_every_moment_lies_in_its_own_day(seconds: int) -> None:
    moment = datetime.fromtimestamp(seconds, UTC)
    assert start_of(day_of(moment)) <= moment < end_of(day_of(moment))


def test_every_month_stands_once_in_order() -> None:
    months = every_month([Span(date(2026, 1, 1), 7)], date(2025, 11, 24), date(2026, 2, 1))
    assert [month.first for month in months] == [
        date(2025, 11, 1),
        date(2025, 12, 1),
        date(2026, 1, 1),
        date(2026, 2, 1),
    ]
    assert [month.confirmed for month in months] == [0, 0, 7, 0]
