"""End a deputyship; it stops in the same request."""

from datetime import datetime

from django.db import transaction

from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.flows.common import day_of, require_own_room
from gvi.trust.workspaces.models import Deputyship
from gvi.trust.workspaces.rights import Right


def end_deputyship(deputyship: Deputyship, *, by: Actor, at: datetime) -> None:
    """End ``deputyship`` today; one that has not begun before today is removed."""
    by.require(Right.MANAGE_MEMBERS)
    require_own_room(deputyship.principal, by)
    today, record = day_of(at), deputyship.pk
    with transaction.atomic():
        if deputyship.starts >= today:
            deputyship.delete()
        elif deputyship.ends > today:
            deputyship.ends = today
            deputyship.save(update_fields=["ends"])
        write(Operation.SETTINGS, "workspaces.end_deputyship", by=by, kind="deputyship", record=record)
