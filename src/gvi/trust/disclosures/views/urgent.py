"""Muntligt: one screen on a phone, everything that can't wait in a minute (screens.md)."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from gvi.trust.disclosures.drafting import Line
from gvi.trust.disclosures.finding import find_person
from gvi.trust.disclosures.flows.decide_by_phone import decide_by_phone, line_about
from gvi.trust.disclosures.forms.urgent import UrgentForm
from gvi.trust.disclosures.models import DraftLine
from gvi.trust.disclosures.offers import types_by_hand
from gvi.trust.disclosures.queries.on_call import on_call_now
from gvi.trust.disclosures.queries.receivers import Standing, receivers
from gvi.trust.disclosures.refusals import NOBODY_ON_CALL
from gvi.trust.disclosures.states import COMPLETE_HOURS
from gvi.trust.disclosures.views import log_persons, status_of
from gvi.trust.people.labels import PersonLabel
from gvi.trust.refusals import NotAllowed, Refusal
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import attempt


@page(Right.PREPARE_DISCLOSURE)
def urgent(request: RoomRequest) -> HttpResponse:
    """Record it. *Sök* looks for the person and keeps everything else as it was filled in."""
    standings = [one for one in receivers(request.actor, timezone.localdate()) if _open(one)]
    said, hits = "", None
    searching = request.method == "POST" and "sok" in request.POST
    if searching:
        try:
            hits = _hits(request)
        except NotAllowed:
            raise
        except Refusal as refusal:
            said = str(refusal)
    chosen = hits[0].id if hits and len(hits) == 1 else _person(request)
    form = _form(request, standings, _line(request, chosen), searching=searching)
    if request.method == "POST" and not searching and form.is_valid():
        made = attempt(form, lambda: decide_by_phone(form.spoken(), by=request.actor, at=timezone.now()))
        if made:
            messages.success(request, _said())
            return redirect("disclosures:home")
    return _show(request, form, hits=hits, said=said, searching=searching)


def _open(one: Standing) -> bool:
    return not one.hindrance and any(rule.urgent for rule in one.rules)


def _hits(request: RoomRequest) -> list[PersonLabel] | None:
    if types_by_hand(request.actor.kind):
        return None
    return find_person(request.POST.get("vem", ""), by=request.actor, at=timezone.now())


def _person(request: RoomRequest) -> UUID | None:
    """Whom a hit chose, or the page that one came from, which nothing else is filled in from."""
    try:
        return UUID(request.POST.get("person") or request.GET.get("person", ""))
    except ValueError:
        return None


def _line(request: RoomRequest, person: UUID | None) -> Line:
    """Who it is about, with name and address to choose; nobody yet, with nothing to choose."""
    by_hand = types_by_hand(request.actor.kind)
    if person is None and not by_hand:
        return Line(DraftLine(), None, ())
    reference = request.POST.get("vem", "")[:60] if by_hand else ""
    return line_about(person, reference, by=request.actor, at=timezone.now())


def _form(request: RoomRequest, standings: list[Standing], line: Line, *, searching: bool) -> UrgentForm:
    members = list(on_call_now(request.actor, timezone.now()))
    shared: dict[str, Any] = {
        "standings": standings,
        "members": members,
        "line": line,
    }
    if request.method == "POST" and not searching:
        return UrgentForm(request.POST, **shared)
    kept = {name: text for name, text in request.POST.items() if name != "items"}
    return UrgentForm(initial={**kept, "items": request.POST.getlist("items")}, **shared)


def _said() -> str:
    sentence = _("Det muntliga beslutet är antecknat. Prövningen ska skrivas inom %(hours)s timmar.")
    return sentence % {"hours": COMPLETE_HOURS}


def _show(
    request: RoomRequest,
    form: UrgentForm,
    *,
    hits: list[PersonLabel] | None,
    said: str,
    searching: bool,
) -> HttpResponse:
    label = form.line.label
    seen = {it.id for it in hits or []} | ({label.id} if label else set())
    log_persons(request, "disclosures.find_person", sorted(seen))
    context = {
        "persons": bool(seen),
        "form": form,
        "nobody": "" if form.members else NOBODY_ON_CALL,
        "hits": hits if hits is not None and len(hits) != 1 else None,
        "label": label,
        "term": request.POST.get("vem", ""),
        "by_hand": types_by_hand(request.actor.kind),
        "said": said,
        "searching": searching,
    }
    return render(request, "disclosures/urgent.html", context, status=422 if said else status_of(form))
