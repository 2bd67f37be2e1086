"""After the day, on screen: who did not come as disclosed, which groups nobody has spoken with, and the release."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gvi.steps.callins.flows.release_reach import first_day
from gvi.steps.callins.flows.release_reach import release_reach as release_flow
from gvi.steps.callins.queries.reach_after import after, told_groups
from gvi.steps.callins.states import OVER
from gvi.steps.callins.views.police import log_persons, show, the_callin
from gvi.steps.groups.views.persons import posted
from gvi.trust.people.forms.fields import text_field
from gvi.trust.workspaces.asked import refuse_unknown
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import attempt


class ReleaseForm(forms.Form):
    """The secrecy test."""

    test = text_field(
        gettext_lazy("Menprövning"),
        longest=1000,
        help_text=gettext_lazy(
            "Varför det inte skadar någon person eller grupp att uppgiften lämnas. Inga namn."
        ),
    )


@page(Right.READ_NOMINEES)
def reach(request: RoomRequest, callin_id: UUID) -> HttpResponse:
    """The absent by name, each with a way to ask for a talk; the groups, reached or not."""
    refuse_unknown(request)
    callin = the_callin(callin_id)
    found = after(callin, reader=request.actor.member_id, day=timezone.localdate())
    shown = len(found.absent) + len(found.unknown)
    log_persons(request, "callins.read_reach", shown)
    context = {
        "after": found,
        "over": callin.state in OVER,
        "first_day": first_day(callin),
        "may_release": request.actor.may(Right.RELEASE_REACH),
        "may_ask": request.actor.may(Right.WRITE_TALKS),
        "persons": bool(shown),
    }
    return show(request, "reach.html", callin, context)


@page(Right.RELEASE_REACH)
def release_reach(request: RoomRequest, callin_id: UUID) -> HttpResponse:
    """Release all groups on their own row at once, with a secrecy test."""
    refuse_unknown(request)
    callin, form = the_callin(callin_id), ReleaseForm(posted(request))
    if form.is_valid():
        test = form.cleaned_data["test"]
        if attempt(form, lambda: release_flow(callin, test, by=request.actor, at=timezone.now())):
            messages.success(request, _("Nådd eller inte nådd är släppt för alla grupper på egen rad."))
            return redirect("callins:reach", callin.pk)
    groups = told_groups(callin, reader=request.actor.member_id, day=timezone.localdate())
    context = {"form": form, "groups": groups, "unknown": any(one.reached is None for one in groups)}
    return show(request, "release_reach.html", callin, context, status=422 if form.errors else 200)
