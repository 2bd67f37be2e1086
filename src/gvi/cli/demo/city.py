"""Write a whole invented city: programme, rooms, members, groups, incidents, meetings, judgements, tasks."""

from datetime import date, datetime

from gvi.city import City, build
from gvi.cli.demo.figures import release_months
from gvi.cli.demo.incidents import load_context, load_incidents
from gvi.cli.demo.meetings import load_meetings, load_tasks
from gvi.cli.demo.review import load_judgements, load_story
from gvi.cli.demo.rooms import load_groups, load_members, load_programme, load_rooms
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from gvi.trust.workspaces.rooms import as_workspace

SEED = 9


def load_city(size: int, *, at: datetime, today: date, seed: int = SEED) -> City:
    """Build the city of ``size`` (1, 10 or 100 times a normal one) as of ``today`` and write all of it."""
    city = build(seed, size, today)
    load_programme(city)
    rooms = load_rooms(city, at=at)
    cast = load_members(city, rooms, at=at)
    groups = load_groups(city)
    police = cast.actor(Kind.POLICE, Role.COORDINATOR)
    with as_workspace(police):
        load_incidents(city, police, at=at)
        load_context(city, police)
        meetings = load_meetings(city, rooms, cast)
        load_tasks(city, rooms, groups, police)
        load_judgements(city, police, groups, meetings, at=at)
        write(Operation.COLLECT, "demo.load", by=police, kind="city", count=city.incidents.height)
    load_story(city, cast, groups, at=at)
    release_months(cast, today=today, at=at)
    return city
