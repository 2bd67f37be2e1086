"""The evaluator's frozen extract: what has been frozen, freezing another, and the zip."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from gvi.steps.review.queries.words import names_of
from gvi.steps.review.views import status_of
from gvi.steps.studies.flows.freeze_extract import freeze_extract
from gvi.steps.studies.forms.marks import MarksForm
from gvi.steps.studies.models import Extract
from gvi.steps.studies.views import download
from gvi.trust.workspaces.asked import refuse_unknown
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import attempt

MOST = 30


@page(Right.READ_EXTRACTS)
def extracts(request: RoomRequest) -> HttpResponse:
    """Those that are frozen, newest first, with the hash of each. Two queries."""
    refuse_unknown(request)
    rows = list(Extract.objects.select_related("room").defer("content")[:MOST])
    names = names_of(row.by for row in rows)
    context = {
        "rows": [(row, names.get(row.by, "")) for row in rows],
        "may_freeze": request.actor.may(Right.FREEZE_EXTRACT),
        "columns": [
            {"label": _("Nummer"), "number": True},
            {"label": _("Fryst")},
            {"label": _("Av")},
            {"label": _("Till och med")},
            {"label": _("Diarienummer")},
            {"label": _("Fil")},
        ],
        "joint": True,
    }
    return render(request, "studies/extracts.html", context)


@page(Right.FREEZE_EXTRACT)
def freeze(request: RoomRequest) -> HttpResponse:
    """Freeze one as things stand."""
    form = MarksForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        if attempt(form, lambda: freeze_extract(form.marks(), by=request.actor, at=now)):
            messages.success(request, _("Utdraget är fryst. Det ändras inte mer."))
            return redirect("studies:extracts")
    return render(request, "studies/freeze.html", {"form": form, "joint": True}, status=status_of(form))


@page(Right.READ_EXTRACTS)
def extract_zip(request: RoomRequest, extract_id: UUID) -> HttpResponse:
    """The zip, byte for byte as it was frozen."""
    found = get_object_or_404(Extract, pk=extract_id)
    return download(
        request,
        bytes(found.content),
        "application/zip",
        f"utdrag-{found.number}.zip",
        kind="extract_file",
        record=found.pk,
        verb="studies.export_extract",
    )
