"""Files of already mapped persons on screen: read in by one, decided by another, all or none."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from gvi.trust.people.batch.columns import columns_of
from gvi.trust.people.batch.refusals import RowsRefused
from gvi.trust.people.flows.decide_batch import decide_batch as decide_flow
from gvi.trust.people.flows.propose_batch import propose_batch
from gvi.trust.people.forms.batches import APPROVE, BatchForm, DecisionForm
from gvi.trust.people.models import Batch
from gvi.trust.people.queries.batches import (
    find_batch,
    latest_batches,
    names_of_members,
    staged,
    staged_rows,
)
from gvi.trust.people.views import log_reading, show
from gvi.trust.people.words import BatchState
from gvi.trust.workspaces.asked import refuse_unknown
from gvi.trust.workspaces.inside import own_kind
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import attempt

PAGE = 50


@page(Right.READ_PERSONS)
def batches(request: RoomRequest) -> HttpResponse:
    """The room's files: when, by whom, how many rows, what was decided. No person is shown."""
    refuse_unknown(request)
    found = latest_batches()
    names = names_of_members(*(it.made_by for it in found), *(it.decided_by for it in found))
    rows = [
        (it, names.get(it.made_by, ""), names.get(it.decided_by, "") if it.decided_by else "") for it in found
    ]
    context = {"rows": rows, "persons": False, "may_write": request.actor.may(Right.WRITE_PERSONS)}
    return show(request, "batches.html", context)


@page(Right.WRITE_PERSONS)
def upload_batch(request: RoomRequest) -> HttpResponse:
    """Read a file in, or say row by row what is wrong with it."""
    refuse_unknown(request)
    form = BatchForm(request.POST or None, request.FILES or None)
    faults: list[Any] = []
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data["file"].read()
        batch = attempt(form, lambda: _propose(request, content, faults))
        if batch:
            messages.success(request, _("Filen är inläst och väntar på en annan persons beslut."))
            return redirect("people:batch", batch.pk)
    columns = columns_of(own_kind(request.actor))
    context = {"form": form, "faults": faults, "columns": columns, "persons": False}
    return show(request, "upload_batch.html", context, form)


def _propose(request: RoomRequest, content: bytes, faults: list[Any]) -> Batch:
    try:
        return propose_batch(content, by=request.actor, at=timezone.now())
    except RowsRefused as refused:
        faults += refused.faults
        raise


@page(Right.WRITE_PERSONS)
def template(request: RoomRequest) -> HttpResponse:
    """An empty file with the headings of this kind of room."""
    headings = ";".join(f'"{it.heading}"' if "," in it.heading else it.heading for it in _columns(request))
    response = HttpResponse(f"\ufeff{headings}\r\n", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="mall.csv"'
    return response


def _columns(request: RoomRequest) -> Any:
    return columns_of(own_kind(request.actor))


@page(Right.READ_PERSONS)
def batch(request: RoomRequest, batch_id: UUID) -> HttpResponse:
    """One file: its rows while they wait, and the decision afterwards."""
    refuse_unknown(request, {"page"})
    return _show(request, find_batch(batch_id), DecisionForm())


@page(Right.APPROVE_PERSONS)
def decide_batch(request: RoomRequest, batch_id: UUID) -> HttpResponse:
    """The second person's decision about all of the file."""
    found = find_batch(batch_id)
    if request.method != "POST":
        return redirect("people:batch", found.pk)
    form = DecisionForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        done = attempt(
            form,
            lambda: decide_flow(
                found,
                approve=told["answer"] == APPROVE,
                decision=told["decision"],
                by=request.actor,
                at=timezone.now(),
            ),
        )
        if done:
            messages.success(request, _("Beslutet är fattat."))
            return redirect("people:batch", found.pk)
    return _show(request, found, form)


def _show(request: RoomRequest, found: Batch, form: DecisionForm) -> HttpResponse:
    waits = found.state == BatchState.PROPOSED
    shown = Paginator(staged_rows(found), PAGE).get_page(request.GET.get("page"))
    rows = [staged(row, found) for row in shown.object_list]
    log_reading(request, "people.read_batch", found.pk, count=len(rows))
    names = names_of_members(found.made_by, found.decided_by)
    context = {
        "batch": found,
        "page": shown,
        "rows": rows,
        "waits": waits,
        "own": found.made_by == request.actor.member_id,
        "may_decide": waits
        and request.actor.may(Right.APPROVE_PERSONS)
        and found.made_by != request.actor.member_id,
        "made_by": names.get(found.made_by, ""),
        "decided_by": names.get(found.decided_by, "") if found.decided_by else "",
        "form": form,
        "persons": bool(rows),
    }
    return show(request, "batch.html", context, form if form.is_bound else None)
