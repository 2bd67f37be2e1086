"""Chains: the rule against brute force, chance against its closed form, and the figures of science.md."""

from datetime import date, datetime, timedelta
from itertools import pairwise

import altair as alt
import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gvi.science.chains import Chains, Incident, chains, excess, likely_earlier, share
from gvi.science.chains.chance import by_chance
from gvi.science.chains.interval import excess_interval
from gvi.science.chains.record import DAY, read
from gvi.science.chains.waiting import km_median
from gvi.science.chart_theme import on_paper
from gvi.science.frames import CellRefused, ColumnMissing
from tools.bench.chains import WITHIN, measured

GROUPS = ["Ask", "Gran", "Sälg"]
START = datetime.fromisoformat("2026-01-01T00:00")
SIDES = st.sampled_from([*GROUPS, None])
ROWS = st.lists(
    st.tuples(st.integers(0, 40), SIDES, SIDES, st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=25
)
Row = tuple[int, str | None, str | None, int, int]


def table(rows: list[Row]) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "incident_id": [f"h{number:02}" for number in range(len(rows))],
            "time": [START + timedelta(days=row[0]) for row in rows],
            "actor_group": pl.Series([row[1] for row in rows], dtype=pl.String),
            "target_group": pl.Series([row[2] for row in rows], dtype=pl.String),
            "x": [float(row[3]) for row in rows],
            "y": [float(row[4]) for row in rows],
        }
    )


def links(found: Chains) -> dict[str, tuple[str, float]]:
    return {link.incident: (link.answers, round(link.days, 6)) for link in found.links}


def one_by_one(frame: pl.DataFrame, window: float, distance: float | None) -> dict[str, tuple[str, float]]:
    """The rule as science.md says it, incident by incident, with the function of the review page."""
    rows = [
        Incident(
            row["incident_id"], row["time"], row["actor_group"], row["target_group"], (row["x"], row["y"])
        )
        for row in frame.iter_rows(named=True)
        if row["actor_group"] and row["target_group"]
    ]
    found = (likely_earlier(row, rows, window, distance) for row in rows)
    return {one.incident: (one.answers, round(one.days, 6)) for one in found if one}


@given(ROWS, st.sampled_from([1.0, 3.0, 14.0]), st.sampled_from([None, 0.0, 1.5]))
@settings(max_examples=80, deadline=None)
def test_the_links_are_those_of_the_rule_one_by_one(
    rows: list[Row], window: float, distance: float | None
) -> None:
    frame = table(rows)
    found = chains(frame, window_days=window, distance=distance)
    assert links(found) == one_by_one(frame, window, distance)
    known = sum(bool(row[1] and row[2] and row[1] != row[2]) for row in rows)
    assert (found.n, found.n_unknown) == (known, len(rows) - known)
    assert found.roots == known - len(found.links)
    touched = {one for link in found.links for one in (link.incident, link.answers)}
    assert found.singles == known - len(touched)
    assert found.share == (pytest.approx(share(found.roots, known)) if known else None)


def test_the_share_of_green_horel_and_papachristos() -> None:
    assert round(share(4107, 11123), 4) == 0.6308
    with pytest.raises(ValueError, match="roots"):
        share(2, 1)


def feud(*steps: tuple[float, str, str]) -> pl.DataFrame:
    rows = [(f"h{number}", START + timedelta(days=day), a, b) for number, (day, a, b) in enumerate(steps)]
    return pl.DataFrame(rows, schema=["incident_id", "time", "actor_group", "target_group"], orient="row")


def test_the_window_holds_its_last_day() -> None:
    pair = feud((0, "Ask", "Gran"), (14, "Gran", "Ask"))
    assert len(chains(pair, window_days=14).links) == 1
    assert chains(pair, window_days=13.99).links == ()


def test_equal_times_never_answer_and_ties_go_to_the_last_id() -> None:
    same = feud((3, "Ask", "Gran"), (3, "Gran", "Ask"))
    assert chains(same).links == ()
    tied = feud((1, "Ask", "Gran"), (1, "Ask", "Gran"), (2, "Gran", "Ask"))
    assert [link.answers for link in chains(tied).links] == ["h1"]


def test_one_incident_may_be_answered_twice_but_answers_once() -> None:
    found = chains(feud((0, "Ask", "Gran"), (2, "Gran", "Ask"), (3, "Gran", "Ask"), (4, "Ask", "Gran")))
    assert [(link.incident, link.answers) for link in found.links] == [
        ("h1", "h0"),
        ("h2", "h0"),
        ("h3", "h2"),
    ]
    assert (found.roots, found.singles, found.median_answer_days) == (1, 0, 2)


