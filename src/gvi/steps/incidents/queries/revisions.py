"""All versions of an incident: what changed, when, by whom and why (domain.md, "every revision stays visible").

Whoever reads sees the name of a colleague in the own room, and the authority's name for anyone else.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from django.apps import apps
from django.db.models import Field, Model
from django.utils.functional import Promise

from gvi.steps.incidents.models import REVISED, Incident
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.models import Area, Member


@dataclass(frozen=True)
class Change:
    """One field that changed; what is chosen from a list, and areas, are given in words."""

    field: str
    label: str | Promise
    old: object
    new: object


@dataclass(frozen=True)
class Version:
    """One version of the row and how it differs from the one before; the first has no changes."""

    at: datetime
    who: str
    reason: str
    changes: tuple[Change, ...]


def versions(incident: Incident, reader: Actor) -> list[Version]:
    """Every version, newest first. Three queries at most."""
    revision = apps.get_model("incidents", "IncidentRevision")
    rows: list[Model] = [*revision.objects.filter(pgh_obj_id=incident.pk).order_by("pgh_id"), incident]
    who = _who({row.by for row in rows}, reader)  # type: ignore[attr-defined]
    areas = _areas({row.area_id for row in rows})  # type: ignore[attr-defined]
    before = [None, *rows[:-1]]
    return [_version(old, new, who, areas) for old, new in zip(before, rows, strict=True)][::-1]


def _version(
    old: Model | None, new: Model, who: Mapping[UUID | None, str], areas: Mapping[UUID | None, str]
) -> Version:
    at = new.changed_at or new.reported_at  # type: ignore[attr-defined]
    changes = _changes(old, new, areas) if old else ()
    return Version(at, who.get(new.by, ""), new.change_reason, changes)  # type: ignore[attr-defined]


def _changes(old: Model, new: Model, areas: Mapping[UUID | None, str]) -> tuple[Change, ...]:
    found = []
    for name in REVISED:
        field = cast("Field[object, object]", Incident._meta.get_field(name))
        before, after = getattr(old, field.attname), getattr(new, field.attname)
        if before == after:
            continue
        words = areas if name == "area" else dict(field.flatchoices)
        found.append(Change(name, field.verbose_name, words.get(before, before), words.get(after, after)))
    return tuple(found)


def _who(members: set[UUID | None], reader: Actor) -> dict[UUID | None, str]:
    known = Member.objects.filter(pk__in=members - {None}).select_related("workspace")
    return {
        member.pk: _named(member) if member.workspace_id == reader.workspace_id else member.workspace.name
        for member in known
    }


def _named(member: Member) -> str:
    return f"{member.name}, {member.function}" if member.function else member.name


def _areas(keys: set[UUID | None]) -> dict[UUID | None, str]:
    if len(keys) < 2:
        return {}
    return dict(Area.objects.filter(pk__in=keys - {None}).values_list("pk", "name"))
