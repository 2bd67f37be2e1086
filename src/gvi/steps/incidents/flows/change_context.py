"""Change a line of the context log."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from gvi.steps.incidents.days import day_of
from gvi.steps.incidents.flows.context_entry import Entry
from gvi.steps.incidents.models import ContextEvent
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right


@transaction.atomic
def change_context(event: ContextEvent, entry: Entry, *, by: Actor, at: datetime) -> ContextEvent:
    """Let the line say what ``entry`` says."""
    by.require(Right.WRITE_CONTEXT)
    entry.check(by, day_of(at))
    for name, value in {**asdict(entry), "by": by.member_id}.items():
        setattr(event, name, value)
    event.save()
    write(Operation.CHANGE, "context.change", by=by, kind="context", record=event.pk)
    return event
