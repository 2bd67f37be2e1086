"""On a phone outside somebody's door: the check of the day, and an attempt in a few taps.

The page's id makes an attempt that is sent twice one attempt; ``static/gvi/attempt.js`` keeps it while there is no
network, and then knows opaque ids and the taps alone.
"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from gvi.steps.groups.views.persons import posted
from gvi.steps.talks.flows.record_attempt import check_safety, record_attempt
from gvi.steps.talks.forms.working import AttemptForm, CheckForm
from gvi.steps.talks.views import open_talk, status_of
from gvi.trust.workspaces.asked import refuse_unknown
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import attempt as try_flow


@page(Right.WRITE_TALKS)
def check(request: RoomRequest, talk_id: UUID) -> HttpResponse:
    """Three questions, each answered today."""
    refuse_unknown(request)
    found, form = open_talk(request, talk_id), CheckForm(posted(request))
    if form.is_valid():
        made = try_flow(
            form, lambda: check_safety(found.row, form.check(), by=request.actor, at=timezone.now())
        )
        if made and made.holds:
            messages.success(request, _("Kontrollen är gjord och gäller i dag."))
            return redirect("talks:talk", talk_id)
        if made:
            messages.warning(request, _("Samtalet hålls inte i dag: en fråga är besvarad med nej."))
            return redirect("talks:talk", talk_id)
    context = {"form": form, "found": found, "persons": True}
    return render(request, "talks/check.html", context, status=status_of(form))


@page(Right.WRITE_TALKS)
def attempt(request: RoomRequest, talk_id: UUID) -> HttpResponse:
    """What happened: one tap when nobody was met, the lines and a tap when somebody was."""
    refuse_unknown(request)
    found = open_talk(request, talk_id)
    form = AttemptForm(posted(request), message=found.is_message)
    if form.is_valid():
        made = try_flow(
            form, lambda: record_attempt(found.row, form.new(), by=request.actor, at=timezone.now())
        )
        if made:
            messages.success(request, _("Försöket är sparat."))
            return redirect("talks:talk", talk_id)
    context = {"form": form, "found": found, "persons": True}
    return render(request, "talks/attempt.html", context, status=status_of(form))
