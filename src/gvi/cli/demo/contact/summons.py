"""Probation's part of an invented call-in: taken in, answered, summoned, served, counted at the door, followed up."""

from datetime import date, time, timedelta
from uuid import UUID, uuid4

from gvi.city.contact import CallInPlan, Nominated, speech
from gvi.cli.demo.contact.names import LEAD, OFFICER, acknowledged, decided, told_of, write
from gvi.cli.demo.contact.nominees import Listed
from gvi.cli.demo.contact.world import World
from gvi.steps.callins.flows.approve_invitee import approve_invitee
from gvi.steps.callins.flows.follow_up_absence import follow_up_absence
from gvi.steps.callins.flows.release_total import SMALL, release_total
from gvi.steps.callins.flows.serve import Served, confirm, not_found, serve
from gvi.steps.callins.flows.start_answer import start_answer
from gvi.steps.callins.flows.take_in import NewInvitee, take_in
from gvi.steps.callins.flows.tap import Tap, tap
from gvi.steps.callins.flows.write_letter import approve_letter, write_letter
from gvi.steps.callins.models import Invitee
from gvi.steps.callins.states import InviteeState
from gvi.steps.callins.words import LetterKind, Service, Supervision
from gvi.trust.law.words import DataClass
from gvi.trust.people.facts import NewPerson, NewRole
from gvi.trust.people.flows.add_person import add_person
from gvi.trust.people.words import PersonRoleName, UnderEighteen
from gvi.trust.workspaces.actor import Actor

LETTERS = (
    (LetterKind.SUMMONS, speech.SUMMONS, speech.SUMMONS_BASIS),
    (LetterKind.INVITATION, speech.INVITATION, ""),
    (LetterKind.INFORMATION, speech.INFORMATION, ""),
)
SERVICES = (Service.IN_PERSON, Service.MEETING, Service.POST, Service.IN_PERSON)
FOLLOWED = (
    "Sökt per telefon dagen efter. Ny tid på frivården i nästa vecka.",
    "Intyg från läkare har kommit in.",
)
TOLD = "Polisens samlade beslut inför call-in"
ANSWER = "Svaret är ja eller nej och behövs för att mötet ska bli säkert."
Taken = list[tuple[Nominated, Invitee]]


def letters(world: World, first: date) -> None:
    """One version of each, approved before the first call-in; a newer summons waits for a colleague."""
    with world.act(*OFFICER, first - timedelta(days=60), time(9, 10)) as (by, at):
        made = [write_letter(kind, words, legal_basis=basis, by=by, at=at) for kind, words, basis in LETTERS]
    with world.act(*LEAD, first - timedelta(days=58), time(9, 10)) as (by, at):
        for letter in made:
            approve_letter(letter.pk, by=by, at=at)
    with world.act(*OFFICER, world.city.today - timedelta(days=2), time(15, 0)) as (by, at):
        newer = f"{speech.SUMMONS} Resan betalas."
        write_letter(LetterKind.SUMMONS, newer, legal_basis=speech.SUMMONS_BASIS, by=by, at=at)


def summon(world: World, plan: CallInPlan, listed: Listed) -> Taken:
    """Take in each whom police have named, approve, serve."""
    taken: Taken = []
    with world.act(*OFFICER, plan.before(20), time(10, 15)) as (by, at):
        for place, (one, nominee) in enumerate(listed):
            told = told_of(world, plan, nominee.person_id)
            if told:
                person = _own(world, one, place, plan, by)
                until = plan.day + timedelta(days=90 + 20 * place) if one.supervision != "none" else None
                new = NewInvitee(
                    world.planned(plan), told, person, Supervision(one.supervision), until, one.session
                )
                taken.append((one, take_in(new, by=by, at=at)))
    with world.act(*LEAD, plan.before(19), time(11, 0)) as (by, at):
        for _, invitee in taken:
            approve_invitee(invitee, by=by, at=at)
    _serve(world, plan, taken)
    return taken


def _own(world: World, one: Nominated, place: int, plan: CallInPlan, by: Actor) -> UUID:
    """The person in probation's register, or a mark of their own for somebody probation has not known."""
    if one.about.probation:
        return world.known[one.about.probation].pk
    mark = f"Plats {10 * plan.number + place}"
    role = NewRole(PersonRoleName.SUSPECTED, plan.before(20), TOLD)
    new = NewPerson(
        local_reference=mark, based_on=plan.before(20), under_eighteen=UnderEighteen.NO, roles=(role,)
    )
    return add_person(new, by=by, at=world.now).pk


def _serve(world: World, plan: CallInPlan, taken: Taken) -> None:
    day = plan.before(13)
    with world.act(*OFFICER, day, time(14, 30)) as (by, at):
        for place, (_, invitee) in enumerate(taken):
            if place == 1:
                not_found(invitee, by=by, at=at)
                continue
            serve(invitee, Served(SERVICES[place % 4], day, receipt=place % 4 != 1), by=by, at=at)
            if place % 3 == 0:
                confirm(invitee, by=by, at=at)


def answer(world: World, plan: CallInPlan, taken: Taken, data: DataClass, day: date) -> None:
    """Answer police line by line: under supervision or not, there or not; police acknowledge each."""
    callin = world.planned(plan)
    chosen = [invitee.pk for _, invitee in taken]
    with world.act(*OFFICER, day, time(9, 50)) as (by, _):
        draft = start_answer(callin, chosen, by=by, at=world.now)
        write(world, draft, (data,), by)
    made = decided(world, [draft], LEAD, day, ANSWER)
    acknowledged(world, made, day + timedelta(days=1))


def attend(world: World, plan: CallInPlan, taken: Taken) -> None:
    """Taps at the door."""
    with world.act(*OFFICER, plan.day, time(18, 5)) as (by, at):
        for one, invitee in taken:
            tap(Tap(uuid4(), invitee.pk, InviteeState(one.mark)), by=by, at=at)


def follow_up(world: World, plan: CallInPlan, taken: Taken) -> None:
    """What was done about those who did not come; the last one still waits. Then the total, if it is not small."""
    absent = [(one, invitee) for one, invitee in taken if one.mark != InviteeState.ATTENDED]
    day = plan.before(-6)
    with world.act(*OFFICER, day, time(13, 0)) as (by, at):
        for one, invitee in absent[:-1]:
            follow_up_absence(invitee, FOLLOWED[one.mark == InviteeState.ABSENT_EXCUSED], day, by=by, at=at)
    if sum(one.mark == InviteeState.ATTENDED for one, _ in taken) >= SMALL:
        with world.act(*LEAD, day, time(15, 30)) as (by, at):
            release_total(world.planned(plan), by=by, at=at)
