"""The scorecard on screen and as a file, and the decision on the most violent group."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from gvi.steps.mapping.flows.count_activity import activity_on
from gvi.steps.mapping.flows.decide_most_violent import decide_most_violent
from gvi.steps.mapping.forms.scorecard import WINDOW, DecisionForm, ScorecardForm
from gvi.steps.mapping.queries.decisions import decisions_until, may_decide_with
from gvi.steps.mapping.queries.facts import WINDOWS
from gvi.steps.mapping.queries.groups_on import known_groups
from gvi.steps.mapping.queries.scorecard import Line, by_rank, score
from gvi.steps.mapping.scorecard_sheet import sheet
from gvi.steps.mapping.views import UNPROCESSABLE, download, log_export, log_reading
from gvi.trust.workspaces.inside import own_member, own_room
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import attempt

ORDERS: dict[str, Callable[[Line], Any]] = {
    "rang": by_rank,
    "grupp": lambda line: line.place,
    **{f"d{days}": lambda line, days=days: (line.counts[days], -line.place) for days in WINDOWS},  # type: ignore[misc]
    "misstankt": lambda line: (line.sides.acting, -line.place),
    "utsatt": lambda line: (line.sides.suffering, -line.place),
    "senast": lambda line: (line.last is not None, line.last.timestamp() if line.last else 0),
}


@page(Right.READ_MAPPING)
def scorecard(request: RoomRequest) -> HttpResponse:
    """Groups in order of their incidents, and above them what people have decided."""
    log_reading(request, "mapping.read_scorecard")
    form = _form(request)
    context: dict[str, Any] = {"form": form, "may_decide": request.actor.may(Right.DECIDE_MOST_VIOLENT)}
    if not form.is_valid():
        return render(request, "mapping/scorecard.html", context, status=UNPROCESSABLE)
    lines = _lines(request, form)
    decided = decisions_until(form.day())
    sort = form.cleaned_data["sort"] or "rang"
    asked = {**form.cleaned_data, "sida": form.side(), "dag": form.day()}
    context |= {
        "form": ScorecardForm(initial=asked),
        "without": form.cleaned_data["utan"],
        "day": form.day(),
        "today": form.day() == localdate(),
        "window": form.cleaned_data["dagar"],
        "lines": sorted(lines, key=ORDERS[sort.lstrip("-")], reverse=sort.startswith("-")),
        "counted": any(line.counts[max(WINDOWS)] for line in lines),
        "most": {days: max((line.counts[days] for line in lines), default=0) or 1 for days in WINDOWS},
        "latest": decided[0] if decided else None,
        "earlier": decided[1:],
        "sort": sort,
        "columns": _columns(form.cleaned_data["dagar"]),
    }
    return render(request, "mapping/scorecard.html", context)


def _form(request: RoomRequest) -> ScorecardForm:
    form = ScorecardForm({"dagar": WINDOW, **request.GET.dict()})
    if set(request.GET) - set(form.fields):
        raise BadRequest
    return form


def _lines(request: RoomRequest, form: ScorecardForm) -> list[Line]:
    asked = form.cleaned_data
    counted = activity_on(form.day(), asked["utan"], by=request.actor, at=timezone.now())
    return score(known_groups(), counted, form.day(), side=form.side(), window=asked["dagar"])


def _columns(window: int) -> list[dict[str, object]]:
    days = {"days": window}
    counts: list[dict[str, object]] = [
        {"key": f"d{n}", "label": _("%(days)d dagar") % {"days": n}} for n in WINDOWS
    ]
    return [
        {"key": "rang", "label": _("Rang")},
        {"label": _("Ändring")},
        {"key": "grupp", "label": _("Grupp")},
        *counts,
        {"key": "misstankt", "label": _("Misstänkt sida, %(days)d dagar") % days, "number": True},
        {"key": "utsatt", "label": _("Utsatt sida, %(days)d dagar") % days, "number": True},
        {"key": "senast", "label": _("Senaste händelse")},
    ]


@page(Right.READ_MAPPING)
def scorecard_csv(request: RoomRequest) -> HttpResponse:
    """The same as a sheet."""
    form = _form(request)
    if not form.is_valid():
        raise BadRequest
    lines = _lines(request, form)
    log_export(request, "mapping.export_scorecard")
    content = sheet(lines, form.day(), form.cleaned_data["dagar"], form.cleaned_data["utan"])
    return download(content, "text/csv; charset=utf-8", f"scorecard-{form.day()}.csv")


@page(Right.DECIDE_MOST_VIOLENT)
def most_violent(request: RoomRequest) -> HttpResponse:
    """Write down a decision; nothing on the page proposes a group."""
    now = timezone.now()
    others = may_decide_with(own_member(request.actor), own_room(request.actor), localdate(now))
    form = DecisionForm(others, request.POST or None, initial={"decided_on": localdate(now)})
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: decide_most_violent(form.choice(), by=request.actor, at=now))
        if made:
            messages.success(request, _("Beslutet är sparat."))
            return redirect("mapping:scorecard")
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "mapping/most_violent.html", {"form": form}, status=status)
