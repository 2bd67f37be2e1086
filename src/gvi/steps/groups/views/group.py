"""The police page of a group: what one wants to know in ten seconds, with the source beside each fact.

While the police room is off the page holds what is joint: the code name, its state and its row.
"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gvi.steps.groups.flows import change_state as state_flow
from gvi.steps.groups.flows import rename_group as rename_flow
from gvi.steps.groups.flows import show_group as show_flow
from gvi.steps.groups.forms.joint import RenameForm, RowForm, StateForm
from gvi.steps.groups.models import Group
from gvi.steps.groups.queries.history import former_of, history_of, in_a_row
from gvi.steps.groups.queries.memberships import members_at
from gvi.steps.groups.queries.profiles import holding, profiles_of
from gvi.steps.groups.queries.relation_rows import relation_rows
from gvi.steps.groups.states import FIRST, State
from gvi.steps.groups.told_elsewhere import lines_about
from gvi.steps.groups.views import Asked, asked_of, read_group, status_of
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import attempt


@page(Right.OPEN_GROUP)
def detail(request: RoomRequest, group_id: UUID) -> HttpResponse:
    """One group: profile, relations, members as a count, history; and what may be done."""
    return _detail(request, read_group(request, group_id))


def _detail(request: RoomRequest, group: Group, **forms: Form) -> HttpResponse:
    actor = request.actor
    asked = asked_of(request, "utan")
    sealed = actor.may(Right.READ_MAPPING)
    changes = actor.may(Right.NAME_GROUPS)
    context: dict[str, Any] = {
        "at": timezone.now(),
        "group": group,
        "goes_on": group.state in FIRST,
        "sealed": sealed,
        "may_change": changes,
        "may_write": actor.may(Right.WRITE_MAPPING),
        "history": history_of(group, sealed=sealed),
        "rename": RenameForm(initial={"code_name": group.code_name}) if changes else None,
        "state": StateForm(group=group) if changes else None,
        "row": RowForm(group=group) if changes else None,
        **(_sealed(request, group, asked) if sealed else {}),
        **forms,
    }
    return render(request, "groups/detail.html", context, status=status_of(*forms.values()))


def _sealed(request: RoomRequest, group: Group, asked: Asked) -> dict[str, Any]:
    """What only police read, as if one source had told nothing when that is asked for."""
    versions = profiles_of(group)
    may_count = request.actor.may(Right.READ_MEMBERSHIPS)
    return {
        "asked": asked,
        "profile": holding(versions, asked.day, asked.without),
        "versions": versions,
        "relations": relation_rows(asked.day, asked.without, of=group),
        "members": members_at(asked.day, asked.without).get(group.pk, 0) if may_count else None,
        "lines": lines_about(request.actor, group.pk),
        "after": in_a_row(former_of([group.pk]).get(group.pk, [])),
    }


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
    return _detail(request, read_group(request, group_id), rename=form)


@page(Right.NAME_GROUPS)
@require_POST
def state(request: RoomRequest, group_id: UUID) -> HttpResponse:
    """Dormant, or awake again."""
    group = get_object_or_404(Group, pk=group_id)
    form = StateForm(request.POST, group=group)
    if form.is_valid():
        asked = State(form.cleaned_data["state"])
        if attempt(form, lambda: state_flow.change_state(group, asked, by=request.actor, at=timezone.now())):
            return _saved(request, group)
    return _detail(request, read_group(request, group_id), state=form)


@page(Right.NAME_GROUPS)
@require_POST
def show(request: RoomRequest, group_id: UUID) -> HttpResponse:
    """On its own row, or under *Övriga*."""
    group = get_object_or_404(Group, pk=group_id)
    form = RowForm(request.POST, group=group)
    if form.is_valid():
        own, reason = form.cleaned_data["row"] == "own", form.cleaned_data["reason"]
        now = timezone.now()
        if attempt(form, lambda: show_flow.show_group(group, own, reason, by=request.actor, at=now)):
            return _saved(request, group)
    return _detail(request, read_group(request, group_id), row=form)


def _saved(request: RoomRequest, group: Group) -> HttpResponse:
    messages.success(request, _("Sparat."))
    return redirect("groups:detail", group.pk)
