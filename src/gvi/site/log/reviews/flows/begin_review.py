"""The month's review makes itself the first time a log reviewer opens it: a random sample, and what the rules found.

The database makes the seed, and draws the sample by it: nobody chooses what is looked at, and anyone may draw it again
(docs/how-to/review-the-log.md).
"""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from gvi.site.log.reviews.refusals import MonthNotOver
from gvi.trust.log.models import LogReview, LogReviewItem, Operation
from gvi.trust.log.review.month import Month
from gvi.trust.log.rules import Span, rules
from gvi.trust.log.rules.rule import SAMPLE
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_room
from gvi.trust.workspaces.rights import Right

DRAWN = """
    select e.id from gvi.log_sample(%s, %s, %s) s join log_event e on e.id = s.event_id order by e.at, e.id
"""
AT_A_TIME = 1_000


def begin_review(month: Month, *, by: Actor, at: datetime) -> LogReview:
    """The room's review of ``month``, made now if it is not there. Raises ``MonthNotOver``."""
    by.require(Right.REVIEW_LOG)
    if month.until > at:
        raise MonthNotOver
    with transaction.atomic():
        review, made = LogReview.objects.get_or_create(workspace_id=own_room(by), month=month.first)
        if made:
            review.refresh_from_db()
            items = list(_items(review, month))
            LogReviewItem.objects.bulk_create(items, batch_size=AT_A_TIME)
            write(
                Operation.COLLECT,
                "log.begin_review",
                by=by,
                kind="log_review",
                record=review.pk,
                count=max(1, len(items)),
            )
    return review


def _items(review: LogReview, month: Month) -> Iterator[LogReviewItem]:
    shared = {"workspace_id": review.workspace_id, "review": review}
    place = 0
    for event in _sample(review):
        place += 1
        yield LogReviewItem(**shared, position=place, event_id=event, rule=SAMPLE.code)
    span = Span(review.workspace_id, month.since, month.until)
    for rule in rules():
        for hit in sorted(rule.find(span), key=lambda hit: (hit.at, hit.event)):
            place += 1
            yield LogReviewItem(**shared, position=place, event_id=hit.event, rule=rule.code, count=hit.count)


def _sample(review: LogReview) -> list[UUID]:
    with connection.cursor() as cursor:
        cursor.execute(DRAWN, [review.workspace_id, review.month, review.seed])
        return [event for (event,) in cursor.fetchall()]
