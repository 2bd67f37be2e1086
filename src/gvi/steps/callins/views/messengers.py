"""The page *Budbärare*: what a choice would mean, at once and then proven; people decide, one nominee at a time.

A proof is sought by the page itself after the greedy answer is shown, within ``PROOF_SECONDS``; nothing of it is kept.
"""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages as notes
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gvi.steps.callins import choice_told
from gvi.steps.callins.choosing import MOST_DRAWN, as_decided, drawing, lit, propose
from gvi.steps.callins.flows.decide_nominee import decide_nominee
from gvi.steps.callins.flows.record_selection import Chosen, record_selection
from gvi.steps.callins.forms.messengers import SelectionForm, TermsForm, asked_of
from gvi.steps.callins.models import CallIn
from gvi.steps.callins.queries.handing import supervised_of
from gvi.steps.callins.queries.network import Network, network_of
from gvi.steps.callins.queries.selections import selections
from gvi.steps.callins.states import NomineeState
from gvi.steps.callins.views import done
from gvi.steps.callins.views.police import log_persons, open_nominee, show, the_callin
from gvi.steps.groups.views.persons import posted
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import attempt

UNPROCESSABLE = 422
CHOICES = {"godkand": NomineeState.APPROVED, "reserv": NomineeState.RESERVE}


@page(Right.READ_NOMINEES)
def messengers(request: RoomRequest, callin_id: UUID) -> HttpResponse:
    """The nominees with their judgements, and whom a choice among them would reach."""
    callin = the_callin(callin_id)
    network = _network(request, callin)
    form = _terms_form(request, network)
    log_persons(request, "callins.read_messengers", len(network.labels))
    if not form.is_valid():
        return _page(request, callin, network, {"form": form}, status=UNPROCESSABLE)
    return _page(request, callin, network, _answer(request, callin, network, form))


def _network(request: RoomRequest, callin: CallIn) -> Network:
    return network_of(callin, reader=request.actor.member_id, day=timezone.localdate())


def _terms_form(request: RoomRequest, network: Network) -> TermsForm:
    least = 0 if network.empty_groups else 1
    form = TermsForm(request.GET, most=len(network.eligible), least=least)
    if set(request.GET) - set(form.fields):
        raise BadRequest
    return form


def _answer(request: RoomRequest, callin: CallIn, network: Network, form: TermsForm) -> dict[str, Any]:
    """The proposal on these terms, what the list reaches as it stands, and what the page asks for next."""
    terms, prove = form.terms(), form.cleaned_data["bevisa"]
    if not network.eligible:
        return {"form": form.filled(), "terms": terms}
    supervised = supervised_of(callin, reader=request.actor.member_id, day=timezone.localdate())
    sessions = callin.sessions
    found = propose(network, terms, sessions=sessions, supervised=supervised, prove=prove)
    now = as_decided(network, terms, sessions=sessions, supervised=supervised)
    address = urlencode({key: value for key, value in asked_of(terms).items() if value is not None})
    return {
        "form": form.filled(),
        "terms": terms,
        "told": choice_told.told(network, found, proven=prove),
        "chosen": {UUID(pk) for pk in found.messengers},
        "decided": choice_told.decided_words(network, now, found) if now else None,
        "lit": lit(network, found.reached_ids, found.messengers_by_session),
        "address": address,
        "prove": not prove,
    }


def _page(
    request: RoomRequest, callin: CallIn, network: Network, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    drawn = not request.htmx and 0 < len(network.labels) <= MOST_DRAWN
    shared = {
        "network": network,
        "nominees": [row for row in network.nominees if not row.not_called],
        "drawing": drawing(network) if drawn else None,
        "texts": choice_told.texts(),
        "selections": selections(callin),
        "reasons": SelectionForm(),
        "persons": bool(network.labels),
    }
    return show(request, "messengers.html", callin, {**shared, **context}, status=status)


@page(Right.DECIDE_NOMINEES)
@require_POST
def choose(request: RoomRequest, callin_id: UUID, nominee_id: UUID) -> HttpResponse:
    """Approve somebody or put them in reserve, from the page itself; back to it with the same terms."""
    callin = the_callin(callin_id)
    found = open_nominee(request, callin, nominee_id, timezone.localdate())
    decision = CHOICES.get(request.POST.get("beslut", ""))
    if decision is None:
        raise BadRequest
    answer = done(
        request,
        lambda: decide_nominee(found.row, decision, by=request.actor, at=timezone.now()),
        _("Beslutet är antecknat."),
        "callins:messengers",
        callin.pk,
    )
    answer["Location"] += f"?{request.META['QUERY_STRING']}"
    return answer


@page(Right.CHECK_NOMINEES)
def select(request: RoomRequest, callin_id: UUID) -> HttpResponse:
    """Keep why the list looks as it does, on the terms in the address."""
    callin = the_callin(callin_id)
    network = _network(request, callin)
    form, reasons = _terms_form(request, network), SelectionForm(posted(request))
    log_persons(request, "callins.read_messengers", len(network.labels))
    if not form.is_valid():
        raise BadRequest
    if reasons.is_valid():
        chosen = Chosen(form.terms(), reasons.cleaned_data["words"])
        if attempt(reasons, lambda: record_selection(callin, chosen, by=request.actor, at=timezone.now())):
            notes.success(request, _("Skälen är sparade."))
            address = reverse("callins:messengers", args=[callin.pk])
            return redirect(f"{address}?{request.META['QUERY_STRING']}")
    context = {**_answer(request, callin, network, form), "reasons": reasons}
    return _page(request, callin, network, context, status=UNPROCESSABLE if reasons.errors else 200)
