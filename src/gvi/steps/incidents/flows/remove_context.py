"""Remove a line of the context log that was wrong; the log keeps that it was done, not what it said."""

from django.db import transaction

from gvi.steps.incidents.models import ContextEvent
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right


@transaction.atomic
def remove_context(event: ContextEvent, *, by: Actor) -> None:
    """Take the line away from every chart."""
    by.require(Right.WRITE_CONTEXT)
    write(Operation.ERASE, "context.remove", by=by, kind="context", record=event.pk)
    event.delete()
