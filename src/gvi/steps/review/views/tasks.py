"""Tasks on screen: the list, a new one, and one task with what may be done to it, joint or sealed."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.apps import apps
from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gvi.steps.incidents.models import Incident
from gvi.steps.review.flows.add_sealed_task import add_sealed_task
from gvi.steps.review.flows.add_task import add_task as add_flow
from gvi.steps.review.flows.complete_task import complete_task as complete_flow
from gvi.steps.review.flows.drop_task import drop_task as drop_flow
from gvi.steps.review.flows.move_due import move_due as move_flow
from gvi.steps.review.forms.tasks import DoneForm, DropForm, JointTextForm, MoveForm, TaskFilter, TaskForm
from gvi.steps.review.models import SealedTask, Task
from gvi.steps.review.queries.tasks import task_counts, task_page, tasks_where
from gvi.steps.review.states import TaskState
from gvi.steps.review.views import asked_by, log_reading, status_of
from gvi.steps.review.views.incident import running_meeting, show_incident
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import attempt

Either = Task | SealedTask


@page(Right.READ_MEETINGS)
def task_list(request: RoomRequest) -> HttpResponse:
    """Tasks that this reader may see, overdue first."""
    now, form = timezone.now(), TaskFilter(request.GET)
    asked_by(request, form)
    filters = form.filters()
    shown = task_page(request.actor, filters, request.GET.get("page", 1), now)
    log_reading(request, "review.read_tasks", "sealed_task", sum(row.sealed for row in shown.object_list))
    context = {
        "at": now,
        "form": form,
        "page": shown,
        "counts": task_counts(request.actor, now),
        "sort": filters.sort,
        "columns": _columns(),
        "may_write_tasks": request.actor.may(Right.WRITE_TASKS),
        "joint": not request.actor.may(Right.READ_JUDGEMENTS),
    }
    return render(request, "review/tasks.html", context)


def _columns() -> list[dict[str, str]]:
    return [
        {"key": "due", "label": _("Klart senast")},
        {"key": "title", "label": _("Uppgift")},
        {"label": _("Ansvarig")},
        {"label": _("Gäller")},
        {"key": "closed", "label": _("Läge")},
    ]


@page(Right.WRITE_TASKS)
def add_task(request: RoomRequest) -> HttpResponse:
    """A task of its own, or one about the incident that ``handelse`` names."""
    about = request.POST.get("handelse") or request.GET.get("handelse")
    found = get_object_or_404(Incident.objects.select_related("area"), pk=_uuid(about)) if about else None
    form = TaskForm(request.POST or None, actor=request.actor, incident=found)
    if request.method == "POST" and form.is_valid() and _add(request, form):
        messages.success(request, _("Uppgiften är tillagd."))
        return redirect("review:incident", found.pk) if found else redirect("review:tasks")
    if found:
        return show_incident(request, found, task=form if request.method == "POST" else None)
    return render(request, "review/add_task.html", {"form": form}, status=status_of(form))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _add(request: RoomRequest, form: TaskForm) -> Either | None:
    meeting, now = running_meeting(), timezone.now()
    if form.is_sealed:
        return attempt(form, lambda: add_sealed_task(form.sealed(meeting), by=request.actor, at=now))
    return attempt(form, lambda: add_flow(form.joint(meeting), by=request.actor, at=now))


@page(Right.READ_MEETINGS)
def task(request: RoomRequest, task_id: UUID) -> HttpResponse:
    """One joint task."""
    return _show(request, get_object_or_404(Task, pk=task_id))


@page(Right.READ_JUDGEMENTS)
def sealed_task(request: RoomRequest, task_id: UUID) -> HttpResponse:
    """One of the police's own tasks."""
    return _show(request, get_object_or_404(SealedTask, pk=task_id))


