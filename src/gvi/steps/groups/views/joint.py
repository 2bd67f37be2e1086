"""The list of groups for everybody, and the naming of a new one."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from gvi.steps.groups.flows import name_group as name_flow
from gvi.steps.groups.forms.joint import FilterForm, NameForm
from gvi.steps.groups.queries import group_page, has_others
from gvi.steps.groups.views import log_list, status_of
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import attempt


@page(Right.READ_GROUPS)
def group_list(request: RoomRequest) -> HttpResponse:
    """Code names, as this reader may see them."""
    form = FilterForm(request.GET, actor=request.actor)
    if not form.is_valid() or set(request.GET) - set(FilterForm.names):
        raise BadRequest
    filters = form.filters()
    shown = group_page(request.actor, filters, request.GET.get("page", 1))
    if filters.row:
        log_list(request, "groups.read_small", len(shown.object_list))
    others = has_others(request.actor) and not shown.has_next() and filters.is_all
    context: dict[str, Any] = {
        "form": form,
        "page": shown,
        "others": others,
        "sort": filters.sort,
        "columns": _columns(request),
    }
    context["may_name"] = request.actor.may(Right.NAME_GROUPS)
    context["may_read"] = request.actor.may(Right.READ_MAPPING)
    context["may_open"] = request.actor.may(Right.OPEN_GROUP)
    return render(request, "groups/list.html", {**context, "joint": not request.actor.is_police})


def _columns(request: RoomRequest) -> list[dict[str, str]]:
    columns = [{"key": "name", "label": _("Kodnamn")}, {"key": "state", "label": _("Läge")}]
    return columns + ([{"key": "row", "label": _("Samverkan ser")}] if request.actor.is_police else [])


@page(Right.NAME_GROUPS)
def name(request: RoomRequest) -> HttpResponse:
    """Name a new group."""
    form = NameForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        asked, own, reason = told["code_name"], told["row"] == "own", told["reason"]
        now = timezone.now()
        group = attempt(
            form, lambda: name_flow.name_group(asked, own_row=own, reason=reason, by=request.actor, at=now)
        )
        if group:
            messages.success(request, _("Gruppen %(name)s finns nu.") % {"name": group.code_name})
            return redirect("groups:list")
    return render(request, "groups/name.html", {"form": form}, status=status_of(form))
