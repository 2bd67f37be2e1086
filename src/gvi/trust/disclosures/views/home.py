"""The first page of disclosures, and how one begins: to whom, and whether there is a road, before anybody types."""

from uuid import UUID

from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from gvi.trust.disclosures.flows.start_draft import NewDraft, start_draft
from gvi.trust.disclosures.forms.sent import SentFilter
from gvi.trust.disclosures.models import Disclosure
from gvi.trust.disclosures.queries.drafts import draft_rows
from gvi.trust.disclosures.queries.receivers import Standing, receivers
from gvi.trust.disclosures.queries.sent import lacking, receivers_of, sent_page
from gvi.trust.disclosures.received.queries import waiting
from gvi.trust.disclosures.states import Form
from gvi.trust.disclosures.views import log_persons
from gvi.trust.refusals import NotAllowed, Refusal
from gvi.trust.workspaces.inside import own_room
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right

HOME_PARAMETERS = {"lage", "till", "page"}


@page(Right.PREPARE_DISCLOSURE)
def home(request: RoomRequest) -> HttpResponse:
    """Drafts, what waits for a decision, oral ones that lack their test, and everything sent."""
    now = timezone.now()
    form = SentFilter(request.GET, rooms=receivers_of(request.actor))
    if set(request.GET) - HOME_PARAMETERS or not form.is_valid():
        raise BadRequest
    asked = form.cleaned_data
    sent = sent_page(
        request.actor,
        timezone.localdate(now),
        status=asked["lage"],
        receiver=asked["till"],
        number=request.GET.get("page", 1),
    )
    named = [row.label.id for row in sent.object_list if row.label]
    log_persons(request, "disclosures.read_list", named)
    drafts = draft_rows()
    context = {
        "at": now,
        "persons": bool(named),
        "drafts": [row for row in drafts if not row.sent_at],
        "waiting": [row for row in drafts if row.sent_at],
        "lacking": lacking(request.actor, now),
        "received": waiting(request.actor),
        "page": sent,
        "form": form,
        "may_decide": request.actor.may(Right.DECIDE_DISCLOSURE),
        "may_sign": request.actor.may(Right.SIGN_AGREEMENT),
        "may_name": request.actor.may(Right.NAME_ON_CALL),
        "may_receive": request.actor.may(Right.READ_RECEIVED),
    }
    return render(request, "disclosures/home.html", context)


@page(Right.PREPARE_DISCLOSURE)
def new(request: RoomRequest) -> HttpResponse:
    """To whom, about one person."""
    return _begin(request, Form.SINGLE)


@page(Right.PREPARE_DISCLOSURE)
def joint(request: RoomRequest) -> HttpResponse:
    """To whom, about several: one need, one rule, one receiver."""
    return _begin(request, Form.JOINT)


def _begin(request: RoomRequest, form: Form) -> HttpResponse:
    standings = receivers(request.actor, timezone.localdate())
    question = _question(request)
    if question:
        standings = [one for one in standings if one.room.pk == question.sender_id]
    refused = ""
    if request.method == "POST":
        try:
            return _start(request, form, standings, question)
        except NotAllowed:
            raise
        except Refusal as refusal:
            refused = str(refusal)
    context = {
        "standings": standings,
        "joint": form is Form.JOINT,
        "question": question,
        "refused": refused,
        "open": any(not one.hindrance for one in standings),
        "may_sign": request.actor.may(Right.SIGN_AGREEMENT),
    }
    return render(request, "disclosures/new.html", context, status=422 if refused else 200)


def _question(request: RoomRequest) -> Disclosure | None:
    """The received disclosure that is to be answered, if the address names one that this room has received."""
    asked = request.POST.get("in_answer_to") or request.GET.get("in_answer_to")
    if not asked:
        return None
    try:
        number = UUID(asked)
    except ValueError as error:
        raise BadRequest from error
    received = Disclosure.objects.select_related("sender").filter(receiver=own_room(request.actor), pk=number)
    return received.first()


def _start(
    request: RoomRequest, form: Form, standings: list[Standing], question: Disclosure | None
) -> HttpResponse:
    chosen = request.POST.get("receiver", "")
    room = next((one.room for one in standings if str(one.room.pk) == chosen), None)
    if room is None:
        raise BadRequest
    new_draft = NewDraft(room, form, question.pk if question else None)
    draft = start_draft(new_draft, by=request.actor, at=timezone.now())
    return redirect("disclosures:draft", draft.pk)
