"""Plan an audit session. One at a time is planned or goes on; the number counts the sessions of the room."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate

from gvi.steps.mapping.audit_refusals import AnotherAudit, AuditDayWrong
from gvi.steps.mapping.models import Audit
from gvi.steps.mapping.states import AuditState
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.models import Programme
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.signing import signed

FARTHEST = timedelta(days=366)
COMING = (AuditState.PLANNED, AuditState.RUNNING)


def plan_audit(planned_on: date, *, by: Actor, at: datetime) -> Audit:
    """Plan an audit for ``planned_on``: today or later, at most a year ahead."""
    by.require(Right.WRITE_MAPPING)
    if not localdate(at) <= planned_on <= localdate(at) + FARTHEST:
        raise AuditDayWrong
    with transaction.atomic():
        list(Programme.objects.select_for_update())  # one planner at a time: numbers follow on each other
        if Audit.objects.filter(state__in=COMING).exists():
            raise AnotherAudit
        latest = Audit.objects.aggregate(latest=Max("number"))["latest"] or 0
        audit = Audit.objects.create(number=latest + 1, planned_on=planned_on, **signed(by, at))
        write(Operation.COLLECT, "mapping.audit_plan", by=by, kind="audit", record=audit.pk)
    return audit
