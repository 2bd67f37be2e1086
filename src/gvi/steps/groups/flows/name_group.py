"""Give a group its code name; from then on everybody means the same group (domain.md, "Groups")."""

from datetime import datetime

from django.db import transaction

from gvi.steps.groups.flows.naming import take_name
from gvi.steps.groups.flows.show_group import decide_row
from gvi.steps.groups.models import Group
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right


def name_group(code_name: str, *, own_row: bool = False, reason: str = "", by: Actor, at: datetime) -> Group:
    """Make a group with ``code_name``; partners see it under *Övriga* unless ``own_row``, for a ``reason``."""
    by.require(Right.NAME_GROUPS)
    with transaction.atomic():
        group = Group.objects.create(code_name=take_name(code_name), own_row=own_row)
        if own_row:
            decide_row(group, own_row, reason, by=by, at=at)
        write(Operation.COLLECT, "groups.name_group", by=by, kind="group", record=group.id)
    return group
