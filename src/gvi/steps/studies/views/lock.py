"""Lock the plan, and the receipt of it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from gvi.steps.review.views import status_of
from gvi.steps.studies.beforehand import warnings
from gvi.steps.studies.flows.keep_panel import latest_panel
from gvi.steps.studies.flows.lock_plan import first_readable, lock_plan
from gvi.steps.studies.forms.marks import LockForm
from gvi.steps.studies.models import PlanLock, PlanVersion, Study
from gvi.steps.studies.plan_text import read
from gvi.steps.studies.states import StudyState
from gvi.steps.studies.views import download
from gvi.trust.workspaces.inside import own_member
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import attempt


@page(Right.WRITE_STUDIES)
def lock(request: RoomRequest, study_id: UUID) -> HttpResponse:
    """Read the plan as another has written it, and lock it."""
    study = get_object_or_404(Study, pk=study_id)
    version = PlanVersion.objects.filter(study=study).first()
    if version is None or study.state != StudyState.DRAFT:
        return redirect("studies:study", study.pk)
    form, now = LockForm(request.POST or None, actor=request.actor), timezone.now()
    if request.method == "POST" and form.is_valid():
        marks, read_on = form.marks(), form.cleaned_data["read_on"]
        if attempt(form, lambda: lock_plan(study, marks, by=request.actor, at=now, read_on=read_on)):
            messages.success(request, _("Planen är låst. Hämta kvittot och spara det utanför produkten."))
            return redirect("studies:study", study.pk)
    panel, written = latest_panel(study), read(version.text)
    context = {
        "form": form,
        "study": study,
        "version": version,
        "warnings": warnings(written, panel.csv) if panel else [],
        "readable": first_readable(study, written, now),
        "own": version.by == own_member(request.actor),
        "joint": True,
    }
    return render(request, "studies/lock.html", context, status=status_of(form))


@page(Right.READ_STUDIES)
def receipt(request: RoomRequest, study_id: UUID) -> HttpResponse:
    """The signed receipt, as ``gvi evaluate --receipt`` reads it."""
    found = get_object_or_404(PlanLock.objects.select_related("study"), study=study_id)
    return download(
        request,
        found.receipt.encode(),
        "application/json",
        f"kvitto-{found.study.number}.json",
        kind="study",
        record=found.study_id,
        verb="studies.export_receipt",
    )
