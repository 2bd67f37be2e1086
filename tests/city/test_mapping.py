"""What police know of the groups: repeatable, in keeping with the truth, and without a word about anybody."""

import re
from datetime import date, timedelta
from itertools import pairwise

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from gvi.city import City, build
from gvi.city.bonds import ENDED, TURNED, draw_bonds
from gvi.city.groups import CONFLICT_SIZE, code_names
from gvi.city.mapping import Mapping
from gvi.city.mapping.audits import audit_moments
from gvi.city.mapping.decisions import suggestions
from gvi.city.period import Period
from tests.city.test_city import MONDAY

HALF_YEAR = timedelta(days=183)
SEEDS = range(6)
PARTS = list(Mapping.__dataclass_fields__)


def part(mapping: Mapping, name: str) -> pl.DataFrame:
    found = getattr(mapping, name)
    assert isinstance(found, pl.DataFrame)
    return found


def every_name(city: City) -> set[str]:
    return {*city.groups["code_name"], *city.mapping.former["code_name"]}


@pytest.mark.parametrize("name", PARTS)
def test_same_seed_draws_the_same_frame(city: City, name: str) -> None:
    assert_frame_equal(part(city.mapping, name), part(build(1, 1, MONDAY).mapping, name))


@pytest.fixture(scope="module")
def large() -> Mapping:
    return build(1, 100, MONDAY).mapping


@pytest.mark.parametrize("name", ["successions", "sources", "profiles", "relations", "signs", "audits"])
def test_ids_are_unique(large: Mapping, name: str) -> None:
    assert part(large, name)["id"].is_unique().all()


def test_two_became_one_one_split_one_dissolved_one_got_another_name(city: City) -> None:
    kinds = city.mapping.successions["kind"].value_counts().sort("kind")
    assert dict(kinds.iter_rows()) == {"dissolved": 1, "merged": 2, "renamed": 1, "split": 2}
    assert (city.mapping.successions["day"] < MONDAY - timedelta(days=365)).all()
    assert city.mapping.successions["day"].min() > Period(MONDAY).first_day  # type: ignore[operator]
    assert set(city.mapping.former["state"]) == {"merged", "split", "dissolved"}
    assert not set(city.mapping.former["code_name"]) & set(code_names(200))


def test_in_a_large_city_every_fifth_conflict_has_a_history(large: Mapping) -> None:
    assert large.former.height == 4 * 200 // CONFLICT_SIZE // 5
    assert large.former["code_name"].is_unique().all()


def test_every_name_of_an_incident_is_a_groups(city: City) -> None:
    named = {*city.incidents["actor_group"], *city.incidents["target_group"]} - {None}
    assert named <= every_name(city)


@pytest.mark.parametrize("seed", SEEDS)
def test_relations_of_a_pair_never_overlap(seed: int) -> None:
    relations = build(seed, 1, MONDAY).mapping.relations
    for _, spells in relations.sort("since").group_by("first", "second"):
        ends = spells["until"].fill_null(date.max)
        assert (spells["since"] < ends).all()
        assert (spells["since"][1:] >= ends[:-1]).all()


@pytest.mark.parametrize("seed", SEEDS)
def test_the_map_tells_a_story(seed: int) -> None:
    city = build(seed, 1, MONDAY)
    relations, signs = city.mapping.relations, city.mapping.signs
    now = relations.filter(pl.col("until").is_null())
    latest = signs.group_by("relation").agg(pl.col("seen_on").max())
    seen = now.join(latest, left_on="id", right_on="relation", how="left")
    faded = seen.filter(pl.col("seen_on") < MONDAY - HALF_YEAR)
    assert {"conflict", "alliance"} <= set(now["kind"])
    assert 1 <= faded.height < now.height - 3
    assert relations.filter(end_reason="over", kind="conflict").height >= 1
    changed = relations.filter(end_reason="changed")
    assert set(changed["kind"]) == {"alliance"}
    turned = changed.join(now, left_on=["first", "second", "until"], right_on=["first", "second", "since"])
    assert turned["kind_right"].to_list() == ["conflict"] * changed.height


