"""Say where everybody sits: as suggested, then moved by people. No seat reaches the joint space (T34)."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from gvi.steps.callins.flows.on_the_list import hold_coming
from gvi.steps.callins.models import CallIn, Nominee, Seat
from gvi.steps.callins.queries.nominees import nominee_rows, on_list
from gvi.steps.callins.queries.seats import guests_of
from gvi.steps.callins.refusals_nominees import AskedTooManySeats, NoSuchNominee, SeatTaken
from gvi.steps.callins.seating import Guests, Place, suggest
from gvi.steps.callins.states import NomineeState
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.signing import signed


def seat_people(callin: CallIn, seats: Mapping[UUID, Place], *, by: Actor, at: datetime) -> list[Seat]:
    """Let exactly those in ``seats``, by the nominee's id, have a seat; each seat is one person's in its session."""
    by.require(Right.NOMINATE)
    with transaction.atomic():
        current = hold_coming(callin.pk)
        listed = Nominee.objects.filter(callin=current, state=NomineeState.APPROVED)
        known = {row.pk: row for row in listed}
        if set(seats) - set(known):
            raise NoSuchNominee
        taken = {(known[pk].session, place) for pk, place in seats.items()}
        if len(taken) < len(seats):
            raise SeatTaken
        Seat.objects.filter(nominee__in=known).delete()
        made = [
            Seat.objects.create(
                **signed(by, at), nominee=known[pk], person_id=known[pk].person_id, row=row, place=place
            )
            for pk, (row, place) in sorted(seats.items())
        ]
        write(Operation.CHANGE, "callins.seat", by=by, kind="person", count=len(made))
    return made


def suggest_seats(callin: CallIn, rows: int, places: int, *, by: Actor, at: datetime) -> list[Seat]:
    """Seat everybody approved anew, session by session, in ``rows`` of ``places``."""
    by.require(Right.NOMINATE)
    day = localdate(at)
    listed = on_list(callin).filter(state=NomineeState.APPROVED).select_related("person", "group")
    people = nominee_rows(listed, reader=by.member_id, day=day)
    every = guests_of(people, day)
    seats: dict[UUID, Place] = {}
    for session in range(1, callin.sessions + 1):
        here = {row.row.pk: row.row.group_id for row in people if row.row.session == session}
        if len(here) > rows * places:
            raise AskedTooManySeats
        seats |= suggest(Guests(here, every.apart, every.conflicts), rows, places)
    return seat_people(callin, seats, by=by, at=at)
