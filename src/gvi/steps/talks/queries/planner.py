"""The burst planner: teams by days for two weeks, and the talks that have no day yet (domain.md: 24 in two weeks)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from gvi.steps.groups.queries.relations import relations_at
from gvi.steps.groups.words import RelationKind
from gvi.steps.talks.flows.prepare_talk import PLANNED
from gvi.steps.talks.models import Talk, Team
from gvi.steps.talks.queries.board import TalkRow, talk_rows, with_tries

DAYS = 14
MOST = 60


@dataclass(frozen=True)
class Cell:
    """A team's talks on a day; ``conflict`` when two of them are with groups in conflict."""

    team: str
    day: date
    rows: tuple[TalkRow, ...]
    conflict: bool


@dataclass(frozen=True)
class TeamWeek:
    """One team's line."""

    team: Team
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Plan:
    """The grid, the days' totals, and what has no day in it."""

    days: tuple[date, ...]
    teams: tuple[TeamWeek, ...]
    unplanned: tuple[TalkRow, ...]
    total: int

    @property
    def grid(self) -> list[tuple[date, list[Cell]]]:
        """A line a day, with a cell a team: days downwards, so that a phone reads it too."""
        return [(day, [line.cells[at] for line in self.teams]) for at, day in enumerate(self.days)]

    @property
    def rows(self) -> list[TalkRow]:
        """Every talk on the page."""
        planned = [row for line in self.teams for cell in line.cells for row in cell.rows]
        return [*planned, *self.unplanned]


def plan_from(monday: date, at: datetime) -> Plan:
    """Two weeks from ``monday``: six queries."""
    days = tuple(monday + timedelta(days=n) for n in range(DAYS))
    open_ones = with_tries(Talk.objects.filter(state__in=PLANNED))
    rows = talk_rows(open_ones.order_by("due_at", "id")[: 5 * MOST], at)
    inside = [row for row in rows if row.row.planned_on in days and row.row.team_id]
    used = {row.row.team_id for row in inside}
    teams = [team for team in Team.objects.order_by("name") if team.active or team.pk in used]
    hostile = _conflicts(days[0])
    return Plan(
        days=days,
        teams=tuple(_line(team, days, inside, hostile) for team in teams),
        unplanned=tuple(row for row in rows if row.row.planned_on is None or row.row.planned_on < days[0])[
            :MOST
        ],
        total=len(inside),
    )


def _line(team: Team, days: Sequence[date], rows: list[TalkRow], hostile: set[frozenset[UUID]]) -> TeamWeek:
    by_day: dict[date | None, list[TalkRow]] = defaultdict(list)
    for row in rows:
        if row.row.team_id == team.pk:
            by_day[row.row.planned_on].append(row)
    cells = (Cell(team.name, day, tuple(by_day[day]), _meets(by_day[day], hostile)) for day in days)
    return TeamWeek(team, tuple(cells))


def _meets(rows: list[TalkRow], hostile: set[frozenset[UUID]]) -> bool:
    groups = {row.row.group_id for row in rows if row.row.group_id}
    return any(pair <= groups for pair in hostile)


def _conflicts(day: date) -> set[frozenset[UUID]]:
    """The pairs of groups that are in conflict on ``day``, uncertain ones as well: nobody of theirs should meet."""
    return {
        frozenset((one.first, one.second)) for one in relations_at(day) if one.said is RelationKind.CONFLICT
    }
