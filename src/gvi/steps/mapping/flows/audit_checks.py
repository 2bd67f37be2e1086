"""What the flows of an audit share: the audit as it is now, held until the transaction ends, in the state expected."""

from gvi.steps.mapping.audit_refusals import WrongAuditState
from gvi.steps.mapping.models import Audit
from gvi.steps.mapping.states import AuditState


def locked_audit(audit: Audit, state: AuditState) -> Audit:
    """``audit`` in ``state``; raises ``WrongAuditState`` when it is in another, as an approved one always is."""
    current = Audit.objects.select_for_update().defer("minutes").get(pk=audit.pk)
    if current.state != state:
        raise WrongAuditState
    return current
