"""Authorities and members: every role has somebody, and every decider a deputy."""

import polars as pl
import pytest

from gvi.city import City
from gvi.city.posts import IN_EVERY_ROOM, POSTS, posts_of

KINDS = [
    *("police", "probation", "social_services", "prosecutor", "tax_crime", "tax", "enforcement"),
    *("social_insurance", "municipality", "county_board", "evaluator"),
]


def test_every_kind_of_authority_is_there_and_social_services_twice(city: City) -> None:
    kinds = city.authorities["kind"].to_list()
    assert set(kinds) == set(KINDS) == set(POSTS)
    assert kinds.count("social_services") == 2


@pytest.mark.parametrize("kind", KINDS)
def test_every_role_of_a_room_has_a_member(city: City, kind: str) -> None:
    rooms = city.authorities.filter(kind=kind)["name"]
    for room in rooms:
        roles = set(city.members.filter(authority=room)["roles"].explode())
        assert roles == {post.role for post in posts_of(kind)}
        assert roles > {post.role for post in IN_EVERY_ROOM}


def test_names_and_addresses_are_unique_and_reach_nobody(city: City) -> None:
    assert city.members["name"].is_unique().all()
    assert city.members["email"].is_unique().all()
    assert city.members["email"].str.contains(r"^[a-z]+\.[a-z]+@[a-z]+\.bjorkhamn\.example$").all()


def test_a_deputy_works_in_the_same_room(city: City) -> None:
    pairs = city.members.drop_nulls("deputy_of").join(
        city.members, left_on="deputy_of", right_on="email", suffix="_of"
    )
    assert pairs.height == city.members["deputy_of"].count() > 0
    assert (pairs["authority"] == pairs["authority_of"]).all()
    assert (pairs["name"] != pairs["name_of"]).all()


@pytest.mark.parametrize("role", ["decision_maker", "rules_decider", "coordinator", "contact_person"])
def test_everyone_who_decides_or_coordinates_has_a_deputy(city: City, role: str) -> None:
    holders = city.members.filter(pl.col("roles").list.contains(role), pl.col("deputy_of").is_null())
    assert holders.height > 0
    assert set(holders["email"]) <= set(city.members["deputy_of"])


def test_one_police_decision_maker_is_on_call(city: City) -> None:
    on_call = city.members.filter("on_call")
    assert on_call.select("authority", "roles").rows() == [("Polisen, Björkhamn", ["decision_maker"])]
