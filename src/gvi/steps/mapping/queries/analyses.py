"""Problem analyses that were made, those on their way, and those that were released."""

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator

from gvi.steps.mapping.models import Analysis, AnalysisRun, ProblemAnalysis, ReleasedAnalysis
from gvi.steps.mapping.states import RunState
from gvi.steps.review.queries.words import names_of

PAGE = 20


@dataclass(frozen=True)
class Line:
    """One analysis, who made it, and the day on which it was released, if any."""

    analysis: ProblemAnalysis
    by: str
    released_at: datetime | None


def made(number: str | int) -> tuple[list[Line], "Page[ProblemAnalysis]"]:
    """A page of them, newest first: four queries."""
    page = Paginator(ProblemAnalysis.objects.defer("pdf"), PAGE).get_page(number)
    rows = list(page.object_list)
    names = names_of(row.by for row in rows)
    released = dict(
        ReleasedAnalysis.objects.filter(pk__in=[row.pk for row in rows]).values_list("pk", "released_at")
    )
    return [Line(row, names.get(row.by, ""), released.get(row.pk)) for row in rows], page


def on_its_way(since: datetime) -> AnalysisRun | None:
    """The latest asked for after ``since``, if it is being made or could not be: one query."""
    latest = AnalysisRun.objects.filter(analysis=Analysis.REPORT, at__gt=since).defer("result").first()
    return latest if latest and latest.state != RunState.DONE else None


def released(number: str | int) -> "Page[ReleasedAnalysis]":
    """A page of those released, newest first: two queries."""
    return Paginator(ReleasedAnalysis.objects.defer("pdf").select_related("owner"), PAGE).get_page(number)
