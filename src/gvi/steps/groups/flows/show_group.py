"""Choose whether partners see a group on its own row or under *Övriga* (domain.md: "police decide").

*Övriga* is the default under five confirmed members: a smaller group gets its own row for a written reason. Each
decision is kept. While the police room is off nobody knows members, and the group's own history tells the rest.
"""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from gvi.steps.groups.ageing import SMALL
from gvi.steps.groups.flows.checks import locked, refuse_persons
from gvi.steps.groups.models import Group, RowDecision
from gvi.steps.groups.queries.memberships import members_at
from gvi.steps.groups.refusals import SmallGroupNeedsReason
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.signing import signed


def show_group(group: Group, own_row: bool, reason: str = "", *, by: Actor, at: datetime) -> Group:
    """Show ``group`` to partners under its code name, or hide it under *Övriga*."""
    by.require(Right.NAME_GROUPS)
    with transaction.atomic():
        (current,) = locked([group])
        current.own_row = own_row
        current.save(update_fields=["own_row"])
        decide_row(current, own_row, reason, by=by, at=at)
        write(Operation.CHANGE, "groups.show_group", by=by, kind="group", record=group.id)
    return current


def decide_row(group: Group, own_row: bool, reason: str, *, by: Actor, at: datetime) -> None:
    """Keep the decision; raises ``SmallGroupNeedsReason`` for an own row under five without a word why."""
    if not by.may(Right.WRITE_MAPPING):
        return
    refuse_persons(reason, "reason")
    if own_row and not reason.strip() and members_at(localdate(at)).get(group.pk, 0) < SMALL:
        raise SmallGroupNeedsReason
    RowDecision.objects.create(group=group, own_row=own_row, reason=reason.strip(), **signed(by, at))
