"""Read a file of already mapped persons: every row right or nothing kept; then it waits for a second person.

trust.md, "Person". What is kept of the file is its rows, until the decision, and its fingerprint.
"""

from datetime import datetime
from hashlib import sha256

from django.db import IntegrityError, transaction

from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.people.batch.reading import read_rows
from gvi.trust.people.batch.refusals import AlreadyLoaded
from gvi.trust.people.batch.rows import as_data, read_persons
from gvi.trust.people.flows.common import swedish_day
from gvi.trust.people.models import Batch, BatchRow
from gvi.trust.people.words import BatchState
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_kind, own_member, own_room
from gvi.trust.workspaces.rights import Right

CLOSED = (BatchState.PROPOSED, BatchState.APPROVED)


def propose_batch(content: bytes, *, by: Actor, at: datetime) -> Batch:
    """Keep the file's rows for a decision. The same file is refused while it waits and after it was approved."""
    by.require(Right.WRITE_PERSONS)
    persons = read_persons(read_rows(content), own_kind(by), day=swedish_day(at))
    fingerprint = sha256(content).hexdigest()
    with transaction.atomic():
        if Batch.objects.filter(sha256=fingerprint, state__in=CLOSED).exists():
            raise AlreadyLoaded
        batch = _keep(fingerprint, len(persons), by, at)
        room = own_room(by)
        BatchRow.objects.bulk_create(
            BatchRow(workspace_id=room, batch=batch, row=number, data=as_data(person))
            for number, person in enumerate(persons, start=1)
        )
        write(
            Operation.COLLECT,
            "people.propose_batch",
            by=by,
            kind="person_batch",
            record=batch.pk,
            count=len(persons),
        )
    return batch


def _keep(fingerprint: str, count: int, by: Actor, at: datetime) -> Batch:
    try:
        with transaction.atomic():
            return Batch.objects.create(
                workspace_id=own_room(by),
                sha256=fingerprint,
                rows_count=count,
                made_by=own_member(by),
                made_at=at,
            )
    except IntegrityError as error:  # somebody sent the same file at the same moment
        raise AlreadyLoaded from error
