"""What each version of a problem analysis holds. The open one has no field for a name of a group, a relation, a chain
or a tie between a group and an incident: what stays in the police room can not be put in by mistake (T34).
"""

from dataclasses import dataclass
from datetime import date, datetime

from gvi.steps.mapping.queries.report.groups import Groups
from gvi.steps.mapping.queries.report.incidents import Incidents
from gvi.steps.mapping.queries.report.opened import Opened


@dataclass(frozen=True, slots=True)
class Cover:
    """Whose analysis it is, of which days, in which language; ``without`` names a source that was left out."""

    programme: str
    room: str
    since: date
    until: date
    made_at: datetime
    language: str
    without: str = ""


@dataclass(frozen=True, slots=True)
class FullAnalysis:
    """For the police room."""

    cover: Cover
    incidents: Incidents
    groups: Groups


@dataclass(frozen=True, slots=True)
class OpenAnalysis:
    """Without secrets."""

    cover: Cover
    incidents: Incidents
    opened: Opened
