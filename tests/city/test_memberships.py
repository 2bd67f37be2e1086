"""Who belongs where, who was in what, who was seen with whom: judged, in time, and never about the spared."""

import re
import time
from datetime import date, timedelta
from itertools import combinations

import networkx as nx
import polars as pl
import pytest

from gvi.city import City, build
from gvi.city.persons import People, people
from gvi.city.persons.involvements import outsiders, suspects
from gvi.city.persons.memberships import FIRST_REVIEW, NEXT_REVIEW
from tests.city.test_city import MONDAY
from tests.city.test_persons import SENSITIVE

SEEDS = range(4)


@pytest.fixture(scope="session")
def persons(city: City) -> People:
    return people(city)


def today_in(people: People) -> pl.DataFrame:
    """The memberships that hold or are proposed."""
    return people.memberships.filter(pl.col("ended_on").is_null(), ~pl.col("lapsed"))


@pytest.mark.parametrize(("size", "least", "most"), [(1, 40, 60), (10, 240, 360)])
def test_a_normal_city_has_forty_to_sixty_memberships(size: int, least: int, most: int) -> None:
    assert least <= people(build(1, size, MONDAY)).memberships.height <= most


def test_every_group_has_members_and_the_small_one_under_five(city: City, persons: People) -> None:
    confirmed = today_in(persons).drop_nulls("confirmed_on")["group"].value_counts()
    counts = dict(confirmed.iter_rows())
    assert set(counts) == set(city.groups["code_name"])
    assert counts["Rönn"] < 5 <= max(counts.values())


@pytest.mark.parametrize("seed", SEEDS)
def test_memberships_have_had_every_fate(seed: int) -> None:
    frame = people(build(seed, 1, MONDAY)).memberships
    assert {"", "left", "moved", "wrong", "deceased", "not_confirmed"} <= set(frame["end_reason"])
    assert frame["lapsed"].sum() >= 2
    assert frame.filter(pl.col("confirmed_on").is_null(), pl.col("ended_on").is_null()).height >= 2
    assert set(frame["role"]) == {"driver", "follower", "periphery"}
    assert set(frame["certainty"]) == {"high", "medium", "low"}
    told = frame.drop_nulls("told")
    assert told.height >= 1
    assert (told["end_reason"] != "").all()


def test_some_belonged_to_the_group_that_was_dissolved() -> None:
    ended = people(build(1, 10, MONDAY)).memberships.filter(end_reason="group_ended")
    assert ended.height >= 2
    assert ended["group"].is_in(build(1, 10, MONDAY).mapping.former["code_name"].to_list()).all()


def test_days_follow_one_another(persons: People) -> None:
    frame = persons.memberships.join(
        persons.persons.select("id", "entered_at"), left_on="person", right_on="id"
    )
    assert (frame["proposed_on"] > frame["entered_at"].dt.date() - timedelta(days=1)).all()
    assert (frame["proposed_on"] >= frame["since"]).all()
    for row in frame.iter_rows(named=True):
        days = [row["proposed_on"], row["confirmed_on"], *row["reviews"], row["ended_on"]]
        known = [day for day in days if day]
        assert known == sorted(known), row
        assert known[-1] < MONDAY


