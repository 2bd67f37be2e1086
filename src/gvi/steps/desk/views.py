"""Läget: one page, by role. Who holds no case data gets a short page of what they do have."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from gvi.steps.desk.contact import GroupContact
from gvi.steps.desk.queries import Desk, desk
from gvi.steps.desk.visits import visited
from gvi.steps.desk.words import ONE
from gvi.steps.incidents.models import Kind
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.models import Programme
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.waiting import waits

MOST = 20  # groups of the table; a city has 3 to 20, and a link shows the rest
WEEKS = 4


@page(Right.SEE_HOME)
def home(request: RoomRequest) -> HttpResponse:
    """The first page. Police read counts from sealed judgements here, so the reading is logged."""
    actor, now = request.actor, timezone.now()
    waiting_here = waits(actor, now)
    if not actor.may(Right.READ_INCIDENTS):
        return render(request, "desk/plain.html", {"now": now, "waits": waiting_here})
    if actor.may(Right.READ_JUDGEMENTS):
        write(Operation.READ, "desk.home", by=actor, kind="judgement")
    programme = Programme.objects.first()
    shown = desk(actor, programme, at=now, visited=visited(request, now))
    waiting = ONE[Kind(shown.waiting.kind)] if shown.waiting else ""
    context = {
        **{"desk": shown, "now": now, "waiting": waiting, "waits": waiting_here, "rights": rights(request)},
        **_drawn(shown),
        **_contact(request, shown.contact),
    }
    return render(request, "desk/home.html", context)


def _drawn(shown: Desk) -> dict[str, object]:
    """The parts of the bar and the head of the table, which templates can't make."""
    related = shown.related
    tones = ("ink", "line", "rest")
    counts = (related.known, related.suspected, related.other) if related else ()
    heads = (_("Bekräftade"), _("varav dödliga"), _("Ej avgjorda"))
    return {
        "related_parts": [{"value": value, "tone": tone} for value, tone in zip(counts, tones, strict=False)],
        "months_head": [{"label": _("Månad")}, *({"label": head, "number": True} for head in heads)],
    }


def _contact(request: RoomRequest, contact: GroupContact | None) -> dict[str, object]:
    """The table of groups: its heads, and the first of its rows unless all are asked for."""
    if contact is None:
        return {}
    heads = [_("Grupp"), _("Senaste händelse"), _("Call-in"), _("Samtal, 90 dagar"), _("Veckor utan kontakt")]
    rows = contact.police if contact.sealed else contact.joint
    shown = rows if request.GET.get("grupper") == "alla" else rows[:MOST]
    if not contact.sealed:
        heads = [_("Grupp"), _("Senaste call-in"), _("Senaste händelse, grov tid")]
    return {
        "contact": contact,
        "contact_rows": shown,
        "contact_more": len(shown) < len(rows),
        "contact_heads": [{"label": head, "number": place == WEEKS} for place, head in enumerate(heads)],
    }


def rights(request: RoomRequest) -> dict[str, bool]:
    """What the page may offer this reader."""
    may = request.actor.may
    return {
        "decide": may(Right.JUDGE_INCIDENT_STATE),
        "run": may(Right.RUN_MEETING),
        "meetings": may(Right.READ_MEETINGS),
        "import": may(Right.IMPORT_INCIDENTS),
        "report": may(Right.REPORT_INCIDENT),
        "group": may(Right.OPEN_GROUP),
        "name": may(Right.NAME_GROUPS),
    }
