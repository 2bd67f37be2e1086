"""A group's profile on screen: the version that holds, the next one, and every earlier one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from gvi.steps.groups.flows.write_profile import write_profile
from gvi.steps.groups.forms.known import ProfileForm, begin_profile
from gvi.steps.groups.queries.profiles import profiles_of
from gvi.steps.groups.states import FIRST
from gvi.steps.groups.views import read_group, status_of
from gvi.trust.workspaces.asked import refuse_unknown
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import attempt


@page(Right.READ_MAPPING)
def profile(request: RoomRequest, group_id: UUID) -> HttpResponse:
    """Read every version; whoever may write adds the next."""
    refuse_unknown(request)
    group, actor = read_group(request, group_id), request.actor
    versions = profiles_of(group)
    form = None
    if actor.may(Right.WRITE_MAPPING) and group.state in FIRST:
        form = ProfileForm(request.POST or None, initial=begin_profile(versions[0] if versions else None))
    if request.method == "POST":
        actor.require(Right.WRITE_MAPPING)
    if form and request.method == "POST" and form.is_valid():
        asked, after, now = form.profile(), form.cleaned_data["after"], timezone.now()
        made = attempt(form, lambda: write_profile(group, asked, after=after, by=actor, at=now))
        if made:
            messages.success(request, _("Version %(version)s är sparad.") % {"version": made.version})
            return redirect("groups:detail", group.pk)
    context = {"group": group, "versions": versions, "form": form}
    return render(request, "groups/profile.html", context, status=status_of(form))
