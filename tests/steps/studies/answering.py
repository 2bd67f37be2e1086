"""An answer made by hand, so that pages can be tried without any method."""

from datetime import date

from django.utils import timezone

from gvi.science.evaluation.context import ContextEvent
from gvi.science.evaluation.plan import Plan, read_plan
from gvi.science.evaluation.result import (
    Evaluation,
    Fit,
    Note,
    OutcomeResult,
    PeriodEffect,
    Placebo,
    Point,
    Status,
    Weights,
)
from gvi.steps.studies.flows.ask_run import ask_run
from gvi.steps.studies.flows.work_on_run import Answer, keep
from gvi.steps.studies.models import Study, StudyRun
from gvi.steps.studies.states import RunState
from gvi.steps.studies.telling import tell
from tests.cast import Player, in_room

PAGES = {
    lang: (f"<!doctype html><html lang={lang}><title>Rapport</title>", b"%PDF-1.7") for lang in ("sv", "en")
}
LAW = ContextEvent("Ny lag", date(2025, 4, 1))


def found(plan: Plan | None = None, *, status: Status = "exploratory") -> Evaluation:
    """A fall of 30 per cent, with everything that a page shows."""
    months = [f"2025-{month:02d}" for month in range(1, 13)]
    series = tuple(
        Point(month, 5.0 - 2 * (at >= 6), 5.0, 3.0 if at >= 6 else None, 7.0 if at >= 6 else None)
        for at, month in enumerate(months)
    )
    primary = OutcomeResult(
        "shootings",
        -0.36,
        "log_rate_ratio",
        se=0.1,
        interval=(-0.56, -0.16),
        p_value=0.012,
        effects_by_period=(PeriodEffect("2025-07", "2025-12", -0.36, (-0.56, -0.16), 0.012),),
        series=series,
        weights=Weights(units={"Granvik": 0.6, "Sjöstad": 0.4}),
        fit=Fit(0.4, 3.1, 0.2),
        placebos=(
            Placebo("unit", "Granvik", 0.1, rmspe_ratio=1.2),
            Placebo("time", "2025-03", 0.02, p_value=0.8),
            Placebo("outcome", "injured", -0.01, p_value=0.9),
        ),
    )
    return Evaluation(
        "interrupted_series",
        (primary,),
        n_units=1,
        n_pre=6,
        n_post=6,
        start="2025-07",
        notes=(Note("few", "Tiden före är kort.", "The time before is short."),),
        plan_sha256=plan.sha256 if plan else None,
        status=status,
    )


def answered(player: Player, study: Study, *, status: Status = "exploratory") -> StudyRun:
    """A run of the study that is done."""
    with in_room(player) as actor:
        run = ask_run(study, by=actor, at=timezone.now(), defer=False)
        StudyRun.objects.filter(pk=run.pk).update(state=RunState.RUNNING)
        evaluation = found(read_plan(run.plan.text), status=status)
        answer = Answer(evaluation, tell(evaluation, ["2025-12"], None, [LAW]), PAGES)
        kept = keep(run, answer)
        StudyRun.objects.filter(pk=run.pk).update(
            state=RunState.DONE, done=100, finished_at=timezone.now(), **kept
        )
    return StudyRun.objects.get(pk=run.pk)
