"""Releases to the joint space: named decisions with a secrecy test. Nothing leaves the police room by itself."""

from datetime import date, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gvi.steps.review.flows.release_figures import LEAST_AGE
from gvi.steps.review.flows.release_figures import release_figures as figures_flow
from gvi.steps.review.flows.release_task import Decision, to_ask
from gvi.steps.review.flows.release_task import release_task as task_flow
from gvi.steps.review.forms.tasks import FiguresForm, ReleaseForm
from gvi.steps.review.models import MonthFigures, Release, SealedTask
from gvi.steps.review.queries.figures import count_judged, year_before
from gvi.steps.review.queries.words import names_of
from gvi.steps.review.views import status_of
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import attempt

MONTHS = 13


@page(Right.READ_MEETINGS)
def figures(request: RoomRequest) -> HttpResponse:
    """The counts that the police have released, newest first: the same page for everybody."""
    rows = list(MonthFigures.objects.all()[:36])
    context = {"rows": rows, "may_release": request.actor.may(Right.RELEASE), "joint": True}
    return render(request, "review/figures.html", context)


@page(Right.RELEASE)
def release_figures(request: RoomRequest) -> HttpResponse:
    """Decide to release a month; the counts are shown before the decision."""
    now = timezone.now()
    open_months = _open_months(timezone.localdate(now))
    form = FiguresForm(request.POST or None)
    form.fields["month_end"].choices = [(day.isoformat(), _month(day)) for day in open_months]  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        day = date.fromisoformat(form.cleaned_data["month_end"])
        made = attempt(form, lambda: figures_flow(day, form.cleaned_data["test"], by=request.actor, at=now))
        if made:
            messages.success(request, _("Siffrorna är lämnade till samverkan."))
            return redirect("review:figures")
    counted = [(day, count_judged(*year_before(day))) for day in open_months]
    if counted:
        write(Operation.READ, "review.read_counts", by=request.actor, kind="figures", count=len(counted))
    context = {"form": form, "counted": counted, "releases": _releases()}
    return render(request, "review/release_figures.html", context, status=status_of(form))


def _month(day: date) -> str:
    return date_format(day, "F Y")


def _open_months(today: date) -> list[date]:
    """Month ends of the last year that are old enough and not released yet, newest first."""
    released = set(MonthFigures.objects.values_list("month_end", flat=True))
    ends, day = [], today
    for _turn in range(MONTHS):
        day = day.replace(day=1) - timedelta(days=1)
        ends.append(day)
    return [end for end in ends if end + LEAST_AGE <= today and end not in released]


def _releases() -> list[dict[str, object]]:
    rows = list(Release.objects.order_by("-at")[:20])
    names = names_of(row.by for row in rows)
    return [
        {"what": row.get_what_display(), "at": row.at, "by": names.get(row.by, ""), "test": row.test}
        for row in rows
    ]


@page(Right.RELEASE)
def release_task(request: RoomRequest, task_id: UUID) -> HttpResponse:
    """Decide to release a sealed task; the page shows the words that will leave the room."""
    found = get_object_or_404(SealedTask.objects.select_related("group", "incident__area"), pk=task_id)
    findings = to_ask(found, request.actor)
    form = ReleaseForm(request.POST or None, initial={"owner": request.actor.workspace_id})
    if not findings:
        del form.fields["confirmed"]
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        decision = Decision(asked["owner"], asked["test"], asked.get("confirmed", False))
        made = attempt(form, lambda: task_flow(found, decision, by=request.actor, at=timezone.now()))
        if made:
            messages.success(request, _("Uppgiften är lämnad till samverkan."))
            return redirect("review:task", made.pk)
    write(Operation.READ, "review.read_task", by=request.actor, kind="sealed_task", record=found.pk)
    context = {"form": form, "task": found, "findings": findings}
    return render(request, "review/release_task.html", context, status=status_of(form))
