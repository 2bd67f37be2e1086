"""What ended altogether, never was, or never moved is said plainly, and never a bare p beside nothing."""

from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from gvi.science.evaluation import Design, design, differences, synthetic_control
from gvi.science.evaluation.result import Evaluation
from gvi.science.evaluation.words import verdict

CITIES, MONTHS, START = 24, 36, 24


def asked(before: float | None, after: float | None) -> Design:
    """A panel of random counts, the treated city's replaced where a value is given."""
    counts = np.random.default_rng(4).poisson(8.0, (CITIES, MONTHS)).astype(float)
    counts[0, :START] = counts[0, :START] if before is None else before
    counts[0, START:] = counts[0, START:] if after is None else after
    rows = [
        {"unit": f"{unit:02}", "time": time, "outcome": counts[unit, time]}
        for unit in range(CITIES)
        for time in range(MONTHS)
    ]
    return design(pl.DataFrame(rows), treated="00", start=START)


def said(found: Evaluation, lang: str) -> str:
    return found.sentence(lang).replace("\xa0", " ")


def test_events_that_ceased_are_said_so_with_the_p_of_the_test() -> None:
    found = differences(asked(None, 0.0))
    assert (found.primary.estimate, found.primary.interval) == (None, None)
    assert found.primary.p_value == pytest.approx(1 / CITIES)
    assert verdict(found, found.primary) == "lower"
    assert "upphörde från tidssteg 24 till tidssteg 35: inte en enda händelse" in said(found, "sv")
    assert "ceased from time step 24 to time step 35: not one event" in said(found, "en")
    assert "Chance seldom gives a difference as great (p = 0.042)" in said(found, "en")
    assert "could be worked out" not in said(found, "en")


def test_events_that_never_were_give_neither_ratio_nor_p() -> None:
    found = differences(asked(0.0, 0.0))
    assert (found.primary.estimate, found.primary.p_value) == (None, None)
    assert all(one.p_value is None for one in found.primary.effects_by_period)
    assert "no events before the start, so neither ratio nor p value can be given" in said(found, "en")


@pytest.mark.parametrize("value", [0.0, 5.0])
def test_what_never_moved_is_said_to_be_the_same_at_every_time(value: float) -> None:
    rows = [
        {"unit": unit, "time": time, "outcome": value}
        for unit in "ABCDEFGHIJKLMNOPQRSTUVW"
        for time in range(30)
    ]
    found = synthetic_control(design(pl.DataFrame(rows), treated="A", start=20))
    assert f"var {value:.0f} vid varje tid, både före starten och efter" in said(found, "sv")
    assert f"was {value:.0f} at every time, before the start and after" in said(found, "en")
    assert "0 higher" not in said(found, "en")
    assert verdict(found, found.primary) == "nothing"


def test_a_difference_too_small_to_write_is_the_same() -> None:
    found = differences(asked(None, None), family="linear")
    small = replace(found.primary, estimate=0.0004, interval=(-1.0, 1.0))
    told = said(replace(found, results=(small,)), "en")
    assert "was the same from time step 24" in told
    assert "0.00 higher" not in told
