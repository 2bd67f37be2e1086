"""Either side ends an agreement: the same moment nothing more can be told under it, or read (T29)."""

from datetime import datetime

from django.db import transaction

from gvi.trust.disclosures.models import Agreement
from gvi.trust.disclosures.queries.agreements import agreement_of
from gvi.trust.disclosures.refusals import AlreadyEnded, Missing
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.free_text import refuse_identity_numbers
from gvi.trust.workspaces.inside import own_member
from gvi.trust.workspaces.rights import Right


def end_agreement(agreement: Agreement, reason: str, *, by: Actor, at: datetime) -> Agreement:
    """End it now, and say why."""
    by.require(Right.SIGN_AGREEMENT)
    if not reason.strip():
        raise Missing("reason")
    refuse_identity_numbers(reason)
    with transaction.atomic():
        current = agreement_of(by, agreement.pk, lock=True)
        if current.ended_at:
            raise AlreadyEnded
        current.end_reason, current.ended_by, current.ended_at = reason, own_member(by), at
        current.save(update_fields=["end_reason", "ended_by", "ended_at"])
        write(Operation.SETTINGS, "disclosures.end_agreement", by=by, kind="agreement", record=current.pk)
    return current
