"""The police's own study: does a group's violence fall when it is spoken to? Sealed; only its sentence may leave."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from gvi.steps.review.queries.words import names_of
from gvi.steps.review.views import status_of
from gvi.steps.studies.flows.ask_wedge import ask_wedge, period_of
from gvi.steps.studies.flows.release_wedge import LEAST
from gvi.steps.studies.flows.release_wedge import release_wedge as release_flow
from gvi.steps.studies.forms.marks import SentenceForm, WedgeForm
from gvi.steps.studies.models import ReleasedSentence, WedgeRun
from gvi.steps.studies.own_words import column_words
from gvi.steps.studies.states import GOING, RunState
from gvi.steps.studies.views import reader_language
from gvi.steps.studies.wedge_words import result_rows
from gvi.steps.studies.working import failure
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.asked import refuse_unknown
from gvi.trust.workspaces.inside import own_member
from gvi.trust.workspaces.pages import RoomRequest, page, polled
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import attempt

MOST = 20


@page(Right.STUDY_GROUPS)
def wedges(request: RoomRequest) -> HttpResponse:
    """What has been asked, newest first, and the form that asks anew."""
    refuse_unknown(request)
    form, now = WedgeForm(request.POST or None), timezone.now()
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: ask_wedge(form.question(), by=request.actor, at=now))
        if made:
            return redirect("studies:wedge", made.pk)
    rows = list(WedgeRun.objects.defer("result")[:MOST])
    _log(request)
    names = names_of(row.by for row in rows)
    released = set(
        ReleasedSentence.objects.filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True)
    )
    context = {
        "form": form,
        "rows": [(row, names.get(row.by, ""), row.pk in released) for row in rows],
        "until": period_of(12, timezone.localdate(now))[1],
        "columns": [
            {"label": label} for label in (_("Begärd"), _("Av"), _("Period"), _("Läge"), _("Samverkan"))
        ],
    }
    return render(request, "studies/wedges.html", context, status=status_of(form))


def _log(request: RoomRequest, record: UUID | None = None) -> None:
    write(Operation.READ, "studies.read_wedge", by=request.actor, kind="wedge", record=record)


@page(Right.STUDY_GROUPS)
def wedge(request: RoomRequest, wedge_id: UUID) -> HttpResponse:
    """One answer: the sentence, what stands behind it, and whether it may leave."""
    refuse_unknown(request)
    found = get_object_or_404(WedgeRun, pk=wedge_id)
    _log(request, found.pk)
    context: dict[str, Any] = {
        "run": found,
        "going": found.state in GOING,
        "failure": failure(found) if found.state == RunState.FAILED else "",
        "released": ReleasedSentence.objects.filter(pk=found.pk).first(),
    }
    if found.result:
        lang = reader_language()
        context |= {
            "sentence": found.result["sentence"][lang],
            "notes": [note[lang] for note in found.result["notes"]],
            "rows": result_rows(found.result, lang, column_words),
            "few": min(found.groups or 0, found.incidents or 0) < LEAST,
            "may_release": request.actor.may(Right.RELEASE) and found.by != own_member(request.actor),
            "columns": [
                {"label": _("Utfall")},
                {"label": _("Effekt"), "number": True},
                {"label": _("Intervall"), "number": True},
                {"label": _("p"), "number": True},
            ],
        }
    return render(request, "studies/wedge.html", context)


@polled
@page(Right.STUDY_GROUPS)
def progress(request: RoomRequest, wedge_id: UUID) -> HttpResponse:
    """The line that tells how far; when the work is done the page loads itself anew."""
    found = get_object_or_404(WedgeRun.objects.defer("result"), pk=wedge_id)
    if not request.htmx:
        return redirect("studies:wedge", found.pk)
    answer = render(request, "studies/_run.html", {"run": found, "sealed": True})
    if found.state not in GOING:
        answer["HX-Refresh"] = "true"
    return answer


@page(Right.RELEASE)
def release_wedge(request: RoomRequest, wedge_id: UUID) -> HttpResponse:
    """Decide to release the sentence; the page shows the very words that will leave."""
    found = get_object_or_404(WedgeRun, pk=wedge_id, state=RunState.DONE)
    form = SentenceForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        decision, now = form.decision(), timezone.now()
        if attempt(form, lambda: release_flow(found, decision, by=request.actor, at=now)):
            messages.success(request, _("Meningen är lämnad till samverkan."))
            return redirect("studies:home")
    _log(request, found.pk)
    context = {"form": form, "run": found, "sentences": (found.result or {})["sentence"]}
    return render(request, "studies/release_wedge.html", context, status=status_of(form))
