"""Released problem analyses, as a request for public records finds them: whose they are, and how they are marked."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from gvi.steps.mapping.models import ReleasedAnalysis
from gvi.trust.workspaces.records.documents import JointDocument, register


def released_analyses(since: date, until: date) -> Iterable[JointDocument]:
    """Those released on one of the days. One query."""
    within = ReleasedAnalysis.objects.filter(released_at__date__gte=since, released_at__date__lte=until)
    for one in within.defer("pdf"):
        yield JointDocument(
            title=_("Problemanalys utan hemliga uppgifter, %(since)s–%(until)s")
            % {"since": f"{one.period_from}", "until": f"{one.period_until}"},
            day=localdate(one.released_at),
            owner_id=one.owner_id,
            registry_number=one.registry_number,
            secrecy_marking=one.secrecy_marking,
            url=reverse("mapping:released_pdf", args=[one.pk]),
        )


def register_documents() -> None:
    """Called when Django starts."""
    register("mapping.analyses", released_analyses)
