"""When a task may be due: ahead, and within five years, since a later year is a slip of the keyboard."""

from datetime import datetime, timedelta

from gvi.steps.review.refusals import NotAhead, TooFarAhead

FARTHEST = timedelta(days=5 * 366)


def check_due(due: datetime, at: datetime) -> None:
    """Refuse a due time that has been, or that lies more than five years ahead."""
    if due <= at:
        raise NotAhead
    if due > at + FARTHEST:
        raise TooFarAhead
