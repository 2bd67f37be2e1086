"""The call-ins of the programme, the next one first, and a new one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from gvi.steps.callins.flows.create_callin import create_callin
from gvi.steps.callins.forms.plan import SettingForm
from gvi.steps.callins.plan import first_day
from gvi.steps.callins.queries.plan import all_callins, in_order
from gvi.steps.callins.words import Plan
from gvi.steps.review.views import status_of
from gvi.trust.workspaces.asked import refuse_unknown
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import attempt


@page(Right.READ_CALLINS)
def home(request: RoomRequest) -> HttpResponse:
    """Every call-in: number, day, place, state, and what is left to do."""
    refuse_unknown(request)
    context = {
        "callins": in_order(all_callins()),
        "columns": [
            {"label": _("Nummer"), "number": True},
            {"label": _("Dag")},
            {"label": _("Plats")},
            {"label": _("Läge")},
            {"label": _("Kvar att göra"), "number": True},
        ],
        "may_run": request.actor.may(Right.RUN_CALLIN),
        "joint": True,
    }
    return render(request, "callins/home.html", context)


@page(Right.RUN_CALLIN)
def new(request: RoomRequest) -> HttpResponse:
    """Create a call-in; the checklist makes itself."""
    form, now = SettingForm(request.POST or None, actor=request.actor), timezone.now()
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: create_callin(form.setting(), by=request.actor, at=now))
        if made:
            messages.success(request, _("Call-in är skapad. Checklistan har fått sina dagar."))
            return redirect("callins:callin", made.pk)
    days = {plan: first_day(plan, timezone.localdate(now)) for plan in Plan.values}
    context = {"form": form, "days": days, "joint": True}
    return render(request, "callins/new.html", context, status=status_of(form))
