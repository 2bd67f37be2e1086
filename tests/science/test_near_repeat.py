"""Near repeat: counts equal brute force and the published tables, and p values keep their promise under chance."""

import json
from itertools import combinations

import altair as alt
import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from gvi.science.chart_theme import on_paper
from gvi.science.frames import CellRefused, ColumnMissing
from gvi.science.near_repeat import Metric, NearRepeat, near_repeat
from gvi.science.near_repeat.bands import Bands
from gvi.science.near_repeat.pairs import close_pairs
from gvi.science.near_repeat.permuting import Table, permuted_counts
from tests.reference import reference

INF = float("inf")
NRC_DISTANCES, NRC_DAYS = [0, 1, 200, 400, 600, INF], [0, 1, 2, 3, INF]
EVENTS = pl.DataFrame(
    {
        "x": [0.0, 3, 500, 503, 900],
        "y": [0.0, 4, 0, 4, 900],
        "time": ["2026-01-01", "2026-01-03", "2026-06-01", "2026-06-02", "2026-09-01"],
        "area": ["a", "a", "b", "b", "b"],
    }
)

Point = tuple[int, int, int]
Edges = tuple[float, ...]


def brute(points: list[Point], distances: Edges, days: Edges, metric: Metric) -> list[list[int]]:
    """Every pair, one at a time."""
    counts = [[0] * (len(days) - 1) for _ in distances[1:]]
    for (ax, ay, at), (bx, by, bt) in combinations(points, 2):
        dx, dy = abs(ax - bx), abs(ay - by)
        apart = dx + dy if metric == "manhattan" else float(np.hypot(dx, dy))
        for row, column in np.ndindex(len(distances) - 1, len(days) - 1):
            near = distances[row] <= apart < distances[row + 1]
            counts[row][column] += near and days[column] <= abs(at - bt) < days[column + 1]
    return counts


def edges(most: int) -> st.SearchStrategy[Edges]:
    finite = st.sets(st.integers(0, most), min_size=2, max_size=5).map(lambda found: tuple(sorted(found)))
    return st.tuples(finite, st.booleans()).map(lambda both: (*both[0], INF) if both[1] else both[0])


small = st.integers(0, 9)
clouds = st.lists(st.tuples(small, small, st.integers(0, 12)), min_size=2, max_size=14)


@given(clouds, edges(12), edges(9), st.sampled_from(["manhattan", "euclidean"]))
def test_counts_equal_brute_force_for_every_dating(
    points: list[Point], distances: Edges, days: Edges, metric: Metric
) -> None:
    places = np.array([point[:2] for point in points], dtype=np.float64)
    dates = np.array([point[2] for point in points], dtype=np.int64)
    wide, long = Bands.of(distances, "m"), Bands.of(days, "days")
    table = Table.of(dates, close_pairs(places, wide, metric), wide, long)
    for order in (dates, dates[::-1].copy(), np.roll(dates, 1)):
        dealt = [(x, y, int(date)) for (x, y, _), date in zip(points, order, strict=True)]
        assert table.count(order).tolist() == brute(dealt, distances, days, metric)


@given(clouds, st.integers(0, 5))
def test_dates_stay_within_their_area_and_none_is_lost(points: list[Point], seed: int) -> None:
    """When all in an area have one date, dealing within areas changes nothing, and every p is 1."""
    rows = pl.DataFrame(
        {"x": [x for x, _, _ in points], "y": [y for _, y, _ in points], "area": [t for *_, t in points]}
    ).with_columns(time=pl.date(2026, 1, 1) + pl.duration(days=pl.col("area")))
    found = near_repeat(rows, distances=[0, 3, 8], days=[0, 2, INF], permutations=19, seed=seed, area="area")
    assert (found.expected == found.observed).all()
    assert (found.p == 1).all() and (found.max_p == 1).all()


def arsons() -> pl.DataFrame:
    return pl.read_csv(reference("chicago_arson.csv")).rename({"X": "x", "Y": "y", "date": "time"})


def test_arsons_of_chicago_within_400_metres_and_two_weeks() -> None:
    within = near_repeat(arsons(), distances=[0, 400], days=[0, 15])
    assert within.observed.tolist() == [[46]]
    assert within.expected[0, 0] == pytest.approx(24.4, abs=0.5)
    assert within.p[0, 0] == within.max_p[0, 0] == 0.001
    along = near_repeat(arsons(), distances=[0, 400], days=[0, 15], metric="manhattan", permutations=9)
    assert along.observed.tolist() == [[34]]


