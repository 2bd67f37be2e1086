"""A police room that has named people to probation, and probation with those who summon: through the flows."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from gvi.steps.callins.flows.approve_invitee import approve_invitee
from gvi.steps.callins.flows.serve import Served, serve
from gvi.steps.callins.flows.take_in import NewInvitee, take_in
from gvi.steps.callins.flows.tap import Tap, tap
from gvi.steps.callins.flows.write_letter import approve_letter, write_letter
from gvi.steps.callins.models import CallIn, Invitee, Letter, Nominee
from gvi.steps.callins.states import COMING, CallInState, InviteeState, NomineeState
from gvi.steps.callins.words import LetterKind, Service, Supervision
from gvi.trust.disclosures.models import Disclosure
from gvi.trust.disclosures.received.receive import receive
from gvi.trust.disclosures.states import MOST_LINES, Status
from gvi.trust.people.models import Person
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Programme, Workspace
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, in_room, make_player, make_workspace
from tests.steps.callins.nominees.listed import Police, make_nominee
from tests.trust.disclosures.doors import RULE, decide_all, decider, make_disclosure, make_draft, rule_on
from tests.trust.people.persons import make_person

ANSWER_RULE = "lag_2025_170_5_7"
BASIS = "28 kap. 5 § brottsbalken"
WORDS = "Du kallas till ett möte om våldet mellan grupper.\n\nMötet tar ungefär en timme."


@dataclass(frozen=True)
class Rooms:
    """Police who name, probation who summons."""

    police: Workspace
    probation: Workspace
    analyst: Player
    coordinator: Player
    officer: Player


def make_rooms() -> Rooms:
    """The two rooms, with those who work there; probation may answer police."""
    if not Programme.objects.exists():
        Programme.objects.create(name="GVI Björkhamn", municipality="Björkhamn", helpline="0700-00 00 00")
    police, probation = make_workspace(Kind.POLICE), make_workspace(Kind.PROBATION)
    rooms = Rooms(
        police=police,
        probation=probation,
        analyst=make_player(police, Role.ANALYST, name="Ann Alm"),
        coordinator=make_player(probation, Role.COORDINATOR, name="Karin Gran"),
        officer=make_player(probation, Role.PROBATION_OFFICER, name="Per Lind"),
    )
    rule_on(ANSWER_RULE, rooms.coordinator)
    return rooms


def make_callin(day: date | None = None, **given: Any) -> CallIn:
    """A call-in as an idea, in six weeks unless told otherwise."""
    lead = _lead()
    told = {
        "number": CallIn.objects.count() + 1,
        "day": day or timezone.localdate() + timedelta(days=42),
        "starts": time(18),
        "venue": "Stadshuset",
        "by": lead.member.pk,
        "room": lead.member.workspace,
        "at": timezone.now(),
    }
    with in_room(lead):
        return CallIn.objects.create(**{**told, **given})


def _lead() -> Player:
    """Somebody who plans call-ins."""
    room = Workspace.objects.filter(kind=Kind.POLICE).first()
    assert room is not None
    return make_player(room, Role.COORDINATOR)


def move(callin: CallIn, *states: CallInState, **given: Any) -> CallIn:
    """The call-in through ``states``."""
    decided = {"decided_by": "Styrgruppen", "decision": "Behövs nu"}
    with in_room(_lead()):
        for state in states:
            words = decided if state is CallInState.DECIDED else {}
            CallIn.objects.filter(pk=callin.pk).update(state=state, **words, **given)
    callin.refresh_from_db()
    return callin


def hold(callin: CallIn) -> CallIn:
    """Decided, planned and held."""
    return move(callin, CallInState.DECIDED, CallInState.PLANNING, CallInState.HELD)


def named(rooms: Rooms, state: Status = Status.RECEIVED, **person: Any) -> Disclosure:
    """Somebody whom police have named to probation, called to every call-in that comes."""
    about = make_person(rooms.analyst, **person)
    for callin in CallIn.objects.filter(state__in=COMING):
        call(rooms, callin, about)
    return make_disclosure(rooms.analyst, rooms.probation, about, state=state)


def call(rooms: Rooms, callin: CallIn, person: Person) -> Nominee:
    """Police nominate, check and approve somebody."""
    police = Police(
        rooms.police,
        rooms.analyst,
        make_player(rooms.police, Role.COORDINATOR),
        make_player(rooms.police, Role.DECISION_MAKER),
    )
    return make_nominee(police, callin, person, state=NomineeState.APPROVED)


def new_invitee(callin: CallIn, told_by: UUID, person: Person, **given: Any) -> NewInvitee:
    """What ``take_in`` takes: under supervision for a year more."""
    told: dict[str, Any] = {
        "supervision": Supervision.PAROLE,
        "supervision_until": callin.day + timedelta(days=365),
    }
    return NewInvitee(callin, told_by, person.pk, **{**told, **given})


def taken_in(rooms: Rooms, callin: CallIn, *, person: Person | None = None, **given: Any) -> Invitee:
    """One whom police named and the officer took in."""
    told = named(rooms)
    about = person or make_person(rooms.officer)
    with in_room(rooms.officer) as actor:
        return take_in(new_invitee(callin, told.pk, about, **given), by=actor, at=timezone.now())


def letters(rooms: Rooms) -> dict[LetterKind, Letter]:
    """Approved words of every kind: written by the officer, approved by the coordinator."""
    made = {}
    for kind in LetterKind:
        with in_room(rooms.officer) as actor:
            letter = write_letter(kind, WORDS, legal_basis=BASIS, by=actor, at=timezone.now())
        with in_room(rooms.coordinator) as actor:
            made[kind] = approve_letter(letter.pk, by=actor, at=timezone.now())
    return made


def approved(rooms: Rooms, invitee: Invitee) -> Invitee:
    """The coordinator's yes."""
    if not _has_letters(rooms):
        letters(rooms)
    with in_room(rooms.coordinator) as actor:
        return approve_invitee(invitee, by=actor, at=timezone.now())


