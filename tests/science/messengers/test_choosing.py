"""What a choice promises: the same for a seed, reasons when impossible, alternatives, reserves, and no ranking."""

import json
from dataclasses import replace
from itertools import combinations

import altair as alt
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings

from gvi.science.chart_theme import on_paper
from gvi.science.frames import CellRefused, ColumnMissing
from gvi.science.messengers import MessengersResult, evaluate_choice, messengers
from gvi.science.messengers.planted import planted
from tests.science.messengers.brute import Small
from tests.science.messengers.test_beside_brute_force import problems, solved

STAR = Small(
    groups=[0, 0, 0, 0, 1, 1, 1, None],
    eligible=[True, True, False, False, True, True, False, False],
    ties=frozenset({(0, 2), (0, 3), (1, 2), (1, 3), (4, 6), (5, 6), (4, 5)}),
    seats=2,
    weight=[1.0] * 8,
)


def told(small: Small, **more: object) -> MessengersResult:
    return messengers(
        small.people,
        small.pairs(small.ties, "source", "target"),
        apart=small.pairs(small.apart, "a", "b"),
        seats=small.seats,
        sessions=small.sessions,
        per_group=small.per_group,
        **more,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize("steps", [1, 2])
def test_the_same_seed_gives_the_same_answer_whatever_the_order_of_rows(steps: int) -> None:
    people, ties, apart = planted(300, seed=3, pairs=100)

    def answer(*tables: pl.DataFrame) -> MessengersResult:
        people, ties, apart = tables
        return messengers(
            people,
            ties,
            apart=apart,
            seats=22,
            per_group=0,
            steps=steps,
            extras=False,
            node_limit=2,
            time_limit=300,
        )

    found = answer(people, ties, apart)
    assert found.bound is not None
    assert (
        answer(*(table.sample(fraction=1, shuffle=True, seed=9) for table in (people, ties, apart))) == found
    )
    few = people.head(40).with_columns(group_id=pl.lit("G"))
    asked = [messengers(table, ties, seats=5, steps=steps) for table in (few, few.reverse())]
    assert asked[0] == asked[1]


def test_every_table_that_narwhals_knows_gives_the_same_answer() -> None:
    people, ties = STAR.people, STAR.pairs(STAR.ties, "source", "target")
    found = messengers(people, ties, seats=2)
    for given_people, given_ties in (
        (people.to_pandas(), ties.to_pandas()),
        (people.to_arrow(), ties.to_arrow()),
    ):
        assert isinstance(given_people, pd.DataFrame | pa.Table)
        assert messengers(given_people, given_ties, seats=2) == found


def test_a_group_without_an_eligible_person_is_named() -> None:
    blocked = told(replace(STAR, eligible=[True, True, True, True, False, False, False, True]))
    assert blocked.status == "infeasible"
    assert [(one.group, one.pair, one.reason) for one in blocked.blocking] == [("G1", None, "eligible")]
    assert blocked.to_json()["blocking"] == [
        {"group": "G1", "reason": "the group has 0 eligible and must have 1."}
    ]
    assert blocked.sentence().startswith("Inget val uppfyller alla villkor. Det är ett underlag")


def test_too_few_seats_name_the_groups_and_propose_two_sessions() -> None:
    blocked = told(replace(STAR, seats=1))
    assert [one.group for one in blocked.blocking] == ["G0", "G1"]
    assert blocked.blocking[0].sentence() == (
        "grupperna behöver tillsammans 2 platser, och det finns 1. Med 2 träffar går det."
    )
    assert told(replace(STAR, seats=1, sessions=2)).status == "optimal"


def test_pairs_in_the_way_are_named_and_two_sessions_proposed() -> None:
    hostile = frozenset({(0, 4), (0, 5), (1, 4), (1, 5), (0, 1)})
    blocked = told(replace(STAR, apart=hostile))
    groups = [one.group for one in blocked.blocking if one.group]
    pairs = {one.pair for one in blocked.blocking if one.pair}
    assert groups == ["G0", "G1"]
    assert pairs == {("a", "e"), ("a", "f"), ("b", "e"), ("b", "f")}, (
        "the pair within a group hinders nothing"
    )
    assert "Med 2 träffar går det." in blocked.sentence()
    parted = told(replace(STAR, apart=hostile, sessions=2))
    assert (parted.status, parted.reached) == ("optimal", 6)
    assert all(len(set(room) & set(pair)) < 2 for room in parted.messengers_by_session for pair in pairs)


def test_who_can_not_be_reached_is_told() -> None:
    found = told(STAR)
    assert (found.reached, found.unreachable) == (6, ("h",))
    assert [row.group_id for row in found.by_group] == ["G0", "G1", None]
    assert [(row.members, row.reached, row.messengers) for row in found.by_group] == [
        (4, 3, 1),
        (3, 3, 1),
        (1, 0, 0),
    ]


def test_paths_run_through_persons_in_people_only() -> None:
    people = pl.DataFrame({"person_id": ["a", "b"], "group_id": ["G", "G"], "eligible": [True, False]})
    through = pl.DataFrame({"source": ["a", "x"], "target": ["x", "b"]})
    found = messengers(people, through, seats=1, steps=2)
    assert (found.reached, found.members, found.unreachable) == (1, 2, ("b",))


def test_rows_of_a_pair_add_up_before_the_least_weight_is_asked_for() -> None:
    people = pl.DataFrame({"person_id": ["a", "b", "c"], "group_id": None, "eligible": [True, False, False]})
    ties = pl.DataFrame(
        {
            "source": ["a", "b", "a"],
            "target": ["b", "a", "c"],
            "weight": [1, 1, 1],
            "evidence": ["x", "y", "x"],
        }
    )
    found = messengers(people, ties, seats=1, min_weight=2)
    assert (found.reached, found.ties) == (2, 1)
    assert found.without_evidence is not None
    assert {name: one["reached"] for name, one in found.without_evidence.items()} == {"x": 1, "y": 1}


def test_without_a_source_the_best_choice_and_what_the_same_choice_reaches() -> None:
    people = pl.DataFrame(
        {"person_id": list("abcde"), "group_id": "G", "eligible": [True, True, False, False, False]}
    )
    ties = pl.DataFrame(
        {
            "source": ["a", "a", "a", "b"],
            "target": ["c", "d", "e", "c"],
            "evidence": ["sms", "sms", "sms", "seen"],
        }
    )
    found = messengers(people, ties, seats=1)
    assert found.messengers == ("a",)
    assert found.without_evidence is not None
    assert found.without_evidence["sms"] == {
        "status": "optimal",
        "messengers": ["b"],
        "reached": 2,
        "reached_weight": 2.0,
        "same_choice_reached": 1,
    }
    assert found.without_evidence["seen"]["messengers"] == ["a"]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(problems())
def test_the_choices_as_good_are_all_minimal_sets_of_the_best_worth(small: Small) -> None:
    found = told(small, steps=small.steps)
    best = small.best()
    if best is None:
        return
    as_good = [set(one) for one in small.possible() if abs(small.worth(one) - best) < 1e-9]
    minimal = {frozenset(one) for one in as_good if not any(other < one for other in as_good)}
    said = [found.messengers, *found.alternatives]
    numbers = {frozenset(small.names.index(one) for one in members) for members in said}
    assert found.equally_good is not None
    assert len(numbers) == len(said) == found.equally_good["count"]
    assert numbers <= minimal
    if found.equally_good["complete"]:
        assert numbers == minimal
    else:
        assert len(numbers) == found.equally_good["limit"]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(problems())
def test_reserves_keep_every_condition_and_nobody_else_does_better_in_that_seat(small: Small) -> None:
    found = told(small, steps=small.steps, prove=False)
    assert set(found.reserves or {}) == set(found.messengers)
    for leaves, instead in (found.reserves or {}).items():
        assert list(instead) == sorted(instead)
        rooms = [set(room) for room in found.messengers_by_session]
        room = next(room for room in rooms if leaves in room)
        worths = {}
        for one in set(small.names[: len(small.groups)]) - set(found.messengers):
            changed = [(other - {leaves}) | {one} if other == room else other for other in rooms]
            reach = evaluate_choice(
                small.people,
                small.pairs(small.ties, "source", "target"),
                changed,
                apart=small.pairs(small.apart, "a", "b"),
                steps=small.steps,
                seats=small.seats,
                per_group=small.per_group,
            )
            if not reach.broken:
                worths[one] = reach.reached_weight
        assert set(instead) <= set(worths)
        assert len(instead) == min(3, len(worths))
        worst = min((worths[one] for one in instead), default=0)
        assert all(worths[one] <= worst + 1e-9 for one in set(worths) - set(instead))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(problems())
def test_one_seat_more_reaches_what_trying_everything_does(small: Small) -> None:
    found = told(small, steps=small.steps)
    if found.status != "infeasible":
        more = replace(small, seats=small.seats + 1).best()
        assert found.one_more_seat is not None
        assert found.one_more_seat["status"] == "optimal"
        assert found.one_more_seat["reached_weight"] == pytest.approx(more)


def test_what_people_choose_is_told_with_every_condition_it_breaks() -> None:
    reach = evaluate_choice(
        STAR.people,
        STAR.pairs(STAR.ties, "source", "target"),
        [["a", "b", "c"], ["a"]],
        apart=pl.DataFrame({"a": ["a"], "b": ["b"]}),
        seats=2,
    )
    assert (reach.reached, reach.chosen, reach.share) == (4, ("a", "b", "c"), 0.5)
    assert [(one.condition, one.group, one.persons) for one in reach.broken] == [
        ("eligible", None, ("c",)),
        ("group", "G1", ()),
        ("seats", None, ()),
        ("twice", None, ("a",)),
        ("apart", None, ("a", "b")),
    ]
    assert reach.broken[1].sentence() == "Gruppen G1 saknar budbärare."
    with pytest.raises(CellRefused, match="column chosen, row 1: expected a person who is among the people"):
        evaluate_choice(STAR.people, STAR.pairs(STAR.ties, "source", "target"), ["Rut"])


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("person_id", "", "a name or a number"),
        ("person_id", "a", "each person once"),
        ("eligible", "kanske", "true or false"),
        ("weight", "-1", "a number of at least 0"),
        ("attendance", "1.5", "a number from 0 to 1"),
        ("attendance", None, "a number from 0 to 1"),
    ],
)
def test_a_person_that_is_wrong_is_told_with_row_and_column(column: str, value: str, said: str) -> None:
    row = {"person_id": "Rut", "group_id": "G", "eligible": "ja", "weight": "1", "attendance": "0.5"}
    people = pl.DataFrame([{**row, "person_id": "a"}, {**row, column: value}])
    with pytest.raises(CellRefused, match=f"column {column}, row 2: expected {said}") as refused:
        messengers(people, STAR.pairs(STAR.ties, "source", "target"), seats=1)
    assert (refused.value.value, "Rut" in str(refused.value)) == (None, False)


