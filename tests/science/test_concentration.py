"""Concentration: the published checks, chance against closed forms and brute force, and every share with its chance."""

from collections import Counter
from itertools import product
from math import comb, exp, factorial

import altair as alt
import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gvi.science.chart_theme import on_paper
from gvi.science.concentration import NoEvents, adjusted, concentration, gini, half_of, small_sample
from gvi.science.concentration.chance import equal_risk_counts
from gvi.science.concentration.measures import lorenz, ordered
from tests.reference import reference

COUNTS = st.lists(st.integers(0, 40), min_size=1, max_size=30).filter(any)
CHECK = [5, 2, 1, *[0] * 7]


def gini_by_pairs(counts: list[int]) -> float:
    """The definition: mean absolute difference of all pairs, divided by twice the mean."""
    n = len(counts)
    return sum(abs(a - b) for a, b in product(counts, counts)) / (2 * n * sum(counts))


def expected_gini(n: int, c: int) -> float:
    """Two units share s events, binomial in c and 2/n; their difference is |2 B - s|, B binomial in s and 1/2."""
    apart = 0.0
    for s in range(1, c + 1):
        both = comb(c, s) * (2 / n) ** s * (1 - 2 / n) ** (c - s)
        apart += both * sum(comb(s, b) * abs(2 * b - s) for b in range(s + 1)) / 2**s
    return (n - 1) * apart / (2 * c)


def expected_order(n: int, c: int) -> list[float]:
    """Every way that c events can fall on n units, one by one."""
    falls = [
        sorted((Counter(fall)[unit] for unit in range(n)), reverse=True)
        for fall in product(range(n), repeat=c)
    ]
    return [sum(place) / len(falls) for place in zip(*falls, strict=True)]


def test_the_check_of_bernasco_and_steenbeek() -> None:
    found = concentration(CHECK)
    assert found.gini == pytest.approx(0.80)
    assert found.gini_adjusted == pytest.approx(0.75)
    assert found.gini_small_sample == pytest.approx(0.75 * 8 / 7)


def test_300_units_with_30_events_look_concentrated_by_chance_alone() -> None:
    spread = concentration([1] * 30 + [0] * 270)
    (five,) = (top for top in spread.top if top.share == 0.05)
    assert (five.units, round(five.equal_risk, 2)) == (15, 0.55)
    assert spread.gini > 0.89
    assert spread.gini_adjusted == pytest.approx(0)
    assert spread.equal_risk.gini_adjusted == pytest.approx(
        adjusted(expected_gini(300, 30), 300, 30), abs=0.005
    )


@given(COUNTS)
def test_the_gini_coefficient_is_that_of_all_pairs(counts: list[int]) -> None:
    found = gini(counts)
    assert found == pytest.approx(gini_by_pairs(counts))
    assert 0 <= found + 1e-12 <= 1
    assert gini([10 * count for count in counts]) == pytest.approx(found)


@given(COUNTS)
def test_the_adjusted_one_lies_from_nought_to_one(counts: list[int]) -> None:
    n, c = len(counts), sum(counts)
    found = adjusted(gini(counts), n, c)
    assert -1e-9 <= found <= 1
    corrected = small_sample(found, n, c)
    assert (corrected is None) == (min(n, c) == 1)


def test_one_unit_with_everything_reaches_one_after_the_small_sample_form() -> None:
    found = concentration([12, 0, 0, 0])
    assert found.gini_small_sample == pytest.approx(1)
    assert concentration([1, 0, 0]).gini_small_sample is None


@given(COUNTS)
def test_the_lorenz_curve_bends_downwards_and_holds_the_gini(counts: list[int]) -> None:
    points = np.array(lorenz(ordered(counts)))
    assert points[0].tolist() == [0, 0]
    assert points[-1].tolist() == [1, 1]
    slopes = np.diff(points[:, 1]) / np.diff(points[:, 0])
    assert np.all(np.diff(slopes) > -1e-9)
    assert 1 - 2 * np.trapezoid(points[:, 1], points[:, 0]) == pytest.approx(gini(counts))


@pytest.mark.parametrize(("n", "c"), [(3, 4), (5, 5), (4, 6)])
def test_chance_is_what_all_the_ways_of_falling_give(n: int, c: int) -> None:
    drawn = equal_risk_counts(n, c, seed=1, draws=20_000)
    assert drawn == pytest.approx(expected_order(n, c), abs=0.03)
    assert drawn.sum() == pytest.approx(c)


@pytest.mark.parametrize(("n", "c"), [(17, 60), (300, 30), (50, 400), (30_000, 9_000)])
def test_the_equal_risk_gini_is_the_exact_one(n: int, c: int) -> None:
    found = concentration([c, *[0] * (n - 1)]).equal_risk.gini
    exact = expected_gini(n, c) if c < 1000 else poisson_gini(c / n)
    assert found == pytest.approx(exact, abs=0.004)