def test_who_shoot_at_each_other_are_in_conflict() -> None:
    city = build(1, 10, MONDAY)
    dated = city.incidents.filter(state="confirmed").with_columns(day=pl.col("occurred_at").dt.date())
    met = dated.filter(pl.col("day") > MONDAY - timedelta(days=200)).drop_nulls(
        ["actor_group", "target_group"]
    )
    pairs = {frozenset(pair) for pair in met.select("actor_group", "target_group").iter_rows()}
    often = [
        pair
        for pair in pairs
        if sum(
            {one, other} == set(pair) for one, other in met.select("actor_group", "target_group").iter_rows()
        )
        > 1
    ]
    now = city.mapping.relations.filter(pl.col("until").is_null(), kind="conflict")
    known = {frozenset(pair) for pair in now.select("first", "second").iter_rows()}
    assert len(often) > 10
    assert set(often) <= known


def test_bonds_are_known_as_they_are() -> None:
    city = build(2, 10, MONDAY)
    names = city.groups["code_name"]
    now = city.mapping.relations.filter(pl.col("until").is_null())
    said = {
        frozenset((one, other)): kind
        for one, other, kind in now.select("first", "second", "kind").iter_rows()
    }
    for bond in draw_bonds(2, 30, Period(MONDAY).days):
        pair = frozenset((names[bond.first], names[bond.second]))
        expected = {ENDED: None, TURNED: "conflict", "allied": "alliance", "faded": "conflict"}[bond.kind]
        assert said.get(pair) == expected, bond


@pytest.mark.parametrize("size", [1, 10])
def test_every_fact_has_a_source_from_before_it(size: int) -> None:
    mapping = build(1, size, MONDAY).mapping
    days = mapping.sources.select("id", source_day="day")
    for frame, day in ((mapping.profiles, "as_of"), (mapping.relations, "since"), (mapping.signs, "seen_on")):
        joined = frame.join(days, left_on="source", right_on="id")
        assert joined.height == frame.height
        assert (joined["source_day"] <= joined[day]).all()
        assert set(frame["accuracy"]) <= set("123456")
    assert set(mapping.sources["reliability"]) <= set("ABCDEF")
    assert mapping.sources["name"].is_unique().all()


def test_a_sign_lies_within_its_relation_and_in_the_past(city: City) -> None:
    joined = city.mapping.signs.join(city.mapping.relations, left_on="relation", right_on="id")
    assert joined.height == city.mapping.signs.height
    assert (joined["seen_on"] >= joined["since"]).all()
    assert (joined["seen_on"] < MONDAY).all()
    assert (joined["seen_on"] <= joined["until"].fill_null(MONDAY)).all()
    assert set(city.mapping.signs["relation"]) == set(city.mapping.relations["id"])


def test_t34_the_words_of_a_sign_name_no_place_no_day_and_no_number(
    city: City,
) -> None:
    areas = [name.casefold() for name in city.areas["name"]]
    for words in city.mapping.signs["words"]:
        assert not any(area in words.casefold() for area in areas)
        assert not re.search(r"\d", words)


def test_profiles_come_in_versions_and_point_at_nobody(city: City) -> None:
    profiles = city.mapping.profiles
    assert set(profiles["group"]) == every_name(city)
    for _, versions in profiles.sort("as_of").group_by("group"):
        assert versions["version"].to_list() == list(range(1, versions.height + 1))
    assert profiles["version"].max() > 3  # type: ignore[operator]
    assert (profiles["size_low"] <= profiles["size_high"]).all()
    assert set(profiles["cohesion"]) == {"tight", "medium", "loose"}
    assert set(profiles["areas"].explode()) <= set(city.areas["id"])
    members = {part for name in city.members["name"] for part in name.split()}
    assert not members & {word for names in profiles["aliases"] for alias in names for word in alias.split()}


