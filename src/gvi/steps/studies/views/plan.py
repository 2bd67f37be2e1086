"""The plan of a study: as questions, as text, as a file."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from gvi.steps.review.views import status_of
from gvi.steps.studies.beforehand import warnings
from gvi.steps.studies.flows.ask_run import plan_that_counts
from gvi.steps.studies.flows.keep_panel import latest_panel
from gvi.steps.studies.flows.write_plan import write_plan
from gvi.steps.studies.forms.plan import PlanForm, PlanTextForm
from gvi.steps.studies.models import PlanVersion, Study
from gvi.steps.studies.plan_text import answers_of, as_toml, read
from gvi.steps.studies.states import StudyState
from gvi.steps.studies.views import download
from gvi.trust.workspaces.inside import own_room
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import attempt

TOML = "application/toml; charset=utf-8"


def _own(request: RoomRequest, study_id: UUID) -> Study:
    """A study that the reader's own room writes."""
    return get_object_or_404(
        Study.objects.exclude(state=StudyState.DROPPED), pk=study_id, room=own_room(request.actor)
    )


def _said(request: RoomRequest, study: Study) -> HttpResponse:
    told = _("Planen är sparad som en ny version.")
    if study.state == StudyState.LOCKED:
        told = _(
            "Versionen är sparad. Den avviker från den låsta planen, och varje resultat av den märks så."
        )
    messages.success(request, told)
    return redirect("studies:study", study.pk)


@page(Right.WRITE_STUDIES)
def plan(request: RoomRequest, study_id: UUID) -> HttpResponse:
    """The questions, with the answers of the latest version."""
    study = _own(request, study_id)
    panel = latest_panel(study)
    if panel is None:
        return redirect("studies:upload", study.pk)
    latest = PlanVersion.objects.filter(study=study).first()
    form = PlanForm(request.POST or None, actor=request.actor, panel=panel, initial=_initial(study, latest))
    if request.method == "POST" and form.is_valid():
        text = as_toml(form.answers(), panel)
        if attempt(form, lambda: write_plan(study, text, by=request.actor, at=timezone.now())):
            return _said(request, study)
    told = warnings(read(latest.text), panel.csv) if latest else []
    context = {
        "form": form,
        "study": study,
        "panel": panel,
        "latest": latest,
        "warnings": told,
        "joint": True,
    }
    return render(request, "studies/plan.html", context, status=status_of(form))


def _initial(study: Study, latest: PlanVersion | None) -> dict[str, Any]:
    return answers_of(read(latest.text)) if latest else {"title": study.title}


@page(Right.WRITE_STUDIES)
def plan_text(request: RoomRequest, study_id: UUID) -> HttpResponse:
    """The same plan as the file that it is; also what the questions do not ask."""
    study = _own(request, study_id)
    latest = PlanVersion.objects.filter(study=study).first()
    if latest is None:
        return redirect("studies:plan", study.pk)
    form = PlanTextForm(request.POST or None, actor=request.actor, initial={"text": latest.text})
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        if attempt(form, lambda: write_plan(study, text, by=request.actor, at=timezone.now())):
            return _said(request, study)
    context = {"form": form, "study": study, "latest": latest, "joint": True}
    return render(request, "studies/plan_text.html", context, status=status_of(form))


@page(Right.READ_STUDIES)
def plan_file(request: RoomRequest, study_id: UUID) -> HttpResponse:
    """plan.toml, to keep: the locked version, before the lock the latest."""
    study = get_object_or_404(Study, pk=study_id)
    version = plan_that_counts(study)
    if version is None:
        raise Http404
    return download(
        request,
        version.text.encode(),
        TOML,
        f"plan-{study.number}.toml",
        kind="study",
        record=study.pk,
        verb="studies.export_plan",
    )
