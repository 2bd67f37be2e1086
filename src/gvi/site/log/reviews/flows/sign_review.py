"""Sign the month's review with its outcome. It is never changed again; the database holds that too."""

from datetime import datetime

from django.db import transaction

from gvi.site.log.reviews.flows.words import said
from gvi.site.log.reviews.refusals import BreachFound, NotJudged, OwnNotJudged, Signed
from gvi.trust.log.models import LogReview, Operation, Outcome, ReviewState, Verdict
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right

OWN_ONE = "1 post är granskarens egen och ska bedömas av någon annan."
OWN_MANY = "{own} poster är granskarens egna och ska bedömas av någon annan."
"""In Swedish, as all documents; the database looks for the last words (``sql/log_review.sql``)."""


def sign_review(review: LogReview, outcome: Outcome, words: str, *, by: Actor, at: datetime) -> LogReview:
    """Sign ``review``. What the signer did themselves is judged by somebody else: until then it is a remark."""
    by.require(Right.REVIEW_LOG)
    if review.state != ReviewState.OPEN:
        raise Signed
    unjudged = review.items.filter(verdict=Verdict.NONE)
    left, own = (
        unjudged.exclude(member_id=by.member_id).count(),
        unjudged.filter(member_id=by.member_id).count(),
    )
    if left:
        raise NotJudged(left)
    if own and outcome is Outcome.OK:
        raise OwnNotJudged
    if outcome is not Outcome.BREACH and review.items.filter(verdict=Verdict.BREACH).exists():
        raise BreachFound
    with transaction.atomic():
        review.state, review.outcome, review.words = ReviewState.SIGNED, outcome, _words(words, own)
        review.signed_by, review.signed_at = by.member_id, at
        review.save(update_fields=["state", "outcome", "words", "signed_by", "signed_at"])
        write(Operation.CHANGE, "log.sign_review", by=by, kind="log_review", record=review.pk)
    return review


def _words(words: str, own: int) -> str:
    """The signer's words, and how many of the items are their own."""
    rest = OWN_ONE if own == 1 else OWN_MANY.format(own=own)
    return f"{said(words)} {rest}" if own else said(words)
