"""Versions of the letter, the teams, and the letter to one person as PDF."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gvi.steps.review.queries.words import names_of
from gvi.steps.talks.documents.letter import letter_pdf as make_pdf
from gvi.steps.talks.flows.letters import add_team as team_flow
from gvi.steps.talks.flows.letters import approve_letter as approve_flow
from gvi.steps.talks.flows.letters import rest_team, write_letter
from gvi.steps.talks.forms.working import LetterForm, TeamForm
from gvi.steps.talks.models import TalkLetter, Team
from gvi.steps.talks.queries.talk import find_talk
from gvi.steps.talks.refusals import NoSuchTalk
from gvi.steps.talks.views import status_of
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.asked import refuse_unknown
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import attempt

MOST = 30


@page(Right.READ_TALKS)
def letters(request: RoomRequest) -> HttpResponse:
    """The versions, newest first, and the teams; and to write one more."""
    refuse_unknown(request)
    form = LetterForm(request.POST if request.method == "POST" else None)
    said = form.cleaned_data["words"] if form.is_valid() else ""
    made = attempt(form, lambda: write_letter(said, by=request.actor, at=timezone.now())) if said else None
    if made:
        messages.success(request, _("Versionen är sparad. En annan i arbetsytan godkänner den."))
        return redirect("talks:letters")
    return _show(request, form, TeamForm())


def _show(request: RoomRequest, form: LetterForm, team: TeamForm) -> HttpResponse:
    rows = list(TalkLetter.objects.all()[:MOST])
    names = names_of([row.by for row in rows] + [row.approved_by for row in rows])
    versions = [
        (row, names.get(row.by, ""), names.get(row.approved_by) if row.approved_by else "") for row in rows
    ]
    context = {
        "form": form,
        "team_form": team,
        "versions": versions,
        "teams": Team.objects.all(),
        "may_write": request.actor.may(Right.WRITE_TALKS),
        "may_approve": request.actor.may(Right.APPROVE_TALKS),
    }
    return render(request, "talks/letters.html", context, status=status_of(form, team))


@page(Right.APPROVE_TALKS)
@require_POST
def approve_letter(request: RoomRequest, talk_letter_id: UUID) -> HttpResponse:
    """Stand behind a version."""
    found = get_object_or_404(TalkLetter, pk=talk_letter_id)
    approve_flow(found, by=request.actor, at=timezone.now())
    messages.success(request, _("Brevet är godkänt."))
    return redirect("talks:letters")


@page(Right.WRITE_TALKS)
@require_POST
def add_team(request: RoomRequest) -> HttpResponse:
    """One more team."""
    form = TeamForm(request.POST)
    name = form.cleaned_data["name"] if form.is_valid() else ""
    made = attempt(form, lambda: team_flow(name, by=request.actor, at=timezone.now())) if name else None
    if made:
        messages.success(request, _("Laget är inlagt."))
        return redirect("talks:letters")
    return _show(request, LetterForm(), form)


@page(Right.WRITE_TALKS)
@require_POST
def change_team(request: RoomRequest, team_id: UUID) -> HttpResponse:
    """Out of service, or back."""
    found = get_object_or_404(Team, pk=team_id)
    rest_team(found, active=not found.active, by=request.actor)
    return redirect("talks:letters")


@page(Right.READ_TALKS)
def letter_pdf(request: RoomRequest, talk_id: UUID) -> HttpResponse:
    """The letter to the talk's person; the file's name tells nothing."""
    refuse_unknown(request)
    found = find_talk(talk_id)
    if found.letter is None:
        raise NoSuchTalk
    pdf = make_pdf(
        found, programme=request.actor.programme, room=request.actor.workspace_name, at=timezone.now()
    )
    write(Operation.EXPORT, "talks.letter_pdf", by=request.actor, kind="person", record=found.person_id)
    headers = {"Content-Disposition": 'inline; filename="brev.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)
