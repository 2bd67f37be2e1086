"""Add a line to the context log, so that every chart can show what else went on."""

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
def add_context(entry: Entry, *, by: Actor, at: datetime) -> ContextEvent:
    """Keep ``entry`` as a new line."""
    by.require(Right.WRITE_CONTEXT)
    entry.check(by, day_of(at))
    event = ContextEvent(**asdict(entry), by=by.member_id)
    event.save(force_insert=True)
    write(Operation.COLLECT, "context.add", by=by, kind="context", record=event.pk)
    return event
