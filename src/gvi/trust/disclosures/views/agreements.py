"""Agreements on screen: what stands, what waits for this side, and their confirmation and end. No person here."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gvi.trust.disclosures.flows.confirm_agreement import confirm_agreement as confirm_flow
from gvi.trust.disclosures.flows.end_agreement import end_agreement as end_flow
from gvi.trust.disclosures.flows.sign_agreement import sign_agreement
from gvi.trust.disclosures.forms.agreements import AgreementForm, ConfirmForm, EndForm
from gvi.trust.disclosures.models import Agreement
from gvi.trust.disclosures.queries.agreements import agreement_of, agreements_of
from gvi.trust.disclosures.views import status_of
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import attempt


@page(Right.SIGN_AGREEMENT)
def agreements(request: RoomRequest) -> HttpResponse:
    """Every agreement of the room, and a form for one more."""
    form = AgreementForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: sign_agreement(form.new(), by=request.actor, at=timezone.now()))
        if made:
            messages.success(request, _("Överenskommelsen är inlagd. Motparten ska bekräfta den."))
            return redirect("disclosures:agreement", made.pk)
    today = timezone.localdate()
    context = {
        "agreements": [
            (one, standing_words(one, request), other_side(one, request))
            for one in agreements_of(request.actor)
        ],
        "form": form,
        "today": today,
    }
    return render(request, "disclosures/agreements.html", context, status=status_of(form))


def other_side(one: Agreement, request: RoomRequest) -> str:
    """The name of the other authority's room."""
    return one.first.name if one.second_id == request.actor.workspace_id else one.second.name


def standing_words(one: Agreement, request: RoomRequest) -> tuple[str, str]:
    """How it stands today: tone and words."""
    today = timezone.localdate()
    if one.ended_at:
        return "neutral", _("avslutad")
    if one.valid_until < today:
        return "danger", _("har löpt ut")
    if not one.confirmed_at:
        own = one.second_id == request.actor.workspace_id
        return "warning", _("väntar på er bekräftelse") if own else _("väntar på motparten")
    if one.valid_from > today:
        return "info", _("börjar gälla senare")
    return "success", _("gäller")


@page(Right.SIGN_AGREEMENT)
def agreement(request: RoomRequest, agreement_id: UUID) -> HttpResponse:
    """One agreement, and what may be done with it."""
    return _show(request, agreement_of(request.actor, agreement_id))


def _show(request: RoomRequest, found: Agreement, **posted: forms.Form) -> HttpResponse:
    waits = not found.confirmed_at and not found.ended_at
    context = {
        "one": found,
        "standing": standing_words(found, request),
        "may_confirm": waits and found.second_id == request.actor.workspace_id,
        "may_end": not found.ended_at,
        "confirm": ConfirmForm(prefix="bekrafta"),
        "end": EndForm(prefix="avsluta"),
        **posted,
    }
    return render(request, "disclosures/agreement.html", context, status=status_of(*posted.values()))


@page(Right.SIGN_AGREEMENT)
@require_POST
def confirm_agreement(request: RoomRequest, agreement_id: UUID) -> HttpResponse:
    """Confirm for this side."""
    found = agreement_of(request.actor, agreement_id)
    form = ConfirmForm(request.POST, prefix="bekrafta")
    done = None
    if form.is_valid():
        signatory = form.cleaned_data["signatory"]
        done = attempt(form, lambda: confirm_flow(found, signatory, by=request.actor, at=timezone.now()))
    if done:
        messages.success(request, _("Överenskommelsen är bekräftad."))
        return redirect("disclosures:agreement", agreement_id)
    return _show(request, found, confirm=form)


@page(Right.SIGN_AGREEMENT)
@require_POST
def end_agreement(request: RoomRequest, agreement_id: UUID) -> HttpResponse:
    """End it now."""
    found = agreement_of(request.actor, agreement_id)
    form = EndForm(request.POST, prefix="avsluta")
    done = None
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        done = attempt(form, lambda: end_flow(found, reason, by=request.actor, at=timezone.now()))
    if done:
        messages.success(
            request, _("Överenskommelsen är avslutad. Inget som lämnats enligt den går längre att läsa.")
        )
        return redirect("disclosures:agreement", agreement_id)
    return _show(request, found, end=form)