@pytest.mark.parametrize("seed", SEEDS)
def test_t14_a_membership_lapses_when_nobody_has_looked_and_only_then(seed: int) -> None:
    drawn = people(build(seed, 1, MONDAY))
    minors = dict(drawn.persons.select("id", "minor").iter_rows())
    for row in (
        drawn.memberships.filter(pl.col("ended_on").is_null())
        .drop_nulls("confirmed_on")
        .iter_rows(named=True)
    ):
        divisor = 1 + minors[row["person"]]
        due = [row["confirmed_on"] + timedelta(days=FIRST_REVIEW // divisor)]
        for day in row["reviews"]:
            assert day <= due[-1], row
            due.append(day + timedelta(days=NEXT_REVIEW // divisor))
        assert (due[-1] < MONDAY) == row["lapsed"], row


def test_nobody_has_the_same_membership_twice_at_once(persons: People) -> None:
    assert today_in(persons).select("person", "group").is_unique().all()


def test_t11_only_who_is_suspected_or_convicted_belongs_to_a_group(persons: People) -> None:
    spared = set(persons.persons.filter(pl.col("group").is_null())["id"])
    assert spared.isdisjoint(persons.memberships["person"])
    assert spared.isdisjoint(persons.ties["first"])
    assert spared.isdisjoint(persons.ties["second"])
    assert spared.isdisjoint(persons.involvements.filter(side="suspected")["person"])


def test_t13_who_was_cleared_is_suspected_of_nothing(persons: People) -> None:
    cleared = set(persons.roles.filter(role="not_suspected")["person"])
    assert cleared.isdisjoint(persons.involvements.filter(side="suspected")["person"])


def test_the_part_in_an_incident_agrees_with_the_role(persons: People) -> None:
    roles = persons.roles.group_by("person").agg("role")
    for side, held in persons.involvements.join(roles, on="person").select("side", "role").iter_rows():
        assert set(held) & ({"suspected", "convicted"} if side == "suspected" else {"injured"})


def test_suspects_stand_on_the_side_that_acted_or_its_ally(city: City, persons: People) -> None:
    groups = persons.memberships.group_by("person").agg("group")
    joined = persons.involvements.join(city.incidents, left_on="incident", right_on="id").join(
        groups, on="person", how="left"
    )
    acted = joined.filter(side="suspected").drop_nulls("actor_group")
    own = [actor in held for actor, held in acted.select("actor_group", "group").iter_rows()]
    assert 0.6 < sum(own) / len(own) < 1
    assert (joined["state"] == "confirmed").all()
    hurt = joined.filter(side="injured")
    assert hurt.height > 2
    assert (hurt["injured"] > 0).all()


@pytest.mark.parametrize("seed", SEEDS)
def test_two_allied_groups_and_four_outsiders_hang_together_in_the_data(seed: int) -> None:
    city = build(seed, 1, MONDAY)
    drawn = people(city)
    graph: nx.Graph[str] = nx.Graph(drawn.ties.select("first", "second").rows())
    four = outsiders(drawn.persons)
    assert len(four) == 4
    assert all(graph.has_edge(one, other) for one, other in combinations(four, 2))
    assert not set(four) & set(drawn.memberships["person"])
    allied = city.mapping.relations.filter(kind="alliance").filter(pl.col("until").is_null())
    belongs = dict(drawn.memberships.select("person", "group").iter_rows())
    across = [frozenset((belongs.get(one), belongs.get(other))) for one, other in graph.edges]
    fused = max(
        (across.count(frozenset(pair)) for pair in allied.select("first", "second").iter_rows()), default=0
    )
    assert fused >= 4


def test_facts_about_persons_are_of_the_last_two_years_and_sourced(city: City, persons: People) -> None:
    for frame in (persons.involvements, persons.ties):
        assert (frame["day"] > MONDAY - timedelta(days=725)).all()
        assert (frame["day"] <= MONDAY).all()
        assert frame["source"].is_in(city.mapping.sources["id"].to_list()).all()
        assert frame["id"].is_unique().all()
    assert (persons.ties["first"] < persons.ties["second"]).all()
    assert persons.memberships["source"].is_in(city.mapping.sources["id"].to_list()).all()


def test_the_basis_says_nothing_that_must_never_be_held(persons: People) -> None:
    for basis in persons.memberships["basis"].unique():
        assert not SENSITIVE.search(basis)
        assert not re.search(r"(?i)stöd från|hjälp|avhopp", basis)


def test_size_100_is_drawn_in_ten_seconds() -> None:
    city = build(1, 100, MONDAY)
    began = time.process_time()
    drawn = people(city)
    assert time.process_time() - began < 10
    assert drawn.memberships.height > 1400
    assert suspects(drawn.persons) >= set(drawn.involvements.filter(side="suspected")["person"])
    assert isinstance(drawn.memberships["since"].max(), date)
