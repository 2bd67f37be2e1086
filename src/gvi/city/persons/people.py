"""The persons of the invented city, as frames: `people(city)` draws them when somebody asks.

Persons draw from streams of their own, so that areas, groups, incidents and members are as they would be
without them, and a page or command that needs no person never builds one.
"""

from dataclasses import dataclass
from datetime import time

import polars as pl

from gvi.city.bonds import ALLIED, draw_bonds
from gvi.city.city import City
from gvi.city.groups import CONFLICT_SIZE
from gvi.city.histories import EVERY, SPLIT, draw_histories
from gvi.city.period import Period, moment
from gvi.city.persons.agreements import build_agreements
from gvi.city.persons.disclosures import build_disclosures, holder
from gvi.city.persons.involvements import Circles, build_involvements, outsiders
from gvi.city.persons.memberships import Ground, build_memberships
from gvi.city.persons.others import build_cases, build_probation
from gvi.city.persons.pools import build_pools
from gvi.city.persons.register import build_persons, build_reviews
from gvi.city.persons.roles import build_roles
from gvi.city.persons.statements import build_statements
from gvi.city.persons.ties import build_ties

PERSONS_PER_TELLING = 60  # the plan of disclosures is told once for each so many persons


@dataclass(frozen=True)
class People:
    """Everybody in the rooms of one city. Columns stand in docs/reference/extracts.md; ids are UUIDs as text.

    `persons`, `roles`, `reviews`, `statements`, `memberships`, `involvements` and `ties` are the police's,
    `probation` is probation's, `cases` are social services'. `agreements` and `disclosures` lie between rooms.
    `same_humans` is known to nobody in the city: which of probation's persons is which of the police's.
    """

    persons: pl.DataFrame
    roles: pl.DataFrame
    reviews: pl.DataFrame
    statements: pl.DataFrame
    probation: pl.DataFrame
    cases: pl.DataFrame
    agreements: pl.DataFrame
    disclosures: pl.DataFrame
    same_humans: pl.DataFrame
    memberships: pl.DataFrame
    involvements: pl.DataFrame
    ties: pl.DataFrame


def people(city: City) -> People:
    """Draw the persons of a city; the same city always has the same."""
    end = moment(city.today, time(0))
    rooms = dict(city.authorities.unique("kind", keep="first").select("kind", "name").iter_rows())
    police, probation = (city.members.filter(authority=rooms[kind]) for kind in ("police", "probation"))
    decider, analyst = holder(police, "decision_maker"), holder(police, "analyst")
    officers = [holder(police, "coordinator"), analyst, decider]
    persons = build_persons(city.seed, city.groups, city.areas, officers, end)
    roles = build_roles(city.seed, persons, end)
    listed, same = build_probation(city.seed, persons, holder(probation, "probation_officer"), end)
    boards = city.authorities.filter(kind="social_services")["name"].to_list()
    cases = build_cases(city.seed, persons.height, boards, end)
    pools = build_pools(persons, roles, listed, cases, same, end)
    tellings = max(1, persons.height // PERSONS_PER_TELLING)
    disclosures = build_disclosures(city.seed, pools, city.authorities, city.members, end, tellings)
    memberships = build_memberships(
        city.seed, persons, disclosures, _ground(city, roles), city.mapping.sources
    )
    circles, conflicts = Circles(persons, memberships, _fused(city)), _conflicts(city)
    sources = city.mapping.sources
    return People(
        persons=persons.drop("reviews"),
        roles=roles,
        reviews=build_reviews(city.seed, persons, analyst),
        statements=build_statements(city.seed, persons, city.areas, analyst, end),
        probation=listed,
        cases=cases,
        agreements=build_agreements(city.seed, city.authorities, city.members, city.today),
        disclosures=disclosures,
        same_humans=same,
        memberships=memberships,
        involvements=build_involvements(
            city.seed, city.incidents, persons, circles, conflicts, sources, city.today
        ),
        ties=build_ties(city.seed, circles, outsiders(persons), conflicts, sources, city.today),
    )


def _ground(city: City, roles: pl.DataFrame) -> Ground:
    histories = draw_histories(city.seed, city.groups.height, Period(city.today).days)
    last = dict(city.mapping.successions.filter(kind="dissolved").select("former", "day").iter_rows())
    offshoots = {
        history.start // CONFLICT_SIZE: (history.names[SPLIT], last[history.names[SPLIT]])
        for history in histories.told
    }
    cleared = dict(roles.filter(role="not_suspected").select("person", "since").iter_rows())
    return Ground(city.groups["code_name"].to_list(), offshoots, cleared, city.today)


def _fused(city: City) -> dict[str, str]:
    """Return the two allied groups of every fifth conflict that the data see as one, each way."""
    names = city.groups["code_name"].to_list()
    bonds = draw_bonds(city.seed, len(names), Period(city.today).days)
    pairs = [
        (names[bond.first], names[bond.second])
        for bond in bonds
        if bond.kind == ALLIED and bond.first // CONFLICT_SIZE % EVERY == 0
    ]
    return {one: other for pair in pairs for one, other in (pair, pair[::-1])}


def _conflicts(city: City) -> dict[str, int]:
    """Return the number of the conflict that each code name stands in, former ones included."""
    histories = draw_histories(city.seed, city.groups.height, Period(city.today).days)
    return {name: number // CONFLICT_SIZE for name, number in histories.numbers.items()}
