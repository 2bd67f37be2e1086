"""A small calibration: invented cities are as described, verdicts fall where they should, and no method is far off.

`make calibrate` draws thousands of panels; here so few that only a method that finds effects everywhere, or never,
or whose estimates stray, is caught.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tools.calibrate import page
from tools.calibrate.cities import World, batch, cases, falling, sizes, supported
from tools.calibrate.judging import judge
from tools.calibrate.running import names, settings
from tools.calibrate.setting import Drawn, Setting

SEED, PANELS = 20261123, 60
FAR = 0.12
"""What 60 panels stray over 0.05 in fewer than one run of a thousand; a one-city cluster error rejects in half."""
USUAL = ("mean 6", "12 cities")


def setting(**options: object) -> Setting:
    usual = {"supported": True, "grid": False, "exchangeable": True, "draw": lambda random, panels: []}
    return Setting("method", "setting", **(usual | options))  # type: ignore[arg-type]


def drawn(p_values: object, **options: object) -> list[Drawn]:
    return [Drawn(float(p), **options) for p in np.asarray(p_values)]  # type: ignore[arg-type]


def quick(name: str) -> Setting:
    """The method's setting of a usual kind, or its first, of those where it promises size."""
    promised = [one for one in settings(name) if one.supported and one.planted is None]
    return next((one for one in promised if all(part in one.name for part in USUAL)), promised[0])


@pytest.mark.parametrize("name", [name for name in names() if name != "other_ways"])
def test_size_is_not_far_off(name: str) -> None:
    found = quick(name)
    drawn = found.draw(np.random.default_rng(SEED), PANELS)
    size = judge(found, drawn).at_alpha
    p_values = np.array([one.p for one in drawn if one.p is not None])
    assert len(p_values) > PANELS / 2
    assert size is None or size.found < size.point + FAR
    assert np.mean(p_values > 0.5) > 0.2


def test_a_way_that_fails_is_found_out() -> None:
    clustered = next(one for one in settings("other_ways") if "clustered" in one.method)
    assert judge(clustered, clustered.draw(np.random.default_rng(SEED), 200)).failures


def test_cities_have_their_mean_their_spread_and_their_fall() -> None:
    world = World(mean=6.0, theta=4.0, cities=12, common=0.0, season=0.0, fall=0.7)
    found = batch(world, np.random.default_rng(SEED), 400)
    treated = np.take_along_axis(found.counts, found.rows[:, :, None], axis=1)[:, 0]
    ratio = treated[:, world.before :].mean() / treated[:, : world.before].mean()
    assert ratio == pytest.approx(0.7, abs=0.02)
    assert found.counts[:, :, : world.before].mean() == pytest.approx(6.0, rel=0.02)
    largest = found.counts[found.rows[:, 0] != 11][:, 11]
    rate = 6.0 * sizes(world)[11]
    assert largest.mean() == pytest.approx(rate, rel=0.02)
    assert largest.var() == pytest.approx(rate + rate**2 / 4.0, rel=0.05)
    assert set(found.terciles) == {0, 1, 2}


def test_shocks_linger_in_each_city_alone() -> None:
    world = World(mean=200.0, theta=np.inf, cities=2, common=0.0, season=0.0, shock=0.4, rho=0.6)
    logs = np.log(batch(world, np.random.default_rng(SEED), 300).counts)
    logs -= np.log(200 * sizes(world))[:, None]
    after, before = logs[:, :, 1:].ravel(), logs[:, :, :-1].ravel()
    assert np.corrcoef(after, before)[0, 1] == pytest.approx(0.6, abs=0.05)
    assert abs(np.corrcoef(logs[:, 0].ravel(), logs[:, 1].ravel())[0, 1]) < 0.05


def test_worlds_without_shocks_differ_from_panel_to_panel() -> None:
    found = batch(replace(World(theta=np.inf), common=0.0), np.random.default_rng(SEED), 30)
    assert found.counts.shape == (30, 24, 72)
    assert len(set(found.rows[:, 0])) > 5


