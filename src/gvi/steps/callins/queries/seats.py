"""Who sits where, session by session, and who is yet without a seat; in order of name."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from gvi.steps.callins.models import CallIn, Seat
from gvi.steps.callins.queries.apart import pairs_among
from gvi.steps.callins.queries.nominees import NomineeRow, nominee_rows, on_list
from gvi.steps.callins.seating import Guests, Place, too_near
from gvi.steps.callins.states import NomineeState
from gvi.steps.groups.queries.relations import relations_at
from gvi.steps.groups.words import RelationKind


@dataclass(frozen=True)
class SeatedRow:
    """Somebody approved, and the seat: None before there is one."""

    nominee: NomineeRow
    place: Place | None


@dataclass(frozen=True)
class Room:
    """One session: everybody called to it, the seats as a grid, and the pairs that sit too near."""

    session: int
    people: tuple[SeatedRow, ...]
    grid: tuple[tuple[NomineeRow | None, ...], ...]
    near: tuple[tuple[NomineeRow, NomineeRow], ...]


def rooms(callin: CallIn, *, reader: UUID | None, day: date) -> list[Room]:
    """Every session of the call-in: nine queries."""
    listed = on_list(callin).filter(state=NomineeState.APPROVED).select_related("person", "group")
    rows = nominee_rows(listed, reader=reader, day=day)
    seats = {seat.nominee_id: (seat.row, seat.place) for seat in Seat.objects.filter(nominee__callin=callin)}
    every = guests_of(rows, day)
    return [
        _room(session, [row for row in rows if row.row.session == session], seats, every)
        for session in range(1, callin.sessions + 1)
    ]


def guests_of(rows: Iterable[NomineeRow], day: date) -> Guests:
    """The nominees as guests, by the nominee's own id: two queries."""
    people = list(rows)
    known = {row.root: row.row.pk for row in people}
    pairs = (frozenset((known[one], known[other])) for one, other in pairs_among(known, day))
    conflicts = (
        frozenset((one.first, one.second)) for one in relations_at(day) if one.kind is RelationKind.CONFLICT
    )
    return Guests({row.row.pk: row.row.group_id for row in people}, frozenset(pairs), frozenset(conflicts))


def _room(session: int, rows: list[NomineeRow], seats: dict[UUID, Place], every: Guests) -> Room:
    by_id = {row.row.pk: row for row in rows}
    placed = {pk: seats[pk] for pk in by_id if pk in seats}
    by_place = {place: by_id[pk] for pk, place in placed.items()}
    deep = max((row for row, _place in by_place), default=0)
    wide = max((place for _row, place in by_place), default=0)
    return Room(
        session=session,
        people=tuple(SeatedRow(row, placed.get(row.row.pk)) for row in rows),
        grid=tuple(
            tuple(by_place.get((row, place)) for place in range(1, wide + 1)) for row in range(1, deep + 1)
        ),
        near=tuple((by_id[one], by_id[other]) for one, other in too_near(every, placed)),
    )
