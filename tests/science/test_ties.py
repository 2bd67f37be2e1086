"""Rows to ties: equal to brute force on any small table, weights that sum to s/2, and what is refused."""

import json
from collections import defaultdict
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

import altair as alt
import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from gvi.science import ties
from gvi.science.chart_theme import on_paper
from gvi.science.frames import CellRefused, ColumnMissing
from gvi.science.ties import in_memory
from gvi.science.ties.engines import EngineName
from gvi.science.ties.windows import start_of

START = date(2026, 1, 1)
ENGINES: tuple[EngineName | None, EngineName | None] = (None, "duckdb")
HEADING = ["incident_id", "person_id", "role", "date"]
Row = tuple[str, str, str, date]
Pairs = dict[tuple[str, str], float]


def table(*rows: tuple[Any, ...]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=HEADING, orient="row")


def weights(made: ties.Ties) -> Pairs:
    return {(row["source"], row["target"]): row["weight"] for row in made.frame.to_dicts()}


def brute(rows: list[Row], roles: set[str]) -> Pairs:
    incidents: dict[str, set[str]] = defaultdict(set)
    for incident, person, role, _ in rows:
        if role in roles:
            incidents[incident].add(person)
    found: Pairs = defaultdict(float)
    for people in incidents.values():
        for pair in combinations(sorted(people), 2):
            found[pair] += 1 / (len(people) - 1)
    return found


one_row = st.tuples(
    st.sampled_from(["K1", "K2", "K3"]),
    st.sampled_from(["a", "b", "c", "d", "e", "å"]),
    st.sampled_from(["suspect", "victim", "witness"]),
    st.just(START),
)
THREE = table(
    ("K1", "a", "suspect", START),
    ("K1", "b", "suspect", START + timedelta(days=1)),
    ("K1", "c", "suspect", START),
    ("K1", "a", "suspect", START),
    ("K1", "v", "victim", START),
    ("K2", "b", "suspect", date(2026, 6, 1)),
    ("K2", "a", "suspect", date(2026, 6, 1)),
    ("K3", "d", "suspect", date(2026, 7, 1)),
    ("K4", "v", "victim", date(2026, 12, 1)),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(one_row, min_size=1, max_size=30), st.randoms(use_true_random=False))
def test_equals_brute_force_in_any_order_of_the_rows(rows: list[Row], chance: Any) -> None:
    rows = [*rows, ("K9", "a", "suspect", START)]
    made = ties.from_rows(table(*rows), ["suspect", "witness"])
    wanted = brute(rows, {"suspect", "witness"})
    assert weights(made) == pytest.approx(dict(wanted))
    assert made.account.reading.persons == len({person for pair in wanted for person in pair})
    chance.shuffle(rows)
    assert ties.from_rows(table(*rows), ["witness", "suspect"]).frame.equals(made.frame)


@settings(max_examples=10, deadline=None)
@given(st.integers(2, 40))
def test_the_weights_of_an_incident_sum_to_half_its_persons(size: int) -> None:
    made = ties.from_rows(table(*(("K1", f"p{n}", "suspect", START) for n in range(size))), ["suspect"])
    assert made.account.weight == pytest.approx(size / 2)
    assert made.frame.height == size * (size - 1) // 2


def test_each_tie_keeps_kind_evidence_first_and_last() -> None:
    made = ties.from_rows(THREE, ["suspect"], evidence="brottsmisstankar")
    assert made.frame.columns == ["source", "target", "weight", "kind", "evidence", "first", "last"]
    assert made.frame.row(0) == ("a", "b", 1.5, "co_suspect", "brottsmisstankar", START, date(2026, 6, 1))
    assert weights(made) == {("a", "b"): 1.5, ("a", "c"): 0.5, ("b", "c"): 0.5}


def test_a_person_with_two_roles_counts_once_in_the_chosen_one() -> None:
    rows = table(
        *((("K1", "a", role, START)) for role in ("victim", "suspect")), ("K1", "b", "suspect", START)
    )
    assert weights(ties.from_rows(rows, ["suspect"])) == {("a", "b"): 1.0}


def test_the_window_is_counted_from_the_last_date_of_all_rows() -> None:
    made = ties.from_rows(THREE, ["suspect"], window="6m")
    assert (weights(made), made.account.reading.since) == ({("a", "b"): 1.0}, date(2026, 6, 1))
    assert ties.from_rows(THREE, ["suspect"], window="5m").frame.is_empty()


