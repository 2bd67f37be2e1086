"""Synthetic difference-in-differences

California's tobacco law of 1989 among 38 states: the estimate, the rank among all placebos and the placebo error, with
intervals for the whole and for two periods. Then California and two states more taken as treated, with 200 placebo sets
drawn by lot: ours (the rank, the paper's placebo error on 200 sets of donors, and the interval) beside azcausal's
placebo error on 200 draws, one BLAS thread each, which was its best here.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import polars as pl

from gvi.science.evaluation import Design, design, synthetic_did
from gvi.science.evaluation.blas import one_thread
from tools.bench.figures import Figure, seconds

DATA = Path(__file__).resolve().parents[2] / "tests/data"
THREE = ["California", "Nevada", "Utah"]
TIMES = 5


def measure(*, smoke: bool) -> Iterator[Figure]:
    """Seconds of both, and ours over theirs."""
    table = pl.read_csv(DATA / "california_prop99.csv", separator=";")
    draws, times = (1, 1) if smoke else (200, TIMES)
    asked = _asked(table, ["California"], periods=[(1, 3), (4, 12)])
    ours = min(seconds(lambda: synthetic_did(asked)) for _ in range(times))
    yield Figure("California, all placebos, three intervals", ours, "s", at_most=None if smoke else 1)
    three = _asked(table, THREE)
    ours = min(seconds(lambda: synthetic_did(three, placebos=draws)) for _ in range(times))
    yield Figure(f"three states, {draws} draws", ours, "s")
    if importlib.util.find_spec("azcausal") is None:
        print("  azcausal is not installed (uv sync --group peers): not measured beside")
        return
    with one_thread():
        theirs = _azcausal(three, draws)
    yield Figure(f"three states, {draws} draws: azcausal", theirs, "s")
    yield Figure(
        f"three states, {draws} draws: ours / azcausal", ours / theirs, "", None if smoke else 1 / 50
    )


def _asked(table: pl.DataFrame, treated: list[str], **options: object) -> Design:
    columns = {"unit": "State", "time": "Year", "outcome": "PacksPerCapita"}
    return design(table, treated=treated, start=1989, **columns, **options)  # type: ignore[arg-type]


def _azcausal(asked: Design, draws: int) -> float:
    """Seconds of the estimate and its placebo error."""
    from azcausal.core.error import Placebo
    from azcausal.core.panel import CausalPanel
    from azcausal.estimators.panel.sdid import SDID

    outcomes = pd.DataFrame(asked.matrix().T, columns=list(asked.panel.units))
    treated = pd.DataFrame(0, index=outcomes.index, columns=outcomes.columns)
    treated.iloc[asked.start :, list(asked.treated_rows)] = 1

    def work() -> None:
        panel = CausalPanel(data={"outcome": outcomes, "intervention": treated}).setup()
        estimator = SDID()
        estimator.error(estimator.fit(panel), Placebo(n_samples=draws))

    return seconds(work)
