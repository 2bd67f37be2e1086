"""Which months a room's log is reviewed for, and which of them nobody has signed in time (trust.md, T21)."""

from datetime import datetime

from django.db import connection

from gvi.trust.log.review.month import Month, swedish_day
from gvi.trust.log.write import Who

MONTHS = "select m from gvi.log_months(%s, %s) m order by m desc"
MISSED = "select m from gvi.own_missed_log_months(%s) m order by m"


def months(who: Who, at: datetime) -> list[Month]:
    """The ended months in which somebody acted in the room of ``who``, latest first. One query."""
    with connection.cursor() as cursor:
        cursor.execute(MONTHS, [who.workspace_id, swedish_day(at)])
        return [Month(day) for (day,) in cursor.fetchall()]


def missed_reviews(who: Who, at: datetime) -> list[Month]:
    """The months whose review is missed at ``at``, oldest first; one query.

    The database answers whoever it concerns (log reviewer, data protection officer, and the room's coordinator,
    contact person or evaluator), about the room that is open; everybody else gets an empty list.
    """
    if who.workspace_id is None:
        return []
    with connection.cursor() as cursor:
        cursor.execute(MISSED, [swedish_day(at)])
        return [Month(day) for (day,) in cursor.fetchall()]
