"""The city as a whole: repeatable, of the right size, and free of what must never be in it."""

import re
import time
from dataclasses import fields
from datetime import date

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from gvi.city import City, CitySizeError, build
from gvi.city.groups import code_names
from gvi.city.kinds import MINOR

MONDAY = date(2026, 11, 23)
FRAMES = [field.name for field in fields(City) if field.type in ("pl.DataFrame", pl.DataFrame)]
IDENTITY_NUMBER = re.compile(r"\b(\d{6}|\d{8})[-+]?\d{4}\b")
PHONE = re.compile(r"\b0\d{1,3}[- ]?\d{2,3}[ ]?\d{2}[ ]?\d{2}\b")


def frame(city: City, name: str) -> pl.DataFrame:
    found = getattr(city, name)
    assert isinstance(found, pl.DataFrame)
    return found


def joint_texts(city: City) -> list[str]:
    columns = (city.incidents["summary"], city.incidents["unfounded_reason"], city.tasks["title"])
    return [text for column in (*columns, city.context["title"]) for text in column.drop_nulls()]


@pytest.mark.parametrize("name", FRAMES)
def test_same_seed_builds_the_same_frame(city: City, name: str) -> None:
    assert_frame_equal(frame(city, name), frame(build(1, 1, MONDAY), name))


def test_another_seed_builds_another_city(city: City) -> None:
    other = build(2, 1, MONDAY)
    assert set(other.incidents["id"]).isdisjoint(city.incidents["id"])
    assert other.members["name"].to_list() != city.members["name"].to_list()


@pytest.mark.parametrize("name", [name for name in FRAMES if name != "groups"])
def test_ids_are_unique(city: City, name: str) -> None:
    assert frame(city, name)["id"].is_unique().all()


def test_a_normal_city_confirms_about_31_serious_incidents_a_year() -> None:
    serious = [
        build(seed, 1, MONDAY)
        .incidents.filter(pl.col("state") == "confirmed", ~pl.col("kind").is_in(MINOR))
        .height
        / 4
        for seed in range(20)
    ]
    assert 29 < sum(serious) / len(serious) < 33
    assert all(18 < yearly < 50 for yearly in serious)


def test_size_10_is_ten_normal_cities() -> None:
    city = build(1, 10, MONDAY)
    assert 1_400 < len(city.incidents) < 1_900
    assert (len(city.groups), len(city.areas)) == (30, 40)


def test_size_100_holds_a_hundred_thousand_incidents_in_ten_seconds() -> None:
    began = time.process_time()
    city = build(1, 100, MONDAY)
    assert time.process_time() - began < 10
    assert len(city.incidents) >= 100_000
    assert city.groups["code_name"].n_unique() == 200
    assert city.areas["name"].n_unique() == 300
    assert city.incidents["id"].is_unique().all()
    assert city.incidents["reference"].is_unique().all()


@pytest.mark.parametrize("size", [0, 2, 1000])
def test_other_sizes_are_refused(size: int) -> None:
    with pytest.raises(CitySizeError, match=f"got {size}, expected one of 1, 10, 100"):
        build(1, size, MONDAY)


def test_joint_texts_hold_no_number_of_a_person_and_no_phone(city: City) -> None:
    for text in joint_texts(city):
        assert not IDENTITY_NUMBER.search(text), text
        assert not PHONE.search(text), text


def test_joint_texts_and_the_sheet_name_no_group_and_no_member(city: City) -> None:
    forbidden = {*code_names(200), *(part for name in city.members["name"] for part in name.split())}
    cells = [cell for row in city.sheet() for cell in row if isinstance(cell, str)]
    for text in [*joint_texts(city), *cells]:
        assert forbidden.isdisjoint(re.findall(r"\w+", text)), text


def test_no_column_is_about_a_person_the_strategy_concerns(city: City) -> None:
    columns = {column for name in FRAMES for column in frame(city, name).columns}
    assert columns.isdisjoint({"person", "personnummer", "birth_date", "suspect", "victim", "score", "risk"})


def test_helpline_is_a_number_reserved_for_fiction(city: City) -> None:
    assert re.fullmatch(r"070-174 06 (0[5-9]|[1-9]\d)", city.helpline)
