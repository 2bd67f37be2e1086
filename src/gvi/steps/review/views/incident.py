"""Genomgång: one incident at a time, big, by keyboard (screens.md, "The screens that matter most").

A partner, and a city whose police room is off, see the same page with incident and tasks and no judgement.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gvi.steps.incidents.models import Incident
from gvi.steps.incidents.states import OPEN, State
from gvi.steps.review.flows.judge import judge as judge_flow
from gvi.steps.review.flows.quick_review import is_for_quick_review
from gvi.steps.review.flows.start_acute_plan import is_killing
from gvi.steps.review.forms.judgement import JudgementForm, initial_of, typed_in
from gvi.steps.review.forms.tasks import TaskForm
from gvi.steps.review.models import Meeting
from gvi.steps.review.queries.agenda import walk as walk_ids
from gvi.steps.review.queries.judgements import JudgementView, QuickView, quick_reviews, versions
from gvi.steps.review.queries.offered import offered_groups
from gvi.steps.review.queries.suggested import suggested_answer
from gvi.steps.review.queries.tasks import tasks_where
from gvi.steps.review.states import MeetingState
from gvi.steps.review.views import status_of
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import attempt


@dataclass(frozen=True)
class Place:
    """Where in the meeting's list an incident stands, and what comes before and after it."""

    number: int
    total: int
    before: UUID | None
    after: UUID | None


def place_of(incident: UUID, ids: list[UUID]) -> Place | None:
    """The place of ``incident`` among ``ids``; ``None`` when it is not on the agenda."""
    if incident not in ids:
        return None
    at = ids.index(incident)
    return Place(
        number=at + 1,
        total=len(ids),
        before=ids[at - 1] if at else None,
        after=ids[at + 1] if at + 1 < len(ids) else None,
    )


def running_meeting() -> Meeting | None:
    """The meeting that is going on, if any."""
    return Meeting.objects.defer("joint_minutes").filter(state=MeetingState.RUNNING).first()


@page(Right.READ_MEETINGS)
def walk(request: RoomRequest) -> HttpResponse:
    """Go to the first incident of the agenda."""
    ids = walk_ids(timezone.now(), running_meeting())
    if ids:
        return redirect("review:incident", ids[0])
    messages.info(request, _("Dagordningen har inga händelser."))
    return redirect("review:prepare")


@page(Right.READ_MEETINGS)
def incident(request: RoomRequest, incident_id: UUID) -> HttpResponse:
    """One incident."""
    return show_incident(request, _found(incident_id))


def _found(incident_id: UUID) -> Incident:
    return get_object_or_404(Incident.objects.select_related("area"), pk=incident_id)


@page(Right.JUDGE)
@require_POST
def judge(request: RoomRequest, incident_id: UUID) -> HttpResponse:
    """Save a version of the judgement, or look for the earlier incident it answers and save nothing."""
    found, now = _found(incident_id), timezone.now()
    past = versions(found)
    if "search" in request.POST:
        searching = _form(request, found, past, now, initial=typed_in(request.POST))
        return show_incident(request, found, judgement=searching, past=past)
    form = _form(request, found, past, now, data=request.POST)
    if form.is_valid():
        saved = attempt(
            form,
            lambda: judge_flow(
                found,
                form.judged(),
                after=form.cleaned_data["after"],
                meeting=running_meeting(),
                by=request.actor,
                at=now,
            ),
        )
        if saved:
            messages.success(request, _("Bedömning %(version)s är sparad.") % {"version": saved.version})
            return redirect("review:incident", found.pk)
    return show_incident(request, found, judgement=form, past=past)


def _form(
    request: RoomRequest,
    found: Incident,
    past: list[JudgementView],
    now: datetime,
    *,
    data: QueryDict | None = None,
    initial: dict[str, Any] | None = None,
) -> JudgementForm:
    chosen = (*past[0].acting, *past[0].suffering) if past else ()
    groups, more = offered_groups(request.actor, chosen, now)
    initial = initial or initial_of(past[0] if past else None, groups)
    return JudgementForm(data, incident=found, groups=groups, more=more, initial=initial)


def show_incident(
    request: RoomRequest,
    found: Incident,
    *,
    judgement: JudgementForm | None = None,
    task: TaskForm | None = None,
    past: list[JudgementView] | None = None,
) -> HttpResponse:
    """The page, also with a form that was sent and has errors."""
    actor, now, meeting = request.actor, timezone.now(), running_meeting()
    sealed = _sealed(request, found, judgement, past, now) if actor.may(Right.READ_JUDGEMENTS) else {}
    context = {
        "at": now,
        "incident": found,
        "place": place_of(found.pk, walk_ids(now, meeting)),
        "meeting": meeting,
        "tasks": tasks_where(actor, Q(incident=found.pk)),
        "task": task or (TaskForm(actor=actor, incident=found) if actor.may(Right.WRITE_TASKS) else None),
        "may_decide": actor.may(Right.JUDGE_INCIDENT_STATE) and found.state in OPEN,
        "may_run": actor.may(Right.RUN_MEETING),
        "joint": not sealed,
        **sealed,
    }
    return render(request, "review/incident.html", context, status=status_of(judgement, task))


def _sealed(
    request: RoomRequest,
    found: Incident,
    judgement: JudgementForm | None,
    past: list[JudgementView] | None,
    now: datetime,
) -> dict[str, Any]:
    """The police's half of the page. One event for the reading, however many versions there are."""
    actor = request.actor
    past = versions(found) if past is None else past
    quick: list[QuickView] = quick_reviews(found)
    seen = len(past) + len(quick)
    if seen:
        write(
            Operation.READ, "review.read_judgements", by=actor, kind="incident", record=found.pk, count=seen
        )
    may_judge = actor.may(Right.JUDGE) and found.state != State.UNFOUNDED
    return {
        "sealed": True,
        "versions": past,
        "quick_reviews": quick,
        "suggested": suggested_answer(found, lang=get_language() or "sv") if may_judge else None,
        "form": judgement or (_form(request, found, past, now) if may_judge else None),
        "may_quick": actor.may(Right.QUICK_REVIEW) and is_for_quick_review(found),
        "may_acute": actor.may(Right.QUICK_REVIEW) and is_killing(found),
        "may_ask_talk": actor.may(Right.WRITE_TALKS) and found.state != State.UNFOUNDED,
    }
