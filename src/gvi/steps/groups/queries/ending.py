"""What has to be decided when groups end: their relations, and who is put down as belonging to them (W)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from gvi.steps.groups.flows.carry_memberships import living_in
from gvi.steps.groups.models import Group, Membership
from gvi.steps.groups.queries.relation_rows import RelationRow, relation_rows
from gvi.trust.people.labels import PersonLabel, labels


@dataclass(frozen=True)
class Belonging:
    """A membership to be taken further or ended, with whom it is about."""

    row: Membership
    label: PersonLabel


def belonging_to(group: Group, day: date) -> list[Belonging]:
    """The living memberships of ``group`` by name: three queries."""
    rows = list(living_in([group.pk], day))
    named = labels((row.person_id for row in rows), day=day)
    found = [Belonging(row, named[row.person_id]) for row in rows if row.person_id in named]
    return sorted(found, key=lambda one: one.label.name)


def count_living(groups: Iterable[UUID], day: date) -> int:
    """How many memberships of ``groups`` would follow on: one query."""
    return living_in(groups, day).count()


def relations_to_decide(ending: Iterable[Group], into: Group | None, day: date) -> list[RelationRow]:
    """The relations of ``ending`` that may go on: with another group that ``into`` has none with, and seen."""
    mine = {group.pk for group in ending}
    rows = relation_rows(day)
    taken = _others(rows, into.pk) if into else set()
    return [row for row in rows if _other(row, mine) not in {None, *taken} and row.view.last_sign]


def _other(row: RelationRow, mine: set[UUID]) -> UUID | None:
    """The one end that is not among ``mine``, or ``None`` when both ends or neither is."""
    ends = {row.first.pk, row.second.pk}
    return next(iter(ends - mine)) if len(ends & mine) == 1 else None


def _others(rows: Iterable[RelationRow], group: UUID) -> set[UUID]:
    """The groups that ``group`` has a relation to, and itself."""
    return {
        pk for row in rows for pk in (row.first.pk, row.second.pk) if group in (row.first.pk, row.second.pk)
    } | {group}
