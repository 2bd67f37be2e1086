"""The quarter's counts: the same page for everybody, and the decision that lets them leave the police room."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from gvi.steps.groups.views.persons import posted
from gvi.steps.talks.flows.release_quarter import release_quarter as release_flow
from gvi.steps.talks.forms.quarters import QuarterForm
from gvi.steps.talks.models import Band, GroupBand, Quarter
from gvi.steps.talks.queries.quarter import bands_at, count_quarter, may_tell, next_to_release
from gvi.steps.talks.views import status_of
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.asked import refuse_unknown
from gvi.trust.workspaces.inside import own_room
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import attempt

MOST = 12


@page(Right.READ_CALLINS)
def quarters(request: RoomRequest) -> HttpResponse:
    """What police have released, newest first, and what is hidden and why."""
    refuse_unknown(request)
    rows = list(Quarter.objects.select_related("owner")[:MOST])
    context = {
        "rows": rows,
        "bands": _bands(rows[0]) if rows else [],
        "may_release": request.actor.may(Right.RELEASE_TALKS),
        "joint": True,
    }
    return render(request, "talks/quarters.html", context)


def _bands(quarter: Quarter) -> list[tuple[str, list[str]]]:
    """The code names under each band of the newest quarter."""
    rows = GroupBand.objects.filter(quarter=quarter).select_related("group").order_by("group__sort")
    told = [(row.band, row.group.code_name) for row in rows]
    found = [(str(band.label), [name for it, name in told if it == band]) for band in Band]
    return [(label, names) for label, names in found if names]


@page(Right.RELEASE_TALKS)
def release_quarter(request: RoomRequest) -> HttpResponse:
    """Decide to release the quarter whose turn it is; the page shows what will leave and what is hidden."""
    refuse_unknown(request)
    now = timezone.now()
    ends = next_to_release(own_room(request.actor), timezone.localdate(now))
    form = QuarterForm(posted(request))
    if ends and form.is_valid():
        test = form.cleaned_data["test"]
        made = attempt(form, lambda: release_flow(ends, test, by=request.actor, at=now))
        if made:
            messages.success(request, _("Kvartalets siffror är lämnade till samverkan."))
            return redirect("talks:quarter")
    context: dict[str, Any] = {"form": form, "ends": ends}
    if ends:
        counted, bands = count_quarter(ends), bands_at(ends)
        write(Operation.READ, "talks.read_counts", by=request.actor, kind="quarter", count=1)
        context |= {"counted": counted, "told": may_tell(counted), "bands": len(bands)}
    return render(request, "talks/release_quarter.html", context, status=status_of(form))
