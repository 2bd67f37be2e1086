"""What is known of an incident, as a form or a command hands it to the flows (domain.md, "Incidents").

Never a person: who was involved is judged in the police's own room.
"""

from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any, Self

from gvi.steps.incidents.models import Incident, Kind, Precision
from gvi.steps.incidents.refusals import NoSuchNumber, NotAPoint, NotYet, TooLongAgo
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.code_names import refuse_code_names
from gvi.trust.workspaces.free_text import refuse_identity_numbers
from gvi.trust.workspaces.models import Area

EARLIEST = datetime(1989, 12, 31, 23, tzinfo=UTC)
SOUTH, NORTH = 55.0, 69.2
WEST, EAST = 10.5, 24.3
MOST = 1000


@dataclass(frozen=True)
class Facts:
    """When, where, what and with which outcome. ``occurred_at`` of a day is its first moment in Swedish time."""

    occurred_at: datetime
    kind: Kind
    precision: Precision = Precision.MINUTE
    area: Area | None = None
    latitude: float | None = None
    longitude: float | None = None
    dead: int = 0
    injured: int = 0
    link: str = ""
    summary: str = ""

    @classmethod
    def of(cls, incident: Incident) -> Self:
        """The facts that ``incident`` holds now."""
        return cls(**{one.name: getattr(incident, one.name) for one in fields(cls)})

    def values(self) -> dict[str, Any]:
        """Field names and values, as the model takes them."""
        return {one.name: getattr(self, one.name) for one in fields(self)}

    def differing(self, other: "Facts") -> list[str]:
        """Names of the fields in which the two differ."""
        return [one.name for one in fields(self) if getattr(self, one.name) != getattr(other, one.name)]

    def check(self, at: datetime, by: Actor) -> None:
        """Refuse a time to come, another century, a half coordinate, an unbelievable count, a person, a group."""
        refuse_identity_numbers(self.summary, self.link)
        refuse_code_names(by, self.summary, self.link)
        if self.occurred_at > at:
            raise NotYet
        if self.occurred_at < EARLIEST:
            raise TooLongAgo
        if not self._has_sound_point():
            raise NotAPoint
        if not (0 <= self.dead <= MOST and 0 <= self.injured <= MOST):
            raise NoSuchNumber

    def _has_sound_point(self) -> bool:
        if self.latitude is None or self.longitude is None:
            return self.latitude is self.longitude
        return SOUTH <= self.latitude <= NORTH and WEST <= self.longitude <= EAST
