"""The first page of persons: the search, and the short lists of who waits. A name is posted, never in an address."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils import timezone

from gvi.trust.people.flows.search_people import log_seen, search_people
from gvi.trust.people.forms.search import SearchForm
from gvi.trust.people.labels import PersonLabel, labels
from gvi.trust.people.queries.home import home_counts, proposed_ids, waiting_batches
from gvi.trust.people.queries.search import Hits
from gvi.trust.people.views import REASON, log_reading, recent, show
from gvi.trust.workspaces.asked import refuse_unknown
from gvi.trust.workspaces.kinds import RECEIVING_ONLY
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import attempt

PAGE = 25


@page(Right.READ_RECEIVED)
def search(request: RoomRequest) -> HttpResponse:
    """Search, or see what waits; a room that only receives is told where to read."""
    refuse_unknown(request)
    if request.actor.kind in RECEIVING_ONLY:
        return show(request, "receiving.html", {"persons": False})
    request.actor.require(Right.READ_PERSONS)
    form = SearchForm(request.POST or None, initial={"reason": request.session.get("people_reason_kind")})
    if request.method == "POST" and form.is_valid():
        hits = attempt(form, lambda: search_people(form.question, by=request.actor, at=timezone.now()))
        if hits is not None:
            return _results(request, form, hits)
    return _home(request, form)


def _results(request: RoomRequest, form: SearchForm, hits: Hits) -> HttpResponse:
    request.session[REASON] = form.question.told
    request.session["people_reason_kind"] = form.question.reason
    found = Paginator(hits.persons, PAGE).get_page(form.cleaned_data["page"] or 1)
    named = labels(found.object_list)
    rows = [named[pk] for pk in found.object_list if pk in named]
    log_seen((row.id for row in rows), form.question.told, by=request.actor)
    context = {"form": form, "hits": hits, "page": found, "rows": rows, "count": len(hits.persons)}
    return show(request, "results.html", context)


def _home(request: RoomRequest, form: SearchForm) -> HttpResponse:
    day = timezone.localdate()
    waiting, opened = proposed_ids(), recent(request)
    named = labels([*waiting, *opened])
    log_reading(request, "people.home", count=len(named))
    context: dict[str, Any] = {
        "form": form,
        "counts": home_counts(day),
        "waiting": _named(waiting, named),
        "recent": _named(opened, named),
        "batches": waiting_batches(request.actor),
        "may_write": request.actor.may(Right.WRITE_PERSONS),
    }
    return show(request, "home.html", context, form)


def _named(ids: list[Any], named: dict[Any, PersonLabel]) -> list[PersonLabel]:
    return [named[pk] for pk in ids if pk in named]
