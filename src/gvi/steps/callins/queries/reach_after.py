"""Whom a call-in reached, as the police room knows it: from what probation has disclosed and from own talks.

Nobody is counted: a group is reached or not. The absent are those whom a disclosure says did not come.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from gvi.steps.callins.models import CallIn, GroupReach
from gvi.steps.callins.queries.handing import Handed, handed
from gvi.steps.callins.told_by_talks import reached_by_talks
from gvi.steps.groups.models import Group
from gvi.steps.groups.states import FIRST


@dataclass(frozen=True)
class GroupAfter:
    """One group that goes on: whether somebody of it came, whether talks have reached it, and how partners see it."""

    group: Group
    came: bool
    talked: bool
    released: bool | None

    @property
    def reached(self) -> bool:
        """Whether the message has come to the group."""
        return self.came or self.talked


@dataclass(frozen=True)
class After:
    """What there is to do after the day."""

    absent: tuple[Handed, ...]
    unknown: tuple[Handed, ...]
    groups: tuple[GroupAfter, ...]
    released_at: datetime | None

    @property
    def unreached(self) -> tuple[GroupAfter, ...]:
        """Groups whom nobody has spoken with."""
        return tuple(one for one in self.groups if not one.reached)


def after(callin: CallIn, *, reader: UUID | None, day: date) -> After:
    """The absent, the groups with nobody there, and what was released: a bounded number of queries."""
    rows = handed(callin, reader=reader, day=day)
    told = list(GroupReach.objects.filter(callin=callin).order_by("at"))
    latest = {row.group_id: row.reached for row in told}
    return After(
        absent=tuple(one for one in rows if one.attended is False),
        unknown=tuple(one for one in rows if one.attended is None),
        groups=tuple(_groups(callin, rows, latest)),
        released_at=told[-1].at if told else None,
    )


def reached_groups(callin: CallIn, *, reader: UUID | None, day: date) -> frozenset[UUID]:
    """The groups that the message has come to."""
    rows = handed(callin, reader=reader, day=day)
    return _came(rows) | reached_by_talks(callin)


def _came(rows: Sequence[Handed]) -> frozenset[UUID]:
    return frozenset(one.nominee.row.group_id for one in rows if one.attended)


def _groups(callin: CallIn, rows: Sequence[Handed], latest: dict[UUID, bool]) -> list[GroupAfter]:
    came, talked = _came(rows), reached_by_talks(callin)
    groups = Group.objects.filter(state__in=FIRST).order_by("sort")
    return [GroupAfter(one, one.pk in came, one.pk in talked, latest.get(one.pk)) for one in groups]


def on_own_rows() -> list[Group]:
    """The groups whose names partners see, which a release tells of: all at once (T34)."""
    return list(Group.objects.filter(own_row=True, state__in=FIRST).order_by("sort"))
