"""The hand-out card on screen: the four lines and the one number, in versions, and on paper."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gvi.steps.callins.documents.card import card_pdf as make_pdf
from gvi.steps.callins.flows import write_version as flows
from gvi.steps.callins.forms.run import CardForm
from gvi.steps.callins.models import CardVersion
from gvi.steps.callins.queries.run import card_in_words, find_card
from gvi.steps.callins.queries.speakers import versions_of
from gvi.steps.callins.views import done, saved
from gvi.steps.review.views import pdf, status_of
from gvi.trust.workspaces.asked import refuse_unknown
from gvi.trust.workspaces.models import Programme
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right


@page(Right.READ_CALLINS)
def card(request: RoomRequest) -> HttpResponse:
    """The card that is handed out, and the version that waits."""
    refuse_unknown(request)
    return _show(request)


def _show(request: RoomRequest, form: CardForm | None = None) -> HttpResponse:
    actor, rows = request.actor, list(CardVersion.objects.all())
    latest, may_write = rows[0] if rows else None, actor.may(Right.RUN_CALLIN)
    programme = Programme.objects.first()
    context = {
        "latest": latest,
        "approved": next((row for row in rows if row.approved_at), None),
        "versions": versions_of(rows, [card_in_words(row) for row in rows]),
        "may_write": may_write,
        "may_approve": may_write and latest and latest.approved_at is None and latest.by != actor.member_id,
        "form": form or CardForm.after(latest, actor=actor),
        "helpline": programme.helpline if programme else "",
        "joint": True,
    }
    return render(request, "callins/card.html", context, status=status_of(form))


@page(Right.RUN_CALLIN)
@require_POST
def write_card(request: RoomRequest) -> HttpResponse:
    """A new version."""
    form, now = CardForm(request.POST, actor=request.actor), timezone.now()
    if saved(form, lambda: flows.write_card(**form.cleaned_data, by=request.actor, at=now)):
        messages.success(request, _("Sparat som en ny version. En annan än du godkänner den."))
        return redirect("callins:card")
    return _show(request, form)


@page(Right.RUN_CALLIN)
@require_POST
def approve_card(request: RoomRequest, card_id: UUID) -> HttpResponse:
    """Approve the latest version."""
    found, now = find_card(card_id), timezone.now()
    return done(
        request,
        lambda: flows.approve_card(found, by=request.actor, at=now),
        _("Kortet är godkänt."),
        "callins:card",
    )


@page(Right.READ_CALLINS)
def card_pdf(request: RoomRequest, card_id: UUID) -> HttpResponse:
    """Both sides on a sheet with cut marks."""
    found = find_card(card_id)
    return pdf(make_pdf(found), f"kort-{found.number}")
