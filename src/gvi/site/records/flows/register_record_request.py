"""Register what somebody asks to see. Who asks, and why, is not asked (tryckfrihetsförordningen 2 kap. 18 §)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from gvi.site.records.refusals import Missing, ReferenceTaken, WrongDays
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.free_text import refuse_identity_numbers
from gvi.trust.workspaces.inside import own_member, own_room
from gvi.trust.workspaces.models import RecordRequest
from gvi.trust.workspaces.rights import Right


@dataclass(frozen=True)
class NewRequest:
    """A request as it came in: the own registry number, the words, and the days that the documents are from."""

    reference: str
    received_on: date
    wording: str
    since: date
    until: date


def register_record_request(new: NewRequest, *, by: Actor, at: datetime) -> RecordRequest:
    """Register ``new``; everybody in the joint space may see it."""
    by.require(Right.HANDLE_RECORD_REQUEST)
    _check(new, timezone.localdate(at))
    with transaction.atomic():
        made = _add(new, by, at)
        write(Operation.COLLECT, "records.register", by=by, kind="record_request", record=made.pk)
    return made


def _check(new: NewRequest, today: date) -> None:
    for field in ("reference", "wording"):
        if not getattr(new, field).strip():
            raise Missing(field)
    if new.received_on > today:
        raise WrongDays("received_on")
    if new.until < new.since:
        raise WrongDays("until")
    refuse_identity_numbers(new.reference, new.wording)


def _add(new: NewRequest, by: Actor, at: datetime) -> RecordRequest:
    try:
        with transaction.atomic():
            return RecordRequest.objects.create(
                reference=new.reference.strip(),
                received_on=new.received_on,
                wording=new.wording.strip(),
                since=new.since,
                until=new.until,
                receiver_id=own_room(by),
                made_by=own_member(by),
                made_at=at,
            )
    except IntegrityError as error:
        raise ReferenceTaken from error
