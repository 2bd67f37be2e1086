"""Open the audit: from now on groups are written in it, and the data ask their questions (domain.md, "Groups").

The day of an audit is the day on which it was held. Questions hold groups and a count, never a person; to put ties
together is one of the log's six operations, *combine*.
"""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from gvi.steps.mapping.flows.audit_checks import locked_audit
from gvi.steps.mapping.models import Audit, AuditQuestion
from gvi.steps.mapping.queries.audit_questions import asked_by_data
from gvi.steps.mapping.states import AuditState
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_member
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.signing import signed


def open_audit(audit: Audit, *, by: Actor, at: datetime) -> Audit:
    """Move a planned audit to *running*; whoever opens it does not approve it."""
    by.require(Right.WRITE_MAPPING)
    by.require(Right.READ_MEMBERSHIPS)
    by.require(Right.READ_PERSONS)
    with transaction.atomic():
        current = locked_audit(audit, AuditState.PLANNED)
        current.state, current.planned_on = AuditState.RUNNING, localdate(at)
        current.opened_at, current.opened_by = at, own_member(by)
        current.save(update_fields=["state", "planned_on", "opened_at", "opened_by"])
        _ask(current, by, at)
        write(Operation.CHANGE, "mapping.audit_open", by=by, kind="audit", record=audit.pk)
    return current


def _ask(audit: Audit, by: Actor, at: datetime) -> None:
    """Store what the data ask; what reads alike is one question."""
    found = asked_by_data(localdate(at))
    alike = {(one.kind, one.groups, len(one.persons)) for one in found}
    AuditQuestion.objects.bulk_create(
        AuditQuestion(audit=audit, kind=kind, groups=list(groups), persons=persons, **signed(by, at))
        for kind, groups, persons in sorted(alike)
    )
    write(Operation.COMBINE, "mapping.audit_ask", by=by, kind="audit", record=audit.pk, count=len(found) or 1)
