"""The register of processing of the reader's own room, on screen and as PDF."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import override

from gvi.trust.law.documents import register_pdf
from gvi.trust.law.processing.register import register_of
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right


@page(Right.READ_PROCESSING)
def processing(request: RoomRequest) -> HttpResponse:
    """What the room does with personal data, on which ground, for how long, and who receives."""
    register = register_of(request.actor, timezone.localdate())
    return render(request, "law/processing.html", {"register": register})


@page(Right.READ_PROCESSING)
def processing_pdf(request: RoomRequest) -> HttpResponse:
    """The same on paper, in Swedish; written out, so logged."""
    now = timezone.now()
    with override("sv"):
        content = register_pdf(register_of(request.actor, timezone.localdate(now)), at=now)
    write(Operation.EXPORT, "law.processing_pdf", by=request.actor, kind="register")
    name = f"forteckning-over-behandlingar-{timezone.localdate(now).isoformat()}.pdf"
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