def test_the_group_that_is_shown_among_the_others_is_small(city: City) -> None:
    sizes = city.mapping.profiles.group_by("group").agg(pl.col("size_high").max())
    assert dict(sizes.iter_rows())["Rönn"] < 8 < dict(sizes.iter_rows())["Sälg"]


@pytest.mark.parametrize("weekday", range(7))
def test_audits_come_every_quarter_the_last_some_weeks_ago_and_one_next_week(weekday: int) -> None:
    today = MONDAY + timedelta(days=weekday)
    days = [at.date() for at in audit_moments(Period(today))]
    assert 15 <= len(days) <= 18
    assert {later - earlier for earlier, later in pairwise(days[:-1])} == {timedelta(weeks=13)}
    assert timedelta(weeks=4) <= today - days[-2] <= timedelta(weeks=7)
    assert timedelta(days=2) <= days[-1] - today <= timedelta(days=9)


def test_audits_cover_the_groups_of_their_day_and_say_what_changed(city: City) -> None:
    audits, covered = city.mapping.audits, city.mapping.covered
    first, latest = audits["id"][0], audits["id"][-2]
    assert {"Ljung", "Pors", "Brakved"} <= set(covered.filter(audit=first)["group"])
    assert set(covered.filter(audit=latest)["group"]) == set(city.groups["code_name"])
    assert audits["approved_on"].null_count() == 1
    assert audits["id"][-1] not in set(covered["audit"])
    assert ((covered["changed"] != "") == (covered["came_to"] != "same")).all()
    assert set(covered.filter(came_to="ending")["group"]) == {"Ljung", "Pors", "Brakved", "Slån"}
    assert covered["changed"].n_unique() > 20
    told = " ".join(covered["changed"])
    for words in ("samma grupp som Gran", "Delades", "Upplöst", "Bytte kodnamn"):
        assert words in told
    assert set(audits["present"].explode()).isdisjoint(city.members["name"])


def test_questions_were_asked_and_answered_at_audits_held(city: City) -> None:
    questions, coming = city.mapping.questions, city.mapping.audits["id"][-1]
    assert coming not in set(questions["audit"])
    assert (
        {"one_or_two", "without_group"}
        <= set(questions["kind"])
        <= {"one_or_two", "without_group", "in_parts"}
    )
    assert set(questions["answer"]) <= {"yes", "no", "unknown"}
    for kind, groups in questions.select("kind", "groups").iter_rows():
        assert len(groups) == {"one_or_two": 2, "without_group": 0, "in_parts": 1}[kind]


def test_the_most_violent_group_is_decided_by_people_and_not_always_the_one_with_the_most(city: City) -> None:
    decisions = city.mapping.most_violent
    assert 5 <= decisions.height <= 9
    assert decisions["deciders"].list.len().min() == 3
    assert (decisions["reasons"].str.len_chars() > 40).all()
    assert decisions["day"].is_in(city.mapping.audits["day"].to_list()).all()
    assert decisions["day"].max() == city.mapping.audits["day"][-2]
    assert set(decisions["group"]) <= set(city.groups["code_name"])


@pytest.mark.parametrize("seed", SEEDS)
def test_accepted_answers_are_true_and_rejected_ones_are_not(seed: int) -> None:
    city = build(seed, 1, MONDAY)
    verdicts = city.mapping.verdicts.join(city.incidents, left_on="incident", right_on="id")
    true = verdicts["answers"].eq_missing(verdicts["earlier"])
    assert (true == (verdicts["verdict"] == "accepted")).all()
    assert verdicts.filter(verdict="accepted").height >= 3
    assert suggestions(city.incidents).height > verdicts.height


def test_no_column_is_about_a_person(city: City) -> None:
    columns = {column for name in PARTS for column in part(city.mapping, name).columns}
    assert columns.isdisjoint({"person", "name_of", "suspect", "victim", "score", "risk", "rank"})
