"""Roles and deputies of the members of one's own room."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gvi.trust.workspaces import queries
from gvi.trust.workspaces.flows.end_deputyship import end_deputyship
from gvi.trust.workspaces.flows.end_grant import end_grant
from gvi.trust.workspaces.flows.grant_role import grant_role
from gvi.trust.workspaces.flows.name_deputy import name_deputy
from gvi.trust.workspaces.forms import DeputyForm, GrantForm
from gvi.trust.workspaces.inside import own_kind
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import attempt, show


@page(Right.MANAGE_MEMBERS)
def give_role(request: RoomRequest, member: UUID) -> HttpResponse:
    """Give a member one more role, or the same one for longer."""
    actor = request.actor
    found = queries.find_member(actor, member)
    form = GrantForm(request.POST or None, kind=own_kind(actor), today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        given = attempt(form, lambda: grant_role(found, **facts, by=actor, at=timezone.now()))
        if given:
            waits = _("Rollen är given och gäller när en andra person har godkänt den.")
            messages.success(request, _("Rollen är given.") if given.approved_at else waits)
            return redirect("workspaces:member", found.pk)
    return show(request, "give_role.html", {"member": found}, form=form)


@page(Right.MANAGE_MEMBERS)
@require_POST
def end_role(request: RoomRequest, grant: UUID) -> HttpResponse:
    """End a role now."""
    ended = end_grant(queries.find_grant(request.actor, grant), by=request.actor, at=timezone.now())
    messages.success(request, _("Rollen är avslutad."))
    return redirect("workspaces:member", ended.member_id)


@page(Right.MANAGE_MEMBERS)
def give_deputy(request: RoomRequest, member: UUID) -> HttpResponse:
    """Name who stands in for a member."""
    actor = request.actor
    found = queries.find_member(actor, member)
    form = DeputyForm(request.POST or None, colleagues=queries.colleagues(found), today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        if attempt(form, lambda: name_deputy(found, **facts, by=actor, at=timezone.now())):
            messages.success(request, _("Ställföreträdaren är utsedd."))
            return redirect("workspaces:member", found.pk)
    return show(request, "give_deputy.html", {"member": found}, form=form)


@page(Right.MANAGE_MEMBERS)
@require_POST
def end_deputy(request: RoomRequest, deputyship: UUID) -> HttpResponse:
    """End a deputyship now."""
    found = queries.find_deputyship(request.actor, deputyship)
    end_deputyship(found, by=request.actor, at=timezone.now())
    messages.success(request, _("Uppdraget som ställföreträdare är avslutat."))
    return redirect("workspaces:member", found.principal_id)
