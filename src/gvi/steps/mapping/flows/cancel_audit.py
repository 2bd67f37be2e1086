"""Cancel a planned audit session: it never happened, and its number is not used again."""

from datetime import datetime

from django.db import transaction

from gvi.steps.groups.flows.checks import given
from gvi.steps.mapping.flows.audit_checks import locked_audit
from gvi.steps.mapping.models import Audit
from gvi.steps.mapping.states import AuditState
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right


def cancel_audit(audit: Audit, reason: str, *, by: Actor, at: datetime) -> Audit:
    """Move a planned audit to *cancelled*; the reason is its note."""
    by.require(Right.WRITE_MAPPING)
    note = given(reason)
    with transaction.atomic():
        current = locked_audit(audit, AuditState.PLANNED)
        current.state, current.note = AuditState.CANCELLED, note
        current.save(update_fields=["state", "note"])
        write(Operation.CHANGE, "mapping.audit_cancel", by=by, kind="audit", record=audit.pk)
    return current
