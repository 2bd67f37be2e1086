"""Audit sessions on screen: the list, one session with its agenda, plan, open, cancel, finish, and its documents."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gvi.steps.mapping.documents.audits import agenda_pdf
from gvi.steps.mapping.flows import approve_audit as approve_flow
from gvi.steps.mapping.flows import cancel_audit as cancel_flow
from gvi.steps.mapping.flows import note_audit as note_flow
from gvi.steps.mapping.flows import open_audit as open_flow
from gvi.steps.mapping.flows import plan_audit as plan_flow
from gvi.steps.mapping.flows.count_activity import activity_on
from gvi.steps.mapping.forms.audits import CancelAuditForm, NoteAuditForm, PlanAuditForm
from gvi.steps.mapping.models import Audit
from gvi.steps.mapping.queries.audit_agenda import AuditAgenda, audit_agenda
from gvi.steps.mapping.queries.audit_minutes import agenda_data
from gvi.steps.mapping.queries.audits import audit_page, coming_audit, find_audit, minutes_of, view_of
from gvi.steps.mapping.states import AuditState
from gvi.steps.mapping.views import UNPROCESSABLE, log_reading
from gvi.steps.review.views import pdf
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.refusals import NotAllowed, Refusal
from gvi.trust.workspaces.asked import refuse_unknown
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import attempt


def made_agenda(request: RoomRequest, audit: Audit) -> AuditAgenda:
    """The agenda of ``audit`` as it is today."""
    now = timezone.now()
    day = timezone.localdate(now)
    return audit_agenda(day, activity_on(day, by=request.actor, at=now), audit=audit)


@page(Right.READ_MAPPING)
def audits(request: RoomRequest) -> HttpResponse:
    """Every audit, the coming one first."""
    refuse_unknown(request, {"page"})
    log_reading(request, "mapping.audit_list", kind="audit")
    shown = audit_page(request.GET.get("page", 1))
    context = {
        "page": shown,
        "coming": coming_audit(),
        "may_write": request.actor.may(Right.WRITE_MAPPING),
        "columns": [
            {"label": _("Nummer"), "number": True},
            {"label": _("Dag")},
            {"label": _("Läge")},
            {"label": _("Grupper"), "number": True},
            {"label": _("Minnesanteckningar")},
        ],
    }
    return render(request, "mapping/audits.html", context)


@page(Right.WRITE_MAPPING)
def plan_audit(request: RoomRequest) -> HttpResponse:
    """Plan an audit."""
    form, now = PlanAuditForm(request.POST or None), timezone.now()
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["planned_on"]
        made = attempt(form, lambda: plan_flow.plan_audit(day, by=request.actor, at=now))
        if made:
            messages.success(request, _("Gruppgenomgången är planerad."))
            return redirect("mapping:audit", made.pk)
    return render(request, "mapping/plan_audit.html", {"form": form}, status=_status(form))


@page(Right.READ_MAPPING)
def audit(request: RoomRequest, audit_id: UUID) -> HttpResponse:
    """One audit: its agenda before, the walk through groups and questions during, what was decided after."""
    refuse_unknown(request)
    return show_audit(request, find_audit(audit_id))


def show_audit(
    request: RoomRequest, found: Audit, *, note: NoteAuditForm | None = None, cancel: Form | None = None
) -> HttpResponse:
    """The page, with a form that could not be saved if there is one."""
    log_reading(request, "mapping.audit_read", kind="audit", record=found.pk)
    view, actor = view_of(found), request.actor
    open_ = found.state in {AuditState.PLANNED, AuditState.RUNNING}
    agenda = made_agenda(request, found) if open_ else None
    may_write = actor.may(Right.WRITE_MAPPING)
    context: dict[str, Any] = {
        "audit": found,
        "view": view,
        "at": timezone.now(),
        "agenda": agenda,
        "said": {row.group_id: row for row in view.groups},
        "left": agenda and sum(one.group.pk not in _covered(view.groups) for one in agenda.groups),
        "unanswered": sum(one.row.answer == "open" for one in view.questions),
        "may_write": may_write,
        "may_approve": actor.may(Right.APPROVE_AUDIT) and found.opened_by != actor.member_id,
        "note": note or (NoteAuditForm.of(found) if may_write and view.running else None),
        "cancel": cancel or CancelAuditForm(),
    }
    return render(request, "mapping/audit.html", context, status=_status(note, cancel))


def _covered(groups: Any) -> set[UUID]:
    return {row.group_id for row in groups}


def _status(*forms: Form | None) -> int:
    return UNPROCESSABLE if any(form is not None and form.errors for form in forms) else 200


@page(Right.WRITE_MAPPING)
@require_POST
def open_audit(request: RoomRequest, audit_id: UUID) -> HttpResponse:
    """Open it: the data ask their questions, and the groups are walked through."""
    return _done(
        request,
        audit_id,
        lambda found: open_flow.open_audit(found, by=request.actor, at=timezone.now()),
        _("Gruppgenomgången är öppnad."),
    )


@page(Right.WRITE_MAPPING)
@require_POST
def cancel_audit(request: RoomRequest, audit_id: UUID) -> HttpResponse:
    """Cancel it, with the reason."""
    found, form, now = find_audit(audit_id), CancelAuditForm(request.POST), timezone.now()
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: cancel_flow.cancel_audit(found, reason, by=request.actor, at=now)):
            messages.success(request, _("Gruppgenomgången är inställd."))
            return redirect("mapping:audits")
    return show_audit(request, found, cancel=form)


@page(Right.WRITE_MAPPING)
@require_POST
def note_audit(request: RoomRequest, audit_id: UUID) -> HttpResponse:
    """Who was there, and the note."""
    found, form, now = find_audit(audit_id), NoteAuditForm(request.POST), timezone.now()
    if form.is_valid():
        note = form.cleaned_data["note"]
        if attempt(form, lambda: note_flow.note_audit(found, form.told(), note, by=request.actor, at=now)):
            messages.success(request, _("Sparat."))
            return redirect("mapping:audit", found.pk)
    return show_audit(request, found, note=form)


@page(Right.APPROVE_AUDIT)
@require_POST
def approve_audit(request: RoomRequest, audit_id: UUID) -> HttpResponse:
    """Approve: the minutes make themselves and lock it."""
    return _done(
        request,
        audit_id,
        lambda found: approve_flow.approve_audit(found, by=request.actor, at=timezone.now()),
        _("Minnesanteckningarna är godkända och låsta."),
    )


def _done(request: RoomRequest, audit_id: UUID, flow: Callable[[Audit], object], words: str) -> HttpResponse:
    """Run ``flow`` and say so; what it refuses is said on the page of the audit."""
    found = find_audit(audit_id)
    try:
        flow(found)
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, words)
    return redirect("mapping:audit", found.pk)


@page(Right.READ_MAPPING)
def audit_pdf(request: RoomRequest, audit_id: UUID) -> HttpResponse:
    """The locked minutes."""
    found, content = minutes_of(audit_id)
    write(Operation.EXPORT, "mapping.audit_pdf", by=request.actor, kind="audit", record=found.pk)
    return pdf(content, f"gruppgenomgang-{found.number}")


@page(Right.READ_MAPPING)
def audit_agenda_pdf(request: RoomRequest, audit_id: UUID) -> HttpResponse:
    """The agenda on paper."""
    found, now = find_audit(audit_id), timezone.now()
    content = agenda_pdf(agenda_data(found, made_agenda(request, found), now))
    write(Operation.EXPORT, "mapping.audit_agenda", by=request.actor, kind="audit", record=found.pk)
    return pdf(content, f"dagordning-gruppgenomgang-{found.number}")
