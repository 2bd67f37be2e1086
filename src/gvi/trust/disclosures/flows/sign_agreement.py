"""Write down the agreement that two authorities have signed; it counts once the other side has confirmed it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from gvi.trust.disclosures.models import Agreement
from gvi.trust.disclosures.refusals import BadDays, Missing, NotARoomForIt
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.free_text import refuse_identity_numbers
from gvi.trust.workspaces.inside import own_member, own_room
from gvi.trust.workspaces.kinds import WITH_PERSON_ROUTES
from gvi.trust.workspaces.models import Workspace
from gvi.trust.workspaces.rights import Right


@dataclass(frozen=True)
class NewAgreement:
    """What the paper says: with whom, its registry number, its purposes, its days, and who signed for this side."""

    second: Workspace
    reference: str
    purposes: str
    signatory: str
    valid_from: date
    valid_until: date


def sign_agreement(new: NewAgreement, *, by: Actor, at: datetime) -> Agreement:
    """Propose ``new`` to the other room."""
    by.require(Right.SIGN_AGREEMENT)
    _check(new, by)
    with transaction.atomic():
        agreement = Agreement.objects.create(
            first_id=own_room(by),
            second=new.second,
            reference=new.reference,
            purposes=new.purposes,
            signatory=new.signatory,
            valid_from=new.valid_from,
            valid_until=new.valid_until,
            made_by=own_member(by),
            made_at=at,
        )
        write(Operation.SETTINGS, "disclosures.sign_agreement", by=by, kind="agreement", record=agreement.pk)
    return agreement


def _check(new: NewAgreement, by: Actor) -> None:
    if new.second.pk == by.workspace_id or new.second.kind not in WITH_PERSON_ROUTES:
        raise NotARoomForIt("second")
    for field in ("reference", "purposes", "signatory"):
        if not getattr(new, field).strip():
            raise Missing(field)
    refuse_identity_numbers(new.reference, new.purposes, new.signatory)
    if new.valid_until < new.valid_from:
        raise BadDays("valid_until")