def test_what_is_missing_or_can_not_be_is_told() -> None:
    ties = STAR.pairs(STAR.ties, "source", "target")
    with pytest.raises(ColumnMissing, match="eligible"):
        messengers(STAR.people.drop("eligible"), ties, seats=1)
    with pytest.raises(ValueError, match="steps: expected 1 or 2, got 3"):
        messengers(STAR.people, ties, seats=1, steps=3)


def test_no_figure_is_attached_to_a_person() -> None:
    found = told(STAR).to_json()
    ids = set(STAR.names[:8])

    def about(value: object, under: str) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                assert key not in ids or isinstance(inner, list), f"{under}: {key} has a figure"
                about(inner, key)
        if isinstance(value, list):
            members = (
                [one for one in value if one in ids] if all(isinstance(one, str) for one in value) else []
            )
            assert members == sorted(members), f"{under} is in order of id"
            assert not members or len(members) == len(value)
            for inner in value:
                about(inner, under)

    about(found, "all")
    assert found["reserves"]


def test_nobody_is_chosen_who_is_not_needed() -> None:
    assert len(told(replace(STAR, seats=8)).messengers) == 3


def test_the_answer_says_itself() -> None:
    found = told(STAR)
    assert json.loads(json.dumps(found.to_json()))["reached"] == 6
    assert found.sentence() == (
        "2 budbärare når 6 av 8 personer (75\N{NO-BREAK SPACE}%) inom ett steg. Det är bevisat att inget annat val når "
        "fler. Det är ett underlag för dem som väljer, inte ett omdöme om en person (n = 8 personer, 7 band)."
    )
    quick = told(STAR, prove=False)
    assert "Det är inte bevisat att valet är det bästa." in quick.sentence()
    absent = STAR.people.with_columns(attendance=pl.lit(0.5))
    expected = messengers(absent, STAR.pairs(STAR.ties, "source", "target"), seats=2)
    assert expected.reached_weight == pytest.approx(3.0)
    assert "expected to reach a weight of 3.0" in expected.sentence("en")
    assert found.table().rows() == [("G0", 4, 3, 1), ("G1", 3, 3, 1), (None, 1, 0, 0)]
    chart = on_paper(found.chart("en"))
    alt.Chart.from_dict(json.loads(json.dumps(chart)))
    assert len(chart["data"]["values"]) == 3


