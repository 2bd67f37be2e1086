"""The monthly review of the log in the invented rooms: every month signed, but for one that the police missed."""

from datetime import UTC, date, datetime, time

from django.db import connection

from gvi.cli.demo.moments import Story
from gvi.cli.demo.rooms import DemoCast
from gvi.site.log.reviews.flows.begin_review import begin_review
from gvi.site.log.reviews.flows.sign_review import sign_review
from gvi.trust.log.models import LogReviewItem, Outcome, Verdict
from gvi.trust.log.review.month import Month
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Workspace
from gvi.trust.workspaces.roles import Role
from gvi.trust.workspaces.rooms import as_workspace

FIRST = "select min(m) from gvi.log_months(%s, %s) m"
WORDS = "Stickprovet är genomgånget. Läsningarna hör till uppgifter i mötet eller till en granskning."
MISSED = 2  # the month before the last one


def load_reviews(rooms: dict[str, Workspace], cast: DemoCast, story: Story) -> None:
    """Review and sign in every room, as if on the sixth of the month after."""
    for room in rooms.values():
        months = _months(room, cast)
        left = months[-MISSED] if room.kind == Kind.POLICE and len(months) >= MISSED else None
        for month in months:
            if month != left:
                _review(room, month, cast, story)


def _months(room: Workspace, cast: DemoCast) -> list[date]:
    """Every month from the first in which somebody acted: to review one is to act in the next."""
    reviewer = cast.here(room.name, Role.LOG_REVIEWER)
    with as_workspace(reviewer), connection.cursor() as cursor:
        cursor.execute(FIRST, [room.pk, cast.today])
        (month,) = cursor.fetchone()
    found = []
    while month and Month(month).after <= cast.today:
        found.append(month)
        month = Month(month).after
    return found


def _review(room: Workspace, month: date, cast: DemoCast, story: Story) -> None:
    reviewer = cast.here(room.name, Role.LOG_REVIEWER)
    day = Month(month).after.replace(day=6)
    with story.act(reviewer, datetime.combine(day, time(8, 30), tzinfo=UTC)) as now:
        review = begin_review(Month(month), by=reviewer, at=now)
        open_items = LogReviewItem.objects.filter(review=review).exclude(member_id=reviewer.member_id)
        open_items.update(verdict=Verdict.FINE)
        review.refresh_from_db()
        own = review.items.filter(verdict=Verdict.NONE).exists()
        outcome = Outcome.REMARKS if own else Outcome.OK
        sign_review(review, outcome, WORDS, by=reviewer, at=now)