def _show(request: RoomRequest, found: Either, **sent: JointTextForm) -> HttpResponse:
    sealed = isinstance(found, SealedTask)
    if sealed:
        write(Operation.READ, "review.read_task", by=request.actor, kind="sealed_task", record=found.pk)
    row = next(it for it in tasks_where(request.actor, Q(pk=found.pk)) if it.sealed == sealed)
    forms: dict[str, Any] = {
        "done": DoneForm(task=found, actor=request.actor),
        "drop": DropForm(task=found, actor=request.actor),
        "move": MoveForm(task=found, actor=request.actor),
    }
    context = {
        "at": timezone.now(),
        "task": row,
        "history": _history(found),
        "is_open": row.state == TaskState.OPEN,
        "may_act": _may_act(request, found),
        "may_release": sealed and request.actor.may(Right.RELEASE),
        "joint": not sealed,
        "prefix": "review:sealed_" if sealed else "review:",
        **forms,
        **sent,
    }
    return render(request, "review/task.html", context, status=status_of(*sent.values()))


def _may_act(request: RoomRequest, found: Either) -> bool:
    actor = request.actor
    if isinstance(found, SealedTask):
        return actor.may(Right.JUDGE)
    own = found.owner_id == actor.workspace_id
    return actor.may(Right.WRITE_TASKS) and (own or actor.may(Right.RUN_MEETING))


def _history(found: Either) -> list[Any]:
    """Each due time the task has had, with the reason it was moved."""
    name = "SealedTaskRevision" if isinstance(found, SealedTask) else "TaskRevision"
    before = apps.get_model("review", name).objects.filter(pgh_obj=found).order_by("pgh_id")
    dues = [*before.values_list("due", "moved_reason"), (found.due, found.moved_reason)]
    return [step for number, step in enumerate(dues) if number == 0 or step != dues[number - 1]]


def _act(
    request: RoomRequest,
    found: Either,
    name: str,
    form: JointTextForm,
    flow: Callable[[], Either],
    said: str,
) -> HttpResponse:
    done = attempt(form, flow) if form.is_valid() else None
    if done:
        messages.success(request, said)
        return redirect("review:tasks")
    return _show(request, found, **{name: form})


def _complete(request: RoomRequest, found: Either) -> HttpResponse:
    form = DoneForm(request.POST, task=found, actor=request.actor)
    return _act(
        request,
        found,
        "done",
        form,
        lambda: complete_flow(found, form.cleaned_data["outcome"], by=request.actor, at=timezone.now()),
        _("Uppgiften är klar."),
    )


def _drop(request: RoomRequest, found: Either) -> HttpResponse:
    form = DropForm(request.POST, task=found, actor=request.actor)
    return _act(
        request,
        found,
        "drop",
        form,
        lambda: drop_flow(found, form.cleaned_data["reason"], by=request.actor, at=timezone.now()),
        _("Uppgiften är struken."),
    )


def _move(request: RoomRequest, found: Either) -> HttpResponse:
    form = MoveForm(request.POST, task=found, actor=request.actor)
    return _act(
        request,
        found,
        "move",
        form,
        lambda: move_flow(found, form.due, form.cleaned_data["reason"], by=request.actor, at=timezone.now()),
        _("Uppgiften är flyttad."),
    )


@page(Right.WRITE_TASKS)
@require_POST
def complete_task(request: RoomRequest, task_id: UUID) -> HttpResponse:
    """Done."""
    return _complete(request, get_object_or_404(Task, pk=task_id))


@page(Right.WRITE_TASKS)
@require_POST
def drop_task(request: RoomRequest, task_id: UUID) -> HttpResponse:
    """Will not be done."""
    return _drop(request, get_object_or_404(Task, pk=task_id))


@page(Right.WRITE_TASKS)
@require_POST
def move_due(request: RoomRequest, task_id: UUID) -> HttpResponse:
    """Another time."""
    return _move(request, get_object_or_404(Task, pk=task_id))


@page(Right.JUDGE)
@require_POST
def sealed_complete(request: RoomRequest, task_id: UUID) -> HttpResponse:
    """Done, in the police room."""
    return _complete(request, get_object_or_404(SealedTask, pk=task_id))


@page(Right.JUDGE)
@require_POST
def sealed_drop(request: RoomRequest, task_id: UUID) -> HttpResponse:
    """Will not be done, in the police room."""
    return _drop(request, get_object_or_404(SealedTask, pk=task_id))


@page(Right.JUDGE)
@require_POST
def sealed_move(request: RoomRequest, task_id: UUID) -> HttpResponse:
    """Another time, in the police room."""
    return _move(request, get_object_or_404(SealedTask, pk=task_id))
