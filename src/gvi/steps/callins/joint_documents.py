"""The memos of call-ins, as a request for public records finds them: whose they are, and where."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from gvi.steps.callins.models import Debrief
from gvi.trust.workspaces.records.documents import JointDocument, register


def memos(since: date, until: date) -> Iterable[JointDocument]:
    """Memos of debriefs that were closed on one of the days. One query."""
    held = Debrief.objects.filter(at__date__gte=since, at__date__lte=until).defer("memo")
    for debrief in held.select_related("callin"):
        yield JointDocument(
            title=_("Promemoria, call-in %(number)s") % {"number": debrief.callin.number},
            day=localdate(debrief.at),
            owner_id=debrief.callin.room_id,
            url=reverse("callins:memo", args=[debrief.callin_id]),
        )


def register_documents() -> None:
    """Called when Django starts."""
    register("callins.memo", memos)
