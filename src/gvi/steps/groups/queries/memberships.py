"""Who belongs to which group, as of a day: only a confirmed membership that has been reviewed in time counts.

Two records that were found to be one person count as one. What was put down by mistake has never counted.
"""

from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce

from gvi.steps.groups.models import Membership
from gvi.steps.groups.words import MembershipEnd


def held_on(day: date) -> QuerySet[Membership]:
    """The memberships that held on ``day``: confirmed, not ended, not past their review."""
    not_ended = Q(ended_on__isnull=True) | Q(ended_on__gt=day)
    held = Membership.objects.filter(not_ended, confirmed_at__date__lte=day, review_due__gte=day)
    return held.exclude(end_reason=MembershipEnd.WRONG)


def members_at(day: date, without: UUID | None = None) -> dict[UUID, int]:
    """How many persons belong to each group on ``day``; a group with none is not there. One query.

    ``without`` leaves out what one source has told.
    """
    person = Coalesce("person__merged_into", "person")
    held = held_on(day).exclude(source=without) if without else held_on(day)
    counted = held.values("group").annotate(members=Count(person, distinct=True))
    return dict(counted.values_list("group", "members"))
