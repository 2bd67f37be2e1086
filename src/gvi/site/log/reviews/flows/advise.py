"""The data protection officer's advice on a signed review (GDPR art. 39; brottsdatalagen 3 kap. 14 §)."""

from datetime import datetime

from django.db import transaction

from gvi.site.log.reviews.flows.words import said
from gvi.site.log.reviews.refusals import NotSigned
from gvi.trust.log.models import LogReview, LogReviewAdvice, Operation, ReviewState
from gvi.trust.log.write import write
from gvi.trust.refusals import NotAllowed
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.roles import Role


def may_advise(actor: Actor) -> bool:
    """Whether ``actor`` is the room's data protection officer, or their deputy."""
    return Role.DATA_PROTECTION_OFFICER in {*actor.roles, *actor.deputy_roles}


def advise(review: LogReview, words: str, *, by: Actor, at: datetime) -> LogReviewAdvice:
    """Add ``words`` to the review; the database says who and when."""
    by.require(Right.READ_LOG_OUTCOMES)
    if not may_advise(by):
        raise NotAllowed("")
    if review.state != ReviewState.SIGNED:
        raise NotSigned
    with transaction.atomic():
        made = LogReviewAdvice.objects.create(
            workspace_id=review.workspace_id, review=review, words=said(words)
        )
        write(Operation.COLLECT, "log.advise", by=by, kind="log_review", record=review.pk)
    return made
