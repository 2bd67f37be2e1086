"""Incidents and context events of the invented city."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from gvi.city import City
from gvi.steps.incidents.models import ContextEvent, Incident
from gvi.steps.incidents.states import OPEN
from gvi.trust.workspaces.actor import Actor

BATCH = 5000


def load_incidents(city: City, by: Actor, *, at: datetime) -> None:
    """All incidents, each as if reported two hours after it happened and decided within five days."""
    Incident.objects.bulk_create(_incidents(city, by, at), batch_size=BATCH)


def _incidents(city: City, by: Actor, at: datetime) -> Iterator[Incident]:
    for row in city.incidents.iter_rows(named=True):
        yield Incident(**_fields(row), by=by.member_id, **_times(row, at))


def _fields(row: dict[str, Any]) -> dict[str, Any]:
    same = (
        "occurred_at",
        "precision",
        "kind",
        "dead",
        "injured",
        "state",
        "summary",
        "latitude",
        "longitude",
        "source",
    )
    return {
        "id": UUID(row["id"]),
        "area_id": UUID(row["area"]) if row["area"] else None,
        "source_id": row["reference"],
        "unfounded_reason": row["unfounded_reason"] or "",
        **{name: row[name] for name in same},
    }


def _times(row: dict[str, Any], at: datetime) -> dict[str, datetime | None]:
    reported = min(row["occurred_at"] + timedelta(hours=2), at)
    decided = None if row["state"] in OPEN else min(row["occurred_at"] + timedelta(days=5), at)
    return {"reported_at": reported, "decided_at": decided}


def load_context(city: City, by: Actor) -> None:
    """The context log."""
    ContextEvent.objects.bulk_create(
        ContextEvent(
            kind=row["kind"],
            title=row["title"],
            starts=row["start"],
            ends=row["end"],
            by=by.member_id,
        )
        for row in city.context.iter_rows(named=True)
    )
