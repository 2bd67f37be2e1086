"""Approve the audit: by another than who opened it. The minutes make themselves and lock it (domain.md, "Groups")."""

from datetime import datetime

from django.db import transaction

from gvi.steps.mapping.audit_refusals import NobodyThere, NothingDecided, OwnAudit
from gvi.steps.mapping.documents.audits import minutes_pdf
from gvi.steps.mapping.flows.audit_checks import locked_audit
from gvi.steps.mapping.models import Audit, AuditGroup
from gvi.steps.mapping.queries.audit_minutes import audit_minutes
from gvi.steps.mapping.states import AuditState
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_member
from gvi.trust.workspaces.rights import Right


def approve_audit(audit: Audit, *, by: Actor, at: datetime) -> Audit:
    """Move a running audit to *approved* with its minutes; nothing in it changes after that."""
    by.require(Right.APPROVE_AUDIT)
    with transaction.atomic():
        current = locked_audit(audit, AuditState.RUNNING)
        _check(current, by)
        current.state, current.approved_at, current.approved_by = AuditState.APPROVED, at, own_member(by)
        current.minutes = minutes_pdf(audit_minutes(current))
        current.save(update_fields=["state", "approved_at", "approved_by", "minutes"])
        write(Operation.CHANGE, "mapping.audit_approve", by=by, kind="audit", record=audit.pk)
    return current


def _check(audit: Audit, by: Actor) -> None:
    if audit.opened_by == own_member(by):
        raise OwnAudit
    if not AuditGroup.objects.filter(audit=audit).exists():
        raise NothingDecided
    if not audit.functions:
        raise NobodyThere
