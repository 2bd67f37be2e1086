"""Contact density (kontakttäthet): attempts, met and through the family, by group and week, in the police room (W).

Groups, never persons. A contact for somebody's safety carries no message and counts nowhere here.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Count, Q
from django.db.models.functions import TruncWeek
from django.utils.timezone import localdate

from gvi.science.chart_theme import Spec
from gvi.science.charts import Bar, bars
from gvi.steps.groups.models import Group
from gvi.steps.groups.states import FIRST
from gvi.steps.talks.deadlines import STOCKHOLM
from gvi.steps.talks.models import Attempt
from gvi.steps.talks.words import Outcome, TalkKind

WEEKS = 12


@dataclass(frozen=True)
class Tally:
    """What was tried in one week, or in all of them."""

    attempts: int = 0
    met: int = 0
    family: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.attempts + other.attempts, self.met + other.met, self.family + other.family)


@dataclass(frozen=True)
class GroupLine:
    """One group's weeks, the latest last, and their sum."""

    group: Group
    weeks: tuple[Tally, ...]

    @property
    def total(self) -> Tally:
        """All weeks together."""
        return sum(self.weeks, Tally())


@dataclass(frozen=True)
class Density:
    """The weeks by their Mondays, and a line a group, by code name."""

    mondays: tuple[date, ...]
    lines: tuple[GroupLine, ...]

    @property
    def total(self) -> Tally:
        """Everything."""
        return sum((line.total for line in self.lines), Tally())

    def chart(self) -> Spec:
        """How many were met, the family counted in, by group."""
        return bars([Bar(it.group.code_name, it.total.met + it.total.family) for it in self.lines])


def contact_density(at: datetime, *, weeks: int = WEEKS) -> Density:
    """The last ``weeks`` weeks, this one included: two queries."""
    today = localdate(at)
    this = today - timedelta(days=today.weekday())
    mondays = tuple(this - timedelta(weeks=n) for n in range(weeks - 1, -1, -1))
    tallies = _tallies(datetime.combine(mondays[0], time(), STOCKHOLM), at)
    groups = Group.objects.filter(Q(state__in=FIRST) | Q(pk__in=list(tallies))).order_by("sort")
    lines = (GroupLine(one, tuple(tallies[one.pk].get(day, Tally()) for day in mondays)) for one in groups)
    return Density(mondays, tuple(lines))


def _tallies(since: datetime, until: datetime) -> dict[UUID, dict[date, Tally]]:
    tried = Attempt.objects.filter(
        at__gte=since, at__lte=until, talk__kind=TalkKind.MESSAGE, talk__group__isnull=False
    )
    counted = (
        tried.order_by()
        .annotate(week=TruncWeek("at", tzinfo=STOCKHOLM))
        .values("talk__group", "week")
        .annotate(
            attempts=Count("pk"),
            met=Count("pk", filter=Q(outcome=Outcome.MET)),
            family=Count("pk", filter=Q(outcome=Outcome.FAMILY)),
        )
    )
    found: dict[UUID, dict[date, Tally]] = defaultdict(dict)
    for row in counted:
        found[row["talk__group"]][row["week"].date()] = Tally(row["attempts"], row["met"], row["family"])
    return found