def test_a_proof_is_never_less_than_what_is_given_at_once() -> None:
    people, ties, apart = planted(600, seed=5)
    for steps in (1, 2):
        at_once = messengers(people, ties, apart=apart, seats=25, steps=steps, prove=False)
        limited = messengers(
            people, ties, apart=apart, seats=25, steps=steps, node_limit=1, time_limit=300, extras=False
        )
        assert at_once.reached <= limited.reached
        assert limited.bound is not None
        assert limited.bound >= limited.reached
        assert limited.gap is not None
        assert limited.gap < 0.05
        for one in (at_once, limited):
            chosen = set(one.messengers)
            assert not any(set(pair) <= chosen for pair in apart.iter_rows())
            assert len(chosen) <= 25
            assert all(row.messengers for row in one.by_group)


def test_pairs_apart_within_a_small_town_are_never_called_together() -> None:
    people = pl.DataFrame({"person_id": list("abcdef"), "group_id": None, "eligible": True})
    everyone = pl.DataFrame(list(combinations("abcdef", 2)), schema=["a", "b"], orient="row")
    nobody = pl.DataFrame(
        {"source": [], "target": []}, schema_overrides={"source": pl.String, "target": pl.String}
    )
    one = messengers(people, nobody, apart=everyone, seats=4)
    three = messengers(people, nobody, apart=everyone, seats=4, sessions=3)
    assert (one.reached, three.reached) == (1, 3)
    assert solved(replace(STAR, sessions=2)).messengers_by_session[0]
