"""The incidents frame: consistent states, planted truth, and the story of the first page."""

from datetime import UTC, date, datetime, timedelta

import polars as pl
import pytest

from gvi.city import City, build
from gvi.city.histories import draw_histories
from gvi.city.incidents import COLUMNS
from gvi.city.period import HERE, Period
from gvi.city.strands import KNOWN

EVERY_WEEKDAY = [date(2026, 11, 16) + timedelta(days=day) for day in range(7)]


def test_columns_are_the_documented_ones(city: City) -> None:
    assert city.incidents.columns == COLUMNS.split()


def test_incidents_fill_four_years_and_not_a_minute_more(city: City) -> None:
    period = Period(city.today)
    times = city.incidents["occurred_at"]
    assert times.is_sorted()
    assert times.is_between(period.start, period.end, closed="left").all()
    assert city.incidents["occurred_at"].dt.year().n_unique() >= 4


def test_only_unfounded_incidents_have_a_reason(city: City) -> None:
    unfounded = city.incidents["state"] == "unfounded"
    assert unfounded.any()
    assert (city.incidents["unfounded_reason"].is_not_null() == unfounded).all()


def test_everything_older_than_the_last_meeting_is_decided(city: City) -> None:
    older = city.incidents.filter(pl.col("occurred_at") < Period(city.today).last_meeting)
    assert set(older["state"]) == {"confirmed", "unfounded"}


def test_groups_stand_only_where_the_incident_is_group_related(city: City) -> None:
    related = city.incidents["gmi"].is_in(["known", "suspected"])
    assert (city.incidents["actor_group"].is_not_null() == related).all()
    assert city.incidents.filter(~related)["target_group"].is_null().all()
    assert city.incidents.filter(pl.col("gmi") == "known")["target_group"].is_not_null().all()


def test_an_answer_comes_after_what_it_answers_with_sides_turned() -> None:
    large = build(3, 100, date(2026, 11, 23))
    incidents = large.incidents
    answered = incidents.select("id", "occurred_at", "actor_group", "target_group")
    both = incidents.filter(pl.col("answers").is_not_null()).join(
        answered, left_on="answers", right_on="id", suffix="_before"
    )
    assert both.height == incidents["answers"].count()
    assert (both["occurred_at"] > both["occurred_at_before"]).all()
    numbers = draw_histories(3, 200, Period(large.today).days).numbers  # a group may have merged in between
    sides = both.with_columns(
        pl.col("actor_group", "target_group", "actor_group_before", "target_group_before").replace_strict(
            numbers
        )
    )
    assert (sides["target_group"] == sides["actor_group_before"]).drop_nulls().all()
    assert (sides["actor_group"] == sides["target_group_before"]).drop_nulls().all()


def test_most_group_incidents_are_known_to_be() -> None:
    gmi = build(3, 10, date(2026, 11, 23)).incidents["gmi"].value_counts()
    counts = dict(gmi.iter_rows())
    assert counts["known"] / (counts["known"] + counts["suspected"]) == pytest.approx(KNOWN, abs=0.03)


def test_harm_fits_the_kind(city: City) -> None:
    incidents = city.incidents.filter(pl.col("state") != "unfounded")
    assert ((incidents["kind"] == "homicide") == (incidents["dead"] > 0)).all()
    hurt = incidents.filter(pl.col("kind").is_in(["stabbing", "aggravated_assault", "attempted_homicide"]))
    assert (hurt["injured"] > 0).all()
    nobody = city.incidents.filter(pl.col("state") == "unfounded")
    assert (nobody["dead"] + nobody["injured"] == 0).all()


@pytest.mark.parametrize("word", ["Ingen skadad", "Inga skadade", "Inga uppgifter om skadade"])
def test_a_summary_that_says_nobody_was_hurt_is_right(city: City, word: str) -> None:
    unhurt = city.incidents.filter(pl.col("summary").str.contains(word))
    assert unhurt.height > 0
    assert (unhurt["injured"] + unhurt["dead"] == 0).all()


def test_summaries_vary(city: City) -> None:
    assert city.incidents["summary"].n_unique() > 0.8 * len(city.incidents)


def test_times_are_cut_to_their_precision(city: City) -> None:
    local = pl.col("occurred_at").dt.convert_time_zone("Europe/Stockholm")
    days = city.incidents.filter(pl.col("precision") == "day").select(local)["occurred_at"]
    hours = city.incidents.filter(pl.col("precision") == "hour").select(local)["occurred_at"]
    assert days.len() > 0
    assert hours.len() > 0
    assert (days.dt.time() == datetime(2026, 1, 1, tzinfo=UTC).time()).all()
    assert (hours.dt.minute() == 0).all()


def test_points_are_sometimes_missing_and_lie_in_their_area(city: City) -> None:
    placed = city.incidents.drop_nulls("latitude").join(city.areas, left_on="area", right_on="id")
    assert 0 < placed.height < len(city.incidents)
    assert ((placed["latitude"] - placed["latitude_right"]).abs() < 0.012).all()
    assert city.incidents["latitude"].is_null().equals(city.incidents["longitude"].is_null())


@pytest.mark.parametrize("today", [*EVERY_WEEKDAY, date(2028, 2, 29), date(2027, 1, 1)])
def test_last_saturdays_shooting_waits_and_answers_an_earlier_one(today: date) -> None:
    city = build(1, 1, today)
    saturday = Period(today).last_saturday
    at = datetime(saturday.year, saturday.month, saturday.day, 22, 40, tzinfo=HERE).astimezone(UTC)
    shooting = city.incidents.filter(occurred_at=at, kind="shooting").row(0, named=True)
    assert (saturday.weekday(), shooting["state"]) == (5, "waiting")
    assert 1 <= (today - saturday).days <= 7
    assert shooting["answers"] in city.incidents["id"]
    since = city.incidents.filter(pl.col("occurred_at") > Period(today).last_meeting)
    assert 2 <= since.height <= 12
    assert set(since["state"]) <= {"reported", "waiting"}
