"""Groups and areas: names that exist nowhere else, and states that follow from the incidents."""

from datetime import timedelta

import polars as pl

from gvi.city import City
from gvi.city.areas import build_areas
from gvi.city.groups import DORMANT_AFTER, build_groups, code_names, draw_rivals
from gvi.city.period import Period


def test_the_five_groups_of_a_small_city(city: City) -> None:
    assert city.groups["code_name"].to_list() == ["Sälg", "Gran", "Ask", "Lind", "Rönn"]
    assert city.groups["own_row"].to_list() == [True, True, True, True, False]


def test_two_hundred_code_names_are_different() -> None:
    assert len(set(code_names(200))) == 200


def test_a_group_falls_silent_by_itself(city: City) -> None:
    end = Period(city.today).end
    later = build_groups(5, city.incidents, end + DORMANT_AFTER)
    much_later = build_groups(5, city.incidents, end + timedelta(days=600))
    assert set(later["state"]) == {"dormant"}
    assert set(much_later["state"]) == {"dissolved"}


def test_a_group_that_nobody_has_seen_is_dissolved(city: City) -> None:
    nothing = city.incidents.filter(pl.lit(False))
    assert set(build_groups(5, nothing, Period(city.today).end)["state"]) == {"dissolved"}


def test_rivals_are_shared_out_within_the_conflict() -> None:
    rivals = draw_rivals(1, 10)
    assert (abs(rivals.sum(axis=1) - 1) < 1e-9).all()
    assert rivals[:5, 5:].sum() == 0
    assert rivals.trace() == 0


def test_areas_begin_with_the_well_known_ones_and_never_repeat() -> None:
    areas = build_areas(1, 300)
    assert areas["name"][:2].to_list() == ["Norra torget", "Kvarnängen"]
    assert areas["name"].n_unique() == 300
    assert areas["latitude"].is_between(66.8, 67.3).all()
    assert areas["longitude"].is_between(16.5, 17.6).all()
