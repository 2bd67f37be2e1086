"""Contact with each group: by talks in the police room, and what the joint space has been given of a quarter (T34).

A contact for somebody's safety carries no message and counts nowhere here.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Max, Q

from gvi.steps.talks.models import Attempt, GroupBand, Quarter
from gvi.steps.talks.words import Outcome, TalkKind

RECENT = timedelta(days=90)
YEAR = timedelta(days=365)
SPOKEN = Q(outcome__in=(Outcome.MET, Outcome.FAMILY))


@dataclass(frozen=True, slots=True)
class Contact:
    """Talks with a group: in the last 90 days met (the family counted in) and tried, and when last met in a year."""

    met: int = 0
    attempts: int = 0
    last: datetime | None = None


@dataclass(frozen=True, slots=True)
class Bands:
    """The newest released quarter, and how long ago its groups' last incidents were then, coarsely."""

    ends: date | None
    by_group: dict[UUID, str]


def contact_by_group(at: datetime) -> dict[UUID, Contact]:
    """The contact with each group that was tried in the year before ``at``. One query."""
    recent = Q(at__gte=at - RECENT)
    tried = Attempt.objects.filter(
        at__gte=at - YEAR, at__lte=at, talk__kind=TalkKind.MESSAGE, talk__group__isnull=False
    )
    counted = (
        tried.order_by()
        .values("talk__group")
        .annotate(
            met=Count("pk", filter=recent & SPOKEN),
            tried=Count("pk", filter=recent),
            last=Max("at", filter=SPOKEN),
        )
    )
    return {
        group: Contact(met, tries, last)
        for group, met, tries, last in counted.values_list("talk__group", "met", "tried", "last")
    }


def released_bands() -> Bands:
    """What the newest released quarter tells of groups, in words. Two queries."""
    quarter = Quarter.objects.order_by("-ends").first()
    if quarter is None:
        return Bands(None, {})
    return Bands(
        quarter.ends,
        {row.group_id: row.get_band_display() for row in GroupBand.objects.filter(quarter=quarter)},
    )
