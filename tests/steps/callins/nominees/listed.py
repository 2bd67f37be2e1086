"""A police room with its list to a call-in, made through the product's own flows."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from uuid import uuid4

from django.db.models import Max
from django.utils import timezone

from gvi.steps.callins.flows.check_nominee import check_nominee
from gvi.steps.callins.flows.decide_nominee import decide_nominee
from gvi.steps.callins.flows.lock_list import lock_list
from gvi.steps.callins.flows.nominate import NewNominee, nominate
from gvi.steps.callins.models import CallIn, ListLock, Nominee
from gvi.steps.callins.states import CallInState, NomineeState
from gvi.steps.groups.models import Group
from gvi.trust.people.models import Person
from gvi.trust.workspaces.inside import own_member, own_room
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Workspace
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, in_room, make_player, make_workspace
from tests.trust.people.persons import make_person

WORDS = "De yngre i gruppen ringer först när något händer, och lyssnar."


@dataclass(frozen=True)
class Police:
    """Those who work with the list: one nominates, another checks, a third decides."""

    room: Workspace
    analyst: Player
    coordinator: Player
    decider: Player


def make_police(room: Workspace | None = None) -> Police:
    """A police room with the three of them."""
    room = room or make_workspace(Kind.POLICE)
    roles = (Role.ANALYST, Role.COORDINATOR, Role.DECISION_MAKER)
    return Police(room, *(make_player(room, role) for role in roles))


def make_callin(coordinator: Player, *, days: int = 40, **given: Any) -> CallIn:
    """A call-in in ``days`` days, being planned."""
    number = (CallIn.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    with in_room(coordinator) as actor:
        callin = CallIn.objects.create(
            by=own_member(actor),
            room_id=own_room(actor),
            at=timezone.now(),
            number=number,
            day=timezone.localdate() + timedelta(days=days),
            starts=time(18),
            venue="Kulturhuset",
            decided_by="Lokalpolisområdeschefen",
            decision="Två grupper skjuter.",
            sessions=given.pop("sessions", 1),
            **given,
        )
        for state in (CallInState.DECIDED, CallInState.PLANNING):
            CallIn.objects.filter(pk=callin.pk).update(state=state)
    return CallIn.objects.get(pk=callin.pk)


def make_group(name: str = "") -> Group:
    """A group that goes on."""
    return Group.objects.create(code_name=name or f"Hassel {uuid4().hex[:6]}")


def make_nominee(
    police: Police,
    callin: CallIn,
    person: Person | None = None,
    *,
    group: Group | None = None,
    state: NomineeState = NomineeState.NOMINATED,
    at: datetime | None = None,
) -> Nominee:
    """Somebody nominated by the analyst, as far on as ``state``."""
    now = at or timezone.now()
    person = person or make_person(police.analyst, surname=f"Ek{uuid4().hex[:6]}")
    with in_room(police.analyst) as actor:
        made = nominate(NewNominee(callin, person.pk, group or make_group(), WORDS), by=actor, at=now)
    if state is NomineeState.NOMINATED:
        return made
    with in_room(police.coordinator) as actor:
        made = check_nominee(made, by=actor, at=now)
    if state is not NomineeState.CHECKED:
        with in_room(police.decider) as actor:
            made = decide_nominee(made, state, by=actor, at=now)
    return made


def lock(police: Police, callin: CallIn) -> ListLock:
    """The coordinator locks the list."""
    with in_room(police.coordinator) as actor:
        return lock_list(callin, by=actor, at=timezone.now())
