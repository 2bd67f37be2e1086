"""When each group last had a part in an incident, as the latest judgement of each has it (W)."""

from datetime import datetime
from uuid import UUID

from django.db import connection

LAST = """
    with latest as (
        select distinct on (j.incident_id) j.id, i.occurred_at
        from incidents_incident i join review_judgement j on j.incident_id = i.id
        where i.occurred_at >= %s and i.occurred_at <= %s and i.state <> 'unfounded'
        order by j.incident_id, j.version desc
    )
    select s.group_id, max(l.occurred_at) from latest l join review_judgementside s on s.judgement_id = l.id
    group by s.group_id
"""


def last_incidents(since: datetime, until: datetime) -> dict[UUID, datetime]:
    """The last incident between ``since`` and ``until`` of each group with any, on either side. One query.

    Unfounded incidents count nowhere. Whoever may read no judgement gets nothing, by row security.
    """
    with connection.cursor() as cursor:
        cursor.execute(LAST, [since, until])
        return dict(cursor.fetchall())
