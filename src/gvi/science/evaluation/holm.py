"""Several outcomes at once: Holm's step-down, so that one of many secondaries is not found by chance (Holm 1979).

The primary outcome is asked about alone and keeps its p; the secondary ones share one level of error between them.
"""

from collections.abc import Sequence
from dataclasses import replace

from gvi.science.evaluation.result import Note, OutcomeResult

NOTE = Note(
    "holm",
    "P-värdena för sekundära utfall är justerade för att de är flera (Holm). Intervallen är inte justerade.",
    "The p values of secondary outcomes are adjusted for their number (Holm). The intervals are not adjusted.",
)


def adjusted(p_values: Sequence[float | None]) -> list[float | None]:
    """Adjust p values for their number; one that is withheld stays withheld and does not count.

    >>> adjusted([0.01, 0.04, None, 0.03])
    [0.03, 0.06, None, 0.06]
    """
    known = sorted((p, at) for at, p in enumerate(p_values) if p is not None)
    found: list[float | None] = [None] * len(p_values)
    largest = 0.0
    for rank, (p, at) in enumerate(known):
        largest = max(largest, min(1.0, (len(known) - rank) * p))
        found[at] = largest
    return found


def secondaries(results: Sequence[OutcomeResult]) -> tuple[OutcomeResult, ...]:
    """Adjust the p values of all results but the first, which is the primary outcome's.

    >>> answer = secondaries([OutcomeResult(name, 0.0, "difference", p_value=0.02) for name in "abc"])
    >>> [one.p_value for one in answer]
    [0.02, 0.04, 0.04]
    """
    first, *others = results
    p_values = adjusted([one.p_value for one in others])
    return (first, *(replace(one, p_value=p) for one, p in zip(others, p_values, strict=True)))


def notes(results: Sequence[OutcomeResult]) -> tuple[Note, ...]:
    """What to say of it: nothing unless at least two secondary p values were adjusted for each other."""
    return (NOTE,) if sum(one.p_value is not None for one in results[1:]) > 1 else ()
