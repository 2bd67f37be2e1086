"""Reading studies: the list, one study with what belongs to it, and the sentences that police have released."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, F, OuterRef, Subquery, When
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language

from gvi.science.evaluation.receipt import read_receipt
from gvi.steps.review.queries.words import names_of
from gvi.steps.studies.city_key import city_key
from gvi.steps.studies.models import PanelFile, PlanLock, PlanVersion, ReleasedSentence, Study, StudyRun
from gvi.steps.studies.states import RunState
from gvi.steps.studies.words import Status

PAGE = 20
MOST = 12


def studies_page(number: str | int) -> "Page[Any]":
    """A page of studies, newest first, each with its room, how often it was run, and its answer: two queries.

    A registered answer stands before any later one that deviates.
    """
    registered = Case(When(status=Status.REGISTERED, then=0), default=1)
    done = StudyRun.objects.filter(study=OuterRef("pk"), state=RunState.DONE).order_by(registered, "-at")
    rows = Study.objects.select_related("room", "lock").annotate(
        n_runs=Count("runs"),
        latest_run=Subquery(done.values("pk")[:1]),
        latest_status=Subquery(done.values("status")[:1]),
    )
    return Paginator(rows.defer("lock__receipt").order_by("-number"), PAGE).get_page(number)


def released_sentences() -> list[ReleasedSentence]:
    """What police have released of their own study, newest first: one query."""
    return list(ReleasedSentence.objects.select_related("owner")[:MOST])


@dataclass(frozen=True)
class StudyView:
    """One study with its figures, its plans, its lock and its runs; ``names`` of whoever did something."""

    study: Study
    panel: PanelFile | None
    plan: PlanVersion | None
    versions: int
    lock: PlanLock | None
    runs: Sequence[StudyRun]
    names: dict[UUID, str]

    @property
    def key(self) -> str | None:
        """The fingerprint of the city's key on the receipt; none without a lock, or when the key is not the city's."""
        return city_key(read_receipt(self.lock.receipt)) if self.lock else None


def read_study(pk: UUID) -> StudyView:
    """Everything that the page of a study shows: seven queries."""
    study = get_object_or_404(Study.objects.select_related("room"), pk=pk)
    panel = PanelFile.objects.filter(study=study).defer("csv").first()
    plans = PlanVersion.objects.filter(study=study)
    lock = PlanLock.objects.filter(study=study).select_related("plan", "room").first()
    told = StudyRun.objects.annotate(
        changed=F(f"result__changed__{'en' if get_language() == 'en' else 'sv'}")
    )
    runs = list(told.filter(study=study).select_related("plan").defer("result")[:MOST])
    plan, versions = plans.first(), plans.count()
    members = [study.by, *(row.by for row in (plan, lock, panel) if row), *(run.by for run in runs)]
    return StudyView(study, panel, plan, versions, lock, runs, names_of(members))
