"""Profiles of groups: every version of one, or those that hold on a day, also with one source taken away (W).

A later version takes the place of the earlier ones from its own day on. Sealed: whoever shows it logs the reading.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from gvi.steps.groups.models import Group, Profile, Source
from gvi.trust.people.queries.batches import names_of_members
from gvi.trust.workspaces.models import Area


@dataclass(frozen=True)
class ProfileView:
    """One version, with its names in words."""

    version: int
    as_of: date
    aliases: tuple[str, ...]
    areas: tuple[str, ...]
    size_low: int | None
    size_high: int | None
    area_ids: tuple[UUID, ...]
    cohesion: str
    cohesion_value: str
    source: Source
    accuracy: str
    by: str
    at: datetime


def profiles_of(group: Group) -> list[ProfileView]:
    """Every version, newest first: three queries at most."""
    rows = list(Profile.objects.filter(group=group).select_related("source").order_by("-version"))
    areas, names = _areas(rows), names_of_members(*(row.by for row in rows))
    return [_view(row, areas, names) for row in rows]


def holding(versions: Sequence[ProfileView], day: date, without: UUID | None = None) -> ProfileView | None:
    """The version of ``versions`` (newest first) that holds on ``day``, as if ``without`` had told nothing."""
    return next((one for one in versions if one.as_of <= day and one.source.pk != without), None)


def profiles_at(day: date, without: UUID | None = None) -> dict[UUID, Profile]:
    """The profile of each group that has one on ``day``: one query."""
    rows = Profile.objects.filter(as_of__lte=day).select_related("source")
    if without:
        rows = rows.exclude(source=without)
    return {row.group_id: row for row in rows.order_by("group_id", "-version").distinct("group_id")}


def _areas(rows: Iterable[Profile]) -> dict[UUID, str]:
    wanted = {area for row in rows for area in row.areas}
    return dict(Area.objects.filter(pk__in=wanted).values_list("pk", "name")) if wanted else {}


def _view(row: Profile, areas: dict[UUID, str], names: dict[UUID, str]) -> ProfileView:
    return ProfileView(
        version=row.version,
        as_of=row.as_of,
        aliases=tuple(row.aliases),
        areas=tuple(areas[area] for area in row.areas if area in areas),
        size_low=row.size_low,
        size_high=row.size_high,
        area_ids=tuple(row.areas),
        cohesion=row.get_cohesion_display(),
        cohesion_value=row.cohesion,
        source=row.source,
        accuracy=row.get_accuracy_display(),
        by=names.get(row.by, ""),
        at=row.at,
    )
