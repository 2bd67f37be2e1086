"""The board: every talk by state, with the clock time by which it is due; and the list behind each column."""

from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from gvi.steps.talks.forms.lists import FilterForm
from gvi.steps.talks.queries.board import board as board_query
from gvi.steps.talks.queries.board import late_count, talk_page
from gvi.steps.talks.views import log_rows
from gvi.trust.workspaces.asked import refuse_unknown
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right

PARAMETERS = {"lage", "anledning", "grupp", "sena", "page"}


@page(Right.READ_TALKS)
def board(request: RoomRequest) -> HttpResponse:
    """Columns in the order of the work, the first due on top."""
    refuse_unknown(request)
    now = timezone.now()
    columns = board_query(now)
    seen = log_rows(request, (row for column in columns for row in column.rows), "talks.read_board")
    context = {
        "columns": columns,
        "late": late_count(now),
        "at": now,
        "persons": bool(seen),
        "may_ask": request.actor.may(Right.WRITE_TALKS),
    }
    return render(request, "talks/board.html", context)


@page(Right.READ_TALKS)
def listed(request: RoomRequest) -> HttpResponse:
    """The same as a list, filtered and paged on the server; ended talks as well."""
    form = FilterForm(request.GET)
    if set(request.GET) - PARAMETERS or not form.is_valid():
        raise BadRequest
    now = timezone.now()
    shown = talk_page(form.asked(), request.GET.get("page", 1), now)
    seen = log_rows(request, shown.object_list, "talks.read_list")
    context = {"form": form, "page": shown, "at": now, "persons": bool(seen)}
    return render(request, "talks/list.html", context)
