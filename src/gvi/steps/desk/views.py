"""Läget: one page, by role. Who holds no case data gets a short page of what they do have."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from gvi.steps.desk.queries import desk
from gvi.steps.desk.visits import visited
from gvi.steps.desk.words import ONE
from gvi.steps.incidents.models import Kind
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.models import Programme
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right


@page(Right.SEE_HOME)
def home(request: RoomRequest) -> HttpResponse:
    """The first page. Police read counts from sealed judgements here, so the reading is logged."""
    actor, now = request.actor, timezone.now()
    if not actor.may(Right.READ_INCIDENTS):
        return render(request, "desk/plain.html", {"now": now})
    if actor.may(Right.READ_JUDGEMENTS):
        write(Operation.READ, "desk.home", by=actor, kind="judgement")
    programme = Programme.objects.first()
    shown = desk(actor, programme, at=now, visited=visited(request, now))
    waiting = ONE[Kind(shown.waiting.kind)] if shown.waiting else ""
    return render(request, "desk/home.html", {"desk": shown, "now": now, "waiting": waiting, "rights": rights(request)})


def rights(request: RoomRequest) -> dict[str, bool]:
    """What the page may offer this reader."""
    may = request.actor.may
    return {
        "decide": may(Right.JUDGE_INCIDENT_STATE),
        "run": may(Right.RUN_MEETING),
        "meetings": may(Right.READ_MEETINGS),
        "import": may(Right.IMPORT_INCIDENTS),
        "report": may(Right.REPORT_INCIDENT),
    }
