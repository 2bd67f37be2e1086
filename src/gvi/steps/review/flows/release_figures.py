"""Release group-related counts as of a month end at least 30 days old: a named decision with a secrecy test.

Counted: confirmed incidents of the twelve months that ended that day, by the police's latest judgement. Frozen:
what was released is never changed, and a month is released once.
"""

from calendar import monthrange
from datetime import date, datetime, timedelta

from django.db import transaction

from gvi.steps.review.flows.secrecy_test import record_release, require_test
from gvi.steps.review.models import MonthFigures, Release
from gvi.steps.review.queries.figures import count_judged, year_before
from gvi.steps.review.refusals import MonthReleased, MonthTooYoung, NotAMonthEnd
from gvi.steps.review.rhythm import STOCKHOLM
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.signing import signed

LEAST_AGE = timedelta(days=30)


def release_figures(month_end: date, test: str, *, by: Actor, at: datetime) -> MonthFigures:
    """Count and release; raises a refusal for a day that is no month end, too young, or already released."""
    by.require(Right.RELEASE)
    require_test(test)
    if month_end.day != monthrange(month_end.year, month_end.month)[1]:
        raise NotAMonthEnd
    if month_end + LEAST_AGE > at.astimezone(STOCKHOLM).date():
        raise MonthTooYoung(month_end + LEAST_AGE)
    with transaction.atomic():
        if MonthFigures.objects.filter(month_end=month_end).exists():
            raise MonthReleased
        counts = count_judged(*year_before(month_end))
        figures = MonthFigures.objects.create(
            month_end=month_end,
            known=counts.known,
            suspected=counts.suspected,
            total=counts.total,
            released_at=at,
            released_by=signed(by, at)["by"],
        )
        record_release(Release.What.FIGURES, figures.pk, test, by=by, at=at)
        write(Operation.DISCLOSE, "review.release_figures", by=by, kind="figures", record=figures.id)
    return figures
