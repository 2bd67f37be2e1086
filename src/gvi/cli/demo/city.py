"""Write a whole invented city: the joint space first, then each room's own, then the doors between them."""

from datetime import UTC, date, datetime
from uuid import UUID

from gvi.city import City, build
from gvi.city.persons import People, people
from gvi.cli.demo.analyses import load_analyses
from gvi.cli.demo.audits import load_audits
from gvi.cli.demo.contact.load import load_contact
from gvi.cli.demo.decisions import load_decisions
from gvi.cli.demo.disclosures import Doors
from gvi.cli.demo.doors import load_agreements, load_on_call
from gvi.cli.demo.figures import release_months
from gvi.cli.demo.incidents import load_context, load_incidents
from gvi.cli.demo.law import load_law
from gvi.cli.demo.mapping import load_mapping
from gvi.cli.demo.meetings import load_meetings, load_tasks
from gvi.cli.demo.memberships import Belonging, Dated
from gvi.cli.demo.moments import Story
from gvi.cli.demo.past import bring_to_its_days
from gvi.cli.demo.persons import close_cases, drop_suspicions, load_cases, load_police, load_probation
from gvi.cli.demo.review import load_judgements, load_story
from gvi.cli.demo.rituals import load_rituals
from gvi.cli.demo.rooms import DemoCast, load_groups, load_members, load_programme, load_rooms
from gvi.cli.demo.studies import load_studies
from gvi.cli.demo.watch import load_reviews
from gvi.steps.groups.models import Group
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.people.erasure import run
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Workspace
from gvi.trust.workspaces.roles import Role
from gvi.trust.workspaces.rooms import as_workspace

SEED = 9


def load_city(size: int, *, at: datetime, today: date, migrator_url: str, seed: int = SEED) -> City:
    """Build the city of ``size`` (1, 10 or 100 times a normal one) as of ``today`` and write all of it.

    ``migrator_url`` is the address of the role that may become the owner: without it the city would have no past.
    """
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
    load_sealed(city, rooms, cast, groups, at=at, migrator_url=migrator_url)
    return city


def load_sealed(
    city: City,
    rooms: dict[str, Workspace],
    cast: DemoCast,
    groups: dict[str, Group],
    *,
    at: datetime,
    migrator_url: str,
) -> None:
    """Groups, rules, persons, doors; then everything is brought to its days, and the log of them reviewed."""
    drawn, story = people(city), Story()
    load_mapping(city, groups, cast, story, at=at)
    load_decisions(city, groups, cast, story)
    load_audits(city, groups, cast, story, at=at)
    load_law(rooms, cast, story)
    ended = load_agreements(drawn, rooms, cast, story)
    load_on_call(_on_call(city), cast, story, at=at)
    days = _load_persons(city, drawn, rooms, cast, groups, story, at=at)
    second = cast.members[Kind.POLICE, Role.DECISION_MAKER].pk
    bring_to_its_days(migrator_url, story, ended=ended, second=second, memberships=days)
    load_analyses(city, cast, story)
    bring_to_its_days(migrator_url, story)
    load_reviews(rooms, cast, story)
    bring_to_its_days(migrator_url, story)
    load_studies(city, cast, at=at)
    run(datetime.now(UTC))  # erasure compares two clocks, and the story's is neither


def _load_persons(
    city: City,
    drawn: People,
    rooms: dict[str, Workspace],
    cast: DemoCast,
    groups: dict[str, Group],
    story: Story,
    *,
    at: datetime,
) -> dict[UUID, Dated]:
    """Everybody, and what hangs on them. Returns the days of the memberships."""
    police, probation = load_police(drawn, cast, story), load_probation(drawn, cast, story)
    cases = load_cases(drawn, cast, story)
    belonging = Belonging(drawn, police, groups, cast, story)
    belonging.begin()
    load_contact(city, drawn, {**police, **probation}, rooms, cast, groups, story, at=at)
    Doors({**police, **probation, **cases}, rooms, cast, story).load(drawn)
    belonging.end()
    drop_suspicions(drawn, police, cast, story)
    belonging.facts(at=at)
    close_cases(drawn, cases, cast, story)
    load_rituals(city, drawn, probation, cast, story, at=at)
    return belonging.days()


def _on_call(city: City) -> list[str]:
    """The mail addresses of those who take turns."""
    return city.members.filter(on_call=True)["email"].to_list()
