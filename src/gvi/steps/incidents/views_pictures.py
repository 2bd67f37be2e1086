"""The year as a timeline and the areas as bars, each with its table."""

from datetime import date

from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from gvi.science.charts import Bar, bars
from gvi.steps.incidents.days import day_of, year_before
from gvi.steps.incidents.forms.filter import only
from gvi.steps.incidents.models import Kind
from gvi.steps.incidents.queries.areas import DEFAULT_ORDER, ORDERS, AreaRow, area_rows
from gvi.steps.incidents.queries.pictures import year_picture, years
from gvi.steps.incidents.views import doors
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right

DRAWN_AREAS = 12
PER_PAGE = 50


@page(Right.READ_INCIDENTS)
def incident_year(request: RoomRequest) -> HttpResponse:
    """A calendar year, or the last twelve months. Four queries, five with no year chosen."""
    sent = only(request.GET, "ar", "slag")
    at, available = timezone.now(), years()
    year, kind = sent.get("ar", ""), sent.get("slag", "")
    if (year and (not year.isdecimal() or int(year) not in available)) or kind not in {"", *Kind.values}:
        raise BadRequest
    first, last = _period(year, day_of(at))
    context = {
        "at": at,
        "picture": year_picture(first, last, kind) if available else None,
        "years": available,
        "year": year,
        "kinds": Kind.choices,
        "kind": kind,
        "first": first,
        "last": last,
        "running": last >= day_of(at),
        "joint": True,
        **_heads(),
        **doors(request.actor),
    }
    return render(request, "incidents/year.html", context)


def _period(year: str, today: date) -> tuple[date, date]:
    if not year:
        return year_before(today), today
    return date(int(year), 1, 1), date(int(year), 12, 31)


def _heads() -> dict[str, list[dict[str, object]]]:
    counts: list[dict[str, object]] = [
        {"label": _("Bekräftade"), "number": True},
        {"label": _("varav dödliga"), "number": True},
        {"label": _("Ej avgjorda"), "number": True},
        {"label": _("Döda"), "number": True},
        {"label": _("Skadade"), "number": True},
    ]
    marks: list[dict[str, object]] = [
        {"label": label} for label in (_("Tid"), _("Händelse"), _("Område"), _("Läge"))
    ]
    return {
        "months_head": [{"label": _("Månad")}, *counts],
        "weeks_head": [{"label": _("Vecka från")}, *counts],
        "marks_head": marks,
    }


@page(Right.READ_INCIDENTS)
def incident_areas(request: RoomRequest) -> HttpResponse:
    """Areas with confirmed incidents, in any order of their numbers. Two queries."""
    sent = only(request.GET, "sort", "page")
    order, at = sent.get("sort", DEFAULT_ORDER), timezone.now()
    if order.lstrip("-") not in {"namn", *ORDERS} or order.count("-") > 1:
        raise BadRequest
    rows = area_rows(at, order)
    most = sorted(rows, key=lambda row: row.days_365, reverse=True)[:DRAWN_AREAS]
    drawn = [row for row in most if row.days_365]
    context = {
        "at": at,
        "page": Paginator(rows, PER_PAGE).get_page(sent.get("page")),
        "drawn": drawn,
        "most": next((row for row in drawn if row.id), None),
        "spec": bars([Bar(_name(row), row.days_365) for row in drawn]),
        "top": max((row.days_365 for row in rows), default=0),
        "order": order,
        "total": sum(row.days_365 for row in rows),
        "columns": _area_columns(),
        "drawn_head": [{"label": _("Område")}, {"label": _("365 dagar"), "number": True}],
        "joint": True,
    }
    return render(request, "incidents/areas.html", context)


def _name(row: AreaRow) -> str:
    return row.name or _("område inte känt")


def _area_columns() -> list[dict[str, object]]:
    names = {"namn": _("Område"), "30": _("30 dagar"), "90": _("90 dagar"), "365": _("365 dagar")}
    victims = {"doda": _("Döda"), "skadade": _("Skadade")}
    return [
        {"key": key, "label": label, "number": key != "namn"} for key, label in {**names, **victims}.items()
    ]
