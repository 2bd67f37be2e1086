"""The room's sources, by which every fact and every analysis can be seen without one of them (domain.md, W)."""

from collections.abc import Iterable
from uuid import UUID

from gvi.steps.groups.models import Source


def sources() -> list[Source]:
    """Every source, latest first: one query."""
    return list(Source.objects.all())


def sources_by_id(ids: Iterable[UUID]) -> dict[UUID, Source]:
    """The sources ``ids`` of the room: one query, none for none."""
    wanted = set(ids)
    return Source.objects.in_bulk(wanted) if wanted else {}
