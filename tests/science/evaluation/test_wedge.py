"""Stepped wedges: recovery and size by simulation, orders by brute force, spill-over, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from gvi.science.evaluation import Design, Panel, PanelRefused, stepped_wedge
from gvi.science.evaluation.comparing.fit import fit
from gvi.science.evaluation.comparing.randomising import invert
from gvi.science.evaluation.times import Step
from gvi.science.evaluation.wedge import Setup, ask, randomised
from gvi.science.frames import CellRefused

RING = pl.DataFrame(
    {"source": [f"g{at}" for at in range(8)], "target": [f"g{(at + 1) % 8}" for at in range(8)]}
)


def invented(
    random: np.random.Generator, groups: int = 8, mean: float = 6.0, fall: float = 1.0, spill: float = 1.0
) -> Design:
    """Groups in a ring that start in an order at random over 80 weeks."""
    starts = random.permutation(np.linspace(16, 64, groups).astype(int))
    weeks = np.arange(80)
    begun = weeks >= starts[:, None]
    beside = weeks >= np.minimum(np.roll(starts, 1), np.roll(starts, -1))[:, None]
    rate = (
        mean
        * np.exp(0.4 * random.standard_normal((groups, 1)))
        * np.where(begun, fall, np.where(beside, spill, 1))
    )
    counts = random.poisson(rate * random.gamma(5, 1 / 5, rate.shape)).astype(np.float64)
    units = tuple(f"g{at}" for at in range(groups))
    panel = Panel(units, Step.WEEK, 105_000, {"outcome": counts}, np.zeros(80, dtype=bool))
    return Design(panel, dict(zip(units, map(int, starts), strict=True)), (), ("outcome",))


def test_a_planted_fall_is_recovered_also_under_spill_over() -> None:
    random = np.random.default_rng(11)
    found: list[tuple[float | None, ...]] = []
    for _ in range(30):
        asked = invented(random, fall=0.7, spill=0.85)
        setup = Setup.of(asked, RING, None, 1, 1)
        without = Setup.of(asked, None, None, 1, 1)
        blind = fit(ask(without, "outcome", without.span)).effects
        found.append((*fit(ask(setup, "outcome", setup.span)).effects, *blind))
    own, beside, unseeing = np.exp(np.median(np.array(found, dtype=np.float64), axis=0))
    assert own == pytest.approx(0.7, abs=0.04)
    assert beside == pytest.approx(0.85, abs=0.04)
    assert unseeing > 0.73  # who counts no spill-over finds too little


def test_orders_without_effect_reject_as_often_as_they_should() -> None:
    random = np.random.default_rng(6)
    p_values = []
    for _ in range(150):
        asked = invented(random, groups=5, mean=3)
        setup = Setup.of(asked, None, None, 1, 1)
        p_values.append(randomised(setup, ask(setup, "outcome", setup.span)).p_value())
    for point in (0.05, 0.10, 0.25):
        assert np.mean(np.array(p_values) <= point) == pytest.approx(point, abs=0.08)


def test_every_order_is_tried_when_they_are_few() -> None:
    found = stepped_wedge(invented(np.random.default_rng(1), groups=5, fall=0.4))
    assert found.diagnostics["orders"] == 120
    assert found.diagnostics["every_order"] is True
    assert found.p_least == pytest.approx(1 / 120)
    assert found.primary.p_value is not None
    assert found.primary.p_value <= 0.05
    assert "no_links" in [note.code for note in found.notes]


def test_the_interval_lies_about_the_estimate() -> None:
    primary = stepped_wedge(invented(np.random.default_rng(1), fall=0.5), draws=299).primary
    assert primary.interval is not None
    assert primary.estimate is not None
    assert primary.interval[0] < primary.estimate < primary.interval[1] < 0


def test_ties_move_with_the_order_that_is_dealt() -> None:
    asked = invented(np.random.default_rng(2))
    setup = Setup.of(asked, RING, None, 20, 3)
    plain = Setup.of(asked, None, None, 20, 3)
    label_count = len(setup.starts) + 1
    own, beside = setup.dealt.labels % label_count, setup.dealt.labels // label_count
    assert (own == plain.dealt.labels).all()
    for order, first in zip(own, beside, strict=True):
        for group in range(8):
            assert first[group] == min(order[(group + 1) % 8], order[(group - 1) % 8])


def test_spill_over_periods_and_carry_over_are_told() -> None:
    asked = replace(invented(np.random.default_rng(3), fall=0.6), periods=((1, 8), (9, 200)))
    found = stepped_wedge(asked, links=RING, carry_over=24, draws=99)
    spill = found.diagnostics["spill_over"]
    assert spill["steps"] > 0
    assert 0 < spill["p_value"] <= 1
    assert found.diagnostics["carry_over"] == 24
    assert len(found.primary.effects_by_period) == 2
    assert found.primary.estimate is not None
    assert np.exp(found.primary.estimate) == pytest.approx(0.6, abs=0.15)
    assert len(found.primary.series) == 80


def test_links_are_read_of_a_file_and_a_group_unknown_is_refused(tmp_path: Path) -> None:
    asked = invented(np.random.default_rng(4))
    RING.write_csv(tmp_path / "links.csv")
    by_file = stepped_wedge(asked, links=tmp_path / "links.csv", draws=19)
    assert by_file.diagnostics == stepped_wedge(asked, links=RING, draws=19).diagnostics
    with pytest.raises(CellRefused, match="row 1"):
        stepped_wedge(asked, links=pl.DataFrame({"source": ["other"], "target": ["g1"]}))


def test_one_start_for_all_is_refused() -> None:
    asked = invented(np.random.default_rng(5))
    with pytest.raises(PanelRefused, match="different times"):
        stepped_wedge(replace(asked, starts=dict.fromkeys(asked.starts, 20)))


def test_an_effect_too_large_for_arithmetic_ends_no_interval() -> None:
    def p_value(effect: float) -> float:
        return float("nan") if effect > 5 else 0.5 if effect > -1 else 0.01

    assert invert(p_value, 0.0, 1.0, 0.05) is None
