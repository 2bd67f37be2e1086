"""The groups a judgement form offers: all in a city of few, else those most often judged of late."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Count

from gvi.steps.groups.models import Group
from gvi.steps.groups.queries import current_groups
from gvi.steps.review.models import JudgementSide
from gvi.trust.workspaces.actor import Actor

FEW = 40
LATELY = timedelta(days=180)


def offered_groups(actor: Actor, chosen: Iterable[str], now: datetime) -> tuple[list[Group], bool]:
    """At most ``FEW`` groups and those ``chosen`` already, in Swedish order; and whether there are more."""
    current = list(current_groups(actor)[: FEW + 1])
    if len(current) <= FEW:
        named = {group.code_name for group in current}
        ended = Group.objects.filter(code_name__in=set(chosen) - named)
        return sorted([*current, *ended], key=lambda group: group.sort), False
    lately = (
        JudgementSide.objects.filter(at__gte=now - LATELY).values_list("group").annotate(times=Count("pk"))
    )
    often = [group for group, _ in lately.order_by("-times")[:FEW]]
    wanted = Group.objects.filter(pk__in=often) | Group.objects.filter(code_name__in=set(chosen))
    return list(wanted.order_by("sort")), True
