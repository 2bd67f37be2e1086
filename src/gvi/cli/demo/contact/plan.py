"""The joint part of an invented call-in, and the municipality's speakers: from the idea to the report back."""

from datetime import date, time

from gvi.city.contact import CallInPlan, speech
from gvi.cli.demo.contact.world import World
from gvi.steps.callins.flows.advance_callin import hold, rehearse, report_back, start_planning
from gvi.steps.callins.flows.create_callin import Setting, create_callin
from gvi.steps.callins.flows.debrief_callin import debrief_callin
from gvi.steps.callins.flows.decide_callin import decide_callin
from gvi.steps.callins.flows.keep_slots import change_slot
from gvi.steps.callins.flows.name_speaker import Named, name_speaker
from gvi.steps.callins.flows.run_items import propose_run
from gvi.steps.callins.flows.say_go import observe, say_go
from gvi.steps.callins.flows.speaker_link import make_speaker_link
from gvi.steps.callins.flows.tick_item import tick
from gvi.steps.callins.flows.write_version import (
    Safety,
    approve_card,
    approve_script,
    approve_security,
    write_card,
    write_script,
    write_security,
)
from gvi.steps.callins.models import CallIn, CheckItem, SpeakerSlot
from gvi.steps.callins.words import SlotState, SpeakerRole, Verdict
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role

POLICE, TOWN = (Kind.POLICE, Role.COORDINATOR), (Kind.MUNICIPALITY, Role.COORDINATOR)
STARTS = time(18)
FORENOON, AFTERNOON, EVENING = time(9, 40), time(14, 10), time(20, 15)
SAID_GO = (Kind.POLICE, Kind.MUNICIPALITY, Kind.PROBATION, Kind.SOCIAL_SERVICES)
NAMES_KEPT = 80  # days after the call-in for which the city has speakers' names to show
ANSWERED = {"municipality": SlotState.CONFIRMED, "police": SlotState.CONFIRMED, "grief": SlotState.ASKED}


def begin(world: World, plan: CallInPlan) -> CallIn:
    """Create, decide and begin to plan it, with a run-of-show and a place for each speaker."""
    with world.act(*POLICE, plan.before(70), FORENOON) as (by, at):
        setting = Setting(plan.day, STARTS, plan.venue, sessions=plan.sessions)
        callin = world.callins[plan.number] = create_callin(setting, by=by, at=at)
    with world.act(*POLICE, plan.before(56), AFTERNOON) as (by, at):
        decide_callin(callin, speech.DECIDED_BY, speech.DECISION, by=by, at=at)
        start_planning(callin, by=by, at=at)
        propose_run(callin, by=by, at=at)
    return callin


def speakers(world: World, plan: CallInPlan) -> None:
    """Ask them, write what they say, and let the other authority approve it."""
    callin = world.planned(plan)
    slots = list(SpeakerSlot.objects.filter(callin=callin))
    keeps = plan.day + (date.resolution * NAMES_KEPT) > world.city.today
    with world.act(*TOWN, plan.before(45), FORENOON) as (by, at):
        for slot in slots:
            state = SlotState.CONFIRMED if plan.held else ANSWERED.get(slot.role)
            if state and keeps:
                name_speaker(slot, Named(*speech.SPEAKERS[slot.role]), by=by, at=at)
            if state == SlotState.CONFIRMED:
                change_slot(slot, state, slot.minutes, plan.before(43), by=by, at=at)
    if plan.held and not plan.nominees:  # long ago: what was said then is in nobody's way
        return
    written = [slot for slot in slots if plan.held or slot.role in speech.SHORTER]
    with world.act(*TOWN, min(plan.before(30), world.city.today - 6 * date.resolution), AFTERNOON) as (
        by,
        at,
    ):
        scripts = [write_script(slot, speech.SCRIPTS[slot.role], by=by, at=at) for slot in written]
    with world.act(*POLICE, min(plan.before(28), world.city.today - 4 * date.resolution), FORENOON) as (
        by,
        at,
    ):
        for script in scripts:
            approve_script(script, by=by, at=at)
    if not plan.held:
        _still_open(world, slots)


