"""The conflict map on screen, as of any day since the first relation, and as files to keep."""

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from gvi.science.conflict_drawing import payload
from gvi.steps.groups.words import Intensity
from gvi.steps.mapping import drawing
from gvi.steps.mapping.flows.count_activity import activity_on
from gvi.steps.mapping.forms.conflict_map import MapForm
from gvi.steps.mapping.queries.conflict_map import RelationRow, Situation, first_day, situation, steps
from gvi.steps.mapping.views import UNPROCESSABLE, download, log_export, log_reading
from gvi.trust.documents.picture import png
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right

PER_PAGE = 50
YEAR = 365
ORDERS: dict[str, Callable[[RelationRow], Any]] = {
    "grupp": lambda row: row.place,
    "andra": lambda row: row.place[::-1],
    "slag": lambda row: (row.at.kind, row.place),
    "sedan": lambda row: row.at.since,
    "tecken": lambda row: row.at.last_sign or row.at.since,
    "styrka": lambda row: list(Intensity).index(row.at.intensity),
}


@page(Right.READ_MAPPING)
def conflict_map(request: RoomRequest) -> HttpResponse:
    """The map of a day, and the same as a table; nothing drawn before somebody has written a relation."""
    log_reading(request, "mapping.read_map")
    first = first_day()
    if first is None:
        return render(request, "mapping/map.html", {"days": []})
    form = _form(request, first)
    context: dict[str, Any] = {"form": form, "days": form.days}
    if not form.is_valid():
        return render(request, "mapping/map.html", context, status=UNPROCESSABLE)
    now = _situation(request, form)
    request.GET = _by_day(request.GET, now)
    answer = render(request, "mapping/map.html", {**context, **_shown(request, form, now)})
    if request.htmx:
        asked = urlencode({"dag": now.day, "utan": form.cleaned_data["utan"]})
        answer["HX-Replace-Url"] = f"{request.path}?{asked}"
    return answer


def _form(request: RoomRequest, first: date) -> MapForm:
    form = MapForm(steps(first, localdate()), request.GET)
    if set(request.GET) - {*form.fields, "page"}:
        raise BadRequest
    return form


def _by_day(asked: QueryDict, now: Situation) -> QueryDict:
    """What the page's links carry: a step of the slider is another day next month, so they name the day."""
    kept = asked.copy()
    if kept.pop("steg", None):
        kept["dag"] = f"{now.day}"
    return kept


def _situation(request: RoomRequest, form: MapForm) -> Situation:
    counted = activity_on(form.day(), by=request.actor, at=timezone.now())
    incidents = {group: one.now[YEAR].either for group, one in counted.items()}
    return situation(form.day(), incidents, form.without())


def _shown(request: RoomRequest, form: MapForm, now: Situation) -> dict[str, Any]:
    made = drawing.drawn(now, lambda group: reverse("groups:detail", args=[group]))
    sort = form.cleaned_data["sort"] or "grupp"
    shown = Paginator(_sorted(now, sort), PER_PAGE).get_page(request.GET.get("page"))
    asked = {"dag": now.day, "utan": form.cleaned_data["utan"]}
    return {
        "form": MapForm(form.days, initial=asked),
        "now": now,
        "day": now.day,
        "step": sum(day <= now.day for day in form.days) - 1,
        "utan": form.cleaned_data["utan"],
        "today": now.day == form.days[-1],
        "svg": drawing.on_page(now, made),
        "data": payload(made, days=form.days, lang=drawing.language()),
        "origin": drawing.origin(),
        "page": shown,
        "rows": [(row, drawing.kind_words(row)) for row in shown],
        "sort": sort,
        "columns": _columns(),
        "group_columns": _group_columns(),
    }


def _sorted(now: Situation, sort: str) -> list[RelationRow]:
    return sorted(now.relations, key=ORDERS[sort.lstrip("-")], reverse=sort.startswith("-"))


def _columns() -> list[dict[str, object]]:
    return [
        {"key": "grupp", "label": _("Grupp")},
        {"key": "andra", "label": _("Grupp")},
        {"key": "slag", "label": _("Relation")},
        {"key": "sedan", "label": _("Sedan")},
        {"key": "tecken", "label": _("Senaste tecken")},
        {"key": "styrka", "label": _("Styrka")},
        {"label": _("Källor")},
    ]


def _group_columns() -> list[dict[str, object]]:
    return [
        {"label": _("Grupp")},
        {"label": _("Läge i dag")},
        {"label": _("Händelser, 12 månader"), "number": True},
        {"label": _("Följer efter")},
    ]


@page(Right.READ_MAPPING)
def map_svg(request: RoomRequest) -> HttpResponse:
    """The map as a drawing."""
    return _copy(request, "svg", "image/svg+xml", lambda now: drawing.copy(now).encode())


@page(Right.READ_MAPPING)
def map_png(request: RoomRequest) -> HttpResponse:
    """The map as a picture."""
    return _copy(request, "png", "image/png", lambda now: png(drawing.copy(now)))


@page(Right.READ_MAPPING)
def map_graphml(request: RoomRequest) -> HttpResponse:
    """The map for another program that draws networks."""
    return _copy(
        request, "graphml", "application/graphml+xml", lambda now: drawing.marked_graphml(now).encode()
    )


def _copy(
    request: RoomRequest, ending: str, content_type: str, made: Callable[[Situation], bytes]
) -> HttpResponse:
    form = _form(request, first_day() or localdate())
    if not form.is_valid():
        raise BadRequest
    now = _situation(request, form)
    log_export(request, "mapping.export_map")
    return download(made(now), content_type, f"konfliktkarta-{now.day}.{ending}")