def test_the_whole_table_of_another_program_within_its_rounding() -> None:
    found = near_repeat(arsons(), distances=NRC_DISTANCES, days=NRC_DAYS, metric="manhattan", nrc=True)
    theirs = _printed_table(reference("chicago_arson_NRC13_verbose.csv").read_text())
    apart = np.abs(found.observed - theirs)
    assert (apart.max(), apart.sum() <= 4, found.observed.sum()) == (1, True, 522 * 521 // 2)
    names = [band["printed"] for band in found.to_json()["bands"]["days"]]
    assert names == ["0 to 1", "2 to 2", "3 to 3", "more than 3"]


def _printed_table(text: str) -> NDArray[np.int64]:
    lines = text.split("Observed frequencies distribution")[1].splitlines()[3:8]
    return np.array([[int(cell or 0) for cell in line.split(",")[2:6]] for line in lines])


def test_p_values_keep_their_promise_when_dates_fall_by_chance() -> None:
    """600 null data sets: each p is uniform up to its steps; max_p is right for the whole table at once."""
    random, least, one = np.random.default_rng(7), [], []
    for seed in range(600):
        found = _null(random, seed)
        one.append(found.p[0, 0])
        least.append(found.max_p.min())
    for level in (0.05, 0.1, 0.25, 0.5):
        noise = 3 * np.sqrt(level * (1 - level) / 600)
        assert level - 0.06 - noise <= np.mean(np.array(one) <= level) <= level + noise
        assert level - 0.06 - noise <= np.mean(np.array(least) <= level) <= level + noise


def _null(random: np.random.Generator, seed: int) -> NearRepeat:
    rows = pl.DataFrame(
        {
            "x": random.uniform(0, 1000, 80),
            "y": random.uniform(0, 1000, 80),
            "time": (np.datetime64("2026-01-01") + random.integers(0, 90, 80)).astype("datetime64[ms]"),
        }
    )
    return near_repeat(rows, distances=[0, 150, 250, 350], days=[0, 10, 20, 30], permutations=99, seed=seed)


def test_a_planted_repeat_is_found_and_said() -> None:
    random = np.random.default_rng(3)
    first = random.uniform(0, 5000, (150, 2))
    dates = random.integers(0, 700, 150)
    rows = pl.DataFrame(
        {
            "x": np.r_[first[:, 0], first[:40, 0] + 20],
            "y": np.r_[first[:, 1], first[:40, 1] + 20],
            "time": (np.datetime64("2024-01-01") + np.r_[dates, dates[:40] + 3]).astype("datetime64[ms]"),
        }
    )
    found = near_repeat(rows, distances=[0, 100, 200], days=[0, 7, 14])
    assert found.max_p[0, 0] <= 0.01
    assert found.sentence().startswith("Avstånd under 100 m, 0–6 dagar emellan: 4")
    assert "räknat på att 4 rutor prövats). 1 av 4 rutor har säkert fler par" in found.sentence()
    assert found.sentence("en").endswith("n = 190 events.")


def test_where_chance_explains_the_table_the_sentence_says_so_and_no_more() -> None:
    found = near_repeat(EVENTS, distances=[0, 10, 100], days=[0, 7], permutations=99)
    assert found.sentence().startswith("Ingen ruta i tabellen skiljer sig säkert från slumpen (minsta p = ")
    assert "consistent both with" in found.sentence("en")
    alone = near_repeat(EVENTS, distances=[0, 1], days=[0, 7], permutations=9)
    assert alone.sentence() == (
        "Inga händelser ligger närmare varandra än 1 m: tabellen säger inget. n = 5 händelser."
    )


def test_same_seed_same_answer_and_another_seed_another() -> None:
    def expected(seed: int) -> bytes:
        asked = near_repeat(EVENTS, distances=[0, 10, INF], days=[0, 7, 30], seed=seed, permutations=200)
        return asked.expected.tobytes()

    assert expected(1) == expected(1) != expected(2)


def test_progress_is_told_of_every_permutation() -> None:
    done: list[int] = []
    near_repeat(EVENTS, distances=[0, 10], days=[0, 7], permutations=75, progress=done.append)
    assert sum(done) == 75


def test_polars_pandas_and_arrow_give_the_same() -> None:
    tables = (EVENTS, pd.DataFrame(EVENTS.to_dict(as_series=False)), EVENTS.to_arrow())
    found = [
        near_repeat(table, distances=[0, 10], days=[0, 7], permutations=19).to_json() for table in tables
    ]
    assert found[0] == found[1] == found[2]


def test_json_has_the_promised_keys_and_no_figure_that_is_none() -> None:
    found = near_repeat(EVENTS, distances=[0, 1, 10], days=[0, 7], permutations=9).to_json()
    assert set(found) == {"observed", "expected", "ratio", "p", "max_p", "bands", "close_pairs"}
    assert (found["ratio"][0], found["close_pairs"]) == ([None], 2)
    assert found["bands"]["days"] == [{"from": 0.0, "to": 7.0}]
    json.dumps(found, allow_nan=False)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_altair_accepts_the_chart_and_every_figure_is_written_in_it(lang: str) -> None:
    drawing = near_repeat(EVENTS, distances=[0, 1, 10, INF], days=[0, 7, INF], permutations=19).chart(lang)
    alt.Chart.from_dict(json.loads(json.dumps(on_paper(drawing), allow_nan=False)))
    cells = drawing["data"]["values"]
    assert len(cells) == 6
    assert cells[0]["ratio"] == "–" and cells[2]["count"].startswith("2 / ")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            {"distances": [0]},
            "distances: expected at least two rising edges from 0 up, such as 0,100,200; got 0",
        ),
        ({"days": [7, 7]}, "days: expected at least two rising edges from 0 up, such as 0,7,14; got 7,7"),
        ({"days": [0, 1.5]}, "days: expected whole days; got 0,1.5"),
        ({"distances": [-1, 5]}, "such as 0,100,200; got -1,5"),
        ({"distances": [0, float("nan")]}, "such as 0,100,200; got 0,nan"),
        ({"metric": "chess"}, "metric: expected one of manhattan, euclidean; got chess"),
        ({"permutations": 0}, "permutations: expected at least 1; got 0"),
    ],
)
def test_what_is_not_as_it_must_be_is_named(change: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=said.replace(".", r"\.")):
        near_repeat(EVENTS, **{"distances": [0, 10], "days": [0, 7], **change})  # type: ignore[arg-type]


