"""The conflict map on a day: the groups there were, how active they had been for a year, and how they stood (W).

Sealed: whoever shows it logs the reading.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from gvi.science.conflict_layout import Kind, layout
from gvi.steps.groups.models import Source
from gvi.steps.groups.queries.relations import RelationAt, relations_at
from gvi.steps.groups.states import State
from gvi.steps.groups.words import RelationKind
from gvi.steps.mapping.queries.groups_on import Ever, KnownGroup, known_groups

Places = Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class GroupAt:
    """A group on the day: its state today, incidents in the year before, and how many relations of each kind."""

    id: UUID
    name: str
    state: State
    incidents: int
    relations: Mapping[RelationKind, int]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RelationRow:
    """A relation as it reads on the day; ``first`` is the group whose name comes first. ``place`` orders by names."""

    at: RelationAt
    first: KnownGroup
    second: KnownGroup
    sources: tuple[str, ...]
    place: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Situation:
    """How groups stood on ``day``; ``places`` are the same on every day."""

    day: date
    groups: tuple[GroupAt, ...]
    relations: tuple[RelationRow, ...]
    places: Places
    without: str = ""


def situation(
    day: date,
    incidents: Mapping[UUID, int],
    relations: Sequence[Ever],
    told: Mapping[UUID, str],
    without: UUID | None = None,
) -> Situation:
    """The map of ``day`` with ``incidents`` by group, as if the source ``without`` had told nothing: four queries.

    ``relations`` are all that ever held, and ``told`` the names of the sources.
    """
    known = known_groups(relations)
    places = {group.id: place for place, group in enumerate(known)}
    held = relations_at(day, without)
    counted = _counted(held)
    return Situation(
        day=day,
        groups=tuple(
            _group(one, day, incidents, counted[one.id])
            for one in known
            if one.there_on(day) or one.id in counted or (incidents.get(one.id) and not one.ended_on(day))
        ),
        relations=tuple(_row(one, known, places, told) for one in held),
        places=_places(tuple(sorted(str(pk) for pk in places)), _pairs(relations)),
        without=told.get(without, "") if without else "",
    )


def source_names() -> dict[UUID, str]:
    """The names of the sources, in order: one query."""
    return dict(Source.objects.order_by("name").values_list("pk", "name"))


def steps(first: date, today: date) -> list[date]:
    """The days of the slider: the first relation's, the first of each month after it, and today.

    >>> [f"{day}" for day in steps(date(2026, 9, 14), date(2026, 11, 23))]
    ['2026-09-14', '2026-10-01', '2026-11-01', '2026-11-23']
    """
    months = [divmod(number, 12) for number in range(_month(first) + 1, _month(today) + 1)]
    return sorted({first, today, *(date(year, month + 1, 1) for year, month in months)})


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _counted(held: Sequence[RelationAt]) -> dict[UUID, Counter[RelationKind]]:
    counted: dict[UUID, Counter[RelationKind]] = defaultdict(Counter)
    for one in held:
        counted[one.first][one.kind] += 1
        counted[one.second][one.kind] += 1
    return counted


def _group(
    one: KnownGroup, day: date, incidents: Mapping[UUID, int], relations: Mapping[RelationKind, int]
) -> GroupAt:
    return GroupAt(one.id, one.name, one.state, incidents.get(one.id, 0), relations, one.follows(day))


def _row(
    one: RelationAt, known: Sequence[KnownGroup], places: Mapping[UUID, int], told: Mapping[UUID, str]
) -> RelationRow:
    first, second = sorted((places[one.first], places[one.second]))
    sources = tuple(sorted(told.get(source, "") for source in one.sources))
    return RelationRow(one, known[first], known[second], sources, (first, second))


def _pairs(relations: Sequence[Ever]) -> tuple[tuple[str, str, Kind], ...]:
    """Every pair of groups that ever stood in a relation, by kind, so that no group moves with the day."""
    pairs = {(one.first, one.second, one.kind) for one in relations}
    return tuple(sorted((str(first), str(second), _kind(kind)) for first, second, kind in pairs))


def _kind(kind: str) -> Kind:
    return RelationKind(kind).value  # type: ignore[return-value]


@lru_cache(maxsize=4)
def _places(groups: tuple[str, ...], pairs: tuple[tuple[str, str, Kind], ...]) -> Places:
    """Opaque ids only; the same question has the same answer, and takes a while for 200 groups."""
    return layout(groups, pairs)
