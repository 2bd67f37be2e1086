"""The incidents of a problem analysis, counted: by kind, month and area, with their victims apart (domain.md, J).

Nothing here says anything of a group, so that both versions may use it.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce

from gvi.science.charts import Span as Band
from gvi.science.paper_charts import Month
from gvi.steps.incidents.models import ContextEvent, Kind
from gvi.steps.incidents.queries.context import context_between, spans
from gvi.steps.incidents.queries.months import by_month, by_stretch, every_month, month_after
from gvi.steps.incidents.states import OPEN, State
from gvi.steps.mapping.queries import concentration
from gvi.steps.mapping.queries.facts import NO_SOURCE, within
from gvi.trust.workspaces.models import Area

CONFIRMED = Q(state=State.CONFIRMED)
SETTLES = timedelta(days=30)
"""A month is preliminary until so many days after its end, and as long as an incident of it is undecided."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Incidents decided and not, and the dead and injured of the confirmed ones."""

    confirmed: int = 0
    undecided: int = 0
    dead: int = 0
    injured: int = 0

    def __add__(self, other: "Counted") -> "Counted":
        return Counted(
            self.confirmed + other.confirmed,
            self.undecided + other.undecided,
            self.dead + other.dead,
            self.injured + other.injured,
        )


@dataclass(frozen=True, slots=True)
class MonthCounted:
    """One month; ``preliminary`` while it is still likely to change."""

    first: date
    counted: Counted
    preliminary: bool

    def drawn(self) -> Month:
        """The month as a column."""
        return Month(self.first, self.counted.confirmed, self.counted.undecided, self.preliminary)


@dataclass(frozen=True, slots=True)
class Incidents:
    """The incidents of a period; those set aside are nowhere. ``areas`` are units of ``concentration``, by name."""

    kinds: tuple[tuple[Kind, Counted], ...]
    months: tuple[MonthCounted, ...]
    context: tuple[ContextEvent, ...]
    bands: tuple[Band, ...]
    areas: concentration.Units
    no_area: int
    sources: tuple[tuple[str, int], ...]

    @property
    def all(self) -> Counted:
        """Every kind together."""
        return sum((counted for _, counted in self.kinds), Counted())


def incidents_of(since: date, until: date, today: date, without: str = "") -> Incidents:
    """Count the incidents from ``since`` to ``until``, both included, as they are known ``today``: nine queries."""
    found = within(since, until).exclude(state=State.UNFOUNDED).exclude(source=without or NO_SOURCE)
    stretches = by_stretch(found, since, until)
    events = context_between(since, until)
    by_kind = (
        found.order_by()
        .values_list("kind")
        .annotate(
            confirmed=Count("pk", filter=CONFIRMED),
            undecided=Count("pk", filter=Q(state__in=OPEN)),
            killed=Coalesce(Sum("dead", filter=CONFIRMED), 0),
            hurt=Coalesce(Sum("injured", filter=CONFIRMED), 0),
        )
    )
    counted = {kind: Counted(*numbers) for kind, *numbers in by_kind}
    sources = found.order_by().values_list("source").annotate(count=Count("pk"))
    return Incidents(
        kinds=tuple((kind, counted[kind]) for kind in Kind if kind in counted),
        months=tuple(
            _month(one.first, Counted(one.confirmed, one.undecided, one.dead, one.injured), today)
            for one in every_month(by_month(stretches), since, until)
        ),
        context=tuple(events),
        bands=tuple(spans(events)),
        areas=_areas(since, until, without),
        no_area=found.filter(area=None).count(),
        sources=tuple(sorted(sources, key=lambda one: (-one[1], one[0]))),
    )


def _month(first: date, counted: Counted, today: date) -> MonthCounted:
    young = month_after(first) + SETTLES > today
    return MonthCounted(first, counted, young or counted.undecided > 0)


def _areas(since: date, until: date, without: str) -> concentration.Units:
    """The areas under their own names, since a report names them and nothing follows an id."""
    asked = {"of": "areas", "since": f"{since}", "until": f"{until}", "without": without}
    units = concentration.read(asked)
    names = {str(pk): name for pk, name in Area.objects.values_list("pk", "name")}
    return concentration.Units(tuple(names[pk] for pk in units.ids), units.counts)
