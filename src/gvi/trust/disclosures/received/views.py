"""Received disclosures on screen: the list, one of them, its print, and its acknowledgement.

Each reading of one is logged in the transaction that shows it; the list holds no person.
"""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gvi.trust.disclosures.received.documents import received_pdf
from gvi.trust.disclosures.received.forms import StandingForm
from gvi.trust.disclosures.received.queries import find_received, next_new, received_rows, waiting
from gvi.trust.disclosures.received.receive import receive as receive_flow
from gvi.trust.disclosures.received.refusals import Ended
from gvi.trust.disclosures.received.watermark import watermark
from gvi.trust.law.wording import text_of
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.asked import refuse_unknown
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right


@page(Right.READ_RECEIVED)
@require_safe
def received_list(request: RoomRequest) -> HttpResponse:
    """What other rooms have told this one, new ones first; no name stands here."""
    refuse_unknown(request, ("lage", "page"))
    form = StandingForm(request.GET)
    if not form.is_valid():
        raise BadRequest
    chosen = form.cleaned_data["lage"]
    rows = received_rows(request.actor, chosen, request.GET.get("page", 1))
    if rows.object_list:
        count = len(rows.object_list)
        write(
            Operation.READ,
            "disclosures.read_received_list",
            by=request.actor,
            kind="disclosure",
            count=count,
        )
    context = {"page": rows, "form": form, "chosen": chosen, "new": waiting(request.actor)}
    return render(request, "disclosures/received/list.html", context)


@page(Right.READ_RECEIVED)
@require_safe
def received(request: RoomRequest, disclosure_id: UUID) -> HttpResponse:
    """One of them: its items while it is open, and only that it has ended afterwards."""
    now = timezone.now()
    found = find_received(request.actor, disclosure_id)
    write(
        Operation.READ, "disclosures.read_received", by=request.actor, kind="disclosure", record=disclosure_id
    )
    context = {
        "one": found,
        "rule": text_of(found.rule),
        "persons": found.is_open,
        "mark": watermark(request.actor, now) if found.is_open else None,
        "may_answer": found.is_open and request.actor.may(Right.PREPARE_DISCLOSURE),
        "may_read_rules": request.actor.may(Right.READ_RULES),
    }
    return render(request, "disclosures/received/received.html", context)


@page(Right.READ_RECEIVED)
@require_POST
def receive(request: RoomRequest, disclosure_id: UUID) -> HttpResponse:
    """Acknowledge it, and go on to the next new one."""
    receive_flow(disclosure_id, by=request.actor, at=timezone.now())
    following = next_new(request.actor) if request.POST.get("nasta") else None
    messages.success(request, _("Mottagandet är bekräftat. Avsändaren ser att ni har fått uppgifterna."))
    return redirect("disclosures:received", following or disclosure_id)


@page(Right.READ_RECEIVED)
@require_safe
def received_print(request: RoomRequest, disclosure_id: UUID) -> HttpResponse:
    """The same as a watermarked PDF, for the authority's own file; taking it is logged as an export."""
    found = find_received(request.actor, disclosure_id)
    if not found.is_open:
        raise Ended
    write(
        Operation.EXPORT,
        "disclosures.print_received",
        by=request.actor,
        kind="disclosure",
        record=disclosure_id,
    )
    response = HttpResponse(
        received_pdf(found, request.actor, timezone.now()), content_type="application/pdf"
    )
    response["Content-Disposition"] = 'inline; filename="mottaget.pdf"'
    return response
