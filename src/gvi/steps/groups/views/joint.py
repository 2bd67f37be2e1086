"""Groups on screen: a list for everybody, and the police's page for naming and showing."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gvi.steps.groups.flows import change_state as state_flow
from gvi.steps.groups.flows import name_group as name_flow
from gvi.steps.groups.flows import rename_group as rename_flow
from gvi.steps.groups.flows import show_group as show_flow
from gvi.steps.groups.forms.joint import FilterForm, NameForm, RenameForm, StateForm
from gvi.steps.groups.models import Group
from gvi.steps.groups.queries import earlier_versions, group_page, has_others
from gvi.steps.groups.states import State
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import attempt

UNPROCESSABLE = 422


@page(Right.READ_GROUPS)
def group_list(request: RoomRequest) -> HttpResponse:
    """Code names, as this reader may see them."""
    form = FilterForm(request.GET)
    if not form.is_valid() or set(request.GET) - set(FilterForm.names):
        raise BadRequest
    filters = form.filters()
    shown = group_page(request.actor, filters, request.GET.get("page", 1))
    others = has_others(request.actor) and not shown.has_next() and not filters.text and not filters.state
    context: dict[str, Any] = {
        "form": form,
        "page": shown,
        "others": others,
        "sort": filters.sort,
        "columns": _columns(request),
    }
    context["may_name"] = request.actor.may(Right.NAME_GROUPS)
    return render(request, "groups/list.html", {**context, "joint": not request.actor.is_police})


def _columns(request: RoomRequest) -> list[dict[str, str]]:
    columns = [{"key": "name", "label": _("Kodnamn")}, {"key": "state", "label": _("Läge")}]
    return columns + ([{"key": "row", "label": _("Samverkan ser")}] if request.actor.is_police else [])


@page(Right.NAME_GROUPS)
def name(request: RoomRequest) -> HttpResponse:
    """Name a new group."""
    form = NameForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked, own_row = form.cleaned_data["code_name"], form.cleaned_data["row"] == "own"
        group = attempt(
            form, lambda: name_flow.name_group(asked, own_row=own_row, by=request.actor, at=timezone.now())
        )
        if group:
            messages.success(request, _("Gruppen %(name)s finns nu.") % {"name": group.code_name})
            return redirect("groups:list")
    return render(request, "groups/name.html", {"form": form}, status=UNPROCESSABLE if form.errors else 200)


@page(Right.NAME_GROUPS)
def detail(request: RoomRequest, group_id: UUID) -> HttpResponse:
    """One group: rename it, change its state, choose how partners see it."""
    return _detail(request, get_object_or_404(Group, pk=group_id))


def _detail(request: RoomRequest, group: Group, **forms: Form) -> HttpResponse:
    context: dict[str, Any] = {
        "group": group,
        "rename": RenameForm(initial={"code_name": group.code_name}),
        "state": StateForm(group=group),
        "versions": earlier_versions(group),
        **forms,
    }
    return render(request, "groups/detail.html", context, status=UNPROCESSABLE if forms else 200)


@page(Right.NAME_GROUPS)
@require_POST
def rename(request: RoomRequest, group_id: UUID) -> HttpResponse:
    """Another code name."""
    group = get_object_or_404(Group, pk=group_id)
    form = RenameForm(request.POST)
    if form.is_valid():
        asked = form.cleaned_data["code_name"]
        if attempt(form, lambda: rename_flow.rename_group(group, asked, by=request.actor, at=timezone.now())):
            return _saved(request, group)
    return _detail(request, get_object_or_404(Group, pk=group_id), rename=form)


@page(Right.NAME_GROUPS)
@require_POST
def state(request: RoomRequest, group_id: UUID) -> HttpResponse:
    """Dormant, awake, or ended."""
    group = get_object_or_404(Group, pk=group_id)
    form = StateForm(request.POST, group=group)
    if not form.is_valid():
        return _detail(request, group, state=form)
    state_flow.change_state(group, State(form.cleaned_data["state"]), by=request.actor, at=timezone.now())
    return _saved(request, group)


@page(Right.NAME_GROUPS)
@require_POST
def show(request: RoomRequest, group_id: UUID) -> HttpResponse:
    """On its own row, or under *Övriga*."""
    group = get_object_or_404(Group, pk=group_id)
    show_flow.show_group(group, request.POST.get("row") == "own", by=request.actor, at=timezone.now())
    return _saved(request, group)


def _saved(request: RoomRequest, group: Group) -> HttpResponse:
    messages.success(request, _("Sparat."))
    return redirect("groups:detail", group.pk)
