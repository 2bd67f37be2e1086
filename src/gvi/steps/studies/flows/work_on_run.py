"""Answer a run of a study: the plan put to the figures, judged by the receipt, told in both languages."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from gvi.science.evaluation.assessing import evaluate
from gvi.science.evaluation.context import ContextEvent
from gvi.science.evaluation.plain import plain
from gvi.science.evaluation.plan import Plan, read_plan
from gvi.science.evaluation.receipt import NOT_VOUCHED, Verdict, judge, read_receipt
from gvi.science.evaluation.result import Evaluation, Note
from gvi.steps.incidents.models import ContextEvent as ContextRow
from gvi.steps.studies.city_key import city_key
from gvi.steps.studies.models import PlanLock, StudyReport, StudyRun
from gvi.steps.studies.panels.locked import swapped
from gvi.steps.studies.panels.made import as_frame
from gvi.steps.studies.telling import LANGUAGES, Told, least_effect, preliminary_of, reports, tell
from gvi.steps.studies.working import Told as Teller
from gvi.steps.studies.working import work_on
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right

EVALUATED = 70


@dataclass(frozen=True)
class Question:
    """Everything a run stands on, as plain values: read in the room, answered outside it."""

    plan: Plan
    csv: str
    step: str
    last: str
    verdict: Verdict
    context: tuple[ContextEvent, ...]


@dataclass(frozen=True)
class Answer:
    """What was found, as it is kept."""

    evaluation: Evaluation
    told: Told
    pages: dict[str, tuple[str, bytes]]


def work_on_run(pk: UUID, *, by: Actor, at: datetime) -> None:
    """Answer the run ``pk``; one that has been answered is left alone."""
    by.require(Right.WRITE_STUDIES)
    work_on(StudyRun, pk, read, think, keep, by=by, at=at)


def read(run: StudyRun) -> Question:
    """The plan, the figures, what a receipt makes of the plan if it was locked by then, and the context log.

    Four queries.
    """
    plan = read_plan(run.plan.text)
    return Question(
        plan=plan,
        csv=run.panel.csv,
        step=run.panel.step,
        last=run.panel.last,
        verdict=_verdict(run, plan),
        context=context_events(),
    )


def _verdict(run: StudyRun, plan: Plan) -> Verdict:
    locks = PlanLock.objects.filter(study_id=run.study_id, at__lte=run.at)
    lock = locks.select_related("panel").first()
    if lock is None:
        return NOT_VOUCHED
    receipt = read_receipt(lock.receipt)
    verdict = judge(plan, receipt, key=city_key(receipt), at=run.at)
    return on_other_figures(verdict, swapped(lock.panel, run.panel))


def on_other_figures(verdict: Verdict, changed: Note | None) -> Verdict:
    """A lock holds for the figures that were there: on others a registered plan deviates, and says in what."""
    if changed is None:
        return verdict
    notes = (*verdict.notes, changed)
    if verdict.status == "exploratory":
        return replace(verdict, notes=notes)
    return Verdict("deviated", deviations=(*verdict.deviations, changed.en), notes=notes)


def context_events() -> tuple[ContextEvent, ...]:
    """The context log as every chart draws it: one query."""
    return tuple(
        ContextEvent(row.title, row.starts, row.ends) for row in ContextRow.objects.order_by("starts")
    )


def think(asked: Question, told: Teller) -> Answer:
    """Evaluate, find the least effect that would be seen, and write the report; no database."""
    found = evaluate(
        asked.plan,
        as_frame(asked.csv),
        verdict=asked.verdict,
        progress=lambda done: told(min(done, EVALUATED)),
    )
    told(EVALUATED)
    preliminary = preliminary_of(asked.plan, asked.step, asked.last)
    power = least_effect(asked.plan, asked.csv)
    told(85)
    pages = reports(found, asked.plan, asked.context, preliminary, power)
    return Answer(found, tell(found, preliminary, power, asked.context), pages)


def keep(run: StudyRun, answer: Answer) -> dict[str, Any]:
    """Put the reports where they stay; what the run itself is to say."""
    StudyReport.objects.bulk_create(
        StudyReport(run=run, language=lang, html=answer.pages[lang][0], pdf=answer.pages[lang][1])
        for lang in _written(answer.pages)
    )
    return {"result": plain(answer.told), "status": answer.evaluation.status}


def _written(pages: dict[str, tuple[str, bytes]]) -> Sequence[str]:
    return [lang for lang in LANGUAGES if lang in pages]
