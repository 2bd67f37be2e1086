"""The year in figures for the first page and the year page: confirmed incidents and their victims, as of a moment."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from gvi.steps.incidents.days import day_of, start_of, year_before
from gvi.steps.incidents.models import Incident
from gvi.steps.incidents.queries.months import CONFIRMED, Span, by_month, by_stretch, every_month, within

SHOWN_MONTHS = 12


@dataclass(frozen=True)
class YearFigures:
    """Twelve months up to ``as_of``. Preliminary as long as anything in them is undecided."""

    as_of: datetime
    days_30: int
    months: tuple[Span, ...]

    @property
    def year(self) -> int:
        """Confirmed incidents in twelve months."""
        return sum(month.confirmed for month in self.months)

    @property
    def dead(self) -> int:
        """Dead in them."""
        return sum(month.dead for month in self.months)

    @property
    def injured(self) -> int:
        """Injured in them."""
        return sum(month.injured for month in self.months)

    @property
    def undecided(self) -> int:
        """Incidents of the twelve months that still wait for a decision."""
        return sum(month.undecided for month in self.months)

    @property
    def spark(self) -> list[int]:
        """Confirmed incidents of the last twelve calendar months, the current one included."""
        return [month.confirmed for month in self.months[-SHOWN_MONTHS:]]


def last_year(at: datetime) -> list[Span]:
    """Stretches of the twelve months before ``at``, for the figures and the picture alike. One query."""
    first, today = year_before(day_of(at)), day_of(at)
    return by_stretch(within(start_of(first), at), first, today)


def year_figures(at: datetime, counted: list[Span] | None = None) -> YearFigures:
    """Confirmed incidents the last 30 days and twelve months before ``at``.

    Two queries; one when ``last_year`` has been ``counted`` already.
    """
    first, today = year_before(day_of(at)), day_of(at)
    recent = Incident.objects.filter(CONFIRMED, occurred_at__gte=at - timedelta(days=30), occurred_at__lt=at)
    found = by_month(last_year(at) if counted is None else counted)
    return YearFigures(at, recent.count(), tuple(every_month(found, first, today)))
