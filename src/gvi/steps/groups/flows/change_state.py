"""Say that a group is dormant, or awake again. How one ends: merge_groups, split_group, dissolve_group."""

from datetime import datetime

from django.db import transaction

from gvi.steps.groups.models import Group
from gvi.steps.groups.refusals import WrongState
from gvi.steps.groups.states import RESTS, State
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right


def change_state(group: Group, state: State, *, by: Actor, at: datetime) -> Group:
    """Move ``group`` to ``state``, active or dormant."""
    by.require(Right.NAME_GROUPS)
    with transaction.atomic():
        current = Group.objects.select_for_update().get(pk=group.pk)
        if (current.state, state) not in RESTS:
            raise WrongState
        current.state = state
        current.save(update_fields=["state"])
        write(Operation.CHANGE, "groups.change_state", by=by, kind="group", record=group.id)
    return current
