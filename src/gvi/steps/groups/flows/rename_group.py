"""Give a group another code name; the old one stays in its history."""

from datetime import datetime

from django.db import transaction

from gvi.steps.groups.flows.naming import take_name
from gvi.steps.groups.models import Group
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right


def rename_group(group: Group, code_name: str, *, by: Actor, at: datetime) -> Group:
    """Rename ``group``; every task and minute written from now on uses the new name."""
    by.require(Right.NAME_GROUPS)
    with transaction.atomic():
        group.code_name = take_name(code_name, besides=group)
        group.save(update_fields=["code_name"])
        write(Operation.CHANGE, "groups.rename_group", by=by, kind="group", record=group.id)
    return group
