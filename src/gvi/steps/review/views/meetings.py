"""The meeting on screen: its rhythm, its agenda, plan, open, close, cancel, and its two documents."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gvi.steps.review.documents import agenda_pdf as render_agenda
from gvi.steps.review.flows import cancel_meeting as cancel_flow
from gvi.steps.review.flows import close_meeting as close_flow
from gvi.steps.review.flows import open_meeting as open_flow
from gvi.steps.review.flows import plan_meeting as plan_flow
from gvi.steps.review.flows import write_police_minutes as minutes_flow
from gvi.steps.review.flows.bring_forward_meeting import bring_forward_meeting
from gvi.steps.review.forms.meetings import CancelForm, CloseForm, MeetingFilter, PlanForm
from gvi.steps.review.models import Meeting, PoliceMinutes
from gvi.steps.review.queries.agenda import Agenda, agenda, open_steps
from gvi.steps.review.queries.judgements import latest
from gvi.steps.review.queries.meetings import last_and_next, meeting_page, slim_meeting
from gvi.steps.review.queries.minutes import agenda_data
from gvi.steps.review.queries.tasks import task_counts, tasks_where
from gvi.steps.review.states import MeetingState
from gvi.steps.review.views import asked_by, log_reading, pdf, status_of
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.models import Programme
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import attempt

SHOWN = 25


@page(Right.READ_MEETINGS)
def home(request: RoomRequest) -> HttpResponse:
    """When the meeting was last held and when it is next; all meetings; what is acute."""
    now, form = timezone.now(), MeetingFilter(request.GET)
    asked = asked_by(request, form)
    sort = asked["sort"] or "-when"
    acute = open_steps()[:5] if request.actor.may(Right.READ_JUDGEMENTS) else []
    log_reading(request, "review.read_acute_plan", "acute_step", len(acute))
    context = {
        "at": now,
        "status": last_and_next(Programme.objects.first(), now),
        "form": form,
        "page": meeting_page(asked["state"], sort, request.GET.get("page", 1)),
        "sort": sort,
        "columns": [
            {"key": "number", "label": _("Nummer")},
            {"key": "when", "label": _("Tid")},
            {"key": "state", "label": _("Läge")},
            {"label": _("Minnesanteckningar")},
        ],
        "counts": task_counts(request.actor, now),
        "acute": acute,
        "joint": not request.actor.may(Right.READ_JUDGEMENTS),
        **_may(request),
    }
    return render(request, "review/home.html", context)


def _may(request: RoomRequest) -> dict[str, bool]:
    actor = request.actor
    return {
        "may_run": actor.may(Right.RUN_MEETING),
        "may_judge": actor.may(Right.JUDGE),
        "may_read_judgements": actor.may(Right.READ_JUDGEMENTS),
        "may_write_tasks": actor.may(Right.WRITE_TASKS),
        "may_quick": actor.may(Right.QUICK_REVIEW),
        "may_release": actor.may(Right.RELEASE),
    }


@page(Right.READ_MEETINGS)
def prepare(request: RoomRequest) -> HttpResponse:
    """*Förbered mötet*: the agenda that made itself, and the tasks it carries."""
    now = timezone.now()
    status = last_and_next(Programme.objects.first(), now)
    made = agenda(request.actor, now, status.running, most=SHOWN)
    judged = {}
    if request.actor.may(Right.READ_JUDGEMENTS):
        judged = latest(incident.pk for incident in made.incidents)
    _log_agenda(request, len(judged), made)
    context = {
        "at": now,
        "status": status,
        "agenda": made,
        "lists": _lists(made.new, made.changed, made.waiting),
        "judged": judged,
        "joint": not request.actor.may(Right.READ_JUDGEMENTS),
        **_may(request),
    }
    return render(request, "review/prepare.html", context)


def _lists(new: object, changed: object, waiting: object) -> list[dict[str, object]]:
    return [
        {"title": _("Nya sedan förra mötet"), "incidents": new},
        {"title": _("Ändrade sedan förra mötet"), "incidents": changed},
        {"title": _("Väntar fortfarande på beslut"), "incidents": waiting},
    ]


def _log_agenda(request: RoomRequest, judged: int, made: Agenda) -> None:
    """One event for everything sealed on the page, named by what weighs most."""
    tasks, steps = sum(task.sealed for task in made.tasks), len(made.acute)
    if judged:
        log_reading(request, "review.read_judgements", "judgement", judged + tasks + steps)
    elif tasks:
        log_reading(request, "review.read_tasks", "sealed_task", tasks + steps)
    else:
        log_reading(request, "review.read_acute_plan", "acute_step", steps)


@page(Right.READ_MEETINGS)
def agenda_pdf(request: RoomRequest) -> HttpResponse:
    """The agenda on paper."""
    content = render_agenda(agenda_data(request.actor, timezone.now()))
    write(Operation.EXPORT, "review.agenda_pdf", by=request.actor, kind="agenda")
    return pdf(content, "dagordning")


@page(Right.RUN_MEETING)
def plan_meeting(request: RoomRequest) -> HttpResponse:
    """Plan a meeting; the rhythm proposes when."""
    now = timezone.now()
    status = last_and_next(Programme.objects.first(), now)
    place = status.last.place if status.last else ""
    form = PlanForm(request.POST) if request.method == "POST" else PlanForm.proposing(status.next_at, place)
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form,
            lambda: plan_flow.plan_meeting(
                form.planned_at, form.cleaned_data["place"], by=request.actor, at=now
            ),
        )
        if made:
            messages.success(request, _("Mötet är planerat."))
            return redirect("review:meeting", made.pk)
    return render(request, "review/plan.html", {"form": form, "joint": True}, status=status_of(form))


@page(Right.READ_MEETINGS)
def meeting(request: RoomRequest, meeting_id: UUID) -> HttpResponse:
    """One meeting: what it is, what it decided, and its documents."""
    return _meeting(request, _found(meeting_id))


def _found(meeting_id: UUID) -> Meeting:
    found = slim_meeting(meeting_id)
    if found is None:
        raise Http404
    return found


def _meeting(
    request: RoomRequest, found: Meeting, close: CloseForm | None = None, cancel: CancelForm | None = None
) -> HttpResponse:
    may_read = request.actor.may(Right.READ_JUDGEMENTS)
    tasks = tasks_where(request.actor, _of_meeting(found))
    sealed = sum(task.sealed for task in tasks)
    log_reading(request, "review.read_tasks", "sealed_task", sealed)
    context = {
        "at": timezone.now(),
        "meeting": found,
        "tasks": tasks,
        "present": found.present.order_by("name"),
        "police_minutes": may_read and PoliceMinutes.objects.filter(meeting=found).exists(),
        "close": close or _close_form(request, found),
        "cancel": cancel or CancelForm(),
        "joint": not may_read,
        **_may(request),
    }
    return render(request, "review/meeting.html", context, status=status_of(close, cancel))


def _of_meeting(found: Meeting) -> Q:
    return Q(meeting=found.pk)


def _close_form(request: RoomRequest, found: Meeting) -> CloseForm | None:
    if found.state != MeetingState.RUNNING or not request.actor.may(Right.RUN_MEETING):
        return None
    before = Meeting.objects.filter(state=MeetingState.HELD).order_by("-planned_at").first()
    usual: list[UUID | None] = (
        list(before.present.values_list("pk", flat=True)) if before else [request.actor.workspace_id]
    )
    initial = {"present": usual}
    return CloseForm(initial=initial, actor=request.actor)


@page(Right.RUN_MEETING)
@require_POST
def open_meeting(request: RoomRequest, meeting_id: UUID) -> HttpResponse:
    """Open it and go to the first incident."""
    open_flow.open_meeting(_found(meeting_id), by=request.actor, at=timezone.now())
    messages.success(request, _("Mötet är öppnat."))
    return redirect("review:walk")


@page(Right.RUN_MEETING)
@require_POST
def hold_today(request: RoomRequest, meeting_id: UUID) -> HttpResponse:
    """Hold a meeting that was planned for a later day: it is moved to now and opened."""
    now = timezone.now()
    moved = bring_forward_meeting(_found(meeting_id), by=request.actor, at=now)
    open_flow.open_meeting(moved, by=request.actor, at=now)
    messages.success(request, _("Mötet är flyttat till i dag och öppnat."))
    return redirect("review:walk")


@page(Right.RUN_MEETING)
@require_POST
def close_meeting(request: RoomRequest, meeting_id: UUID) -> HttpResponse:
    """Close it; the documents make themselves."""
    found = _found(meeting_id)
    form = CloseForm(request.POST, actor=request.actor)
    if form.is_valid():
        closed = attempt(
            form,
            lambda: close_flow.close_meeting(found, form.closing(), by=request.actor, at=timezone.now()),
        )
        if closed:
            messages.success(request, _("Mötet är avslutat och minnesanteckningarna är skrivna."))
            return redirect("review:meeting", found.pk)
    return _meeting(request, found, close=form)


@page(Right.RUN_MEETING)
@require_POST
def cancel_meeting(request: RoomRequest, meeting_id: UUID) -> HttpResponse:
    """Cancel it and say why."""
    found, form = _found(meeting_id), CancelForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    cancelled = (
        attempt(form, lambda: cancel_flow.cancel_meeting(found, reason, by=request.actor, at=timezone.now()))
        if reason
        else None
    )
    if cancelled:
        messages.success(request, _("Mötet är inställt."))
        return redirect("review:home")
    return _meeting(request, found, cancel=form)


@page(Right.READ_MEETINGS)
def joint_minutes(request: RoomRequest, meeting_id: UUID) -> HttpResponse:
    """The joint minutes as they were written when the meeting closed."""
    found = get_object_or_404(Meeting, pk=meeting_id)
    if not found.joint_minutes:
        raise Http404
    write(Operation.READ, "review.read_joint_minutes", by=request.actor, kind="meeting", record=found.pk)
    return pdf(bytes(found.joint_minutes), f"minnesanteckningar-{found.number}")


@page(Right.READ_JUDGEMENTS)
def police_minutes(request: RoomRequest, meeting_id: UUID) -> HttpResponse:
    """The police's own minutes, sealed in their room."""
    found = get_object_or_404(PoliceMinutes.objects.select_related("meeting"), meeting=meeting_id)
    write(Operation.READ, "review.read_police_minutes", by=request.actor, kind="meeting", record=meeting_id)
    return pdf(bytes(found.pdf), f"polisens-minnesanteckningar-{found.meeting.number}")


@page(Right.READ_JUDGEMENTS)
@require_POST
def write_police_minutes(request: RoomRequest, meeting_id: UUID) -> HttpResponse:
    """Write them afterwards, when somebody else closed the meeting."""
    minutes_flow.write_police_minutes(_found(meeting_id), by=request.actor, at=timezone.now())
    messages.success(request, _("Polisens minnesanteckningar är skrivna."))
    return redirect("review:meeting", meeting_id)
