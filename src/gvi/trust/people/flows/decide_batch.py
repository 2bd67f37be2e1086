"""Decide about a file of persons: another than who read it in, in writing; then all of them are entered, or none.

The approval is the second person's for those under eighteen too (T27). The rows are removed with the decision.
"""

from datetime import datetime

from django.db import transaction

from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.people.batch.refusals import OwnBatch, RowFault, RowsRefused
from gvi.trust.people.batch.rows import from_data
from gvi.trust.people.flows.add_person import check_person, write_person
from gvi.trust.people.flows.common import check_now
from gvi.trust.people.models import Batch
from gvi.trust.people.refusals import Missing, NoSuchBatch, WrongState
from gvi.trust.people.words import BatchState
from gvi.trust.refusals import Refusal
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_member
from gvi.trust.workspaces.rights import Right


def decide_batch(batch: Batch, *, approve: bool, decision: str, by: Actor, at: datetime) -> Batch:
    """Enter every person of the file, or none; ``decision`` says why, in words."""
    by.require(Right.APPROVE_PERSONS)
    if not decision.strip():
        raise Missing("decision")
    with transaction.atomic():
        current = _lock(batch, by)
        if approve:
            _enter(current, by=by, at=at)
        current.rows.all().delete()
        current.state = BatchState.APPROVED if approve else BatchState.REJECTED
        current.decided_by, current.decided_at, current.decision = own_member(by), at, decision.strip()
        current.save(update_fields=["state", "decided_by", "decided_at", "decision"])
        operation = Operation.COLLECT if approve else Operation.CHANGE
        write(
            operation,
            "people.decide_batch",
            by=by,
            kind="person_batch",
            record=current.pk,
            count=current.rows_count,
        )
    return current


def _lock(batch: Batch, by: Actor) -> Batch:
    current = Batch.objects.select_for_update().filter(pk=batch.pk).first()
    if current is None:
        raise NoSuchBatch
    if current.state != BatchState.PROPOSED:
        raise WrongState
    if current.made_by == by.member_id:
        raise OwnBatch
    return current


def _enter(batch: Batch, *, by: Actor, at: datetime) -> None:
    faults: list[RowFault] = []
    for row in batch.rows.order_by("row"):
        try:
            new = check_person(from_data(row.data), by=by, at=at)
        except Refusal as refusal:
            faults.append(RowFault(row.row + 1, refusal.field, refusal.sentence))
        else:
            if not faults:
                write_person(new, by=by, at=at, entered_by=batch.made_by)
    if faults:
        raise RowsRefused(faults)
    check_now()
