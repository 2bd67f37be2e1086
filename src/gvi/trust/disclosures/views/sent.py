"""One decision: what was sent, what happened to it, and what may be added: withdraw, correct, complete."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gvi.trust.disclosures.documents import decision_pdf
from gvi.trust.disclosures.flows.complete import complete as complete_flow
from gvi.trust.disclosures.flows.correct import correct as correct_flow
from gvi.trust.disclosures.flows.withdraw import withdraw as withdraw_flow
from gvi.trust.disclosures.forms.sent import CompleteForm, CorrectForm, WithdrawForm
from gvi.trust.disclosures.models import Disclosure
from gvi.trust.disclosures.queries.sent import Sent, find_sent
from gvi.trust.disclosures.states import Status
from gvi.trust.disclosures.views import log_persons, status_of
from gvi.trust.law.wording import text_of
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.models import Member
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import attempt

OPEN = (Status.DECIDED, Status.RECEIVED)
CORRECTABLE = (*OPEN, Status.EXPIRED, Status.WITHDRAWN)


@page(Right.PREPARE_DISCLOSURE)
@require_safe
def sent(request: RoomRequest, sent_id: UUID) -> HttpResponse:
    """What was decided, word by word, and its states in order of time."""
    return _show(request, sent_id)


def _show(request: RoomRequest, sent_id: UUID, **posted: forms.Form) -> HttpResponse:
    now = timezone.now()
    found = find_sent(request.actor, sent_id, timezone.localdate(now))
    if found.label:
        log_persons(request, "disclosures.read_sent", [found.label.id])
    else:
        write(
            Operation.READ,
            "disclosures.read_sent",
            by=request.actor,
            kind="disclosure",
            record=sent_id,
        )
    decides = request.actor.may(Right.DECIDE_DISCLOSURE)
    context = {
        "at": now,
        "persons": True,
        "one": found.disclosure,
        "sent": found,
        "text": text_of(found.disclosure.rule),
        "answers": answers_of(found),
        "moves": [(move, names_of(found).get(move.by, "")) for move in found.moves],
        "may_withdraw": decides and found.status in OPEN,
        "may_correct": decides and found.status in CORRECTABLE,
        "may_complete": decides and found.complete_by is not None,
        "may_read_rules": request.actor.may(Right.READ_RULES),
        "withdraw": WithdrawForm(prefix="aterkalla"),
        "correct": CorrectForm(prefix="ratta"),
        "complete": CompleteForm(prefix="komplettera"),
        **posted,
    }
    return render(request, "disclosures/sent.html", context, status=status_of(*posted.values()))


def answers_of(found: Sent) -> list[tuple[str, str]]:
    """The rule's questions as they were put when it was decided, with their answers."""
    ground = found.ground
    return [(one["sv"], ground.answers.get(one["id"], "")) for one in ground.asked] if ground else []


def names_of(found: Sent) -> dict[UUID, str]:
    """The names of those of the room who have added something."""
    added = Member.objects.filter(pk__in={move.by for move in found.moves})
    return dict(added.filter(workspace=found.disclosure.sender_id).values_list("pk", "name"))


def _add(
    request: RoomRequest,
    sent_id: UUID,
    name: str,
    form: forms.Form,
    flow: Callable[..., Disclosure],
    said: str,
) -> HttpResponse:
    def run() -> Disclosure:
        return flow(sent_id, form.cleaned_data["text"], by=request.actor, at=timezone.now())

    done = attempt(form, run) if form.is_valid() else None
    if done:
        messages.success(request, said)
        return redirect("disclosures:sent", sent_id)
    return _show(request, sent_id, **{name: form})


@page(Right.DECIDE_DISCLOSURE)
@require_POST
def withdraw(request: RoomRequest, sent_id: UUID) -> HttpResponse:
    """The receiver may not read it any more."""
    form = WithdrawForm(request.POST, prefix="aterkalla")
    said = _("Utlämnandet är återkallat. Mottagaren kan inte längre läsa uppgifterna.")
    return _add(request, sent_id, "withdraw", form, withdraw_flow, said)


@page(Right.DECIDE_DISCLOSURE)
@require_POST
def correct(request: RoomRequest, sent_id: UUID) -> HttpResponse:
    """It was wrong: the receiver reads what."""
    form = CorrectForm(request.POST, prefix="ratta")
    said = _("Utlämnandet är rättat. Mottagaren läser vad som var fel.")
    return _add(request, sent_id, "correct", form, correct_flow, said)


@page(Right.DECIDE_DISCLOSURE)
@require_POST
def complete(request: RoomRequest, sent_id: UUID) -> HttpResponse:
    """The written test of an oral decision."""
    form = CompleteForm(request.POST, prefix="komplettera")
    said = _("Beslutet är kompletterat.")
    return _add(request, sent_id, "complete", form, complete_flow, said)


@page(Right.PREPARE_DISCLOSURE)
@require_safe
def sent_pdf(request: RoomRequest, sent_id: UUID) -> HttpResponse:
    """The decision as a document for the sender's own file."""
    now = timezone.now()
    found = find_sent(request.actor, sent_id, timezone.localdate(now))
    facts: dict[str, Any] = {"answers": answers_of(found), "names": names_of(found)}
    write(Operation.EXPORT, "disclosures.sent_pdf", by=request.actor, kind="disclosure", record=sent_id)
    if found.label:
        log_persons(request, "disclosures.read_sent", [found.label.id])
    response = HttpResponse(decision_pdf(found, at=now, **facts), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="beslut.pdf"'
    return response
