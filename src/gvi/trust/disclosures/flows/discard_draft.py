"""Throw a draft away: nothing was decided, so nothing is kept but the log."""

from datetime import datetime

from django.db import transaction

from gvi.trust.disclosures.flows.common import lock_draft
from gvi.trust.disclosures.models import Draft, DraftLine
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor


def discard_draft(draft: Draft, *, by: Actor, at: datetime) -> None:
    """Remove the draft and its lines."""
    with transaction.atomic():
        current = lock_draft(draft, by)
        write(Operation.ERASE, "disclosures.discard_draft", by=by, kind="draft", record=current.pk)
        remove_draft(current)


def remove_draft(draft: Draft) -> None:
    """Lines first: the database ties them to the draft and the room."""
    DraftLine.objects.filter(draft=draft).delete()
    draft.delete()
