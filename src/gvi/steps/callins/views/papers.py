"""The call-in on paper and in a calendar: run-of-show, script book, and a calendar file that tells nothing."""

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone

from gvi.steps.callins.calendar_file import calendar_file
from gvi.steps.callins.documents.run import run_pdf as make_run
from gvi.steps.callins.documents.run import script_book as make_book
from gvi.steps.callins.queries.papers import book_data, edition_of, ends_at, run_data
from gvi.steps.callins.queries.plan import find_callin, starts_at
from gvi.steps.callins.queries.speakers import EARLY
from gvi.steps.review.views import pdf
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right


@page(Right.READ_CALLINS)
def run_pdf(request: RoomRequest, callin_id: UUID) -> HttpResponse:
    """The run-of-show, for the wall."""
    found, now = find_callin(callin_id), timezone.now()
    write(Operation.EXPORT, "callins.run_pdf", by=request.actor, kind="callin", record=found.pk)
    return pdf(make_run(run_data(found, now)), f"korschema-call-in-{found.number}")


@page(Right.READ_CALLINS)
def script_book(request: RoomRequest, callin_id: UUID) -> HttpResponse:
    """Every approved script in order, for whoever leads."""
    found, now = find_callin(callin_id), timezone.now()
    write(Operation.EXPORT, "callins.script_book", by=request.actor, kind="callin", record=found.pk)
    return pdf(make_book(book_data(found, now)), f"manusbok-call-in-{found.number}")


@page(Right.READ_CALLINS)
def calendar(request: RoomRequest, callin_id: UUID) -> HttpResponse:
    """A calendar file: *Möte*, when, and the place only from 24 hours before."""
    found, now = find_callin(callin_id), timezone.now()
    starts = starts_at(found)
    place = found.venue if now >= starts - EARLY else ""
    content = calendar_file(found.pk, starts, ends_at(found), place, edition=edition_of(found), at=now)
    write(Operation.EXPORT, "callins.calendar", by=request.actor, kind="callin", record=found.pk)
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="mote.ics"'
    return answer
