"""The words of summons, invitations and information sheets: versions, and a colleague who stands behind each."""

from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gvi.steps.callins.documents.letters import sheet_pdf
from gvi.steps.callins.flows.write_letter import approve_letter, write_letter
from gvi.steps.callins.forms.invitees import LetterForm
from gvi.steps.callins.models import Letter
from gvi.steps.callins.queries.letters import letter_in_use, letters_by_kind
from gvi.steps.callins.words import LetterKind
from gvi.steps.groups.views import status_of
from gvi.steps.groups.views.persons import posted
from gvi.trust.workspaces.asked import refuse_unknown
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import attempt


@page(Right.READ_INVITEES)
@require_safe
def letters(request: RoomRequest) -> HttpResponse:
    """Every version of each kind, and which is in use."""
    refuse_unknown(request)
    context = {
        "kinds": letters_by_kind(),
        "may_write": request.actor.may(Right.WRITE_INVITEES),
        "may_approve": request.actor.may(Right.APPROVE_SUMMONS),
        "reader": request.actor.member_id,
    }
    return render(request, "callins/letters.html", context)


@page(Right.WRITE_INVITEES)
def new_letter(request: RoomRequest, letter_kind: str) -> HttpResponse:
    """A new version, begun from the words in use."""
    refuse_unknown(request)
    if letter_kind not in LetterKind.values:
        raise Http404
    which, used = LetterKind(letter_kind), letter_in_use(letter_kind)
    start = {"words": used.words, "legal_basis": used.legal_basis} if used else {}
    form = LetterForm(posted(request), kind=which, initial=start)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        made = attempt(
            form,
            lambda: write_letter(
                which,
                told["words"],
                legal_basis=told.get("legal_basis", ""),
                by=request.actor,
                at=timezone.now(),
            ),
        )
        if made:
            messages.success(request, _("Texten är skriven. En annan i arbetsytan godkänner den."))
            return redirect("callins:letters")
    return render(request, "callins/new_letter.html", {"form": form, "kind": which}, status=status_of(form))


@page(Right.APPROVE_SUMMONS)
def approve_words(request: RoomRequest, letter_id: UUID) -> HttpResponse:
    """Read a colleague's words and stand behind them."""
    refuse_unknown(request)
    letter, form = get_object_or_404(Letter, pk=letter_id), Form(posted(request))
    now = timezone.now()
    if form.is_valid() and attempt(form, lambda: bool(approve_letter(letter.pk, by=request.actor, at=now))):
        messages.success(request, _("Texten är godkänd och används från och med nu."))
        return redirect("callins:letters")
    context = {"form": form, "letter": letter, "own": letter.by == request.actor.member_id}
    return render(request, "callins/approve_letter.html", context, status=status_of(form))


@page(Right.READ_INVITEES)
@require_safe
def sheet(request: RoomRequest, letter_id: UUID) -> HttpResponse:
    """How a version looks on paper, to nobody in particular; the information sheet is handed out like this."""
    letter = get_object_or_404(Letter, pk=letter_id)
    response = HttpResponse(
        sheet_pdf(letter, by=request.actor, at=timezone.now()), content_type="application/pdf"
    )
    response["Content-Disposition"] = 'inline; filename="brev.pdf"'
    return response
