"""The studies of the programme, a new one, one study, its figures, and giving it up."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from gvi.steps.incidents.importing.words import file_refusal
from gvi.steps.incidents.reading import FileRefused
from gvi.steps.review.views import status_of
from gvi.steps.studies.flows.create_study import create_study
from gvi.steps.studies.flows.drop_study import drop_study
from gvi.steps.studies.flows.keep_panel import latest_panel, read_in_panel
from gvi.steps.studies.forms.studies import DropForm, NewStudyForm, PanelForm
from gvi.steps.studies.models import PanelFile, Study
from gvi.steps.studies.queries.studies import read_study, released_sentences, studies_page
from gvi.steps.studies.states import GOING, StudyState
from gvi.steps.studies.views import download
from gvi.steps.studies.words import Source
from gvi.steps.studies.working import LOST
from gvi.trust.workspaces.asked import refuse_unknown
from gvi.trust.workspaces.inside import own_member, own_room
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import attempt

CSV = "text/csv; charset=utf-8"


@page(Right.READ_STUDIES)
def home(request: RoomRequest) -> HttpResponse:
    """Every study with its state and what its latest answer is worth, and what police have released."""
    refuse_unknown(request, ["page"])
    columns: list[dict[str, object]] = [
        {"label": _("Nummer"), "number": True},
        {"label": _("Studie")},
        {"label": _("Ägare")},
        {"label": _("Läge")},
        {"label": _("Senaste resultat")},
        {"label": _("Körningar"), "number": True},
    ]
    context = {
        "page": studies_page(request.GET.get("page", 1)),
        "columns": columns,
        "sentences": released_sentences(),
        "may_write": request.actor.may(Right.WRITE_STUDIES),
        "joint": True,
    }
    return render(request, "studies/home.html", context)


@page(Right.WRITE_STUDIES)
def new(request: RoomRequest) -> HttpResponse:
    """Begin one."""
    form = NewStudyForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: create_study(form.new(), by=request.actor, at=timezone.now()))
        if made:
            return redirect("studies:plan" if made.source == Source.OWN else "studies:upload", made.pk)
    return render(request, "studies/new.html", {"form": form, "joint": True}, status=status_of(form))


@page(Right.READ_STUDIES)
def study(request: RoomRequest, study_id: UUID) -> HttpResponse:
    """One study: figures, plan, lock, runs. What comes next stands first."""
    refuse_unknown(request)
    found = read_study(study_id)
    actor, now = request.actor, timezone.now()
    ours = found.study.room_id == own_room(actor) and actor.may(Right.WRITE_STUDIES)
    open_now = found.study.state != StudyState.DROPPED
    draft = found.study.state == StudyState.DRAFT
    going = next((run for run in found.runs if run.state in GOING and run.at > now - LOST), None)
    context = {
        "found": found,
        "study": found.study,
        "going": going,
        "may_write": ours and open_now,
        "may_lock": draft
        and found.plan is not None
        and actor.may(Right.WRITE_STUDIES)
        and found.plan.by != own_member(actor),
        "may_run": open_now and found.plan is not None and actor.may(Right.WRITE_STUDIES),
        "written_after": found.lock is not None and found.plan is not None and found.plan != found.lock.plan,
        "run_columns": _run_columns(),
        "joint": True,
    }
    return render(request, "studies/study.html", context)


def _run_columns() -> list[dict[str, object]]:
    return [
        {"label": _("Begärd")},
        {"label": _("Av")},
        {"label": _("Plan, version"), "number": True},
        {"label": _("Läge")},
        {"label": _("Vad svaret är värt")},
    ]


@page(Right.WRITE_STUDIES)
def upload(request: RoomRequest, study_id: UUID) -> HttpResponse:
    """Read a panel in from a file: whole, or not at all with the row that stops it."""
    found = get_object_or_404(Study, pk=study_id, source=Source.FILE, room=own_room(request.actor))
    form = PanelForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and (kept := _read_in(request, found, form)):
        messages.success(request, _("Filen är inläst: %(rows)s rader.") % {"rows": kept.rows})
        return redirect("studies:study" if found.state == StudyState.LOCKED else "studies:plan", found.pk)
    context = {"form": form, "study": found, "panel": latest_panel(found), "joint": True}
    return render(request, "studies/upload.html", context, status=status_of(form))


def _read_in(request: RoomRequest, study: Study, form: PanelForm) -> PanelFile | None:
    sent, told = form.cleaned_data["file"], form.cleaned_data
    content = sent.read()
    try:
        return attempt(
            form,
            lambda: read_in_panel(
                study,
                sent.name,
                content,
                by=request.actor,
                at=timezone.now(),
                unit=told["unit"].strip(),
                time=told["time"].strip(),
            ),
        )
    except FileRefused as error:
        form.add_error("file", file_refusal(error))
        return None


@page(Right.READ_STUDIES)
def panel_csv(request: RoomRequest, study_id: UUID) -> HttpResponse:
    """The figures as they were kept last, to keep."""
    found = get_object_or_404(Study, pk=study_id)
    panel = latest_panel(found)
    if panel is None:
        raise Http404
    name = f"uppgifter-{found.number}.csv"
    return download(
        request, panel.csv.encode(), CSV, name, kind="study", record=found.pk, verb="studies.export_panel"
    )


@page(Right.WRITE_STUDIES)
def drop(request: RoomRequest, study_id: UUID) -> HttpResponse:
    """Give a study up, with its reason."""
    found = get_object_or_404(Study, pk=study_id, room=own_room(request.actor))
    form = DropForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        because = form.cleaned_data["because"]
        if attempt(form, lambda: drop_study(found, because, by=request.actor, at=timezone.now())):
            messages.success(request, _("Studien är nedlagd. Den står kvar i listan med skälet."))
            return redirect("studies:study", found.pk)
    context = {"form": form, "study": found, "joint": True}
    return render(request, "studies/drop.html", context, status=status_of(form))