@pytest.mark.parametrize(
    ("window", "first"),
    [
        ("1d", date(2024, 3, 30)),
        ("2w", date(2024, 3, 17)),
        ("1m", date(2024, 2, 29)),
        ("13m", date(2023, 2, 28)),
        ("4y", date(2020, 3, 31)),
        ("9999y", date.min),
        ("99999w", date(107, 9, 25)),
    ],
)
def test_windows(window: str, first: date) -> None:
    assert start_of(window, date(2024, 3, 31)) == first


@pytest.mark.parametrize("window", ["", "3", "y", "0d", "3 y", "-1d", "3Y", "1.5y"])
def test_what_is_no_window(window: str) -> None:
    with pytest.raises(ties.WindowRefused, match="such as 90d"):
        start_of(window, START)


def test_large_incidents_are_cut_and_told() -> None:
    made = ties.from_rows(THREE, ["suspect"], cap=2)
    kept = made.account.reading
    assert weights(made) == {("a", "b"): 1.0}
    assert (kept.cut_incidents, kept.cut_persons, kept.cut_pairs) == (1, 3, 3)
    assert "Utelämnat: 1 händelse med fler än 2 personer (3 par)." in made.sentence()
    with pytest.raises(ValueError, match="cap: expected 2 or more"):
        ties.from_rows(THREE, ["suspect"], cap=1)


def test_one_monstrous_incident_is_refused_with_advice() -> None:
    rows = pl.select(pl.int_range(50_000).alias("person_id")).with_columns(
        incident_id=pl.lit("K1"), role=pl.lit("suspect"), date=pl.lit(START)
    )
    with pytest.raises(ties.TooManyPairs, match="expected a cap"):
        ties.from_rows(rows, ["suspect"])


@pytest.mark.parametrize(
    "roles", [["suspect", "victim"], ["misstänkt", "målsägande"], ["Suspect", "witness", "INJURED"]]
)
def test_suspect_and_victim_are_never_tied(roles: list[str]) -> None:
    with pytest.raises(ties.RolesRefused, match="in conflict"):
        ties.from_rows(THREE, roles)


@pytest.mark.parametrize("roles", [[], [""], ["suspect", "granne"], ["victim", "granne"]])
def test_roles_that_make_no_tie(roles: list[str]) -> None:
    with pytest.raises(ties.RolesRefused, match="roles"):
        ties.kind_of(roles)


@pytest.mark.parametrize(
    ("roles", "kind"),
    [(["suspect"], "co_suspect"), (["witness", "suspect"], "seen_together"), (["granne"], "seen_together")],
)
def test_the_kind_follows_from_the_roles(roles: list[str], kind: str) -> None:
    assert ties.kind_of(roles) == kind


@pytest.mark.parametrize("wrong", [("K1", "", "suspect", "2026-01-01"), (None, "a", "suspect", "2026-01-01")])
def test_a_row_without_id_is_told_with_its_number_and_no_value(wrong: Row) -> None:
    rows = table(("", "Rut", "witness", "2026-01-01"), ("K1", "Rut", "suspect", "2026-01-01"), wrong)
    with pytest.raises(CellRefused, match=r"_id, row 3: expected a name or a number") as refused:
        ties.from_rows(rows, ["suspect"])
    assert (refused.value.value, "Rut" in str(refused.value)) == (None, False)


@pytest.mark.parametrize("written", ["2026-13-01", "1/2 2026", "", None])
def test_a_row_without_date_is_told(written: str | None) -> None:
    rows = table(("K1", "a", "suspect", "2026-01-01"), ("K1", "b", "witness", written))
    with pytest.raises(CellRefused, match=r"^column date, row 2: expected a date written 2026-11-23$"):
        ties.from_rows(rows, ["suspect"])


def test_columns_are_told() -> None:
    with pytest.raises(ColumnMissing, match="role"):
        ties.from_rows(THREE.drop("role"), ["suspect"])
    with pytest.raises(ties.ColumnRefused, match="column date: expected text, days"):
        ties.from_rows(THREE.with_columns(date=pl.lit(1)), ["suspect"])
    with pytest.raises(ties.NoRows, match="at least one row with shooter"):
        ties.from_rows(THREE, ["shooter"])
    with pytest.raises(ties.EngineMissing, match="duckdb or spark"):
        ties.from_rows(THREE, ["suspect"], engine="hadoop")  # type: ignore[arg-type]