def _has_letters(rooms: Rooms) -> bool:
    with in_room(rooms.officer):
        return Letter.objects.exists()


def served(rooms: Rooms, invitee: Invitee) -> Invitee:
    """Approved, and handed over today."""
    approved(rooms, invitee)
    with in_room(rooms.officer) as actor:
        return serve(invitee, Served(Service.IN_PERSON, timezone.localdate()), by=actor, at=timezone.now())


def tapped(
    rooms: Rooms,
    invitee: Invitee,
    *marks: InviteeState,
    at: datetime | None = None,
    player: Player | None = None,
) -> Invitee:
    """Taps at the door, one after another."""
    for mark in marks:
        with in_room(player or rooms.officer) as actor:
            invitee = tap(Tap(uuid4(), invitee.pk, mark), by=actor, at=at or timezone.now())
    return invitee


def at_the_door(
    rooms: Rooms, count: int, *, day: date | None = None, callin: CallIn | None = None
) -> tuple[CallIn, list[Invitee]]:
    """``count`` with an approved letter to a call-in that is held today; police named them fifteen at a time."""
    callin = callin or make_callin(day or timezone.localdate())
    told = [
        one
        for start in range(0, count, MOST_LINES)
        for one in _all_named(rooms, callin, min(MOST_LINES, count - start))
    ]
    persons = [
        make_person(rooms.officer, surname=f"Ek{number:02}", given_name="Rut") for number in range(count)
    ]
    if not _has_letters(rooms):
        letters(rooms)
    with in_room(rooms.officer) as actor:
        now = timezone.now()
        made = [
            take_in(new_invitee(callin, one, who), by=actor, at=now)
            for one, who in zip(told, persons, strict=True)
        ]
    with in_room(rooms.coordinator) as actor:
        return callin, [approve_invitee(one, by=actor, at=timezone.now()) for one in made]


def _all_named(rooms: Rooms, callin: CallIn, count: int) -> list[UUID]:
    """A joint decision about ``count`` who are called, acknowledged by probation."""
    named(rooms)  # opens the road
    about = [make_person(rooms.analyst) for _number in range(count)]
    for person in about:
        call(rooms, callin, person)
    rule = rule_on(RULE, rooms.analyst)
    made = decide_all(decider(rooms.police), make_draft(rooms.analyst, rooms.probation, rule, about))
    with in_room(rooms.coordinator) as actor:
        for one in made:
            receive(one.pk, by=actor, at=timezone.now())
    return [one.pk for one in made]
