"""The conflict map on screen, as of any day since the first relation, and as files to keep."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

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
from gvi.steps.mapping.queries.conflict_map import RelationRow, Situation, situation, source_names, steps
from gvi.steps.mapping.queries.groups_on import Ever, ever
from gvi.steps.mapping.views import UNPROCESSABLE, download, log_export, log_reading
from gvi.trust.documents.picture import png
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right

PER_PAGE = 30
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
    asked = _asked(request)
    if not asked.relations:
        return render(request, "mapping/map.html", {"days": []})
    form = asked.form
    context: dict[str, Any] = {"form": form, "days": form.days}
    if not form.is_valid():
        return render(request, "mapping/map.html", context, status=UNPROCESSABLE)
    now = _situation(request, asked)
    request.GET = _by_day(request.GET, now)  # type: ignore[assignment]
    answer = render(request, "mapping/map.html", {**context, **_shown(request, asked, now)})
    if request.htmx:
        address = urlencode({"dag": now.day, "utan": form.cleaned_data["utan"]})
        answer["HX-Replace-Url"] = f"{request.path}?{address}"
    return answer


@dataclass(frozen=True)
class Asked:
    """What a request asks for, and what there is to ask about."""

    form: MapForm
    relations: Sequence[Ever]
    sources: Mapping[UUID, str]


def _asked(request: RoomRequest) -> Asked:
    relations, sources, today = ever(), source_names(), localdate()
    first = min((one.since for one in relations), default=today)
    form = MapForm(steps(first, today), sources, request.GET)
    if set(request.GET) - {*form.fields, "page"}:
        raise BadRequest
    return Asked(form, relations, sources)


def _by_day(asked: QueryDict, now: Situation) -> QueryDict:
    """What the page's links carry: a step of the slider is another day next month, so they name the day."""
    kept = asked.copy()
    if kept.pop("steg", None):
        kept["dag"] = f"{now.day}"
    return kept


def _situation(request: RoomRequest, asked: Asked) -> Situation:
    day = asked.form.day()
    counted = activity_on(day, by=request.actor, at=timezone.now())
    incidents = {group: one.now[YEAR].either for group, one in counted.items()}
    return situation(day, incidents, asked.relations, asked.sources, asked.form.without())


def _pages() -> Callable[[UUID], str]:
    """The address of a group's page, by an address looked up once."""
    nobody = UUID(int=0)
    address = reverse("groups:detail", args=[nobody])
    return lambda group: address.replace(f"{nobody}", f"{group}")


def _shown(request: RoomRequest, asked: Asked, now: Situation) -> dict[str, Any]:
    form, page_of, words = asked.form, _pages(), drawing.Words.said()
    made = drawing.drawn(now, page_of)
    sort = form.cleaned_data["sort"] or "grupp"
    shown = Paginator(_sorted(now, sort), PER_PAGE).get_page(request.GET.get("page"))
    chosen = {"dag": now.day, "utan": form.cleaned_data["utan"]}
    return {
        "form": MapForm(form.days, asked.sources, initial=chosen),
        "now": now,
        "day": now.day,
        "step": sum(day <= now.day for day in form.days) - 1,
        "utan": form.cleaned_data["utan"],
        "today": now.day == form.days[-1],
        "svg": drawing.on_page(now, made),
        "data": payload(made, days=form.days, lang=drawing.language()),
        "origin": drawing.origin(),
        "page": shown,
        "rows": [(row, words.kind(row), page_of(row.first.id), page_of(row.second.id)) for row in shown],
        "sort": sort,
        "columns": _columns(),
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
    asked = _asked(request)
    if not asked.form.is_valid():
        raise BadRequest
    now = _situation(request, asked)
    log_export(request, "mapping.export_map")
    return download(made(now), content_type, f"konfliktkarta-{now.day}.{ending}")