def test_pandas_arrow_and_polars_give_the_same() -> None:
    wanted = ties.from_rows(THREE, ["suspect"]).frame
    for other in (THREE.to_pandas(), THREE.to_arrow()):
        assert ties.from_rows(other, ["suspect"]).frame.equals(wanted)


def test_whole_numbers_stay_numbers_also_through_pandas() -> None:
    rows = pd.DataFrame([(1, 2, "suspect", "2026-01-01"), (1, 10, "suspect", "2026-01-01")], columns=HEADING)
    assert ties.from_rows(rows, ["suspect"]).frame.select("source", "target").row(0) == (2, 10)
    rows["person_id"] = rows["person_id"].astype(float)
    assert weights(ties.from_rows(rows, ["suspect"])) == {("10", "2"): 1.0}


def test_the_account_says_itself_without_any_person() -> None:
    made = ties.from_rows(THREE, ["suspect"], window="1y")
    said = made.to_json()
    assert json.loads(json.dumps(said)) == said
    wanted = {
        "ties": 3,
        "persons": 3,
        "incidents": 2,
        "n": 9,
        "chosen": 7,
        "duplicates": 1,
        "single": 1,
        "weight": 2.5,
    }
    assert {key: said[key] for key in wanted} == wanted
    assert [part["ties"] for part in said["weights"]] == [0, 2, 0, 1, 0, 0]
    assert made.sentence("en") == (
        "3 ties between 3 persons from 2 incidents with at least two in the role suspect. Counted from 2025-12-01 "
        "to the last date in the data, 2026-12-01, both included. A shared incident shows that two appear together, "
        "not why (n = 9 rows)."
    )
    assert made.account.table()["count"].to_list() == [9, 7, 1, 1, 0, 2, 3, 3]
    alt.Chart.from_dict(json.loads(json.dumps(on_paper(made.chart("en")))))
    assert made.table() is made.frame


@settings(max_examples=15, deadline=None)
@given(st.lists(one_row, min_size=1, max_size=30), st.integers(2, 5))
def test_duckdb_gives_what_is_counted_in_memory(rows: list[Row], cap: int) -> None:
    given_rows = table(*rows, ("K9", "a", "suspect", START - timedelta(days=400)))
    for window in (None, "1y"):
        here, there = (
            ties.from_rows(given_rows, ["suspect"], window=window, cap=cap, engine=engine)
            for engine in ENGINES
        )
        assert_frame_equal(here.frame, there.frame)
        assert here.account.reading == there.account.reading


@pytest.mark.parametrize("limit", ["MOST_PAIRS", "LARGEST"])
def test_more_pairs_than_memory_holds_are_left_to_duckdb(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = ties.from_rows(THREE, ["suspect"])
    monkeypatch.setattr(in_memory, limit, 1)
    assert in_memory.count(THREE.lazy(), wanted.account.choice) is None
    assert ties.from_rows(THREE, ["suspect"]).frame.equals(wanted.frame)


def test_a_large_file_is_left_to_duckdb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    THREE.write_parquet(tmp_path / "rows.parquet")
    accounts = []
    for most in (9, 8):
        monkeypatch.setattr(in_memory, "MOST_ROWS", most)
        accounts.append(
            ties.from_parquet(tmp_path / "rows.parquet", tmp_path / f"{most}.parquet", ["suspect"])
        )
    assert accounts[0] == accounts[1]
    read = [pl.read_parquet(tmp_path / f"{most}.parquet").sort("source", "target") for most in (9, 8)]
    assert_frame_equal(*read)


def test_a_day_long_ago_is_kept() -> None:
    old = table(
        *(("K1", person, "suspect", date(1, 1, 1)) for person in "ab"), ("K2", "a", "suspect", date.max)
    )
    assert ties.from_rows(old, ["suspect"]).frame.row(0)[-2:] == (date(1, 1, 1), date(1, 1, 1))


def test_no_ties_is_an_answer() -> None:
    said = ties.from_rows(table(("K1", "a", "suspect", START)), ["suspect"]).to_json()
    assert (said["ties"], said["weight"], said["first"], said["single"]) == (0, 0, None, 1)