def poisson_gini(rate: float) -> float:
    """For very many units: 1 - E min(A, B)/rate of two Poisson counts."""
    p = [exp(-rate) * rate**k / factorial(k) for k in range(12)]
    return 1 - sum(p[a] * p[b] * min(a, b) for a, b in product(range(12), repeat=2)) / rate


@given(COUNTS)
def test_half_is_held_by_no_fewer(counts: list[int]) -> None:
    found = half_of(counts, units=[f"u{number:02}" for number in range(len(counts))], draws=20)
    most_first = sorted(counts, reverse=True)
    assert 2 * sum(most_first[: found.units]) >= sum(counts) > 2 * sum(most_first[: found.units - 1])
    assert sum(counts[int(name[1:])] for name in found.names) == sum(most_first[: found.units])


def test_the_plain_words_are_those_of_the_page() -> None:
    counts = [9, 7, 6, 4, 4, 3, 3, 2, 2, 2, 1, 1, 1, 1, 0, 0, 0]
    found = concentration(counts)
    assert (found.half.units, found.half.by_chance) == (4, 5)
    assert found.half.sentence() == (
        "Hälften av händelserna kan kopplas till 4 av 17 grupper; av en slump hade det varit 5."
        " n = 17 grupper, c = 46 händelser."
    )
    for lang in ("sv", "en"):
        assert found.sentence(lang, of="groups").endswith({"sv": "händelser.", "en": "events."}[lang])
        assert found.sentence(lang).count("46") == 1


def test_the_same_seed_gives_the_same_answer() -> None:
    assert concentration(CHECK, seed=3) == concentration(CHECK, seed=3)
    assert concentration(CHECK, seed=3).equal_risk != concentration(CHECK, seed=4).equal_risk


def test_every_share_has_its_chance_in_table_and_json() -> None:
    found = concentration(CHECK, top=[1, 3])
    assert found.table().columns == ["share", "units", "events_share", "equal_risk", "n", "c"]
    assert found.table()["units"].to_list() == [1, 1, 1, 1, 3]
    assert list(found.to_json()["top"][0]) == ["share", "units", "events_share", "equal_risk"]


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_altair_accepts_the_curve_and_it_reads_without_colour(lang: str) -> None:
    drawing = concentration(CHECK).chart(lang, of="areas")
    alt.Chart.from_dict(on_paper(drawing))
    dashes = drawing["encoding"]["strokeDash"]["scale"]["range"]
    assert len({tuple(dash) for dash in dashes}) == 3


def test_the_interval_holds_the_truth_of_a_skewed_world() -> None:
    """Counts from a gamma-Poisson world with a known G': 95 % intervals that hold it in at least 88 of 100 draws."""
    rng = np.random.default_rng(8)
    world = rng.poisson(2 * rng.gamma(0.7, 1 / 0.7, 400_000))
    truth = adjusted(gini(world), len(world), int(world.sum()))
    held = 0
    for seed in range(200):
        counts = rng.poisson(2 * rng.gamma(0.7, 1 / 0.7, 80))
        interval = concentration(counts, seed=seed, draws=400).interval
        assert interval is not None
        held += interval[0] <= truth <= interval[1]
    assert held >= 176


def test_where_every_unit_has_at_most_one_event_there_is_no_interval() -> None:
    assert concentration([1, 1, 0, 0]).interval is None
    assert concentration([3, 3, 3]).interval is None


@pytest.mark.parametrize("counts", [[], [0, 0]])
def test_without_events_nothing_is_concentrated(counts: list[int]) -> None:
    with pytest.raises(NoEvents):
        concentration(counts)


@pytest.mark.parametrize(
    ("counts", "options", "said"),
    [
        ([1, -1], {}, "counts, place 2: expected a whole number from 0"),
        ([1, 0.5], {}, "counts, place 2: expected a whole number from 0"),
        ([1, float("nan")], {}, "counts, place 2: expected a whole number from 0"),
        ([1, 2], {"top": [3]}, "top: expected numbers of units from 1 to 2"),
        ([1, 2], {"shares": [0]}, "shares: expected shares of one"),
        ([1, 2], {"units": ["a"]}, "units: expected 2 names"),
    ],
)
def test_what_is_wrong_is_named(counts: list[float], options: dict[str, list[object]], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        concentration(counts, **options)  # type: ignore[arg-type]


def test_the_years_of_boston_are_nearly_even() -> None:
    """The counts per year that the source gives: years differ little, so the Gini is small and beside its chance."""
    shootings = pl.read_csv(reference("boston_shootings_2015_2025.csv"), infer_schema=False)
    column = next(name for name in shootings.columns if "date" in name.lower())
    years = shootings[column].str.extract(r"(20\d\d)").value_counts().sort(column)
    counts = dict(years.rows())
    assert [counts[str(year)] for year in range(2015, 2025)] == [
        245,
        226,
        260,
        203,
        190,
        274,
        196,
        180,
        143,
        129,
    ]
    found = concentration([counts[str(year)] for year in range(2015, 2025)])
    assert found.gini == pytest.approx(gini_by_pairs([counts[str(year)] for year in range(2015, 2025)]))
    assert found.equal_risk.gini < found.gini < 0.2
