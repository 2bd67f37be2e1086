"""Whom a call-in reached, as the police room knows it: from what probation has disclosed and from own talks.

Nobody is counted: a group is reached, not reached, or not known yet. Reached when somebody of it came or a talk was
held; not reached when each one of it who was named to probation is known not to have come. The absent are those whom
a disclosure says did not come.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from gvi.steps.callins.models import CallIn, GroupReach
from gvi.steps.callins.queries.handing import Handed, Stage, handed
from gvi.steps.callins.told_by_talks import reached_by_talks
from gvi.steps.groups.models import Group
from gvi.steps.groups.states import FIRST

NAMED = (Stage.SENT, Stage.ANSWERED)


@dataclass(frozen=True)
class GroupAfter:
    """One group that goes on: whether somebody of it came (None when that is not known), whether talks have reached it,
    and how partners see it.
    """

    group: Group
    came: bool | None
    talked: bool
    released: bool | None

    @property
    def reached(self) -> bool | None:
        """Whether the message has come to the group; None when that is not known."""
        return True if self.talked else self.came


@dataclass(frozen=True)
class After:
    """What there is to do after the day."""

    absent: tuple[Handed, ...]
    unknown: tuple[Handed, ...]
    groups: tuple[GroupAfter, ...]
    released_at: datetime | None


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


def told_groups(callin: CallIn, *, reader: UUID | None, day: date) -> list[GroupAfter]:
    """The groups whose names partners see, which a release tells of: all at once (T34)."""
    rows = handed(callin, reader=reader, day=day)
    return [one for one in _groups(callin, rows, {}) if one.group.own_row]


def _groups(callin: CallIn, rows: Sequence[Handed], latest: dict[UUID, bool]) -> list[GroupAfter]:
    came, talked = _came(rows), reached_by_talks(callin)
    groups = Group.objects.filter(state__in=FIRST).order_by("sort")
    return [GroupAfter(one, came.get(one.pk, False), one.pk in talked, latest.get(one.pk)) for one in groups]


def _came(rows: Sequence[Handed]) -> dict[UUID, bool | None]:
    """By group, of those named to probation: whether somebody came, nobody did, or an answer is still to come."""
    told: dict[UUID, set[bool | None]] = defaultdict(set)
    for one in rows:
        if one.stage in NAMED:
            told[one.nominee.row.group_id].add(one.attended)
    return {group: True if True in said else None if None in said else False for group, said in told.items()}
