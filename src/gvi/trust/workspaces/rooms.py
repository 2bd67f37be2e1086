"""Opening a room: one transaction, one signed ticket, closed again at the end.

Requests come through ``gvi.site.middleware.RoomMiddleware``; commands and jobs through ``as_workspace``.
"""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection, transaction

from gvi.database.ticket import TicketKey
from gvi.trust.workspaces.actor import Actor

OPEN = "select set_config('gvi.ticket', %s, true), set_config('pghistory.context_metadata', %s, true)"
NOW_OPEN = """
    select coalesce(current_setting('gvi.ticket', true), ''),
        coalesce(current_setting('pghistory.context_metadata', true), '')
"""
REQUEST_SECONDS = 120
JOB_SECONDS = 3600


def _ticket(actor: Actor, seconds: int) -> str:
    if actor.workspace_id is None or actor.member_id is None:
        return ""
    key = TicketKey(settings.GVI_TICKET_KEY.encode())
    return key.sign(actor.workspace_id, actor.member_id, int(time.time()) + seconds)


def set_ticket(actor: Actor | None, seconds: int = REQUEST_SECONDS) -> None:
    """Let the current transaction act as ``actor``; ``None`` closes the room again."""
    ticket = _ticket(actor, seconds) if actor else ""
    context = json.dumps({"member": str(actor.member_id)}) if actor and actor.member_id else ""
    with connection.cursor() as cursor:
        cursor.execute(OPEN, [ticket, context])


@contextmanager
def as_workspace(actor: Actor, seconds: int = JOB_SECONDS) -> Iterator[None]:
    """Run a command, job or flow in ``actor``'s room: transaction, ticket, and afterwards whatever was open before."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(NOW_OPEN)
            before = cursor.fetchone()
        set_ticket(actor, seconds)
        yield
        with connection.cursor() as cursor:
            cursor.execute(OPEN, before)
