"""Confirmed incidents by area, the last 30, 90 and 365 days, with the victims of the year counted apart."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q, Sum

from gvi.steps.incidents.models import Incident
from gvi.steps.incidents.states import State
from gvi.trust.workspaces.models import Area


@dataclass(frozen=True)
class AreaRow:
    """One area; the row without an id holds the incidents whose area is not known."""

    id: UUID | None
    name: str
    days_30: int = 0
    days_90: int = 0
    days_365: int = 0
    dead: int = 0
    injured: int = 0


DEFAULT_ORDER = "-365"
ORDERS: dict[str, Callable[[AreaRow], int]] = {
    "30": lambda row: row.days_30,
    "90": lambda row: row.days_90,
    "365": lambda row: row.days_365,
    "doda": lambda row: row.dead,
    "skadade": lambda row: row.injured,
}


def area_rows(at: datetime, order: str = DEFAULT_ORDER) -> list[AreaRow]:
    """Every area in the chosen order, equal ones in Swedish order of name. Two queries."""
    counts = _counts(at)
    areas = list(Area.objects.order_by("sort").values_list("id", "name"))
    rows = [AreaRow(key, name, *counts.get(key, ())) for key, name in areas]
    if None in counts:
        rows.append(AreaRow(None, "", *counts[None]))
    name = order.lstrip("-")
    if name == "namn":
        return rows[::-1] if order.startswith("-") else rows
    return sorted(rows, key=ORDERS[name], reverse=order.startswith("-"))


def _counts(at: datetime) -> dict[UUID | None, tuple[int, ...]]:
    since = {days: Q(occurred_at__gte=at - timedelta(days=days)) for days in (30, 90, 365)}
    year = Incident.objects.filter(since[365], occurred_at__lt=at, state=State.CONFIRMED)
    rows = (
        year.values_list("area")
        .annotate(
            days_30=Count("pk", filter=since[30]),
            days_90=Count("pk", filter=since[90]),
            days_365=Count("pk"),
            killed=Sum("dead"),
            hurt=Sum("injured"),
        )
        .order_by()
    )
    return {area: tuple(counts) for area, *counts in rows}
