"""The log on screen: its reviewer's list, the state of the seal, and the list as a file."""

from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from gvi.site.log.export import EXCEL, export_log
from gvi.site.log.forms import FilterForm
from gvi.site.log.queries import MOST, lines, member_names, page_of, seal_state
from gvi.site.log.selection import NEWEST
from gvi.site.times import table_date
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right

KNOWN = frozenset(FilterForm.base_fields) | {"page"}


def _columns() -> list[dict[str, object]]:
    return [
        {"key": "tid", "label": _("När")},
        {"label": _("Vem")},
        {"key": "handling", "label": _("Handling")},
        {"label": _("Vad")},
        {"label": _("Post")},
        {"label": _("Varför")},
        {"label": _("Antal"), "number": True},
    ]


def _filter(request: RoomRequest) -> FilterForm:
    if set(request.GET) - KNOWN:
        raise BadRequest
    return FilterForm(request.GET, member_names(request.actor.workspace_id))


@page(Right.READ_LOG)
def home(request: RoomRequest) -> HttpResponse:
    """The room's own log. Reading it is an event too."""
    form = _filter(request)
    context = {"form": form, "columns": _columns(), "most": MOST, "seal": seal_state(), "now": timezone.now()}
    if not form.is_valid():
        return render(request, "log/home.html", context, status=422)
    actor = request.actor
    selection = form.selection(actor.workspace_id)
    events, more = page_of(selection, request.GET.get("page", 1))
    shown = lines(events, form.members, actor)
    write(Operation.READ, "log.read", by=actor, kind="log", count=max(1, len(shown)))
    listed = {"page": events, "lines": shown, "more": more, "sort": selection.order or NEWEST}
    return render(request, "log/home.html", {**context, **listed})


@page(Right.READ_LOG)
def export(request: RoomRequest) -> HttpResponse:
    """The chosen events as an Excel file."""
    form = _filter(request)
    if not form.is_valid():
        raise BadRequest
    content = export_log(form.selection(request.actor.workspace_id), by=request.actor)
    name = f"logg-{table_date(timezone.now())}.xlsx"
    return HttpResponse(
        content, content_type=EXCEL, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
