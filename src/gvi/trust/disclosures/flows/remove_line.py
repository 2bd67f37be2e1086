"""Take a person out of a draft."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gvi.trust.disclosures.flows.common import lock_draft
from gvi.trust.disclosures.models import Draft, DraftLine
from gvi.trust.disclosures.refusals import NoSuchDraft
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor


def remove_line(draft: Draft, line: UUID, *, by: Actor, at: datetime) -> Draft:
    """Remove one line with all that was written in it."""
    with transaction.atomic():
        current = lock_draft(draft, by)
        gone, _tables = DraftLine.objects.filter(draft=current, pk=line).delete()
        if not gone:
            raise NoSuchDraft
        write(Operation.CHANGE, "disclosures.remove_line", by=by, kind="draft", record=current.pk)
    return current
