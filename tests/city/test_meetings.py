"""Meetings, tasks and context: the rhythm, what is late, and what went on besides."""

from datetime import date, timedelta

import polars as pl
import pytest

from gvi.city import City, build
from gvi.city.period import Period

EVERY_WEEKDAY = [date(2026, 11, 16) + timedelta(days=day) for day in range(7)]


def test_meetings_are_on_tuesdays_at_nine_summer_and_winter(city: City) -> None:
    local = city.meetings["starts_at"].dt.convert_time_zone("Europe/Stockholm")
    assert set(local.dt.weekday()) == {2}
    assert set(local.dt.strftime("%H.%M")) == {"09.00"}
    assert 205 <= city.meetings.height <= 211


def test_some_meetings_are_missed_but_most_are_held(city: City) -> None:
    past = city.meetings["held"].drop_nulls()
    assert 0.7 < past.to_numpy().mean() < 0.95


@pytest.mark.parametrize("today", EVERY_WEEKDAY)
def test_the_latest_was_held_and_one_is_still_to_come(today: date) -> None:
    city = build(1, 1, today)
    assert city.meetings["held"][-2:].to_list() == [True, None]
    assert city.meetings["starts_at"][-2] < Period(today).end < city.meetings["starts_at"][-1]


def test_a_task_names_a_group_or_an_incident_or_neither_never_both(city: City) -> None:
    group, incident = city.tasks["group"].is_not_null(), city.tasks["incident"].is_not_null()
    assert not (group & incident).any()
    assert group.any()
    assert incident.any()
    assert (~group & ~incident).any()


def test_tasks_point_at_what_exists(city: City) -> None:
    assert set(city.tasks["group"].drop_nulls()) <= set(city.groups["code_name"])
    assert set(city.tasks["incident"].drop_nulls()) <= set(city.incidents["id"])
    assert set(city.tasks["owner"]) <= set(city.authorities["name"])


@pytest.mark.parametrize("today", EVERY_WEEKDAY)
@pytest.mark.parametrize("size", [1, 10])
def test_one_task_is_late_some_are_open_and_two_were_just_done(today: date, size: int) -> None:
    city = build(1, size, today)
    still_open = city.tasks.filter(pl.col("done_at").is_null())
    assert still_open.filter(pl.col("due") < today).height == 1
    assert still_open.filter(pl.col("due") >= today).height >= 3
    assert city.tasks.filter(pl.col("done_at") > Period(today).last_meeting).height >= 2


def test_tasks_are_done_after_they_were_decided_and_before_today(city: City) -> None:
    done = city.tasks.drop_nulls("done_at")
    assert (done["done_at"] > done["decided_at"]).all()
    assert (done["done_at"] < Period(city.today).end).all()
    ties = city.tasks.join(city.incidents, left_on="incident", right_on="id")
    assert (ties["decided_at"] > ties["occurred_at"]).all()


def test_context_has_every_kind_within_the_period(city: City) -> None:
    assert set(city.context["kind"]) == {"operation", "law", "release", "leader", "pandemic"}
    first_day = Period(city.today).first_day
    assert city.context["start"].is_between(first_day, city.today, closed="left").all()
    assert (city.context["end"] > city.context["start"]).drop_nulls().all()


def test_laws_outside_the_four_years_are_left_out() -> None:
    assert "law" not in set(build(1, 1, date(2035, 6, 1)).context["kind"])
