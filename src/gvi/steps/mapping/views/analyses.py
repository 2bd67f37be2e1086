"""The problem analysis as a document: made by one click, kept, downloaded, and without secrets released by decision."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gvi.steps.mapping.flows.ask_analysis import LOST
from gvi.steps.mapping.flows.make_analysis import make_analysis as make_flow
from gvi.steps.mapping.flows.release_analysis import release_analysis as release_flow
from gvi.steps.mapping.forms.analyses import AnalysisForm, ReleaseAnalysisForm
from gvi.steps.mapping.models import ProblemAnalysis, ReleasedAnalysis, Version
from gvi.steps.mapping.queries.analyses import made, on_its_way
from gvi.steps.mapping.queries.analyses import released as released_page
from gvi.steps.mapping.states import RunState
from gvi.steps.mapping.views import UNPROCESSABLE, download, log_reading
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import attempt

PDF = "application/pdf"


@page(Right.READ_MAPPING)
def analyses(request: RoomRequest) -> HttpResponse:
    """What has been made, newest first, and the form that makes another."""
    return _list(request, AnalysisForm())


def _list(request: RoomRequest, form: AnalysisForm) -> HttpResponse:
    log_reading(request, "mapping.read_analyses", kind="analysis")
    lines, shown = made(request.GET.get("page", 1))
    context = {
        "form": form,
        "lines": lines,
        "page": shown,
        "run": on_its_way(timezone.now() - LOST),
        "may_release": request.actor.may(Right.RELEASE),
        "columns": [
            {"label": label}
            for label in (
                _("Gjord"),
                _("Period"),
                _("Version"),
                _("Språk"),
                _("Av"),
                _("Dokument"),
                _("Samverkan"),
            )
        ],
    }
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "mapping/analyses.html", context, status=status)


@page(Right.READ_MAPPING)
@require_POST
def make_analysis(request: RoomRequest) -> HttpResponse:
    """Make one; a large one is found in the list when it is done."""
    form = AnalysisForm(request.POST)
    if not form.is_valid():
        return _list(request, form)
    run = make_flow(form.wanted(), by=request.actor, at=timezone.now())
    if run.state == RunState.DONE:
        messages.success(request, _("Problemanalysen är gjord. Den ligger överst i listan."))
    return redirect("mapping:analyses")


@page(Right.READ_MAPPING)
def analysis_pdf(request: RoomRequest, analysis_id: UUID) -> HttpResponse:
    """The document, to keep."""
    found = get_object_or_404(ProblemAnalysis, pk=analysis_id)
    write(Operation.EXPORT, "mapping.export_analysis", by=request.actor, kind="analysis", record=found.pk)
    kind = "problemanalys" if found.version == Version.FULL else "problemanalys-utan-hemliga-uppgifter"
    return download(bytes(found.pdf), PDF, f"{kind}-{timezone.localdate(found.at)}.pdf")


@page(Right.RELEASE)
def release_analysis(request: RoomRequest, analysis_id: UUID) -> HttpResponse:
    """Decide to release one without secrets."""
    found = get_object_or_404(ProblemAnalysis, pk=analysis_id, version=Version.OPEN)
    form = ReleaseAnalysisForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        decision, now = form.decision(), timezone.now()
        if attempt(form, lambda: release_flow(found, decision, by=request.actor, at=now)):
            messages.success(request, _("Analysen är lämnad till samverkan."))
            return redirect("mapping:released")
    log_reading(request, "mapping.read_analyses", kind="analysis", record=found.pk)
    context = {"form": form, "analysis": found}
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "mapping/release_analysis.html", context, status=status)


@page(Right.READ_MEETINGS)
def released(request: RoomRequest) -> HttpResponse:
    """Those that everybody may read, with how each is kept: the same page for every room."""
    shown = released_page(request.GET.get("page", 1))
    columns = [
        {"label": label}
        for label in (
            _("Lämnad"),
            _("Period"),
            _("Språk"),
            _("Ägare"),
            _("Diarienummer"),
            _("Sekretessmarkering"),
            _("Gallringsbeslut"),
            _("Dokument"),
        )
    ]
    return render(request, "mapping/released.html", {"page": shown, "columns": columns, "joint": True})


@page(Right.READ_MEETINGS)
def released_pdf(request: RoomRequest, released_id: UUID) -> HttpResponse:
    """The released document, to keep."""
    found = get_object_or_404(ReleasedAnalysis, pk=released_id)
    write(Operation.EXPORT, "mapping.export_released", by=request.actor, kind="analysis", record=found.pk)
    day = timezone.localdate(found.released_at)
    return download(bytes(found.pdf), PDF, f"problemanalys-utan-hemliga-uppgifter-{day}.pdf")
