"""Merge groups into a new one, or into one that goes on: names, relations and members are kept and followed up.

Which relations go on, people say; members are proposed in the group that follows and confirmed by somebody else.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from gvi.steps.groups.flows.carry_memberships import Handover, hand_over
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
class Merger:
    """What is decided: ``into`` is a group that goes on, or else ``code_name`` names a new one."""

    day: date
    reason: str
    into: Group | None = None
    code_name: str = ""
    carried: Collection[UUID] = field(default=frozenset())


def merge_groups(
    former: Iterable[Group], merger: Merger, *, by: Actor, at: datetime
) -> tuple[Group, Handover]:
    """Let ``former`` end in one group; returns it, and what became of the memberships."""
    by.require(Right.NAME_GROUPS)
    by.require(Right.WRITE_MEMBERSHIPS)
    refuse_ahead(merger.day, at, "day")
    ending = Ending(SuccessionKind.MERGED, merger.day, given(merger.reason), by, at)
    with transaction.atomic():
        held = locked([*former, *([merger.into] if merger.into else [])])
        ended = [group for group in held if group != merger.into]
        if len(held) < 2 or not ended:
            raise TooFewGroups("groups")
        refuse_ended(*held)
        into = merger.into or name_group(merger.code_name, by=by, at=at)
        relations = open_relations(ended)
        end_relations(relations, merger.day)
        for group in ended:
            end_group(group, [into], ending)
            write(Operation.CHANGE, "groups.merge", by=by, kind="group", record=group.pk)
        carry_on([one for one in relations if one.pk in merger.carried], ended, into, ending)
        handed = hand_over({group.pk: into for group in ended}, ending)
    return into, handed
