"""Which groups call-ins have reached, as police released it, and the days on which they were held (J)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from gvi.steps.callins.models import CallIn, GroupReach
from gvi.steps.callins.states import OVER


@dataclass(frozen=True, slots=True)
class Reached:
    """Whether the ``latest`` released call-in reached the group; ``on`` and ``number`` of the last one that did."""

    latest: bool | None
    on: date | None
    number: int | None


@dataclass(frozen=True, slots=True)
class Reach:
    """The newest call-in whose reach was released, and what is known of each group that was told of."""

    callin: CallIn | None
    by_group: dict[UUID, Reached]


def reach() -> Reach:
    """What has been released of every call-in; of two releases about a group the later counts. One query."""
    told = GroupReach.objects.filter(callin__state__in=OVER).select_related("callin")
    last = told.order_by("group_id", "callin_id", "-at").distinct("group_id", "callin_id")
    rows = sorted(last, key=lambda row: (row.callin.day, row.callin.number))
    newest = rows[-1].callin if rows else None
    found: dict[UUID, Reached] = {}
    for row in rows:
        latest = row.reached if row.callin == newest else None
        before = found.get(row.group_id, Reached(None, None, None))
        by = (row.callin.day, row.callin.number) if row.reached else (before.on, before.number)
        found[row.group_id] = Reached(latest, *by)
    return Reach(newest, found)


def held_between(first: date, last: date) -> list[CallIn]:
    """The call-ins held from ``first`` to ``last``, both included, oldest first. One query."""
    held = CallIn.objects.filter(state__in=OVER, day__gte=first, day__lte=last)
    return list(held.order_by("day", "number"))
