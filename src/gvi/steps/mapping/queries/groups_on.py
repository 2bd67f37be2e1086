"""Which groups there were on a day, as police know it now: begun and not ended, and what they follow.

An ended group keeps its own incidents and relations; whoever shows its successor names it.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Min

from gvi.steps.groups.models import Group, Profile, Relation, Succession
from gvi.steps.groups.states import FIRST, State
from gvi.steps.groups.words import RelationEnd


class Ever(NamedTuple):
    """A relation that holds or has held."""

    first: UUID
    second: UUID
    kind: str
    since: date


@dataclass(frozen=True, slots=True)
class KnownGroup:
    """A group with its state today, the first day that something dated says of it, and the day it ended.

    ``after`` names the groups that it follows, with the day from which it does.
    """

    id: UUID
    name: str
    state: State
    since: date | None
    until: date | None
    after: tuple[tuple[date, str], ...]

    def there_on(self, day: date) -> bool:
        """Whether it had begun by ``day`` and had not ended."""
        begun = self.since is None or self.since <= day
        return begun and not self.ended_on(day)

    def ended_on(self, day: date) -> bool:
        """Whether it had ended by ``day``."""
        return self.until <= day if self.until else self.state not in FIRST

    def follows(self, day: date) -> tuple[str, ...]:
        """The names of the groups that it followed by ``day``."""
        return tuple(name for since, name in self.after if since <= day)


def known_groups(relations: Iterable[Ever] | None = None) -> list[KnownGroup]:
    """Every group in the order of their names: four queries, three when the ``relations`` have been read."""
    groups = list(Group.objects.values_list("pk", "code_name", "state"))
    names = {pk: name for pk, name, _ in groups}
    first = _first_days(ever() if relations is None else relations)
    ends: dict[UUID, date] = {}
    after: dict[UUID, list[tuple[date, str]]] = defaultdict(list)
    for one in Succession.objects.order_by("former__sort"):
        former, successor, day = one.former_id, one.successor_id, one.day
        ends[former] = min(day, ends.get(former, day))
        if successor is not None:
            after[successor].append((day, names[former]))
            first[successor] = min(day, first.get(successor, day))
    return [
        KnownGroup(pk, name, State(state), first.get(pk), ends.get(pk), tuple(after[pk]))
        for pk, name, state in groups
    ]


def ever() -> list[Ever]:
    """Every relation that ever held, in whatever state it is now: one query."""
    rows = Relation.objects.exclude(end_reason=RelationEnd.WRONG).order_by()
    return [Ever(*row) for row in rows.values_list("first", "second", "kind", "since")]


def _first_days(relations: Iterable[Ever]) -> dict[UUID, date]:
    """The first day that a profile or a relation speaks of, by group."""
    profiles = Profile.objects.order_by().values("group").annotate(first_day=Min("as_of"))
    days = dict(profiles.values_list("group", "first_day"))
    for one, other, _, since in relations:
        for group in (one, other):
            days[group] = min(since, days.get(group, since))
    return days
