"""Which groups stand on a row of their own, and which of them have grown too small for it (domain.md, *Övriga*)."""

from datetime import date

from django.db.models import Count, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from gvi.steps.groups.ageing import SMALL
from gvi.steps.groups.models import Group, RowDecision
from gvi.steps.groups.queries.memberships import held_on
from gvi.steps.groups.states import FIRST


def too_small_for_own_row(day: date) -> QuerySet[Group]:
    """Groups on their own row with fewer than five confirmed members, and no written reason why: one query."""
    person = Coalesce("person__merged_into", "person")
    held = held_on(day).filter(group=OuterRef("pk")).order_by().values("group")
    members = held.annotate(members=Count(person, distinct=True)).values("members")
    decided = RowDecision.objects.filter(group=OuterRef("pk")).order_by("-at")
    return (
        Group.objects.filter(own_row=True, state__in=FIRST)
        .annotate(members=Coalesce(Subquery(members), 0))
        .annotate(reason=Coalesce(Subquery(decided.values("reason")[:1]), Value("")))
        .filter(members__lt=SMALL, reason="")
        .order_by("sort")
    )
