"""The alerts of the day, and who has read about a certain person."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from gvi.site.log.queries import lines, member_names
from gvi.site.log.tracing.forms import TraceForm
from gvi.site.log.tracing.person import SHOWN, trace, trace_csv
from gvi.site.log.tracing.today import alerts_of_today
from gvi.trust.log.alerts import FRESH
from gvi.trust.log.models import Event, Operation
from gvi.trust.log.review.missed import missed_reviews
from gvi.trust.log.write import write
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right

FORM_ERROR = 422


@page(Right.READ_LOG)
def alert_list(request: RoomRequest) -> HttpResponse:
    """What the last days' log says at once."""
    actor, now = request.actor, timezone.now()
    found = alerts_of_today(actor, now)
    events = Event.objects.in_bulk([alert.event for alert in found if alert.event])
    told = dict(zip(events, lines(events.values(), member_names(actor.workspace_id), actor), strict=True))
    rows = [{"alert": alert, "line": told.get(alert.event) if alert.event else None} for alert in found]
    write(Operation.READ, "log.read_alerts", by=actor, kind="log", count=max(1, len(rows)))
    context = {"rows": rows, "days": FRESH.days, "missed": missed_reviews(actor, now)}
    return render(request, "log/alerts.html", context)


@page(Right.REVIEW_LOG)
def person_trace(request: RoomRequest) -> HttpResponse:
    """Ask by form, answer by form: nothing about a person stands in an address."""
    if request.method != "POST":
        return render(request, "log/trace.html", {"form": TraceForm()})
    form = TraceForm(request.POST)
    if not form.is_valid():
        return render(request, "log/trace.html", {"form": form}, status=FORM_ERROR)
    found = trace(form.cleaned_data["post"], form.reason_words, by=request.actor)
    return render(request, "log/trace.html", {"form": form, "found": found, "shown": SHOWN})


@page(Right.REVIEW_LOG)
@require_POST
def trace_export(request: RoomRequest) -> HttpResponse:
    """The same, as a file."""
    form = TraceForm(request.POST)
    if not form.is_valid():
        return render(request, "log/trace.html", {"form": form}, status=FORM_ERROR)
    content = trace_csv(form.cleaned_data["post"], form.reason_words, by=request.actor)
    headers = {"Content-Disposition": 'attachment; filename="logg-om-en-person.csv"'}
    return HttpResponse(content.encode("utf-8-sig"), content_type="text/csv; charset=utf-8", headers=headers)
