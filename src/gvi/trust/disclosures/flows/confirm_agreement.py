"""The other side confirms an agreement: from now until its last day it can carry disclosures."""

from datetime import datetime

from django.db import transaction

from gvi.trust.disclosures.models import Agreement
from gvi.trust.disclosures.queries.agreements import agreement_of
from gvi.trust.disclosures.refusals import AlreadyConfirmed, Missing, OtherSideConfirms
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.free_text import refuse_identity_numbers
from gvi.trust.workspaces.inside import own_member
from gvi.trust.workspaces.rights import Right


def confirm_agreement(agreement: Agreement, signatory: str, *, by: Actor, at: datetime) -> Agreement:
    """Confirm for the second room, naming who signed for it."""
    by.require(Right.SIGN_AGREEMENT)
    if not signatory.strip():
        raise Missing("signatory")
    refuse_identity_numbers(signatory)
    with transaction.atomic():
        current = agreement_of(by, agreement.pk, lock=True)
        if current.second_id != by.workspace_id:
            raise OtherSideConfirms
        if current.confirmed_at or current.ended_at:
            raise AlreadyConfirmed
        current.counter_signatory, current.confirmed_by, current.confirmed_at = signatory, own_member(by), at
        current.save(update_fields=["counter_signatory", "confirmed_by", "confirmed_at"])
        write(Operation.SETTINGS, "disclosures.confirm_agreement", by=by, kind="agreement", record=current.pk)
    return current
