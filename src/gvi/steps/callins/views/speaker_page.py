"""A speaker's own page: without signing in, by a one-time link; the same 404 whatever is wrong with it (T25)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gvi.steps.callins.flows.speaker_link import open_speaker_page
from gvi.steps.callins.queries.speakers import speaker_page
from gvi.trust.workspaces.pages import open_page


@open_page
@require_safe
def own_page(request: HttpRequest, token: str) -> HttpResponse:
    """Role, day, time, script and briefing; the place from 24 hours before. No name, no group, no other script."""
    now = timezone.now()
    slot = open_speaker_page(token, at=now)
    if slot is None:
        raise Http404
    context = {"told": speaker_page(slot, now), "callin": slot.callin, "slot": slot}
    answer = render(request, "callins/speaker_page.html", context)
    answer["Cache-Control"] = "no-store"
    answer["X-Robots-Tag"] = "noindex, nofollow"
    answer["Referrer-Policy"] = "no-referrer"
    return answer
