"""Reading a file in on a page: drop it, see how each column is read, say what is wrong, read it in.

Files of a city's size are read while one waits; the largest take the command (docs/how-to/load-incidents.md).
"""

from pathlib import Path
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from gvi.steps.incidents.flows.import_incidents import import_incidents
from gvi.steps.incidents.flows.keep_upload import as_file, find_upload, keep_upload
from gvi.steps.incidents.forms.mapping import LABELS, MappingForm, answered
from gvi.steps.incidents.forms.upload import UploadForm
from gvi.steps.incidents.importing.remembered import recall, remember
from gvi.steps.incidents.importing.words import account, file_refusal
from gvi.steps.incidents.models import ImportFile, Upload
from gvi.steps.incidents.reading import FileRefused, Mapping, guess, preview
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right

HISTORY = 10


@page(Right.IMPORT_INCIDENTS)
def incident_import(request: RoomRequest) -> HttpResponse:
    """Drop a file; below, what has been read in before."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        upload = keep_upload(sent.name, sent.read(), by=request.actor, at=timezone.now())
        return redirect("incidents:import_mapping", upload=upload.pk)
    latest = ImportFile.objects.exclude(published_at=None).order_by("-published_at")[:HISTORY]
    context = {
        "form": form,
        "files": [account(file) for file in latest],
        "joint": True,
        "columns": _columns(),
    }
    return render(request, "incidents/import.html", context, status=422 if form.errors else 200)


def _columns() -> list[dict[str, object]]:
    counts = [{"label": label, "number": True} for label in (_("Nya"), _("Ändrade"), _("Oförändrade"))]
    last: list[dict[str, object]] = [{"label": _("Avvisade"), "number": True}]
    return [
        {"label": _("Inläst")},
        {"label": _("Slag")},
        {"label": _("Rader"), "number": True},
        *counts,
        *last,
    ]


@page(Right.IMPORT_INCIDENTS)
def import_mapping(request: RoomRequest, upload: UUID) -> HttpResponse:
    """How each column is read; a POST reads again (``look``) or reads in."""
    found = find_upload(upload, by=request.actor, at=timezone.now())
    if found is None:
        raise Http404
    try:
        with as_file(found) as path:
            return _police(request, found, path) if found.form == "polisen" else _sheet(request, found, path)
    except FileRefused as error:
        found.delete()
        return _refused(request, error)


def _police(request: RoomRequest, upload: Upload, path: Path) -> HttpResponse:
    if request.method == "POST":
        return _read_in(request, upload, path, None)
    counted = import_incidents(
        path, upload.form, by=request.actor, at=timezone.now(), today=timezone.localdate(), dry_run=True
    )
    context = {
        "counted": counted,
        "skipped": counted.skipped.total(),
        "unknown": counted.unknown.total(),
        "joint": True,
    }
    return render(request, "incidents/import_police.html", context)


def _sheet(request: RoomRequest, upload: Upload, path: Path) -> HttpResponse:
    mapping = recall(guess(path, upload.form))
    if request.method != "POST":
        return _mapping_page(request, upload, path, MappingForm(mapping, preview(path, upload.form, mapping)))
    form = answered(path, upload.form, mapping, request.POST)
    if not form.is_valid():
        return _mapping_page(request, upload, path, form, status=422)
    chosen = form.chosen()
    if "look" in request.POST or not form.asked or not chosen.is_complete():
        return _mapping_page(request, upload, path, form, chosen, status=200 if chosen.is_complete() else 422)
    remember(chosen, at=timezone.now())
    return _read_in(request, upload, path, chosen)


def _mapping_page(
    request: RoomRequest,
    upload: Upload,
    path: Path,
    form: MappingForm,
    chosen: Mapping | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    mapping = chosen or form.mapping
    shown = preview(path, upload.form, mapping)
    context = {
        "form": form,
        "rows": [(form[field], shown.samples.get(field, ())) for field in LABELS],
        "words": [(form[name], form.times[word]) for name, word in form.words.items()],
        "others": shown.other_sheets,
        "complete": mapping.is_complete(),
        "remembered": request.method == "GET" and mapping != guess(path, upload.form),
        "upload": upload,
        "joint": True,
    }
    return render(request, "incidents/import_mapping.html", context, status=status)


def _read_in(request: RoomRequest, upload: Upload, path: Path, mapping: Mapping | None) -> HttpResponse:
    outcome = import_incidents(
        path, upload.form, mapping, by=request.actor, at=timezone.now(), today=timezone.localdate()
    )
    upload.delete()
    return redirect("incidents:import_result", file=outcome.file)


def _refused(request: RoomRequest, error: FileRefused) -> HttpResponse:
    form = UploadForm()
    context = {
        "form": form,
        "refusal": file_refusal(error),
        "joint": True,
        "files": [],
        "columns": _columns(),
    }
    return render(request, "incidents/import.html", context, status=422)


@page(Right.IMPORT_INCIDENTS)
def import_result(request: RoomRequest, file: UUID) -> HttpResponse:
    """The account of one file: what was kept, skipped and refused, and why."""
    found = ImportFile.objects.filter(pk=file).exclude(published_at=None).first()
    if found is None:
        raise Http404
    heads = [{"label": head} for head in (_("Blad"), _("Rad"), _("Kolumn"), _("Värde"), _("Väntat"))]
    warned = [*heads[:3], {"label": _("Vi hittade")}]
    context = {"file": account(found), "refused_columns": heads, "warned_columns": warned, "joint": True}
    return render(request, "incidents/import_result.html", context)
