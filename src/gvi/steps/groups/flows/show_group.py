"""Choose whether partners see a group on its own row or under *Övriga* (domain.md: "police decide")."""

from datetime import datetime

from django.db import transaction

from gvi.steps.groups.models import Group
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right


def show_group(group: Group, own_row: bool, *, by: Actor, at: datetime) -> Group:
    """Show ``group`` to partners under its code name, or hide it under *Övriga*."""
    by.require(Right.NAME_GROUPS)
    with transaction.atomic():
        group.own_row = own_row
        group.save(update_fields=["own_row"])
        write(Operation.CHANGE, "groups.show_group", by=by, kind="group", record=group.id)
    return group
