"""Pairs of persons who must not meet, by the records that they are read under."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from gvi.steps.callins.models import Apart
from gvi.trust.people.labels import PersonLabel, labels
from gvi.trust.workspaces.models import Member

ROOT = Coalesce("person__merged_into_id", "person_id")


@dataclass(frozen=True)
class ApartRow:
    """A pair with both names, why, who said so, and when it ends by itself."""

    row: Apart
    first: PersonLabel | None
    second: PersonLabel | None
    said_by: str


def holding(day: date) -> "QuerySet[Apart]":
    """The pairs that hold on ``day``."""
    return Apart.objects.filter(withdrawn_at=None, erase_on__gt=day)


def pairs_among(persons: Iterable[UUID], day: date) -> list[tuple[UUID, UUID]]:
    """The pairs of whom both are among ``persons``, the records they are read under: one query."""
    asked = set(persons)
    found = holding(day).values_list(
        Coalesce("first__merged_into_id", F("first_id")), Coalesce("second__merged_into_id", F("second_id"))
    )
    return sorted({(one, other) for one, other in found if one in asked and other in asked and one != other})


def apart_rows(day: date) -> list[ApartRow]:
    """Every pair that holds, by name: four queries."""
    rows = list(holding(day).order_by("first__name_key", "id"))
    named = labels({pk for row in rows for pk in (row.first_id, row.second_id)}, day=day)
    said = dict(Member.objects.filter(pk__in={row.by for row in rows}).values_list("pk", "name"))
    return [
        ApartRow(row, named.get(row.first_id), named.get(row.second_id), said.get(row.by, "")) for row in rows
    ]
