"""Say that a group is no more and that none follows it: its memberships and relations end, everything stays."""

from datetime import date, datetime

from django.db import transaction

from gvi.steps.groups.flows.carry_memberships import Handover, hand_over
from gvi.steps.groups.flows.checks import given, locked, refuse_ahead, refuse_ended
from gvi.steps.groups.flows.end_group import Ending, end_group, end_relations, open_relations
from gvi.steps.groups.models import Group
from gvi.steps.groups.words import SuccessionKind
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right


def dissolve_group(
    group: Group, day: date, reason: str, *, by: Actor, at: datetime
) -> tuple[Group, Handover]:
    """Let ``group`` end on ``day``; returns it, and what became of the memberships."""
    by.require(Right.NAME_GROUPS)
    by.require(Right.WRITE_MEMBERSHIPS)
    refuse_ahead(day, at, "day")
    ending = Ending(SuccessionKind.DISSOLVED, day, given(reason), by, at)
    with transaction.atomic():
        (current,) = locked([group])
        refuse_ended(current)
        end_relations(open_relations([current]), day)
        end_group(current, [None], ending)
        handed = hand_over({current.pk: None}, ending)
        write(Operation.CHANGE, "groups.dissolve", by=by, kind="group", record=group.pk)
    return current, handed
