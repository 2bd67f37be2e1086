"""What the first page of the problem analysis tells: how many groups, when last gone through, and what is next."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from gvi.steps.groups.models import Group
from gvi.steps.groups.states import FIRST, State
from gvi.steps.mapping.models import Audit, MostViolent, ProblemAnalysis
from gvi.steps.mapping.states import AuditState
from gvi.trust.workspaces.actor import Actor


@dataclass(frozen=True)
class Overview:
    """Counts and the latest of each."""

    active: int
    dormant: int
    under_others: int
    audit: Audit | None
    next_audit: Audit | None
    most_violent: MostViolent | None
    analysis: ProblemAnalysis | None


def overview(actor: Actor, now: datetime) -> Overview:
    """Five queries, however many groups there are."""
    audits = Audit.objects.defer("minutes", "note")
    counts = Group.objects.aggregate(
        active=Count("pk", filter=Q(state=State.ACTIVE)),
        dormant=Count("pk", filter=Q(state=State.DORMANT)),
        under_others=Count("pk", filter=Q(state__in=FIRST, own_row=False)),
    )
    return Overview(
        **counts,
        audit=audits.filter(state=AuditState.APPROVED).first(),
        next_audit=audits.filter(state__in=[AuditState.PLANNED, AuditState.RUNNING])
        .order_by("planned_on")
        .first(),
        most_violent=MostViolent.objects.select_related("group").first(),
        analysis=ProblemAnalysis.objects.defer("pdf").first(),
    )
