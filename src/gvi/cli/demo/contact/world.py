"""What the loaders of call-ins and talks share: the city's people, whom they act as, and the clock of the story."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from uuid import UUID

from gvi.city import City
from gvi.city.contact import CallInPlan
from gvi.city.period import moment
from gvi.city.persons import People
from gvi.cli.demo.moments import Story
from gvi.cli.demo.persons import Known
from gvi.cli.demo.rooms import DemoCast
from gvi.steps.callins.models import CallIn
from gvi.steps.groups.models import Group
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Workspace
from gvi.trust.workspaces.roles import Role


@dataclass
class World:
    """``known`` are persons by the city's own ids: police's and probation's. ``named`` grows as police name them."""

    city: City
    people: People
    known: Known
    rooms: dict[str, Workspace]
    cast: DemoCast
    groups: dict[str, Group]
    story: Story
    at: datetime
    now: datetime = field(init=False)
    callins: dict[int, CallIn] = field(default_factory=dict)
    named: dict[tuple[int, UUID], UUID] = field(default_factory=dict)
    actors: dict[tuple[Kind, Role], Actor] = field(default_factory=dict)

    def actor(self, kind: Kind, role: Role) -> Actor:
        """Who holds ``role`` in the room of ``kind``."""
        if (kind, role) not in self.actors:
            self.actors[kind, role] = self.cast.actor(kind, role)
        return self.actors[kind, role]

    def room(self, kind: Kind) -> Workspace:
        """The first room of ``kind``."""
        return next(room for room in self.rooms.values() if room.kind == kind)

    @contextmanager
    def act(self, kind: Kind, role: Role, day: date, clock: time) -> Iterator[tuple[Actor, datetime]]:
        """Act as ``role`` of ``kind`` on ``day``; yields the actor and the time to give to flows that take any.

        Flows whose rows the database stamps take the transaction's own time, ``now``, and are moved with the story.
        """
        by, told = self.actor(kind, role), self.at_most(day, clock)
        with self.story.act(by, told) as now:
            self.now = now
            yield by, told

    def at_most(self, day: date, clock: time) -> datetime:
        """The time of the story, and never one to come."""
        return min(moment(day, clock), self.at)

    def planned(self, callin: CallInPlan) -> CallIn:
        """The call-in as it has been created."""
        return self.callins[callin.number]
