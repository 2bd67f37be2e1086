"""Split a group into two or more new ones. Each membership goes to one of them, or ends: people say which.

So it is with each relation: it goes on with the parts that people choose. Nothing is chosen beforehand.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from gvi.steps.groups.flows.carry_memberships import Handover, assign
from gvi.steps.groups.flows.checks import given, locked, refuse_ahead, refuse_ended
from gvi.steps.groups.flows.end_group import Ending, carry_on, end_group, end_relations, open_relations
from gvi.steps.groups.flows.name_group import name_group
from gvi.steps.groups.models import Group
from gvi.steps.groups.refusals import TooFewGroups
from gvi.steps.groups.words import SuccessionKind
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right


@dataclass(frozen=True)
class Part:
    """One of the groups that follow, and the relations that go on with it."""

    code_name: str
    carried: Collection[UUID] = field(default=frozenset())


@dataclass(frozen=True)
class Splitting:
    """What is decided. ``members`` gives for each membership the place of its part, or ``None``: it ends."""

    day: date
    reason: str
    parts: Sequence[Part]
    members: Mapping[UUID, int | None]


def split_group(
    group: Group, splitting: Splitting, *, by: Actor, at: datetime
) -> tuple[list[Group], Handover]:
    """Let ``group`` end in its parts; returns them, and what became of the memberships."""
    by.require(Right.NAME_GROUPS)
    by.require(Right.WRITE_MEMBERSHIPS)
    refuse_ahead(splitting.day, at, "day")
    ending = Ending(SuccessionKind.SPLIT, splitting.day, given(splitting.reason), by, at)
    if len(splitting.parts) < 2:
        raise TooFewGroups("part_2")
    with transaction.atomic():
        (current,) = locked([group])
        refuse_ended(current)
        parts = [name_group(part.code_name, by=by, at=at) for part in splitting.parts]
        relations = open_relations([current])
        end_relations(relations, splitting.day)
        end_group(current, parts, ending)
        for part, named in zip(splitting.parts, parts, strict=True):
            carry_on([one for one in relations if one.pk in part.carried], [current], named, ending)
        chosen = {pk: None if place is None else parts[place] for pk, place in splitting.members.items()}
        handed = assign(current.pk, chosen, ending)
        write(Operation.CHANGE, "groups.split", by=by, kind="group", record=group.pk)
    return parts, handed
