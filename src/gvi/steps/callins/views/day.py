"""The day itself: the run-of-show with a clock and who has said go, readable from three metres, also without network.

The page holds no person. A small worker keeps it in the browser that has opened it, and forgets it at sign-out; what
is said meanwhile waits in the page with an id of its own and is sent when the network is back.
"""

from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gvi.steps.callins.flows.say_go import OPEN
from gvi.steps.callins.flows.say_go import say_go as say_flow
from gvi.steps.callins.forms.run import GoForm
from gvi.steps.callins.models import CallIn
from gvi.steps.callins.queries.plan import find_callin, said_by_each, starts_at
from gvi.steps.callins.queries.run import current_of, run_of, summary_of
from gvi.steps.callins.views import saved
from gvi.steps.review.views import FORM_ERROR, status_of
from gvi.trust.workspaces.asked import refuse_unknown
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right

QUEUED = "application/json"


@page(Right.READ_CALLINS)
def day(request: RoomRequest, callin_id: UUID) -> HttpResponse:
    """What goes on now, what comes next, who is ready."""
    refuse_unknown(request)
    return _show(request, find_callin(callin_id))


def _show(request: RoomRequest, callin: CallIn, form: GoForm | None = None) -> HttpResponse:
    actor, now = request.actor, timezone.now()
    rows, said = run_of(callin), said_by_each(callin)
    current = current_of(rows, now)
    context: dict[str, Any] = {
        "callin": callin,
        "member": actor.member_id,
        "at": now,
        "starts": starts_at(callin),
        "rows": rows,
        "current": current,
        "next": rows[place + 1] if current and (place := rows.index(current)) + 1 < len(rows) else None,
        "said": said,
        "summary": summary_of(said),
        "may_say": actor.may(Right.SAY_GO) and callin.state in OPEN,
        "form": form or GoForm(initial={"word": uuid4()}, actor=actor),
        "joint": True,
    }
    return render(request, "callins/day.html", context, status=status_of(form))


@page(Right.SAY_GO)
@require_POST
def say_go(request: RoomRequest, callin_id: UUID) -> HttpResponse:
    """Go or no-go for the reader's authority: by the form, or from the queue of a page that had no network."""
    found, form, now = find_callin(callin_id), GoForm(request.POST, actor=request.actor), timezone.now()
    said = saved(form, lambda: say_flow(found, **form.cleaned_data, by=request.actor, at=now))
    if request.headers.get("Accept") == QUEUED:
        told = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return JsonResponse({"said": bool(said), "words": told}, status=200 if said else FORM_ERROR)
    if said:
        messages.success(request, _("Beskedet är sparat."))
        return redirect("callins:day", found.pk)
    return _show(request, found, form)


@page(Right.READ_CALLINS)
def day_worker(request: RoomRequest, callin_id: UUID) -> HttpResponse:
    """The worker that keeps this call-in's day page; its address bounds what it may touch."""
    find_callin(callin_id)
    answer = render(
        request,
        "callins/day_worker.js",
        {"static_url": settings.STATIC_URL},
        content_type="text/javascript; charset=utf-8",
    )
    answer["Cache-Control"] = "no-store"
    return answer
