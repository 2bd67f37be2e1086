"""Snabbgenomgång: five minutes on a phone, before confirmation, by whoever is on call (domain.md, "Review")."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from gvi.steps.incidents.models import Incident, Kind
from gvi.steps.incidents.states import State
from gvi.steps.review.models import QuickReview
from gvi.steps.review.refusals import Missing, NotForQuickReview
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.signing import signed

QUICK_KINDS = frozenset({Kind.SHOOTING, Kind.EXPLOSION, Kind.HOMICIDE, Kind.ATTEMPTED_HOMICIDE})


@dataclass(frozen=True)
class QuickLook:
    """What the officer on call knows now: which groups, which risk, who needs a warning, talks or not."""

    risk: str
    talks: bool
    groups: str = ""
    warn: str = ""


def is_for_quick_review(incident: Incident) -> bool:
    """Shootings, explosions and killings that have not been set aside; confirmation is not waited for."""
    return incident.state != State.UNFOUNDED and (incident.kind in QUICK_KINDS or incident.dead > 0)


def quick_review(incident: Incident, look: QuickLook, *, by: Actor, at: datetime) -> QuickReview:
    """Add a signed quick review; a second one does not replace the first."""
    by.require(Right.QUICK_REVIEW)
    if not is_for_quick_review(incident):
        raise NotForQuickReview
    if not look.risk.strip():
        raise Missing("risk")
    with transaction.atomic():
        review = QuickReview.objects.create(
            incident=incident,
            groups=look.groups,
            risk=look.risk,
            warn=look.warn,
            talks=look.talks,
            **signed(by, at),
        )
        write(Operation.COLLECT, "review.quick_review", by=by, kind="incident", record=incident.id)
    return review
