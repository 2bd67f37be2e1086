"""What of the log one looks at: the room's own events by operation, member, period and kind of record.

Row security shows a room its own events and those of no room (console, failed sign-ins), whatever is asked.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.timezone import get_default_timezone

from gvi.trust.log.models import Event

NEWEST = "-tid"
ORDERS: Mapping[str, tuple[str, ...]] = {
    NEWEST: ("-at", "-id"),
    "tid": ("at", "id"),
    "handling": ("operation", "-at", "-id"),
    "-handling": ("-operation", "-at", "-id"),
}


@dataclass(frozen=True)
class Selection:
    """A choice of events; ``first`` and ``last`` are whole days, Swedish time."""

    room: UUID | None
    operation: str = ""
    member: UUID | None = None
    kind: str = ""
    first: date | None = None
    last: date | None = None
    order: str = NEWEST

    def rows(self) -> QuerySet[Event]:
        """The chosen events in order."""
        wanted = Q(workspace_id=self.room) | Q(workspace_id=None)
        if self.operation:
            wanted &= Q(operation=self.operation)
        if self.member:
            wanted &= Q(member_id=self.member)
        if self.kind:
            wanted &= Q(kind=self.kind)
        if self.first:
            wanted &= Q(at__gte=_midnight(self.first))
        if self.last:
            wanted &= Q(at__lt=_midnight(self.last + timedelta(days=1)))
        return Event.objects.filter(wanted).order_by(*ORDERS[self.order])


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), get_default_timezone())
