"""Police's part of an invented call-in: nominated, checked, decided, chosen, locked, looked at again, released."""

from datetime import date, time

from gvi.city.contact import CallInPlan, Nominated
from gvi.cli.demo.contact.world import World
from gvi.steps.callins.choosing import Terms
from gvi.steps.callins.flows.check_nominee import check_nominee
from gvi.steps.callins.flows.choose_session import choose_session
from gvi.steps.callins.flows.decide_nominee import decide_nominee
from gvi.steps.callins.flows.keep_apart import keep_apart
from gvi.steps.callins.flows.lock_list import lock_list
from gvi.steps.callins.flows.nominate import NewNominee, nominate
from gvi.steps.callins.flows.recheck_nominee import recheck_nominee
from gvi.steps.callins.flows.record_selection import Chosen, record_selection
from gvi.steps.callins.flows.release_reach import release_reach
from gvi.steps.callins.models import Nominee
from gvi.steps.callins.states import ON_LIST, NomineeState
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role

ANALYST, LEAD = (Kind.POLICE, Role.ANALYST), (Kind.POLICE, Role.COORDINATOR)
DECIDER = (Kind.POLICE, Role.DECISION_MAKER)
CHOSEN = "Minst en från varje grupp som har någon att nå. De som andra frågar först gick före."
TEST = "Uppgiften säger bara om någon i gruppen har hört budskapet. Ingen kan pekas ut av den."
APART = "Har legat i öppen konflikt sedan i våras och får inte vara i samma rum."
Listed = list[tuple[Nominated, Nominee]]


def nominees(world: World, plan: CallInPlan) -> Listed:
    """Nominate, check and decide as far as the plan goes."""
    callin, listed = world.planned(plan), []
    first, checked, decided = _days(world, plan)
    with world.act(*ANALYST, first, time(10, 20)) as (by, at):
        for one in plan.nominees:
            person, group = world.known[one.about.person].pk, world.groups[one.about.group]
            made = nominate(NewNominee(callin, person, group, one.words), by=by, at=at)
            listed.append((one, made))
        for first_one, second in plan.apart:
            keep_apart(world.known[first_one].pk, world.known[second].pk, APART, by=by, at=at)
    with world.act(*LEAD, checked, time(13, 30)) as (by, at):
        for one, made in listed:
            if one.session == 2:
                choose_session(made, 2, by=by, at=at)
            if one.state != NomineeState.NOMINATED:
                check_nominee(made, by=by, at=at)
    with world.act(*DECIDER, decided, time(11, 15)) as (by, at):
        for one, made in listed:
            if one.state in (*ON_LIST, NomineeState.NOT_CALLED):
                decide_nominee(made, NomineeState(one.state), by=by, at=at)
    return listed


def _days(world: World, plan: CallInPlan) -> tuple[date, date, date]:
    if plan.held:
        return plan.before(26), plan.before(25), plan.before(24)
    today = world.city.today
    return tuple(today - days * date.resolution for days in (6, 4, 2))  # type: ignore[return-value]


def choose_and_lock(world: World, plan: CallInPlan) -> None:
    """Say why the list looks as it does, and lock it."""
    callin = world.planned(plan)
    with world.act(*LEAD, plan.before(22), time(15, 5)) as (by, at):
        seats = sum(one.state == NomineeState.APPROVED for one in plan.nominees)
        record_selection(callin, Chosen(Terms(seats=max(seats, 1)), CHOSEN), by=by, at=at)
    with world.act(*LEAD, plan.before(21), time(10, 45)) as (by, at):
        lock_list(callin, by=by, at=at)


def look_again(world: World, plan: CallInPlan, listed: Listed) -> None:
    """Two days before: everybody on the list is looked at once more."""
    with world.act(*LEAD, plan.before(1), time(9, 15)) as (by, at):
        for one, made in listed:
            if one.state in ON_LIST:
                recheck_nominee(made, by=by, at=at)


def tell_reach(world: World, plan: CallInPlan) -> None:
    """Let everybody know which groups were reached."""
    with world.act(*DECIDER, plan.before(-11), time(10, 10)) as (by, at):
        release_reach(world.planned(plan), TEST, by=by, at=at)
