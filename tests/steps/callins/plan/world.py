"""What the tests of the joint plan stand on: coordinators of the rooms that run it, others who read, and a call-in."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from gvi.steps.callins.flows import advance_callin as advance
from gvi.steps.callins.flows.create_callin import Setting, create_callin
from gvi.steps.callins.flows.decide_callin import decide_callin
from gvi.steps.callins.flows.keep_slots import add_slot
from gvi.steps.callins.models import CallIn, CheckItem, SpeakerSlot
from gvi.steps.callins.words import Plan, SpeakerRole
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Programme
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, in_room, make_player, make_workspace

VENUE = "Stadshuset, sal 3"
TEN = time(10)


@dataclass(frozen=True)
class Planners:
    """The coordinators who run the call-in, those who say go, and those who only read."""

    police: Player
    town: Player
    probation: Player
    social: Player
    officer: Player
    reader: Player


def make_planners(*, on: bool = True) -> Planners:
    """One of each; ``on`` tells whether their rooms are switched on."""
    Programme.objects.create(name="GVI Björkhamn", municipality="Björkhamn", helpline="0700-00 00 00")
    rooms = {
        kind: make_workspace(kind, on=on)
        for kind in (Kind.POLICE, Kind.MUNICIPALITY, Kind.PROBATION, Kind.SOCIAL_SERVICES)
    }
    return Planners(
        police=make_player(rooms[Kind.POLICE], Role.COORDINATOR, name="Karin Norrvik"),
        town=make_player(rooms[Kind.MUNICIPALITY], Role.COORDINATOR, name="Sofia Klarsjö"),
        probation=make_player(rooms[Kind.PROBATION], Role.COORDINATOR, name="Olof Dalvik"),
        social=make_player(rooms[Kind.SOCIAL_SERVICES], Role.COORDINATOR, name="Mona Ekhammar"),
        officer=make_player(rooms[Kind.PROBATION], Role.PROBATION_OFFICER, name="Emil Hedmark"),
        reader=make_player(rooms[Kind.MUNICIPALITY], Role.READER, name="Rut Tallvik"),
    )


def day_in(days: int) -> date:
    """The day ``days`` from today."""
    return timezone.localdate() + timedelta(days=days)


def make_callin(by: Player, *, days: int = 70, at: datetime | None = None, **setting: object) -> CallIn:
    """An idea of a call-in ``days`` ahead."""
    plan = Plan.NORMAL if days >= 56 else Plan.COMPRESSED
    told = {"day": day_in(days), "starts": TEN, "venue": VENUE, "plan": plan, **setting}
    with in_room(by) as actor:
        return create_callin(Setting(**told), by=actor, at=at or timezone.now())  # type: ignore[arg-type]


def decided(by: Player, callin: CallIn) -> CallIn:
    """The same, decided."""
    with in_room(by) as actor:
        return decide_callin(callin, "Kommundirektör", "Våldet ökar.", by=actor, at=timezone.now())


def planned(by: Player, *, days: int = 70, **setting: object) -> CallIn:
    """A call-in in planning."""
    callin = decided(by, make_callin(by, days=days, **setting))  # type: ignore[arg-type]
    with in_room(by) as actor:
        return advance.start_planning(callin, by=actor, at=timezone.now())


def today_it_is(by: Player, *, state_held: bool = False) -> CallIn:
    """A call-in whose planning began three weeks ago and whose day is today; held if asked."""
    now = timezone.now()
    callin = make_callin(by, days=0, at=now - timedelta(days=21))
    callin = decided(by, callin)
    with in_room(by) as actor:
        callin = advance.start_planning(callin, by=actor, at=now)
        return advance.hold(callin, by=actor, at=now) if state_held else callin


def item_of(callin: CallIn, key: str) -> CheckItem:
    """A line of the checklist."""
    return CheckItem.objects.get(callin=callin, key=key)


def slot_of(callin: CallIn, by: Player, role: str = SpeakerRole.GRIEF) -> SpeakerSlot:
    """One more place among the speakers."""
    with in_room(by) as actor:
        return add_slot(callin, role, 6, by=actor, at=timezone.now())
