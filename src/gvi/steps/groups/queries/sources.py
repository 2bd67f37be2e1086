"""The room's sources, by which every fact and every analysis can be seen without one of them (domain.md, W)."""

from collections.abc import Iterable
from uuid import UUID

from django.core.paginator import Page, Paginator

from gvi.steps.groups.models import Source

PAGE = 50


def source_page(number: str | int) -> "Page[Source]":
    """One page of the sources, latest first: two queries."""
    return Paginator(Source.objects.all(), PAGE).get_page(number)


def sources_by_id(ids: Iterable[UUID]) -> dict[UUID, Source]:
    """The sources ``ids`` of the room: one query, none for none."""
    wanted = set(ids)
    return Source.objects.in_bulk(wanted) if wanted else {}
