"""Withdraw a sign that was wrong: it stays to be read and counts on no day."""

from datetime import datetime

from django.db import transaction

from gvi.steps.groups.models import RelationSign
from gvi.steps.groups.refusals import SignWithdrawn
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right


def withdraw_sign(sign: RelationSign, *, by: Actor, at: datetime) -> RelationSign:
    """Withdraw ``sign`` once."""
    by.require(Right.WRITE_MAPPING)
    with transaction.atomic():
        current = RelationSign.objects.select_for_update().get(pk=sign.pk)
        if current.withdrawn_at:
            raise SignWithdrawn
        current.withdrawn_at = at
        current.save(update_fields=["withdrawn_at"])
        write(Operation.CHANGE, "groups.withdraw_sign", by=by, kind="relation", record=sign.relation_id)
    return current
