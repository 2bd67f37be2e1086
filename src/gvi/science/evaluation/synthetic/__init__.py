"""Synthetic control: a weighted mean of other cities that followed the treated one before the start (Abadie 2021).

Abadie & Gardeazabal (2003) and Abadie, Diamond & Hainmueller (2010); augmented after Ben-Michael, Feller & Rothstein
(2021). The effect is the gap after the start. p is the treated's rank, by how much the gap grew, among all units each
taken for treated; intervals of effects invert that test, and the band by time is conformal (Chernozhukov, Wüthrich &
Zhu 2021). Assumed: without the treatment the gap would have stayed as it was, donors were not touched by it, and the
treated could as well have been any of the units. Cities chosen at a peak break the last (science.md, *why then*).
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

from gvi.science.evaluation import holm
from gvi.science.evaluation.blas import one_thread
from gvi.science.evaluation.design import Design
from gvi.science.evaluation.result import Evaluation, Note
from gvi.science.evaluation.synthetic import asking
from gvi.science.evaluation.synthetic.answering import answer
from gvi.science.evaluation.synthetic.asking import Asked
from gvi.science.evaluation.synthetic.pool import lots

__all__ = ["augmented_synthetic_control", "synthetic_control"]

Match = Literal["outcomes"] | Sequence[Mapping[str, Any]]
V = Literal["nested", "equal"] | Sequence[float]
Placebos = Literal["all"] | int


def synthetic_control(
    asked: Design,
    *,
    match: Match = "outcomes",
    v: V = "nested",
    v_from: str | int | None = None,
    v_to: str | int | None = None,
    starts: int = 20,
    seed: int = 1,
    placebos: Placebos = "all",
    in_time: str | None = None,
    leave_one_out: bool = False,
    progress: Callable[[int], None] | None = None,
) -> Evaluation:
    """Compare the treated with weights of donors, never under zero and one in sum.

    ``match`` is ``outcomes``, each before the start by itself, or columns ``{column, from, to, how}`` (``how`` mean or
    each), divided by their standard deviation. ``v`` says how much each counts: ``nested`` finds what gives the
    outcome best from ``v_from`` to ``v_to`` (with ``match="outcomes"`` those times alike), from ``starts`` places.
    ``placebos`` are all units, or so many at random. ``in_time`` is an earlier time to try as the start;
    ``leave_one_out`` drops each donor that carries weight. ``progress`` is told of lots of placebos done.

    Several treated units are met by their mean (``pooling`` mean; sum multiplies the answer by their number) or each by
    itself and the gaps averaged (each); placebos are then as many units at a time. The effect is a difference in the
    outcome's own unit; a placebo's ``gap`` is divided by its own RMSPE before the start. Raises ``PanelRefused`` for
    options and columns that are not as they must be.

    >>> import polars as pl
    >>> counts = {"a": [4, 6, 5, 1], "b": [2, 4, 3, 3], "c": [6, 8, 7, 7], "d": [5, 5, 5, 5]}
    >>> rows = [(unit, time, y) for unit, ys in counts.items() for time, y in enumerate(ys)]
    >>> table = pl.DataFrame(rows, schema=["unit", "time", "outcome"], orient="row")
    >>> from gvi.science.evaluation import design
    >>> found = synthetic_control(design(table, treated="a", start=3))
    >>> round(found.primary.estimate, 3), found.p_least, found.cannot_reject
    (-4.0, 0.25, True)
    """
    read = asking.read(
        asked,
        match=match,
        v=v,
        v_from=v_from,
        v_to=v_to,
        starts=starts,
        seed=seed,
        placebos=placebos,
        ridge=None,
    )
    return _evaluated("synthetic_control", asked, read, in_time, leave_one_out, progress)


def augmented_synthetic_control(
    asked: Design,
    *,
    ridge: asking.Ridge = "cv",
    match: Match = "outcomes",
    v: V = "nested",
    v_from: str | int | None = None,
    v_to: str | int | None = None,
    starts: int = 20,
    seed: int = 1,
    placebos: Placebos = "all",
    in_time: str | None = None,
    leave_one_out: bool = False,
    progress: Callable[[int], None] | None = None,
) -> Evaluation:
    """Do as ``synthetic_control``, then take away by ridge regression what the weights leave before the start.

    ``ridge`` is lambda, or ``cv`` to find it by leaving out one time after another. Weights may fall under zero.
    """
    read = asking.read(
        asked,
        match=match,
        v=v,
        v_from=v_from,
        v_to=v_to,
        starts=starts,
        seed=seed,
        placebos=placebos,
        ridge=ridge,
    )
    return _evaluated("augmented_synthetic_control", asked, read, in_time, leave_one_out, progress)


def _evaluated(
    method: str,
    asked: Design,
    read: Asked,
    in_time: str | None,
    leave_one_out: bool,
    progress: Callable[[int], None] | None,
) -> Evaluation:
    chosen = lots(len(asked.treated), len(asked.treated) + len(asked.donors), read.placebos, read.seed)
    with one_thread():
        answers = [
            answer(
                asked,
                name,
                read,
                chosen,
                in_time=None if in_time is None else str(in_time),
                leave_one_out=leave_one_out,
                progress=progress or (lambda done: None),
            )
            for name in asked.outcomes
        ]
    results = holm.secondaries([one.result for one in answers])
    said = [note for one in answers for note in one.notes]
    notes: tuple[Note, ...] = (*dict.fromkeys(said), *holm.notes(results))
    return Evaluation(
        method=method,
        results=results,
        n_units=len(asked.treated) + len(asked.donors),
        n_pre=read.start,
        n_post=asked.panel.n_times - read.start,
        start=asked.panel.times[read.start],
        alpha=asked.alpha,
        margin=asked.margin,
        p_least=1 / len(chosen.chosen),
        diagnostics=answers[0].diagnostics,
        notes=notes,
    )
