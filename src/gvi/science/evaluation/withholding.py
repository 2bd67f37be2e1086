"""Taking p away from an answer, with all that p could be worked out from: intervals, errors, bands, placebo ranks."""

from dataclasses import replace

from gvi.science.evaluation.result import Evaluation, Note, OutcomeResult


def withheld(found: Evaluation, note: Note) -> Evaluation:
    """The answer without any p or interval, and the note that says why."""
    return replace(
        found,
        results=tuple(_bare(one) for one in found.results),
        diagnostics={},
        notes=(*found.notes, note),
    )


def _bare(result: OutcomeResult) -> OutcomeResult:
    return replace(
        result,
        se=None,
        interval=None,
        p_value=None,
        effects_by_period=tuple(
            replace(one, interval=None, p_value=None) for one in result.effects_by_period
        ),
        event_study=tuple(replace(one, interval=None) for one in result.event_study),
        series=tuple(replace(one, low=None, high=None) for one in result.series),
        group_time=tuple(replace(one, se=None) for one in result.group_time),
        fit=replace(result.fit, rmspe_ratio=None),
        placebos=(),
    )
