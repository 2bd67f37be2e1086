"""Sign the month's review with its outcome. It is never changed again; the database holds that too."""

from datetime import datetime

from django.db import transaction

from gvi.site.log.reviews.flows.words import said
from gvi.site.log.reviews.refusals import BreachFound, NotJudged, Signed
from gvi.trust.log.models import LogReview, Operation, Outcome, ReviewState, Verdict
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right


def sign_review(review: LogReview, outcome: Outcome, words: str, *, by: Actor, at: datetime) -> LogReview:
    """Sign ``review``. What the signer did themselves need not be judged: it is shown as not judged."""
    by.require(Right.REVIEW_LOG)
    if review.state != ReviewState.OPEN:
        raise Signed
    left = review.items.filter(verdict=Verdict.NONE).exclude(member_id=by.member_id).count()
    if left:
        raise NotJudged(left)
    if outcome is not Outcome.BREACH and review.items.filter(verdict=Verdict.BREACH).exists():
        raise BreachFound
    with transaction.atomic():
        review.state, review.outcome, review.words = ReviewState.SIGNED, outcome, said(words)
        review.signed_by, review.signed_at = by.member_id, at
        review.save(update_fields=["state", "outcome", "words", "signed_by", "signed_at"])
        write(Operation.CHANGE, "log.sign_review", by=by, kind="log_review", record=review.pk)
    return review
