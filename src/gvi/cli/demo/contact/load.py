"""Write the call-ins and the talks of the invented city, in the order in which they came about."""

from datetime import datetime

from gvi.city import City
from gvi.city.contact import CallInPlan, eligible, plan_callins
from gvi.city.persons import People
from gvi.cli.demo.contact.names import tell_names
from gvi.cli.demo.contact.nominees import choose_and_lock, look_again, nominees, tell_reach
from gvi.cli.demo.contact.plan import begin, card, hold_and_learn, prepare_day, safety, speakers
from gvi.cli.demo.contact.summons import answer, attend, follow_up, letters, summon
from gvi.cli.demo.contact.talks import load_talks, release_quarters
from gvi.cli.demo.contact.world import World
from gvi.cli.demo.moments import Story
from gvi.cli.demo.persons import Known, waiting
from gvi.cli.demo.rooms import DemoCast
from gvi.steps.groups.models import Group
from gvi.trust.law.words import DataClass
from gvi.trust.workspaces.models import Workspace

LEFT_OUT = 3  # the group that nobody of was called to the latest: its place among the city's


def load_contact(
    city: City,
    people: People,
    known: Known,
    rooms: dict[str, Workspace],
    cast: DemoCast,
    groups: dict[str, Group],
    story: Story,
    *,
    at: datetime,
) -> None:
    """Everything of this page."""
    world = World(city, people, known, rooms, cast, groups, story, at)
    members = eligible(city, people, waiting(people))
    left_out: str = city.groups["code_name"][LEFT_OUT]
    plans = plan_callins(city.seed, city.today, members, left_out)
    card(world, plans[0].day)
    letters(world, plans[0].day)
    for plan in plans:
        _callin(world, plan)
    load_talks(world, plans, members, left_out)
    release_quarters(world)


def _callin(world: World, plan: CallInPlan) -> None:
    begin(world, plan)
    speakers(world, plan)
    safety(world, plan)
    if not plan.held:
        nominees(world, plan)
        return
    if not plan.nominees:  # so long ago that nothing about persons is left
        prepare_day(world, plan)
        hold_and_learn(world, plan, reported=True)
        return
    listed = nominees(world, plan)
    choose_and_lock(world, plan)
    tell_names(world, plan)
    taken = summon(world, plan, listed)
    answer(world, plan, taken, DataClass.SUPERVISION, plan.before(18))
    look_again(world, plan, listed)
    prepare_day(world, plan)
    attend(world, plan, taken)
    hold_and_learn(world, plan, reported=plan.number < 3)
    answer(world, plan, taken, DataClass.ATTENDANCE, plan.before(-2))
    follow_up(world, plan, taken)
    tell_reach(world, plan)
