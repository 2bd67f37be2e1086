"""Requests for public records on screen: the list, a new one, one with its documents by owner, route and close."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gvi.site.records.flows.close_request import close_request
from gvi.site.records.flows.register_record_request import register_record_request
from gvi.site.records.flows.route_request import route_request
from gvi.site.records.forms import AnswerForm, RequestForm
from gvi.site.records.queries import find_request, parts_of, requests_for
from gvi.trust.workspaces.asked import refuse_unknown
from gvi.trust.workspaces.models import RecordRequest
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.records.states import PartState, RequestState
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import FORM_ERROR, attempt

PER_PAGE = 50


@page(Right.HANDLE_RECORD_REQUEST)
@require_safe
def request_list(request: RoomRequest) -> HttpResponse:
    """Every request, what waits for the own room first."""
    refuse_unknown(request, ("page",))
    shown = Paginator(requests_for(request.actor), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "records/list.html", {"page": shown, "joint": True})


@page(Right.HANDLE_RECORD_REQUEST)
def new(request: RoomRequest) -> HttpResponse:
    """Register a request."""
    now = timezone.now()
    form = RequestForm(request.POST or None, initial={"received_on": timezone.localdate(now)})
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: register_record_request(form.new_request(), by=request.actor, at=now))
        if made:
            return redirect("records:request", made.pk)
    status = FORM_ERROR if form.errors else 200
    return render(request, "records/new.html", {"form": form, "joint": True}, status=status)


@page(Right.HANDLE_RECORD_REQUEST)
@require_safe
def record_request(request: RoomRequest, request_id: UUID) -> HttpResponse:
    """One request: which documents there are, and whose each is."""
    return _show(request, find_request(request_id), AnswerForm())


def _show(request: RoomRequest, found: RecordRequest, form: AnswerForm) -> HttpResponse:
    actor = request.actor
    parts = parts_of(found, actor)
    took_in = found.receiver_id == actor.workspace_id and found.state == RequestState.RECEIVED
    owes = any(it.mine and it.part and it.part.state == PartState.WAITING for it in parts)
    context = {
        "one": found,
        "parts": parts,
        "form": form,
        "may_route": took_in and bool(parts),
        "may_close": owes or (took_in and not parts),
        "joint": True,
    }
    return render(request, "records/request.html", context, status=FORM_ERROR if form.errors else 200)


@page(Right.HANDLE_RECORD_REQUEST)
@require_POST
def route(request: RoomRequest, request_id: UUID) -> HttpResponse:
    """Let the owners see what waits."""
    route_request(request_id, by=request.actor, at=timezone.now())
    messages.success(request, _("Begäran är lämnad till dem som äger handlingarna. De svarar var för sig."))
    return redirect("records:request", request_id)


@page(Right.HANDLE_RECORD_REQUEST)
@require_POST
def close(request: RoomRequest, request_id: UUID) -> HttpResponse:
    """Note where the own answer is."""
    form = AnswerForm(request.POST)
    if form.is_valid():
        answer = form.cleaned_data["answer"]
        closed = attempt(form, lambda: close_request(request_id, answer, by=request.actor, at=timezone.now()))
        if closed:
            messages.success(request, _("Ert svar är noterat."))
            return redirect("records:request", request_id)
    return _show(request, find_request(request_id), form)
