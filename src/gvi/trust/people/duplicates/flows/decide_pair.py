"""Somebody says of two records that they are the same person, or that they are not; nothing is decided by itself.

*Different* sticks: the pair is never suggested again. *Same* lets the newer record be read under the older; both rows
stay, with what was written on each, so that ``undo_merge`` can take it back.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.people.duplicates.clusters import rebuild, refuse_other_readers
from gvi.trust.people.duplicates.refusals import OverduePair
from gvi.trust.people.duplicates.seen import lock_pair
from gvi.trust.people.flows.common import check_now, swedish_day
from gvi.trust.people.models import Pair, Person
from gvi.trust.people.refusals import WrongState
from gvi.trust.people.words import PairState, State
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_member
from gvi.trust.workspaces.rights import Right


def decide_pair(pk: UUID, *, same: bool, by: Actor, at: datetime) -> Pair:
    """Decide an open pair."""
    by.require(Right.WRITE_PERSONS)
    with transaction.atomic():
        pair = lock_pair(pk)
        if pair.state != PairState.OPEN:
            raise WrongState
        if same:
            _check_joinable(pair, at)
        pair.state = PairState.SAME if same else PairState.DIFFERENT
        pair.decided_by, pair.decided_at = own_member(by), at
        pair.save(update_fields=["state", "decided_by", "decided_at"])
        if same:
            rebuild(pair, at=at)
            check_now()
        operation, verb = (
            (Operation.COMBINE, "people.merge_pair") if same else (Operation.CHANGE, "people.tell_apart")
        )
        write(operation, verb, by=by, kind="person_pair", record=pair.pk)
    return pair


def _check_joinable(pair: Pair, at: datetime) -> None:
    rows = Person.objects.filter(pk__in=[pair.first_id, pair.second_id])
    if any(row.state != State.ACTIVE for row in rows):
        raise WrongState
    if any(row.review_due < swedish_day(at) for row in rows):
        raise OverduePair
    refuse_other_readers(pair)
