"""Write who was at the audit, as functions and never as names, and the note of its minutes."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from gvi.steps.groups.flows.checks import refuse_persons
from gvi.steps.mapping.audit_refusals import FunctionsTooMany
from gvi.steps.mapping.flows.audit_checks import locked_audit
from gvi.steps.mapping.models import Audit
from gvi.steps.mapping.states import AuditState
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right

MOST, LONGEST = 20, 80


def note_audit(audit: Audit, functions: Sequence[str], note: str, *, by: Actor, at: datetime) -> Audit:
    """Replace functions and note of an audit that goes on."""
    by.require(Right.WRITE_MAPPING)
    told = list(dict.fromkeys(word.strip() for word in functions if word.strip()))
    refuse_persons("\n".join(told), "functions")
    refuse_persons(note, "note")
    if len(told) > MOST or any(len(word) > LONGEST for word in told):
        raise FunctionsTooMany
    with transaction.atomic():
        current = locked_audit(audit, AuditState.RUNNING)
        current.functions, current.note = told, note.strip()
        current.save(update_fields=["functions", "note"])
        write(Operation.CHANGE, "mapping.audit_note", by=by, kind="audit", record=audit.pk)
    return current
