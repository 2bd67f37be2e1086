"""Björkhamn put together: `build` draws every part and `City` holds them as frames."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from gvi.city.areas import build_areas
from gvi.city.authorities import build_authorities
from gvi.city.context import build_context
from gvi.city.groups import build_groups
from gvi.city.incidents import build_incidents
from gvi.city.mapping import Mapping, build_mapping
from gvi.city.meetings import build_meetings
from gvi.city.members import build_members
from gvi.city.period import Period
from gvi.city.scale import scale_of
from gvi.city.sheet import Row, untidy_rows, write_workbook
from gvi.city.tasks import build_tasks

NAME = "Björkhamn"
HELPLINE = "070-174 06 40"  # from the numbers the telecom authority (PTS) keeps for fiction


@dataclass(frozen=True)
class City:
    """A made-up city on a given day. Times are UTC, ids are text, areas are named by id, groups by
    code name, authorities by name and members by mail address. `mapping` is what police know of the groups.
    """

    seed: int
    today: date
    name: str
    helpline: str
    areas: pl.DataFrame
    authorities: pl.DataFrame
    members: pl.DataFrame
    groups: pl.DataFrame
    incidents: pl.DataFrame
    context: pl.DataFrame
    meetings: pl.DataFrame
    tasks: pl.DataFrame
    mapping: Mapping

    def sheet(self) -> list[Row]:
        """Return the incidents as the rows of the city's own untidy Excel sheet."""
        return untidy_rows(self.seed, self.incidents, self.areas)

    def write_sheet(self, path: Path) -> None:
        """Write `sheet()` as an .xlsx file, the same bytes each time."""
        write_workbook(path, self.sheet(), self.today)


def build(seed: int, size: int, today: date) -> City:
    """Build the city of four years up to `today`; `size` is 1, 10 or 100 (else CitySizeError)."""
    scale, period = scale_of(size), Period(today)
    areas, authorities = build_areas(seed, scale.areas), build_authorities(seed)
    incidents = build_incidents(seed, scale, period, areas)
    meetings = build_meetings(seed, period)
    return City(
        seed=seed,
        today=today,
        name=NAME,
        helpline=HELPLINE,
        areas=areas,
        authorities=authorities,
        members=build_members(seed, authorities),
        groups=build_groups(scale.groups, incidents, period.end),
        incidents=incidents,
        context=build_context(seed, period),
        meetings=meetings,
        tasks=build_tasks(seed, period, authorities, meetings, incidents, scale.groups),
        mapping=build_mapping(seed, scale, period, areas, incidents),
    )
