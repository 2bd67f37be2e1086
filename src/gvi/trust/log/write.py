"""Write one event to the log, in the transaction of the operation itself.

If the log can't be written the operation fails with it: a read that leaves no trace does not happen
(trust.md, T18). ``verb`` names the flow, such as ``incidents.confirm``.
"""

from typing import Protocol
from uuid import UUID, uuid4

from django.db import DatabaseError, connection

from gvi.trust.log.models import Operation

INSERT = """
    insert into log_event (id, workspace_id, member_id, operation, verb, kind, record_id, reason, count)
    values (%s, %s, %s, %s, %s, %s, %s, %s, %s)
"""


class LogUnavailable(Exception):
    """The log can't be written, so nothing else happens either (trust.md, T18)."""


class Who(Protocol):
    """Whoever acts: a member in a room, or the console or a visitor (both ids ``None``)."""

    @property
    def member_id(self) -> UUID | None: ...

    @property
    def workspace_id(self) -> UUID | None: ...


def write(
    operation: Operation,
    verb: str,
    *,
    by: Who | None,
    kind: str = "",
    record: UUID | None = None,
    reason: str = "",
    count: int = 1,
) -> UUID:
    """Add one event and return its id; ``record`` is opaque, ``reason`` is words without personal data.

    Plain SQL without RETURNING: whoever acts may write the log without being allowed to read it.
    """
    event, workspace = uuid4(), by.workspace_id if by else None
    member = by.member_id if by else None
    values = [event, workspace, member, operation, verb, kind, record, reason[:200], count]
    try:
        with connection.cursor() as cursor:
            cursor.execute(INSERT, values)
    except DatabaseError as error:
        raise LogUnavailable from error
    return event
