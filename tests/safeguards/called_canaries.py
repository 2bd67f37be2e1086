"""Canaries among those who are called: nominated, kept apart, seated, summoned and tapped, talked with; and a speaker.

Every text that somebody may type about them in the owning room is a canary too. The speaker's stand in the
municipality's room, and are nobody else's either (trust.md, T01, T25).
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils import timezone

from gvi.steps.callins.flows.check_nominee import check_nominee
from gvi.steps.callins.flows.create_callin import Setting
from gvi.steps.callins.flows.decide_nominee import decide_nominee
from gvi.steps.callins.flows.keep_apart import keep_apart
from gvi.steps.callins.flows.move_callin import move_callin
from gvi.steps.callins.flows.name_speaker import Named, name_speaker
from gvi.steps.callins.flows.nominate import NewNominee, nominate
from gvi.steps.callins.flows.seat_people import suggest_seats
from gvi.steps.callins.flows.speaker_link import make_speaker_link
from gvi.steps.callins.models import CallIn, Nominee, SpeakerSlot
from gvi.steps.callins.states import InviteeState, NomineeState
from gvi.steps.groups.models import Group
from gvi.steps.talks.flows.record_attempt import Check, check_safety
from gvi.steps.talks.models import Talk
from gvi.steps.talks.words import Line, Outcome
from gvi.trust.people.models import Person
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.cast import Cast, Player, in_room
from tests.safeguards.canaries import canary
from tests.steps.callins.invitees.world import Rooms, approved, taken_in, tapped
from tests.steps.talks.talking import approve, ask, attempt_of, prepare, try_it

CALLED = 4


def call_canaries(
    cast: Cast, callin: UUID, police: Sequence[UUID], probation: Sequence[UUID]
) -> dict[Kind, dict[str, Any]]:
    """Let the first of each room be called to ``callin``, which is today; their ids by the words of paths."""
    town = cast[Kind.MUNICIPALITY, Role.COORDINATOR]
    coming = CallIn.objects.get(pk=callin)
    with in_room(town) as actor:
        today = Setting(timezone.localdate(), coming.starts, coming.venue, coming.plan, coming.sessions)
        move_callin(coming, today, by=actor, at=timezone.now())
    coming.refresh_from_db()
    return {
        Kind.POLICE: _nominated(cast, coming, police[:CALLED])
        | {"talk_id": _talked_with(cast, police[CALLED])},
        Kind.PROBATION: {"invitee_id": _summoned(cast, coming, probation[:CALLED])},
        Kind.MUNICIPALITY: _spoken_for(town, coming),
    }


def _nominated(cast: Cast, callin: CallIn, persons: Sequence[UUID]) -> dict[str, Any]:
    """Approved, seated, and the first two kept apart."""
    analyst, coordinator, decider = (
        cast[Kind.POLICE, role] for role in (Role.ANALYST, Role.COORDINATOR, Role.DECISION_MAKER)
    )
    group, made = Group.objects.get(code_name="Kaprifol"), []
    for number, person in enumerate(persons):
        words = f"Yngre lyssnar på {canary(Kind.POLICE, number)}"
        with in_room(analyst) as actor:
            row = nominate(NewNominee(callin, person, group, words), by=actor, at=timezone.now())
        with in_room(coordinator) as actor:
            row = check_nominee(row, by=actor, at=timezone.now())
        with in_room(decider) as actor:
            made.append(decide_nominee(row, NomineeState.APPROVED, by=actor, at=timezone.now()))
    return {"nominee_id": made[0].pk, "apart_id": _seated(analyst, callin, persons)}


def _seated(analyst: Player, callin: CallIn, persons: Sequence[UUID]) -> UUID:
    """The pair that must not meet; everybody has a seat."""
    why = f"Rån mot {canary(Kind.POLICE, 1)}"
    with in_room(analyst) as actor:
        suggest_seats(callin, 4, 4, by=actor, at=timezone.now())
        assert Nominee.objects.filter(callin=callin, seats__isnull=False).count() >= CALLED
        return keep_apart(persons[0], persons[1], why, by=actor, at=timezone.now()).pk


def _talked_with(cast: Cast, person: UUID) -> UUID:
    """A talk that was asked for, prepared, checked and tried, all of it in canary words."""
    analyst, word = cast[Kind.POLICE, Role.ANALYST], canary(Kind.POLICE, CALLED)
    with in_room(analyst):
        about = Person.objects.get(pk=person)
    talk = ask(analyst, about, words=f"Hotad av {word}", group=Group.objects.get(code_name="Kaprifol"))
    talk = prepare(approve(talk, cast[Kind.POLICE, Role.COORDINATOR]), analyst)
    with in_room(analyst) as actor:
        Talk.objects.filter(pk=talk.pk).update(place=f"{word}gatan 3")
        check = Check(no_rivals=True, no_open_case=True, safe_place=True, words=f"{word} är ensam")
        check_safety(talk, check, by=actor, at=timezone.now())
    try_it(talk, analyst, attempt_of(Outcome.MET, lines=tuple(Line), words=f"{word} teg"))
    return talk.pk


def _summoned(cast: Cast, callin: CallIn, persons: Sequence[UUID]) -> UUID:
    """Summoned with a way to get there, and marked at the door: some came, some did not."""
    officer = cast[Kind.PROBATION, Role.PROBATION_OFFICER]
    rooms = Rooms(
        cast[Kind.POLICE, Role.ANALYST].member.workspace,
        officer.member.workspace,
        cast[Kind.POLICE, Role.ANALYST],
        cast[Kind.PROBATION, Role.COORDINATOR],
        officer,
    )
    made = []
    for number, pk in enumerate(persons):
        with in_room(officer):
            person = Person.objects.get(pk=pk)
        transport = f"{canary(Kind.PROBATION, number)} hämtas"
        invitee = approved(rooms, taken_in(rooms, callin, person=person, transport=transport))
        mark = InviteeState.ABSENT if number % 2 else InviteeState.ATTENDED
        made.append(tapped(rooms, invitee, mark))
    return made[1].pk


def _spoken_for(town: Player, callin: CallIn) -> dict[str, Any]:
    """Who speaks, and the secret of their one-time page."""
    slot, word = SpeakerSlot.objects.filter(callin=callin)[0], canary(Kind.MUNICIPALITY, 0)
    named = Named(f"{word} {word}son", "0700-00 00 01", f"{word.lower()}@example.org", f"{word} är nervös")
    with in_room(town) as actor:
        name_speaker(slot, named, by=actor, at=timezone.now())
        return {"slot_id": slot.pk, "token": make_speaker_link(slot, by=actor, at=timezone.now())}
