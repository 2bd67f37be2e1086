"""Take a merge back: each record is read by itself again, and the pair waits anew or is told apart."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.people.duplicates.clusters import rebuild
from gvi.trust.people.duplicates.seen import lock_pair
from gvi.trust.people.flows.common import check_now
from gvi.trust.people.models import Pair
from gvi.trust.people.refusals import WrongState
from gvi.trust.people.words import PairState
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_member
from gvi.trust.workspaces.rights import Right


def undo_merge(pk: UUID, *, different: bool, by: Actor, at: datetime) -> Pair:
    """Undo the merge that pair ``pk`` stands for; ``different`` says that they are not the same after all."""
    by.require(Right.WRITE_PERSONS)
    with transaction.atomic():
        pair = lock_pair(pk)
        if pair.state != PairState.SAME:
            raise WrongState
        pair.state = PairState.DIFFERENT if different else PairState.OPEN
        pair.decided_by = own_member(by) if different else None
        pair.decided_at = at if different else None
        pair.save(update_fields=["state", "decided_by", "decided_at"])
        rebuild(pair, at=at)
        check_now()
        write(Operation.CHANGE, "people.undo_merge", by=by, kind="person_pair", record=pair.pk)
    return pair
