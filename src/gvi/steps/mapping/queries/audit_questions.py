"""What the data ask at an audit: persons who appear together, put beside the groups that people say they belong to.

science.md, *communities*: a question in words, never a label on a person. Ties are the suspects of one incident and
those seen together or said to hang together; who stand against each other are not tied. Only persons whom the reader
may read are there, and what has been found is worked out anew each time: no list of it is kept.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F
from django.db.models.functions import Coalesce

from gvi.science import communities
from gvi.steps.groups.queries.memberships import held_on
from gvi.steps.groups.states import FIRST
from gvi.steps.mapping.models import AuditQuestion, QuestionKind
from gvi.steps.mapping.queries.person_ties import person_ties
from gvi.trust.people.labels import PersonLabel, labels
from gvi.trust.people.models import Person
from gvi.trust.workspaces.models.programme import SvKey

SOME, TOGETHER = 2, 3
"""Persons of a group for it to be asked about beside another; persons who make a circle of their own."""

MOST = 20
"""Questions at one audit."""

SEED = 1


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: its kind, the groups it is about (in order of id) and whom it stands on."""

    kind: QuestionKind
    groups: tuple[UUID, ...]
    persons: tuple[UUID, ...]


def asked_by_data(day: date) -> list[Asked]:
    """Every question that the ties and the confirmed memberships of ``day`` raise: four queries.

    Those about most persons first, ``MOST`` at most.
    """
    circles = _circles(day)
    belongs = _belongs(day)
    found = [*_of_circles(circles, belongs), *_in_parts(circles, belongs)]
    return sorted(found, key=lambda one: (-len(one.persons), one.kind, one.groups, one.persons))[:MOST]


def _circles(day: date) -> list[frozenset[UUID]]:
    """Who appear together, as the map equation parts them; a circle of two is none."""
    together = person_ties(day)
    if together.is_empty():
        return []
    found = communities.find(together.select("source", "target", "weight"), seed=SEED).groups
    return [frozenset(map(UUID, circle)) for circle in found if len(circle) >= TOGETHER]


def _belongs(day: date) -> dict[UUID, frozenset[UUID]]:
    """The groups that go on to which each person belongs, as confirmed and not lapsed."""
    person = Coalesce("person__merged_into", "person")
    held = held_on(day).filter(group__state__in=FIRST).order_by().values_list(person, "group_id")
    groups: dict[UUID, set[UUID]] = defaultdict(set)
    for who, group in held:
        groups[who].add(group)
    return {who: frozenset(told) for who, told in groups.items()}


def _of_circles(circles: Iterable[frozenset[UUID]], belongs: dict[UUID, frozenset[UUID]]) -> Iterator[Asked]:
    """Several groups in one circle; several persons of a circle who belong to none."""
    for circle in circles:
        members = _by_group(circle, belongs)
        several = {group: who for group, who in members.items() if len(who) >= SOME}
        if len(several) > 1:
            who = set().union(*several.values())
            yield Asked(QuestionKind.ONE_OR_TWO, tuple(sorted(several)), tuple(sorted(who)))
        outside = [person for person in circle if person not in belongs]
        if len(outside) >= TOGETHER:
            yield Asked(QuestionKind.WITHOUT_GROUP, tuple(sorted(several)), tuple(sorted(outside)))


def _in_parts(circles: Iterable[frozenset[UUID]], belongs: dict[UUID, frozenset[UUID]]) -> Iterator[Asked]:
    """One group whose members make several circles."""
    parts: dict[UUID, list[set[UUID]]] = defaultdict(list)
    for circle in circles:
        for group, who in _by_group(circle, belongs).items():
            if len(who) >= TOGETHER:
                parts[group].append(who)
    for group, circles_of in parts.items():
        if len(circles_of) > 1:
            yield Asked(QuestionKind.IN_PARTS, (group,), tuple(sorted(set().union(*circles_of))))


def _by_group(circle: frozenset[UUID], belongs: dict[UUID, frozenset[UUID]]) -> dict[UUID, set[UUID]]:
    members: dict[UUID, set[UUID]] = defaultdict(set)
    for person in circle:
        for group in belongs.get(person, ()):
            members[group].add(person)
    return members


@dataclass(frozen=True, slots=True)
class Behind:
    """Whom a question stands on today, in the order of names; ``same`` unless the ties have changed meanwhile."""

    labels: tuple[PersonLabel, ...]
    same: bool


def people_behind(question: AuditQuestion, day: date) -> Behind:
    """Work out anew whom ``question`` stands on; nobody when the ties no longer raise it: seven queries."""
    about = (question.kind, tuple(question.groups))
    found = [one.persons for one in asked_by_data(day) if (one.kind, one.groups) == about]
    alike = [persons for persons in found if len(persons) == question.persons]
    wanted = {person for persons in alike or found for person in persons}
    named = labels(wanted, day=day)
    order = Person.objects.filter(pk__in=wanted).order_by(SvKey(F("surname")), SvKey(F("given_name")), "pk")
    ordered = [named[pk] for pk in order.values_list("pk", flat=True) if pk in named]
    return Behind(tuple(ordered), bool(alike))