def _still_open(world: World, slots: list[SpeakerSlot]) -> None:
    """The coming one: newer words wait for approval, and one speaker has a page."""
    yesterday = world.city.today - date.resolution
    with world.act(*TOWN, yesterday, FORENOON) as (by, at):
        for slot in slots:
            if slot.role in speech.SHORTER:
                write_script(slot, speech.SHORTER[slot.role], by=by, at=at)
        make_speaker_link(next(slot for slot in slots if slot.role == SpeakerRole.GRIEF), by=by, at=at)


def safety(world: World, plan: CallInPlan) -> None:
    """The security plan, approved where the day has been; the coming one waits."""
    callin = world.planned(plan)
    with world.act(*POLICE, min(plan.before(20), world.city.today), time(8, 30)) as (by, at):
        version = write_security(callin, Safety(**speech.SAFETY), by=by, at=at)
    if plan.held:
        with world.act(*TOWN, plan.before(17), FORENOON) as (by, at):
            approve_security(version, by=by, at=at)


def ticked(world: World, plan: CallInPlan, key: str, day: date, who: tuple[Kind, Role] = POLICE) -> None:
    """Tick one line of the checklist on ``day``."""
    item = CheckItem.objects.get(callin=world.planned(plan), key=key)
    with world.act(*who, day, AFTERNOON) as (by, at):
        tick(item, by=by, at=at)


def prepare_day(world: World, plan: CallInPlan) -> None:
    """Everything between the list and the day: ticks, rehearsal, go."""
    probation = (Kind.PROBATION, Role.COORDINATOR)
    for key, days, who in (
        ("speakers", 43, TOWN),
        ("nominees", 28, POLICE),
        ("locked", 21, POLICE),
        ("summons", 21, probation),
        ("recheck", 2, POLICE),
    ):
        ticked(world, plan, key, plan.before(days), who)
    callin = world.planned(plan)
    with world.act(*TOWN, plan.before(7), FORENOON) as (by, at):
        rehearse(callin, by=by, at=at)
    for place, kind in enumerate(SAID_GO):
        with world.act(kind, Role.COORDINATOR, plan.day, time(9, 5 + place)) as (by, at):
            say_go(callin, Verdict.GO, by=by, at=at)


def hold_and_learn(world: World, plan: CallInPlan, *, reported: bool) -> None:
    """The day, what was noticed, the debrief the day after; ``reported`` at the next one."""
    callin = world.planned(plan)
    with world.act(*TOWN, plan.day, EVENING) as (by, at):
        hold(callin, by=by, at=at)
        for kind, words in speech.OBSERVATIONS:
            observe(callin, kind, words, by=by, at=at)
    with world.act(*TOWN, plan.before(-1), FORENOON) as (by, at):
        debrief_callin(callin, speech.DEBRIEF, speech.CHANGES, by=by, at=at)
    ticked(world, plan, "absentees", plan.before(-7))
    ticked(world, plan, "follow_up", plan.before(-14))
    if reported:
        with world.act(*TOWN, plan.before(-100), FORENOON) as (by, at):
            report_back(callin, by=by, at=at)


def card(world: World, first: date) -> None:
    """The hand-out card, approved before the first call-in; a newer version waits."""
    with world.act(*POLICE, first - 30 * date.resolution, FORENOON) as (by, at):
        version = write_card(speech.LINES, speech.SMALL_PRINT, by=by, at=at)
    with world.act(*TOWN, first - 28 * date.resolution, FORENOON) as (by, at):
        approve_card(version, by=by, at=at)
    with world.act(*POLICE, world.city.today - 3 * date.resolution, FORENOON) as (by, at):
        write_card(speech.LINES, f"{speech.SMALL_PRINT} Det kostar inget.", by=by, at=at)
