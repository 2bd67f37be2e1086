"""A small world for trying the doors by raw SQL: a room of every kind, who may decide there, and made-up rules.

Everything is written as ``gvi_app`` with a signed ticket, except the rules, which only the migrator may write.
"""

import json
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from psycopg.types.json import Jsonb

from gvi.trust.law.words import DataClass, Secrecy
from gvi.trust.workspaces.kinds import WITH_PERSON_ROUTES, Kind
from gvi.trust.workspaces.models import Programme, Workspace
from gvi.trust.workspaces.roles import Role, roles_of
from gvi.trust.workspaces.rooms import set_ticket
from tests.cast import Player, make_player, make_workspace

DECIDES = {
    Kind.POLICE: Role.DECISION_MAKER,
    Kind.PROBATION: Role.COORDINATOR,
    Kind.SOCIAL_SERVICES: Role.COORDINATOR,
}
KINDS = sorted(WITH_PERSON_ROUTES)
RULES = 60


@dataclass(frozen=True)
class Rule:
    """A made-up rule, as the database keeps it."""

    id: UUID
    from_kinds: tuple[str, ...]
    to_kinds: tuple[str, ...]
    carries: tuple[str, ...]
    never_secrecy: tuple[str, ...]
    questions: tuple[str, ...]
    age_from: int | None
    age_under: int | None
    valid_from: date
    valid_to: date | None
    max_days: int
    urgent: bool

    def valid(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or self.valid_to >= day)


@dataclass
class World:
    """Rooms by kind, the decider of each, a second person, and whoever verifies and switches on its rules."""

    rooms: dict[Kind, Workspace] = field(default_factory=dict)
    deciders: dict[Kind, Player] = field(default_factory=dict)
    seconds: dict[Kind, Player] = field(default_factory=dict)
    lawyers: dict[Kind, Player] = field(default_factory=dict)
    rulers: dict[Kind, Player] = field(default_factory=dict)
    rules: list[Rule] = field(default_factory=list)
    everyone: dict[tuple[Kind, Role], Player] = field(default_factory=dict)


def build_world(migrator_url: str) -> World:
    """Make it, committed, in a database of its own."""
    world = World()
    Programme.objects.create(name="GVI Björkhamn", municipality="Björkhamn", helpline="0700-00 00 00")
    for kind in Kind:
        room = world.rooms[kind] = make_workspace(kind)
        for role in sorted(roles_of(kind)):
            world.everyone[kind, role] = make_player(room, role)
        if kind in DECIDES:
            world.seconds[kind] = make_player(room, Role.COORDINATOR)
        if kind in WITH_PERSON_ROUTES:
            world.deciders[kind] = world.everyone[kind, DECIDES.get(kind, Role.CONTACT_PERSON)]
            world.lawyers[kind] = world.everyone[kind, Role.LAWYER]
            world.rulers[kind] = world.everyone[kind, Role.RULES_DECIDER]
    world.rules = list(_random_rules(random.Random(9)))
    with psycopg.connect(migrator_url) as owner:
        owner.execute("set role gvi_owner")
        for number, rule in enumerate(world.rules):
            _write_rule(owner, number, rule)
    return world


def _random_rules(chance: random.Random) -> Iterator[Rule]:
    today = timezone.localdate()
    for number in range(RULES):
        ages = chance.choice([(None, None), (None, 21), (15, None), (15, 21), (None, 18)])
        begins = today + timedelta(days=chance.choice([-4000, -1, 0, 1] if number % 3 == 0 else [-4000]))
        ends = chance.choice([None, -1, 0, 400]) if number % 2 == 0 else None
        yield Rule(
            id=uuid4(),
            from_kinds=tuple(chance.sample(KINDS, chance.randint(2, len(KINDS)))),
            to_kinds=tuple(chance.sample(KINDS, chance.randint(2, len(KINDS)))),
            carries=tuple(chance.sample(sorted(DataClass.values), chance.randint(4, 14))),
            never_secrecy=tuple(chance.sample(sorted(Secrecy.values), chance.randint(0, 4))),
            questions=tuple(f"q{n}" for n in range(chance.randint(0, 3))),
            age_from=ages[0],
            age_under=ages[1],
            valid_from=begins,
            valid_to=None if ends is None else max(begins, today + timedelta(days=ends)),
            max_days=chance.choice([1, 30, 180]),
            urgent=chance.random() < 0.5,
        )


def _write_rule(owner: "psycopg.Connection[Any]", number: int, rule: Rule) -> None:
    owner.execute(
        """insert into law_ruleversion (id, code, version, digest, valid_from, valid_to, from_kinds, to_kinds, steps,
            carries, never_secrecy, questions, test, age_from, age_under, max_days, urgent, body)
        values (%s, %s, 1, '', %s, %s, %s, %s, '{}', %s, %s, %s, 'weighty_reasons', %s, %s, %s, %s, '{}')""",
        [
            rule.id,
            f"test_{number}",
            rule.valid_from,
            rule.valid_to,
            list(rule.from_kinds),
            list(rule.to_kinds),
            list(rule.carries),
            list(rule.never_secrecy),
            list(rule.questions),
            rule.age_from,
            rule.age_under,
            rule.max_days,
            rule.urgent,
        ],
    )


class Undone(Exception):
    """Ends an example and takes back what it wrote."""


@contextmanager
def taken_back() -> Iterator[None]:
    """What happens inside is rolled back at the end."""
    try:
        with transaction.atomic():
            yield
            raise Undone
    except Undone:
        pass


def act_as(player: Player) -> None:
    """Let what follows in this transaction be done by ``player``."""
    set_ticket(player.actor)


def sql(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    """Run a statement as the application's role."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def insert(table: str, **values: Any) -> UUID:
    """Insert one row by plain SQL; dictionaries and lists of dictionaries become JSON."""
    row = {"id": uuid4()} | values
    plain = [Jsonb(v) if isinstance(v, dict) or v == [] else v for v in row.values()]
    columns = ", ".join(f'"{name}"' for name in row)
    sql(f"insert into {table} ({columns}) values ({', '.join(['%s'] * len(row))})", *plain)
    assert isinstance(row["id"], UUID)
    return row["id"]


def passes(statements: Any) -> bool:
    """Whether the database lets ``statements()`` through, its deferred checks included."""
    try:
        with transaction.atomic():
            statements()
            sql("set constraints all immediate")
            sql("set constraints all deferred")
    except DatabaseError as error:
        assert "gvi: " in str(error) or "violates" in str(error), json.dumps(str(error))
        return False
    return True
