"""Answer a question that the data asked at an audit: yes, no, or unknown and followed up, with a comment.

The answer changes no membership and no group: whoever wants that to follow proposes it where it belongs.
"""

from datetime import datetime

from django.db import transaction

from gvi.steps.groups.flows.checks import refuse_persons
from gvi.steps.mapping.flows.audit_checks import locked_audit
from gvi.steps.mapping.models import Answer, AuditQuestion
from gvi.steps.mapping.states import AuditState
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right


def answer_question(
    question: AuditQuestion, answer: Answer, words: str = "", *, by: Actor, at: datetime
) -> AuditQuestion:
    """Write what those round the table said; may be changed until the minutes are approved."""
    by.require(Right.WRITE_MAPPING)
    refuse_persons(words, "words")
    with transaction.atomic():
        locked_audit(question.audit, AuditState.RUNNING)
        current = AuditQuestion.objects.select_for_update().get(pk=question.pk)
        current.answer, current.words = answer, words.strip()
        current.save(update_fields=["answer", "words"])
        write(Operation.CHANGE, "mapping.audit_answer", by=by, kind="audit", record=question.audit_id)
    return current
