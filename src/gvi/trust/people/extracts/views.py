"""Own extracts on screen: the list with its clock, a new request, one request, its document and its answer.

The police room's pages never ask the tables of persons anything, so that they say, and take, the same whoever asks.
"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.people.extracts.documents import extract_pdf as write_extract
from gvi.trust.people.extracts.documents import one_answer_pdf
from gvi.trust.people.extracts.flows.answer_request import answer_request
from gvi.trust.people.extracts.flows.choose_subject import choose_person, choose_received
from gvi.trust.people.extracts.flows.register_request import register_request
from gvi.trust.people.extracts.forms import FindForm, ReceivedForm, RequestForm
from gvi.trust.people.extracts.queries import find_request, neither_confirms, requests_of, subject_of
from gvi.trust.people.extracts.registry import choices_for, sections_about
from gvi.trust.people.flows.search_people import Question, Reason, log_seen, search_people
from gvi.trust.people.labels import PersonLabel, labels
from gvi.trust.people.models import ExtractRequest
from gvi.trust.workspaces.asked import refuse_unknown
from gvi.trust.workspaces.kinds import WITH_PERSONS
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import FORM_ERROR, attempt

WHY = "registerutdrag"
PER_PAGE = 50


@page(Right.ANSWER_EXTRACT)
@require_safe
def extracts(request: RoomRequest) -> HttpResponse:
    """Requests, those that wait first."""
    refuse_unknown(request, ("page",))
    shown = Paginator(requests_of(request.actor), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "people/extracts/list.html", {"page": shown, "at": timezone.now()})


@page(Right.ANSWER_EXTRACT)
def new_extract(request: RoomRequest) -> HttpResponse:
    """Register a request."""
    now = timezone.now()
    form = RequestForm(
        request.POST or None,
        initial={"received_on": timezone.localdate(now)},
        knows_names=not neither_confirms(request.actor),
    )
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        made = attempt(
            form,
            lambda: register_request(asked["reference"], asked["received_on"], by=request.actor, at=now),
        )
        if made:
            return redirect("people:extract", made.pk)
    status = FORM_ERROR if form.errors else 200
    return render(request, "people/extracts/new.html", {"form": form}, status=status)


@page(Right.ANSWER_EXTRACT)
@require_safe
def extract(request: RoomRequest, extract_id: UUID) -> HttpResponse:
    """One request: its clock, whom it is about, and its answer."""
    return _show(request, find_request(request.actor, extract_id))


def _show(request: RoomRequest, found: ExtractRequest, **more: Any) -> HttpResponse:
    context: dict[str, Any] = {
        "one": found,
        "at": timezone.now(),
        "one_answer": neither_confirms(request.actor),
    }
    if not context["one_answer"]:
        context |= _subject(request, found)
    status = FORM_ERROR if any(form.errors for form in more.values() if hasattr(form, "errors")) else 200
    return render(request, "people/extracts/extract.html", context | more, status=status)


def _subject(request: RoomRequest, found: ExtractRequest) -> dict[str, Any]:
    label = labels([found.person_id]).get(found.person_id) if found.person_id else None
    if label:
        _log_reading(request, label.id)
    choices = choices_for(request.actor)
    if choices:
        count = len(choices)
        write(Operation.READ, "people.extract_choices", by=request.actor, kind="disclosure", count=count)
    chosen = [str(pk) for pk in found.received]
    return {
        "persons": True,
        "label": label,
        "find": FindForm() if request.actor.kind in WITH_PERSONS else None,
        "received": ReceivedForm(choices=choices, initial={"chosen": chosen}) if choices else None,
        "ready": subject_of(found).is_chosen,
    }


def _log_reading(request: RoomRequest, person: UUID) -> None:
    write(Operation.READ, "people.read", by=request.actor, kind="person", record=person, reason=WHY)


@page(Right.ANSWER_EXTRACT)
@require_POST
def find_for_extract(request: RoomRequest, extract_id: UUID) -> HttpResponse:
    """Search for whom the request is about; what was searched for stands in no address."""
    found = find_request(request.actor, extract_id)
    if neither_confirms(request.actor):
        return _show(request, found)
    form = FindForm(request.POST)
    hits: list[PersonLabel] | None = None
    if form.is_valid():
        question = Question(form.cleaned_data["term"], Reason.OTHER, WHY)
        result = attempt(form, lambda: search_people(question, by=request.actor, at=timezone.now()))
        if result:
            shown = labels(result.persons)
            hits = [shown[pk] for pk in result.persons if pk in shown]
            log_seen((hit.id for hit in hits), WHY, by=request.actor)
    return _show(request, found, find=form, hits=hits)


@page(Right.ANSWER_EXTRACT)
@require_POST
def choose_for_extract(request: RoomRequest, extract_id: UUID) -> HttpResponse:
    """Tie the request to a person, or to received disclosures."""
    now = timezone.now()
    if "person" in request.POST:
        choose_person(extract_id, _uuid(request.POST["person"]), by=request.actor, at=now)
    else:
        chosen = [found for text in request.POST.getlist("chosen") if (found := _uuid(text))]
        choose_received(extract_id, chosen, by=request.actor, at=now)
    messages.success(request, _("Valet är sparat. Läs igenom utdraget innan det lämnas."))
    return redirect("people:extract", extract_id)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@page(Right.ANSWER_EXTRACT)
@require_safe
def extract_pdf(request: RoomRequest, extract_id: UUID) -> HttpResponse:
    """The extract as it would be sent today; in the police room the one answer that everybody gets."""
    actor, now = request.actor, timezone.now()
    found = find_request(actor, extract_id)
    write(Operation.EXPORT, "people.extract_pdf", by=actor, kind="extract", record=found.pk)
    if neither_confirms(actor):
        content = one_answer_pdf(found, actor, now)
    else:
        subject = subject_of(found)
        if found.person_id and subject.persons:
            _log_reading(request, found.person_id)
        content = write_extract(found, lambda: sections_about(subject, by=actor), actor, now)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="utdrag.pdf"'
    return response


@page(Right.ANSWER_EXTRACT)
@require_POST
def answer_extract(request: RoomRequest, extract_id: UUID) -> HttpResponse:
    """Note that the answer has been sent."""
    answer_request(extract_id, by=request.actor, at=timezone.now())
    messages.success(request, _("Begäran är besvarad."))
    return redirect("people:extract", extract_id)