def test_a_launch_at_its_peak_falls_for_nothing() -> None:
    found = batch(World(pick="peak", shock=0.3), np.random.default_rng(SEED), 300)
    treated = np.take_along_axis(found.counts, found.rows[:, :, None], axis=1)[:, 0]
    year = treated[:, 36:48].mean(axis=1)
    assert np.median(treated[:, 48:].mean(axis=1) / year) < 0.9


def test_cases_are_the_batch_one_at_a_time() -> None:
    world = falling(supported()[0])
    found = batch(world, np.random.default_rng(SEED), 3)
    for number, case in enumerate(cases(world, np.random.default_rng(SEED), 3)):
        assert (case.asked.matrix() == found.counts[number]).all()
        assert (case.asked.treated_rows == found.rows[number]).all()
        assert case.asked.start == world.before


def test_continuous_p_is_judged_at_a_twentieth() -> None:
    even = (np.arange(2000) + 0.5) / 2000
    assert judge(setting(), drawn(even)).words() == "holds"
    assert judge(setting(), drawn(even**1.15)).words() == "holds, with two Monte Carlo errors"
    assert judge(setting(), drawn(even**2)).failures == ("size at p ≤ 0.05",)
    assert judge(setting(), drawn(even**0.5)).failures == ("size at p ≤ 0.05",)


def test_a_grid_is_judged_at_each_of_its_points() -> None:
    ranks = (np.arange(2000) % 20 + 1) / 20
    grid = setting(grid=True)
    verdict = judge(grid, drawn(ranks, p_least=0.05))
    assert [round(one.point, 2) for one in verdict.sizes] == [0.05, 0.10, 0.15, 0.20, 0.25]
    assert verdict.words() == "holds"
    skewed = np.where(ranks == 0.3, 0.2, ranks)
    assert judge(grid, drawn(skewed, p_least=0.05)).failures == ("size at p ≤ 0.2",)
    timid = np.minimum(ranks * 2, 1.0)
    assert judge(grid, drawn(timid, p_least=0.05)).failures
    assert judge(setting(grid=True, exchangeable=False), drawn(timid, p_least=0.05)).words() == "holds"


def test_terciles_coverage_and_recovery_are_judged() -> None:
    even = (np.arange(1500) + 0.5) / 1500
    small = [Drawn(float(p) ** 1.6, tercile=0) for p in even]
    others = [Drawn(float(p), tercile=1 + number % 2) for number, p in enumerate(np.repeat(even, 6))]
    assert judge(setting(), small + others).failures == ("size when the treated city is small",)
    told = [Drawn(0.5, covered=number % 5 > 0, ratio=0.75) for number in range(2000)]
    assert judge(setting(planted=0.7), told).failures == ("coverage", "recovery")
    assert judge(setting(planted=0.74), told).failures == ("coverage",)
    strewn = [Drawn(None, ratio=0.73 + 0.3 * (number - 49.5) / 100) for number in range(100)]
    assert judge(setting(planted=0.7), strewn).words() == "holds, with two Monte Carlo errors"


def test_p_must_be_withheld_where_nothing_is_promised_and_given_elsewhere() -> None:
    none = [Drawn(None)] * 200
    assert judge(setting(supported=False), none).words() == "p is withheld"
    assert judge(setting(), none).failures == ("p is never given",)


def test_the_page_names_what_does_not_hold() -> None:
    bad = judge(setting(), drawn(np.full(100, 0.01)))
    text = page.page([("meta", [bad])], "2026-11-23")
    assert "0 of 1 settings of what the product offers hold" in text
    assert "- method: setting: size at p ≤ 0.05" in text
    assert "0.05: 100.0 %" in text
    beside = judge(setting(supported=False), drawn(np.full(100, 0.01)))
    assert "0 of 0 settings" in page.page([("meta", [beside])], "2026-11-23")
