"""What the review's tests stand on: a small cast, groups, incidents, meetings and tasks of an invented city."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from django.utils import timezone

from gvi.steps.groups.models import Group
from gvi.steps.incidents.models import Incident, Kind
from gvi.steps.incidents.states import State
from gvi.steps.review.flows.add_sealed_task import NewSealedTask, add_sealed_task
from gvi.steps.review.flows.add_task import NewTask, add_task
from gvi.steps.review.flows.judge import Judged, judge
from gvi.steps.review.models import Certainty, Gmi, Judgement, Meeting, Motive, SealedTask, Task
from gvi.trust.log.models import Event
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.kinds import Kind as Room
from gvi.trust.workspaces.models import Area, Programme
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, in_room, make_player, make_workspace

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TEST = "Uppgiften pekar inte ut någon och kan lämnas utan men."


@dataclass(frozen=True)
class Company:
    """Those who meet: police by role, a partner who may run the meeting, and one who may not."""

    coordinator: Player
    analyst: Player
    decider: Player
    patrol: Player
    partner: Player
    probation: Player

    @property
    def police(self) -> tuple[Player, ...]:
        """Everybody in the police room."""
        return (self.coordinator, self.analyst, self.decider, self.patrol)


def make_company(*, on: bool = True) -> Company:
    """The cast; ``on`` tells whether the police room is switched on."""
    Programme.objects.create(name="GVI Björkhamn", municipality="Björkhamn", meeting_weekday=1)
    police, town = make_workspace(Room.POLICE, on=on), make_workspace(Room.MUNICIPALITY)
    return Company(
        coordinator=make_player(police, Role.COORDINATOR, name="Karin Norrvik"),
        analyst=make_player(police, Role.ANALYST, name="Emil Hedmark"),
        decider=make_player(police, Role.DECISION_MAKER, name="Rut Ekhammar"),
        patrol=make_player(police, Role.PATROL_LEADER, name="Milan Tallvik"),
        partner=make_player(town, Role.COORDINATOR, name="Sofia Klarsjö"),
        probation=make_player(make_workspace(Room.PROBATION), Role.PROBATION_OFFICER, name="Olof Dalvik"),
    )


def make_group(code_name: str, *, own_row: bool = True) -> Group:
    """A group that partners see unless told otherwise."""
    return Group.objects.create(code_name=code_name, own_row=own_row)


def make_incident(
    *,
    ago: timedelta = DAY,
    kind: Kind = Kind.SHOOTING,
    state: State = State.CONFIRMED,
    area: str = "",
    at: datetime | None = None,
    **fields: object,
) -> Incident:
    """An incident ``ago`` before now, reported an hour later."""
    occurred = (at or timezone.now()) - ago
    place = Area.objects.get_or_create(name=area)[0] if area else None
    decided = occurred + 2 * HOUR if state in {State.CONFIRMED, State.UNFOUNDED} else None
    values = {"reported_at": occurred + HOUR, "decided_at": decided, **fields}
    if state == State.UNFOUNDED:
        values.setdefault("unfounded_reason", "Fyrverkeri")
    return Incident.objects.create(
        occurred_at=occurred,
        kind=kind,
        state=state,
        area=place,
        source="hand",
        source_id=uuid4().hex,
        **values,
    )


def judged(**changes: object) -> Judged:
    """A judgement, ordinary but for ``changes``."""
    return Judged(**{"gmi": Gmi.KNOWN, "certainty": Certainty.HIGH, "motive": Motive.DISPUTE, **changes})  # type: ignore[arg-type]


def judge_as(player: Player, incident: Incident, *, after: int = 0, **changes: object) -> Judgement:
    """``player`` judges, in the police room."""
    with in_room(player) as actor:
        return judge(incident, judged(**changes), after=after, by=actor, at=timezone.now())


def task_as(player: Player, title: str = "Ring fritidsgården", **fields: object) -> Task:
    """``player`` adds a joint task that their own room answers for, due in two days."""
    with in_room(player) as actor:
        values = {"due": timezone.now() + 2 * DAY, "owner": player.member.workspace, **fields}
        return add_task(NewTask(title=title, **values), by=actor, at=values.pop("at", timezone.now()))  # type: ignore[arg-type]


def sealed_task_as(player: Player, title: str = "Hotbedömning", **fields: object) -> SealedTask:
    """``player`` adds a task that stays in the police room."""
    with in_room(player) as actor:
        values = {"due": timezone.now() + 2 * DAY, **fields}
        return add_sealed_task(NewSealedTask(title=title, **values), by=actor, at=timezone.now())  # type: ignore[arg-type]


def make_meeting(*, ago: timedelta = HOUR, number: int | None = None) -> Meeting:
    """A planned meeting."""
    latest = Meeting.objects.order_by("-number").values_list("number", flat=True).first() or 0
    return Meeting.objects.create(
        number=number or latest + 1, planned_at=timezone.now() - ago, place="Stadshuset"
    )


def verbs_of(player: Player) -> list[str]:
    """The verbs in the log of the player's room, in order."""
    with in_room(player):
        return list(Event.objects.order_by("at").values_list("verb", flat=True))


@contextmanager
def acting(player: Player) -> Iterator[Actor]:
    """Act as ``player`` in their room."""
    with in_room(player) as actor:
        yield actor
