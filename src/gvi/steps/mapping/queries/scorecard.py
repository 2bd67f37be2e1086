"""The scorecard: groups in order of their incidents on a day. Equal counts share a rank; none has none (domain.md, W).

The order is of counts, nothing else: which group is the most violent is decided by people (``decisions``).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from gvi.steps.groups.states import State
from gvi.steps.mapping.queries.facts import WINDOWS, Activity, Counts
from gvi.steps.mapping.queries.groups_on import KnownGroup

NOTHING = Activity(
    now={days: Counts() for days in WINDOWS}, before={days: Counts() for days in WINDOWS}, last=None
)


@dataclass(frozen=True, slots=True)
class Line:
    """A group with its counts; ``rank`` and ``before`` by the window asked for, None without an incident in it."""

    id: UUID
    name: str
    place: int
    state: State
    ended: date | None
    after: tuple[str, ...]
    counts: Mapping[int, int]
    sides: Counts
    rank: int | None
    before: int | None
    last: datetime | None

    @property
    def moved(self) -> int | None:
        """Ranks climbed since the window before (below 0: fallen); None when there is nothing to compare."""
        return None if self.rank is None or self.before is None else self.before - self.rank


def score(
    known: Iterable[KnownGroup], activity: Mapping[UUID, Activity], day: date, *, side: str, window: int
) -> list[Line]:
    """The groups that there were on ``day``, and those that ended with incidents in the year before.

    ``side`` is acting, suffering or either; ``window`` one of ``WINDOWS``. In order of rank, then of name.
    """
    shown = [
        (place, one, activity.get(one.id, NOTHING))
        for place, one in enumerate(known)
        if one.there_on(day) or activity.get(one.id, NOTHING).now[max(WINDOWS)].either
    ]
    ranks = _ranks({one.id: getattr(done.now[window], side) for _, one, done in shown})
    before = _ranks({one.id: getattr(done.before[window], side) for _, one, done in shown})
    lines = [
        Line(
            id=one.id,
            name=one.name,
            place=place,
            state=one.state,
            ended=one.until if one.until and one.until <= day else None,
            after=one.follows(day),
            counts={days: getattr(done.now[days], side) for days in WINDOWS},
            sides=done.now[window],
            rank=ranks.get(one.id),
            before=before.get(one.id),
            last=done.last,
        )
        for place, one, done in shown
    ]
    return sorted(lines, key=by_rank)


def by_rank(line: Line) -> tuple[bool, int, int]:
    """Orders by rank, those without one last, and by name where it is shared."""
    return (line.rank is None, line.rank or 0, line.place)


def _ranks(counts: Mapping[UUID, int]) -> dict[UUID, int]:
    """One more than the number of groups with a higher count; a group with none has no rank."""
    order = sorted((count for count in counts.values() if count), reverse=True)
    return {group: order.index(count) + 1 for group, count in counts.items() if count}
