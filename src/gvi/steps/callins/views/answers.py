"""Answers to police: supervision yes or no, who came and who did not; and the one total that the joint space may get.

Each button begins a draft of a disclosure where nothing is filled in; what is told is decided there.
"""

from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gvi.steps.callins.flows.release_total import release_total
from gvi.steps.callins.flows.start_answer import start_absentees, start_answer, start_attendance
from gvi.steps.callins.forms.invitees import AnswerForm
from gvi.steps.callins.models import HeldTotal
from gvi.steps.callins.queries.invitees import invitee_rows, invitees_of, taken_of
from gvi.steps.callins.queries.plan import find_callin
from gvi.steps.callins.states import OVER
from gvi.steps.callins.views.invitees import log_list
from gvi.steps.groups.views import status_of
from gvi.trust.workspaces.asked import refuse_unknown
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import attempt


@page(Right.WRITE_INVITEES)
def answer_supervision(request: RoomRequest, callin_id: UUID) -> HttpResponse:
    """Choose whom to answer about; those who have been answered about stand beside."""
    refuse_unknown(request)
    callin, actor = find_callin(callin_id), request.actor
    rows = invitee_rows(actor, invitees_of(callin))
    log_list(request, "callins.read_answers", len(rows))
    left = [row for row in rows if not (row.supervised or row.drafted or row.ended)]
    form = AnswerForm(request.POST if request.method == "POST" else None, rows=left)
    if request.method == "POST" and form.is_valid():
        chosen = [UUID(pk) for pk in form.cleaned_data["chosen"]]
        draft = attempt(form, lambda: start_answer(callin, chosen, by=actor, at=timezone.now()))
        if draft:
            return redirect("disclosures:draft", draft.pk)
    context = {
        "callin": callin,
        "form": form,
        "left": left,
        "ended": [row for row in rows if row.ended and not row.supervised and not row.drafted],
        "drafted": [row for row in rows if row.drafted and not row.supervised],
        "answered": [row for row in rows if row.supervised],
        "persons": bool(rows),
    }
    return render(request, "callins/answers.html", context, status=status_of(form))


@page(Right.READ_INVITEES)
@require_safe
def absentees(request: RoomRequest, callin_id: UUID) -> HttpResponse:
    """Who did not come, what police know of it, and how it was followed up; and how many came."""
    refuse_unknown(request)
    return _absentees(request, callin_id)


def _absentees(request: RoomRequest, callin_id: UUID, form: Form | None = None) -> HttpResponse:
    callin, actor = find_callin(callin_id), request.actor
    rows = invitee_rows(actor, invitees_of(callin))
    absent = [row for row in rows if row.absent]
    log_list(request, "callins.read_absentees", len(absent))
    context = {
        "callin": callin,
        "rows": absent,
        "left": [row for row in absent if row.untold],
        "untold": [row for row in rows if row.untold],
        "taken": taken_of(rows),
        "over": callin.state in OVER,
        "total": HeldTotal.objects.filter(callin=callin).first(),
        "form": form,
        "persons": bool(absent),
        "may_prepare": actor.may(Right.PREPARE_DISCLOSURE),
        "may_release": actor.may(Right.RELEASE_TOTAL),
    }
    return render(request, "callins/absentees.html", context, status=status_of(form))


@page(Right.WRITE_INVITEES)
@require_POST
def disclose_absentees(request: RoomRequest, callin_id: UUID) -> HttpResponse:
    """Begin the joint decision about those who did not come."""
    callin, form = find_callin(callin_id), Form({})
    form.is_valid()
    draft = attempt(form, lambda: start_absentees(callin, by=request.actor, at=timezone.now()))
    if draft is None:
        return _absentees(request, callin_id, form)
    return redirect("disclosures:draft", draft.pk)


@page(Right.WRITE_INVITEES)
@require_POST
def disclose_attendance(request: RoomRequest, callin_id: UUID) -> HttpResponse:
    """Begin the joint decisions about everybody whose attendance was taken and police have not been told."""
    callin, form = find_callin(callin_id), Form({})
    form.is_valid()
    drafts = attempt(form, lambda: start_attendance(callin, by=request.actor, at=timezone.now()))
    if drafts is None:
        return _absentees(request, callin_id, form)
    if len(drafts) == 1:
        return redirect("disclosures:draft", drafts[0].pk)
    messages.success(request, _("%(number)d utkast är påbörjade.") % {"number": len(drafts)})
    return redirect("disclosures:home")


@page(Right.RELEASE_TOTAL)
@require_POST
def release(request: RoomRequest, callin_id: UUID) -> HttpResponse:
    """Let the joint space know how many came."""
    callin, form = find_callin(callin_id), Form({})
    form.is_valid()
    if attempt(form, lambda: release_total(callin, by=request.actor, at=timezone.now())) is None:
        return _absentees(request, callin_id, form)
    messages.success(request, _("Antalet är lämnat till samverkan."))
    return redirect("callins:absentees", callin_id)
