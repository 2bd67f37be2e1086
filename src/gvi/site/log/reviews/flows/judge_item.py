"""Say what one thing in the month's review turned out to be: in order, explained, or a breach."""

from datetime import datetime

from django.db import transaction

from gvi.site.log.reviews.flows.words import checked
from gvi.site.log.reviews.refusals import NoteNeeded, OwnEvent, Signed
from gvi.trust.log.models import LogReviewItem, Operation, ReviewState, Verdict
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right


def judge_item(item: LogReviewItem, verdict: Verdict, note: str, *, by: Actor, at: datetime) -> LogReviewItem:
    """Keep the verdict on ``item``; until the review is signed it may be given again. ``by`` and ``at`` are kept."""
    by.require(Right.REVIEW_LOG)
    if item.review.state != ReviewState.OPEN:
        raise Signed
    if item.member_id == by.member_id:
        raise OwnEvent
    words = checked(note, field="note")
    if verdict is not Verdict.FINE and not words:
        raise NoteNeeded
    with transaction.atomic():
        item.verdict, item.note = verdict, words
        item.save(update_fields=["verdict", "note"])
        write(Operation.CHANGE, "log.judge_item", by=by, kind="log_review", record=item.review_id)
    return item