def test_the_same_group_on_both_sides_is_left_out_with_the_unknown() -> None:
    found = chains(feud((0, "Ask", "Ask"), (1, "Ask", "Gran"), (2, " ", "Ask")))
    assert (found.n, found.n_unknown) == (1, 2)


@pytest.mark.parametrize("planted", [0.0, 0.35])
def test_excess_over_the_delays_that_the_window_holds_is_what_was_planted(planted: float) -> None:
    found = [one.excess or 0.0 for one in measured(30, planted, 500)]
    assert np.mean(found) / WITHIN == pytest.approx(planted, abs=0.05 if planted else 0.02)


def test_at_30_incidents_the_interval_says_how_little_is_known() -> None:
    intervals = np.array([one.interval for one in measured(60, 0.35, 30)])
    assert np.median(intervals[:, 1] - intervals[:, 0]) > 0.3
    held = (intervals[:, 0] <= 0.35 * WITHIN) & (intervals[:, 1] >= 0.35 * WITHIN)
    assert held.mean() >= 0.88


def random_feud(seed: int, n: int, days: int, *, whole: bool) -> pl.DataFrame:
    rng = np.random.default_rng(seed)
    at = rng.integers(0, days, n) if whole else rng.uniform(0, days, n)
    sides = [rng.permutation(4)[:2] for _ in range(n)]
    return feud(*((float(day), f"g{a}", f"g{b}") for day, (a, b) in zip(at, sides, strict=True)))


def covered(frame: pl.DataFrame, window: float) -> float:
    """The expected share: for each incident the part of the file's time that the windows of its opposites cover.

    Turning keeps the opposites' gaps, also the one around the end. Back from a random moment u the latest opposite is
    g away with equal chance within each gap, and it counts when g is in the window and does not lie before the file.
    """
    rows = [(row[1], row[2], row[3]) for row in frame.sort("time").iter_rows()]
    first, last = rows[0][0], rows[-1][0]
    length = (last - first) / timedelta(days=1)
    total = 0.0
    for _, actor, target in rows:
        at = [(when - first) / timedelta(days=1) for when, a, b in rows if (a, b) == (target, actor)]
        ring = [b - a for a, b in pairwise([*at, at[0] + length])] if at else []
        total += sum(m / length - m**2 / (2 * length**2) for m in (min(gap, window) for gap in ring))
    return total / len(rows)


@pytest.mark.parametrize("window", [7.0, 30.0])
def test_chance_is_the_time_that_the_windows_cover(window: float) -> None:
    frame = random_feud(4, 120, 900, whole=False)
    found = by_chance(
        read(frame, with_places=False), [int(window * DAY)], distance=None, seed=1, shuffles=4000
    )
    assert found.shares[0] == pytest.approx(covered(frame, window), abs=0.003)
    assert found.of_each.mean() == pytest.approx(found.shares[0])


def test_chance_is_the_same_when_places_are_near_and_never_when_none_is() -> None:
    frame = random_feud(5, 80, 400, whole=True).with_columns(x=pl.lit(0.0), y=pl.lit(0.0))
    free, near = chains(frame), chains(frame, distance=1)
    assert near.chance == pytest.approx(free.chance, abs=0.01)
    apart = frame.with_columns(x=pl.int_range(pl.len()).cast(pl.Float64) * 100)
    assert chains(apart, distance=1).chance == 0


@pytest.mark.parametrize("days_only", [True, False])
def test_days_and_moments_give_the_same_when_all_are_at_midnight(days_only: bool) -> None:
    frame = random_feud(6, 60, 300, whole=True)
    other = frame.with_columns(pl.col("time").dt.date() if days_only else pl.col("time").dt.to_string())
    assert chains(other) == chains(frame)


def test_pandas_and_arrow_give_the_same() -> None:
    frame = random_feud(7, 40, 200, whole=False)
    assert chains(pd.DataFrame(frame.to_dict(as_series=False))) == chains(frame) == chains(frame.to_arrow())


def test_the_same_seed_gives_the_same_answer_and_another_a_near_one() -> None:
    frame = random_feud(8, 100, 400, whole=False)
    first, again, other = (chains(frame, seed=seed) for seed in (1, 1, 2))
    assert first == again != other
    assert first.chance == pytest.approx(other.chance, abs=0.02)


