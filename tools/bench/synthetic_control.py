"""Synthetic control

California's tobacco law of 1989 among 38 states, weights on each year's outcome: all placebos with their ranks and
intervals, the conformal band of twelve years and an in-time placebo with all its placebos too. Beside it pysyncon with
one BLAS thread, which was its best here: the same question with its own search for V (one fit measured, of the 78 that
the placebos and the in-time placebos take), and with V given, where it need not search: all 78 fits and its conformal
band. Last the Basque Country with nested V, 20 starts and all placebos.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import polars as pl
from pysyncon import Dataprep, Synth

from gvi.science.evaluation import Design, design, synthetic_control
from gvi.science.evaluation.blas import one_thread
from tools.bench.figures import Figure, seconds

DATA = Path(__file__).resolve().parents[2] / "tests/data"
START, SPLIT = 1989, 1985
UNIT, TIME, OUTCOME, TREATED = "State", "Year", "PacksPerCapita", "California"
TIMES = 5


def measure(*, smoke: bool) -> Iterator[Figure]:
    """Seconds of the whole analysis, and ours over theirs."""
    table = pl.read_csv(DATA / "california_prop99.csv", separator=";")
    if smoke:
        table = table.filter(pl.col(UNIT).is_in([TREATED, *table[UNIT].unique().sort()[:6]]))
    asked = design(table, treated=TREATED, start=START, unit=UNIT, time=TIME, outcome=OUTCOME)
    ours = min(seconds(lambda: synthetic_control(asked, in_time=str(SPLIT))) for _ in range(TIMES))
    yield Figure(f"{TREATED}, all placebos, conformal band, in-time", ours, "s", at_most=None if smoke else 1)
    if smoke:
        yield Figure("pysyncon with V given: one fit", _one_fit(table.to_pandas()), "s")
    else:
        yield from _beside_pysyncon(table.to_pandas(), ours)
        basque = _basque()
        columns = [{"column": "invest", "from": 1964, "to": 1969}, {"column": "gdpcap", "from": 1960}]
        columns += [{"column": "popdens", "from": 1969, "to": 1969}]
        spent = seconds(lambda: synthetic_control(basque, match=columns))
        yield Figure("Basque Country, three columns, nested V, 20 starts, all placebos", spent, "s")


def _one_fit(frame: pd.DataFrame) -> float:
    with one_thread():
        return seconds(
            lambda: Synth().fit(_prepared(frame, TREATED, START), custom_V=_variances(frame, START))
        )


def _beside_pysyncon(frame: pd.DataFrame, ours: float) -> Iterator[Figure]:
    limit = 1 / 100
    with one_thread(), contextlib.redirect_stdout(io.StringIO()):
        given = seconds(lambda: _everything(frame))
        fits = 2 * frame[UNIT].nunique()
        searched = fits * seconds(lambda: Synth().fit(_prepared(frame, TREATED, START)))
    yield Figure("pysyncon with V given: placebos, in-time, conformal band", given, "s")
    yield Figure("ours / pysyncon with V given", ours / given, "", limit)
    yield Figure(f"pysyncon with its search for V: one fit times {fits}", searched, "s")
    yield Figure("ours / pysyncon with its search for V", ours / searched, "", limit)


def _everything(frame: pd.DataFrame) -> None:
    """pysyncon: every state with every other as donors, at both starts, and the band of the treated."""
    for start in (START, SPLIT):
        kept = frame[frame[TIME] < (START if start < START else np.inf)]
        for state in frame[UNIT].unique():
            prepared = _prepared(kept, state, start)
            Synth().fit(prepared, custom_V=_variances(kept, start))
    prepared = _prepared(frame, TREATED, START)
    found = Synth()
    found.fit(prepared, custom_V=_variances(frame, START))
    found.confidence_interval(
        alpha=0.06,
        time_periods=list(range(START, int(frame[TIME].max()) + 1)),
        tol=0.1,
        custom_V=_variances(frame, START),
        verbose=False,
    )


def _variances(frame: pd.DataFrame, start: int) -> np.ndarray:
    """V that undoes its scaling, so that outcomes are matched as they are."""
    years = frame[frame[TIME] < start].pivot(index=TIME, columns=UNIT, values=OUTCOME)
    found: np.ndarray = years.var(axis=1).to_numpy()
    return found


def _prepared(frame: pd.DataFrame, treated: str, start: int) -> Dataprep:
    years = sorted(int(year) for year in frame[TIME].unique() if year < start)
    return Dataprep(
        foo=frame,
        predictors=[],
        predictors_op="mean",
        time_predictors_prior=years,
        special_predictors=[(OUTCOME, [year], "mean") for year in years],
        dependent=OUTCOME,
        unit_variable=UNIT,
        time_variable=TIME,
        treatment_identifier=treated,
        controls_identifier=[state for state in frame[UNIT].unique() if state != treated],
        time_optimize_ssr=years,
    )


def _basque() -> Design:
    table = pl.read_csv(DATA / "scm_basque.csv", null_values=["NA", ""], infer_schema_length=None)
    table = table.filter(pl.col("regionno") != 1).with_columns(pl.col("year").cast(int))
    return design(
        table,
        treated="Basque Country (Pais Vasco)",
        start=1970,
        unit="regionname",
        time="year",
        outcome="gdpcap",
        covariates=["invest", "popdens"],
    )
