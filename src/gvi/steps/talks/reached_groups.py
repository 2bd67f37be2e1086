"""Which groups talks have reached since a call-in, for the call-in's page (domain.md, "Call-in", afterwards)."""

from uuid import UUID

from gvi.steps.callins.models import CallIn
from gvi.steps.callins.told_by_talks import register
from gvi.steps.talks.models import Attempt
from gvi.steps.talks.queries.contact import SPOKEN
from gvi.steps.talks.words import TalkKind


def reached_since(callin: CallIn) -> frozenset[UUID]:
    """Groups of whom somebody, or their family, was given the message from the day of the call-in on. One query.

    A contact for somebody's safety, and a door that opened without a line being said, reach no group.
    """
    met = Attempt.objects.filter(
        SPOKEN, at__date__gte=callin.day, talk__kind=TalkKind.MESSAGE, talk__group__isnull=False
    )
    return frozenset(met.exclude(lines=[]).order_by().values_list("talk__group", flat=True).distinct())


def register_reach() -> None:
    """Called when Django starts."""
    register("talks", reached_since)
