"""A run of a study: asked for, on its way, and what it found."""

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gvi.science.evaluation.words import method_name
from gvi.steps.studies.flows.ask_run import ask_run
from gvi.steps.studies.models import PlanVersion, Study, StudyReport, StudyRun
from gvi.steps.studies.states import GOING, RunState
from gvi.steps.studies.views import download, reader_language
from gvi.steps.studies.working import failure
from gvi.trust.refusals import NotAllowed, Refusal
from gvi.trust.workspaces.asked import refuse_unknown
from gvi.trust.workspaces.pages import RoomRequest, page, polled
from gvi.trust.workspaces.rights import Right

FILE = "application/octet-stream"


@page(Right.WRITE_STUDIES)
@require_POST
def ask(request: RoomRequest, study_id: UUID) -> HttpResponse:
    """Put the plan to the figures; ``version`` names another than the one that counts."""
    study = get_object_or_404(Study, pk=study_id)
    number = request.POST.get("version", "")
    version = PlanVersion.objects.filter(study=study, number=number).first() if number.isdecimal() else None
    try:
        made = ask_run(study, by=request.actor, at=timezone.now(), version=version)
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("studies:study", study.pk)
    return redirect("studies:run", made.pk)


@page(Right.READ_STUDIES)
def run(request: RoomRequest, study_run_id: UUID) -> HttpResponse:
    """What was found; while it is worked out, how far it has come."""
    refuse_unknown(request)
    runs = StudyRun.objects.select_related("study", "plan", "panel", "room").defer("panel__csv")
    found = get_object_or_404(runs, pk=study_run_id)
    context: dict[str, Any] = {
        "run": found,
        "study": found.study,
        "going": found.state in GOING,
        "failure": failure(found) if found.state == RunState.FAILED else "",
        "joint": True,
    }
    if found.result:
        context |= _shown(found.result)
        context["reports"] = set(StudyReport.objects.filter(run=found).values_list("language", flat=True))
    return render(request, "studies/run.html", context)


def _shown(result: dict[str, Any]) -> dict[str, Any]:
    lang = reader_language()
    power = result["power"]
    return {
        "out": result["out"][lang],
        "sentence": result["sentence"][lang],
        "chart": result["chart"][lang],
        "rows": result["rows"][lang],
        "events": result["context"],
        "notes": [note[lang] for note in result["notes"]],
        "power": power["sentence"][lang] if power else "",
        "preliminary": result["preliminary"],
        "columns": _columns(),
        "method": method_name(result["out"][lang]["method"], lang),
    }


def _columns() -> dict[str, list[dict[str, object]]]:
    effect: list[dict[str, object]] = [
        {"label": _("Effekt"), "number": True},
        {"label": _("Intervall"), "number": True},
        {"label": _("p"), "number": True},
    ]
    return {
        "effects": [{"label": _("Utfall")}, {"label": _("Period")}, *effect],
        "sensitivity": [{"label": _("Prövning")}, {"label": _("Vad")}, *effect],
        "placebos": [
            {"label": _("Där inget infördes")},
            {"label": _("Skillnad"), "number": True},
            {"label": _("Mot tiden före"), "number": True},
        ],
        "series": [
            {"label": _("Tid")},
            {"label": _("Observerat"), "number": True},
            {"label": _("Utan strategin"), "number": True},
            {"label": _("Lägst"), "number": True},
            {"label": _("Högst"), "number": True},
        ],
        "weights": [{"label": _("Enhet")}, {"label": _("Vikt"), "number": True}],
    }


@polled
@page(Right.READ_STUDIES)
def progress(request: RoomRequest, study_run_id: UUID) -> HttpResponse:
    """The line that tells how far; when the work is done the page loads itself anew."""
    found = get_object_or_404(StudyRun.objects.defer("result"), pk=study_run_id)
    if not request.htmx:
        return redirect("studies:run", found.pk)
    answer = render(request, "studies/_run.html", {"run": found})
    if found.state not in GOING:
        answer["HX-Refresh"] = "true"
    return answer


@page(Right.READ_STUDIES)
def report_html(request: RoomRequest, study_run_id: UUID) -> HttpResponse:
    """The report as one page, to keep: a file, so that no browser ever shows it as a page of ours."""
    found = _report(study_run_id)
    return _download(request, found, found.html.encode(), FILE, "html")


@page(Right.READ_STUDIES)
def report_pdf(request: RoomRequest, study_run_id: UUID) -> HttpResponse:
    """The report as a document, to keep."""
    found = _report(study_run_id)
    return _download(request, found, bytes(found.pdf), "application/pdf", "pdf")


def _report(study_run_id: UUID) -> StudyReport:
    reports = StudyReport.objects.select_related("run__study").defer("run__result")
    return get_object_or_404(reports, run=study_run_id, language=reader_language())


def _download(
    request: RoomRequest, report: StudyReport, content: bytes, content_type: str, ending: str
) -> HttpResponse:
    name = f"utvardering-{report.run.study.number}-{report.language}.{ending}"
    return download(
        request,
        content,
        content_type,
        name,
        kind="study",
        record=report.run.study_id,
        verb="studies.export_report",
    )


@page(Right.READ_STUDIES)
def result_json(request: RoomRequest, study_run_id: UUID) -> HttpResponse:
    """The answer as ``gvi evaluate --json`` writes it."""
    found = get_object_or_404(
        StudyRun.objects.select_related("study"), pk=study_run_id, state=RunState.DONE, result__isnull=False
    )
    out = (found.result or {})["out"][reader_language()]
    content = json.dumps(out, ensure_ascii=False, indent=1).encode()
    return download(
        request,
        content,
        "application/json",
        f"resultat-{found.study.number}.json",
        kind="study",
        record=found.study_id,
        verb="studies.export_result",
    )
