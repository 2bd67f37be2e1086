"""The burst planner on screen: teams by days; a talk is given a team and a day, or moved, with a form of its own."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gvi.steps.talks.flows.prepare_talk import plan_talk as plan_flow
from gvi.steps.talks.forms.working import PlanForm, WeekForm
from gvi.steps.talks.models import Team
from gvi.steps.talks.queries.planner import DAYS, plan_from
from gvi.steps.talks.queries.talk import find_talk
from gvi.steps.talks.views import log_rows, status_of
from gvi.trust.workspaces.asked import refuse_unknown
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import attempt


@page(Right.READ_TALKS)
def plan(request: RoomRequest) -> HttpResponse:
    """Two weeks from a Monday."""
    refuse_unknown(request, {"fran"})
    return _show(request)


def _show(request: RoomRequest, failed: PlanForm | None = None) -> HttpResponse:
    form, now = WeekForm(request.GET), timezone.now()
    if not form.is_valid():
        raise BadRequest
    monday = form.monday(timezone.localdate(now))
    found = plan_from(monday, now)
    seen = log_rows(request, found.rows, "talks.read_plan")
    context = {
        "form": form,
        "failed": failed,
        "plan": found,
        "grid": found.grid,
        "teams": Team.objects.filter(active=True),
        "before": monday - timedelta(days=DAYS // 2),
        "after": monday + timedelta(days=DAYS // 2),
        "monday": monday,
        "today": timezone.localdate(now),
        "at": now,
        "may_write": request.actor.may(Right.WRITE_TALKS),
        "persons": bool(seen),
    }
    return render(request, "talks/plan.html", context, status=status_of(failed))


@page(Right.WRITE_TALKS)
@require_POST
def plan_talk(request: RoomRequest, talk_id: UUID) -> HttpResponse:
    """Give a talk a team and a day, and show the planner again."""
    refuse_unknown(request, {"fran"})
    form = PlanForm(request.POST)
    found = find_talk(talk_id)
    if form.is_valid():
        told = form.cleaned_data
        planned = attempt(
            form,
            lambda: plan_flow(found, told["team"], told["day"], by=request.actor, at=timezone.now()),
        )
        if planned:
            messages.success(request, _("Planen är ändrad."))
            return redirect(f"{reverse('talks:plan')}?fran={told['day']}")
    return _show(request, failed=form)