def test_rows_and_columns_that_are_wrong_are_named() -> None:
    with pytest.raises(ColumnMissing):
        near_repeat(EVENTS.drop("y"), distances=[0, 10], days=[0, 7])
    with pytest.raises(
        CellRefused, match="column time, row 1, value '2026-01-01': expected a date written as %d"
    ):
        near_repeat(EVENTS, distances=[0, 10], days=[0, 7], date_format="%d/%m/%Y")
    with pytest.raises(CellRefused, match="column area, row 2"):
        rows = EVENTS.with_columns(area=pl.Series(["a", None, "b", "b", "b"]))
        near_repeat(rows, distances=[0, 10], days=[0, 7], area="area")
    with pytest.raises(ValueError, match="expected at least 2 rows; got 1"):
        near_repeat(EVENTS.head(1), distances=[0, 10], days=[0, 7])


def test_no_dates_are_guessed() -> None:
    days_first = EVENTS.with_columns(time=pl.lit("03/02/2026"))
    with pytest.raises(CellRefused):
        near_repeat(days_first, distances=[0, 10], days=[0, 7])


def permuted(dates: list[int], areas: list[int]) -> NDArray[np.int64]:
    wide, long = Bands.of([0, 2], "m"), Bands.of([0, 1, 2, 3], "days")
    places = np.zeros((len(dates), 2))
    held = np.array(dates, dtype=np.int64)
    table = Table.of(held, close_pairs(places, wide, "euclidean"), wide, long)
    return permuted_counts(table, held, np.array(areas), permutations=64, seed=1, step=lambda done: None)


def test_a_dating_within_areas_keeps_every_date() -> None:
    """All places are one place, so that every dating must give the same counts."""
    counts = permuted([0, 1, 1, 2, 5, 5], [0, 0, 1, 1, 2, 2])
    assert (counts == counts[0]).all()
