"""Which incidents, in which order: what the list's filter says, and what the page and the export both read.

Only what an index answers can be asked for, so that a page is as quick at 100,000 rows as at ten. Nothing here
names a group or a judgement: they are not in the joint space at all (trust.md, T22 and T34).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import F, OrderBy, QuerySet

from gvi.steps.incidents.days import end_of, start_of
from gvi.steps.incidents.models import Incident

NEWEST = "-tid"
ORDERS: Mapping[str, tuple[OrderBy, ...]] = {
    "-tid": (F("occurred_at").desc(), F("id").desc()),
    "tid": (F("occurred_at").asc(), F("id").asc()),
    "-doda": (F("dead").desc(), F("occurred_at").desc(), F("id").desc()),
    "doda": (F("dead").asc(), F("occurred_at").asc(), F("id").asc()),
    "-skadade": (F("injured").desc(), F("occurred_at").desc(), F("id").desc()),
    "skadade": (F("injured").asc(), F("occurred_at").asc(), F("id").asc()),
}
SOURCES = """
    with recursive found(source) as (
        (select source from incidents_incident order by source limit 1)
        union all
        select (select i.source from incidents_incident i where i.source > found.source order by i.source limit 1)
        from found where found.source is not null
    ) select source from found where source is not null
"""


def sources() -> list[str]:
    """The sources there are, by steps through their index rather than by reading every row. One query."""
    with connection.cursor() as cursor:
        cursor.execute(SOURCES)
        return [source for (source,) in cursor.fetchall()]


@dataclass(frozen=True)
class Selection:
    """A filter and an order; empty fields filter nothing, ``first`` and ``last`` are days that count in."""

    first: date | None = None
    last: date | None = None
    kind: str = ""
    state: str = ""
    area: UUID | None = None
    source: str = ""
    reference: str = ""
    order: str = NEWEST

    def rows(self) -> QuerySet[Incident]:
        """The incidents that fit, unordered; no query is made yet, except for the sources of a reference."""
        fitting = Incident.objects.all()
        if self.first:
            fitting = fitting.filter(occurred_at__gte=start_of(self.first))
        if self.last:
            fitting = fitting.filter(occurred_at__lt=end_of(self.last))
        exact = {"kind": self.kind, "state": self.state, "area": self.area, "source": self.source}
        fitting = fitting.filter(**{name: value for name, value in exact.items() if value})
        return self._with_reference(fitting)

    def ordered(self) -> QuerySet[Incident]:
        """The same in the chosen order, each with its area."""
        return self.rows().order_by(*ORDERS[self.order]).select_related("area")

    def is_everything(self) -> bool:
        """Whether nothing is filtered away."""
        return self == Selection(order=self.order)

    def _with_reference(self, fitting: QuerySet[Incident]) -> QuerySet[Incident]:
        """The unique key begins with the source, so all sources are named where none is chosen."""
        if not self.reference:
            return fitting
        named = [self.source] if self.source else sources()
        return fitting.filter(source__in=named, source_id=self.reference)
