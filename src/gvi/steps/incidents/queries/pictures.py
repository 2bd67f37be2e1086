"""The timeline of a year: one mark an incident, or stacked weeks where the marks would be too many to tell apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Min

from gvi.science import charts
from gvi.science.chart_theme import Spec
from gvi.science.charts import Mark, year_timeline
from gvi.science.week_chart import Week, stacked_weeks
from gvi.steps.incidents.days import day_of, end_of, start_of
from gvi.steps.incidents.models import ContextEvent, Incident
from gvi.steps.incidents.queries.context import context_between, spans
from gvi.steps.incidents.queries.months import Span, by_month, by_stretch, by_week, every_month, within
from gvi.steps.incidents.states import State

MOST_MARKS = 300


@dataclass(frozen=True)
class YearPicture:
    """What the page draws and writes: ``incidents`` where they are marks, ``weeks`` where they are stacked."""

    spec: Spec
    months: list[Span]
    context: list[ContextEvent]
    incidents: list[Incident]
    weeks: list[Span]

    @property
    def confirmed(self) -> int:
        """Confirmed incidents in the picture."""
        return sum(month.confirmed for month in self.months)

    @property
    def undecided(self) -> int:
        """Incidents in the picture that wait for a decision."""
        return sum(month.undecided for month in self.months)

    @property
    def dead(self) -> int:
        """Dead in the confirmed ones."""
        return sum(month.dead for month in self.months)

    @property
    def injured(self) -> int:
        """Injured in the confirmed ones."""
        return sum(month.injured for month in self.months)

    @property
    def busiest(self) -> Span:
        """The month with the most confirmed incidents; the first of them if several."""
        return max(self.months, key=lambda month: month.confirmed)


def year_picture(
    first: date,
    last: date,
    kind: str = "",
    counted: list[Span] | None = None,
    beside: Sequence[charts.Span] = (),
) -> YearPicture:
    """The timeline from ``first`` to ``last``, both included; ``beside`` is drawn with the context.

    Two queries, three where each incident is a mark; one less when the stretches have been ``counted`` already.
    """
    found = within(start_of(first), end_of(last), kind)
    stretches = by_stretch(found, first, last) if counted is None else counted
    months = every_month(by_month(stretches), first, last)
    context = context_between(first, last)
    behind = [*spans(context), *beside]
    if sum(month.confirmed + month.undecided for month in months) > MOST_MARKS:
        weeks = by_week(stretches)
        drawn = [Week(one.first, one.confirmed - one.lethal, one.lethal, one.undecided) for one in weeks]
        return YearPicture(stacked_weeks(drawn, behind, first, last), months, context, [], weeks)
    incidents = list(found.select_related("area").defer("summary").order_by("-occurred_at", "-id"))
    spec = year_timeline([_mark(one) for one in incidents], behind, first, last)
    return YearPicture(spec, months, context, incidents, [])


def _mark(incident: Incident) -> Mark:
    if incident.state != State.CONFIRMED:
        return Mark(incident.occurred_at, "waiting")
    return Mark(incident.occurred_at, "fatal" if incident.dead else "confirmed")


def years() -> list[int]:
    """The calendar years that hold incidents, newest first. One query."""
    ends = Incident.objects.aggregate(first=Min("occurred_at"), last=Max("occurred_at"))
    if ends["first"] is None:
        return []
    return list(range(day_of(ends["last"]).year, day_of(ends["first"]).year - 1, -1))
