"""The city's own joint incidents as a panel: confirmed ones, by week or month and by area or for all.

Nothing of it is hidden: incidents, and the dead and injured in confirmed ones, are counted whole (domain.md, "Small
numbers"). Zeros are written where nothing happened. The week or month that goes on is left out, and the latest
``MATURE`` are marked as preliminary, since confirmations come late.
"""

from collections.abc import Iterable
from datetime import date, datetime

import polars as pl
from django.db.models import Case, CharField, Count, F, Q, QuerySet, Sum, Value, When
from django.db.models.functions import TruncMonth, TruncWeek

from gvi.science.evaluation import times
from gvi.science.evaluation.times import Step
from gvi.steps.incidents.days import day_of, start_of
from gvi.steps.incidents.models import Incident, Kind
from gvi.steps.incidents.states import State
from gvi.steps.review.rhythm import STOCKHOLM
from gvi.steps.studies.panels.made import MadePanel
from gvi.steps.studies.refusals import NoIncidents
from gvi.steps.studies.words import StepOf, UnitOf
from gvi.trust.workspaces.models import Programme

COUNTS = {
    "incidents": Count("pk"),
    "shootings": Count("pk", filter=Q(kind=Kind.SHOOTING)),
    "explosions": Count("pk", filter=Q(kind=Kind.EXPLOSION)),
    "shootings_explosions": Count("pk", filter=Q(kind__in=(Kind.SHOOTING, Kind.EXPLOSION))),
    "dead": Sum("dead"),
    "injured": Sum("injured"),
}
COLUMNS = tuple(COUNTS)
MATURE = {StepOf.MONTH: 3, StepOf.WEEK: 13}
STEPS = {StepOf.MONTH: Step.MONTH, StepOf.WEEK: Step.WEEK}
NOWHERE = "(okänt område)"


def count_own(unit_of: str, step_of: str, *, at: datetime) -> MadePanel:
    """Count every confirmed incident up to the last whole step: two queries. Raises ``NoIncidents``."""
    step = STEPS[StepOf(step_of)]
    rows = list(_counted(unit_of, step, _running(step, day_of(at))))
    if not rows:
        raise NoIncidents
    table = _balanced(rows, step, _before(step, day_of(at)))
    last = table["time"].max()
    number = times.read(step, str(last)) or 0
    return MadePanel(
        csv=table.write_csv(),
        unit_column="unit",
        time_column="time",
        step=step,
        first=str(table["time"].min()),
        last=str(last),
        units=tuple(table["unit"].unique(maintain_order=True)),
        columns=COLUMNS,
        rows=table.height,
        preliminary_from=times.label(step, number - MATURE[StepOf(step_of)] + 1),
    )


def _counted(unit_of: str, step: Step, until: datetime) -> Iterable[tuple[str, str, *tuple[int, ...]]]:
    """Unit, time and counts, where there are any."""
    cut = TruncMonth if step is Step.MONTH else TruncWeek
    rows = (
        _confirmed(until)
        .annotate(unit=_unit(unit_of), since=cut("occurred_at", tzinfo=STOCKHOLM))
        .values("unit", "since")
        .annotate(**{f"n_{name}": count for name, count in COUNTS.items()})
        .order_by("unit", "since")
    )
    for row in rows:
        yield (row["unit"], _label(step, row["since"].date()), *(row[f"n_{name}"] for name in COLUMNS))


def _confirmed(until: datetime) -> QuerySet[Incident]:
    return Incident.objects.filter(state=State.CONFIRMED, occurred_at__lt=until).order_by()


def _unit(unit_of: str) -> Case | Value:
    if unit_of == UnitOf.CITY:
        city = Programme.objects.values_list("municipality", flat=True).first()
        return Value(city or "", output_field=CharField())
    known = When(area__isnull=False, then=F("area__name"))
    return Case(known, default=Value(NOWHERE), output_field=CharField())


def _label(step: Step, day: date) -> str:
    if step is Step.WEEK:
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02d}"
    return f"{day:%Y-%m}"


def _before(step: Step, today: date) -> str:
    """The last whole step before ``today``'s."""
    number = times.read(step, _label(step, today)) or 0
    return times.label(step, number - 1)


def _running(step: Step, today: date) -> datetime:
    """When the step that goes on began."""
    number = times.read(step, _label(step, today)) or 0
    return start_of(times.first_day(step, number) or today)


def _balanced(rows: list[tuple[str, str, *tuple[int, ...]]], step: Step, last: str) -> pl.DataFrame:
    found = pl.DataFrame(rows, schema=["unit", "time", *COLUMNS], orient="row")
    first, end = (times.read(step, text) or 0 for text in (str(found["time"].min()), last))
    calendar = pl.DataFrame({"time": [times.label(step, number) for number in range(first, end + 1)]})
    units = pl.DataFrame({"unit": found["unit"].unique().sort()})
    whole = units.join(calendar, how="cross").join(found, on=["unit", "time"], how="left")
    return whole.with_columns(pl.col(COLUMNS).fill_null(0).cast(pl.Int64)).sort("unit", "time")