def test_longer_windows_stand_beside_their_chance() -> None:
    found = chains(random_feud(9, 100, 400, whole=False))
    assert [row.window_days for row in found.by_window] == [7, 14, 30, 90]
    assert all(a.share <= b.share and a.chance < b.chance for a, b in pairwise(found.by_window))
    assert found.table().columns == ["window_days", "share", "chance", "excess"]
    assert [row.excess for row in found.by_window] == [
        excess(row.share, row.chance) for row in found.by_window
    ]


@given(st.lists(st.tuples(st.integers(1, 9), st.booleans()), min_size=1, max_size=12))
def test_the_kaplan_meier_median_is_that_of_the_textbook(waits: list[tuple[int, bool]]) -> None:
    found = km_median(np.array([float(wait) for wait, _ in waits]), np.array([done for _, done in waits]))
    surviving = 1.0
    for day in range(1, 10):
        at_risk = sum(wait >= day for wait, _ in waits)
        ended = sum(wait == day and done for wait, done in waits)
        surviving *= 1 - ended / at_risk if at_risk else 1
        if surviving <= 0.5 + 1e-9:
            assert found == day
            return
    assert found is None


def test_under_half_answered_has_no_kaplan_meier_median() -> None:
    few = feud((0, "Ask", "Gran"), (3, "Gran", "Ask"), (40, "Sälg", "Ask"), (50, "Sälg", "Gran"))
    assert chains(few).km_days is None
    half = feud((0, "Ask", "Gran"), (30, "Gran", "Ask"))
    assert (chains(half).km_days, chains(half).median_answer_days) == (30, None)


def test_the_interval_is_that_of_wilson_where_chance_is_nought_and_excess_is_not_above() -> None:
    low, high = excess_interval(0, np.zeros(30)) or (0.0, 0.0)
    assert low < 0 < high < 0.2
    assert excess_interval(0, np.zeros(0)) is None
    assert excess_interval(3, np.ones(3)) is None
    wide, narrow = (excess_interval(3 * k, np.full(10 * k, 0.1)) or (0.0, 0.0) for k in (3, 50))
    assert wide[1] - wide[0] > 0.3 > 0.15 > narrow[1] - narrow[0]


def test_it_says_what_was_left_out_first_and_its_n_last() -> None:
    frame = pl.concat([random_feud(10, 90, 400, whole=False), feud((3, "Ask", ""))]).with_columns(
        incident_id=pl.int_range(pl.len()).cast(pl.String)
    )
    found = chains(frame)
    assert found.sentence().startswith("1 händelser räknas inte")
    assert found.sentence().endswith("n = 90.")
    assert found.interval is not None
    assert ("cannot be ruled out" in found.sentence("en")) == (found.interval[0] <= 0)
    assert chains(frame.head(0)).sentence("en").startswith("No incidents are left out")


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_altair_accepts_the_chart_and_it_reads_without_colour(lang: str) -> None:
    drawing = chains(random_feud(11, 60, 300, whole=False)).chart(lang)
    alt.Chart.from_dict(on_paper(drawing))
    assert len(set(drawing["encoding"]["fill"]["scale"]["range"])) == 2
    alt.Chart.from_dict(on_paper(chains(feud()).chart(lang)))


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"shuffles": 99}, "shuffles: expected at least 999, got 99"),
        ({"window_days": 0}, "window_days: expected days above zero"),
        ({"windows": [7, -1]}, "window_days: expected days above zero"),
        ({"distance": -1}, "distance: expected metres from zero"),
    ],
)
def test_a_wrong_option_is_named(options: dict[str, float], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        chains(table([(0, "Ask", "Gran", 0, 0)]), **options)  # type: ignore[arg-type]


def test_a_wrong_table_is_named() -> None:
    with pytest.raises(ColumnMissing, match="column x is missing"):
        chains(feud((0, "Ask", "Gran")), distance=100)
    with pytest.raises(
        CellRefused, match="column incident_id, row 1, value 'h0': expected each incident_id once"
    ):
        chains(pl.concat([feud((0, "Ask", "Gran"))] * 2))


def test_a_suggestion_says_its_rule() -> None:
    earlier = [Incident("h1", date(2026, 11, 1), "Gran", "Ask", (0, 0))]
    found = likely_earlier(Incident("h2", date(2026, 11, 4), "Ask", "Gran", (30, 40)), earlier, distance=50)
    assert found is not None
    assert found.sentence() == (
        "Förslag: den senaste tidigare händelsen där rollerna var ombytta, inom 14 dagar; 3,0 dagar tidigare."
    )
    assert likely_earlier(Incident("h2", date(2026, 11, 4), "Ask", "Gran"), earlier, distance=50) is None
