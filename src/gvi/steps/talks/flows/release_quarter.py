"""Release a closed quarter's counts to the joint space: a named decision with a secrecy test, once, in order.

What leaves is frozen: counts with the small ones hidden, the city's median time from incident to contact, and how long
ago groups' last incidents were, coarsely. No talk, no time of one, no group beside a talk (trust.md, T26 and T34).
"""

from datetime import date, datetime
from uuid import uuid4

from django.db import transaction
from django.utils.timezone import localdate

from gvi.steps.review.flows.secrecy_test import record_release, require_test
from gvi.steps.review.models import Release
from gvi.steps.talks.models import GroupBand, Quarter
from gvi.steps.talks.queries.quarter import bands_at, count_quarter, may_tell, next_to_release
from gvi.steps.talks.refusals import NotAClosedQuarter
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.people.flows.common import check_now
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_member, own_room
from gvi.trust.workspaces.rights import Right


def release_quarter(ends: date, test: str, *, by: Actor, at: datetime) -> Quarter:
    """Count the quarter that ended on ``ends`` and let everybody read what may be told of it."""
    by.require(Right.RELEASE_TALKS)
    require_test(test)
    with transaction.atomic():
        if ends != next_to_release(own_room(by), localdate(at)):
            raise NotAClosedQuarter
        told, number = may_tell(count_quarter(ends)), uuid4()
        record_release(Release.What.TALKS, number, test, by=by, at=at)
        made = Quarter.objects.create(
            id=number,
            owner_id=own_room(by),
            ends=ends,
            attempts=told.attempts,
            met=told.met,
            through_family=told.family,
            median_hours=told.median_hours,
            released_by=own_member(by),
            released_at=at,
        )
        bands = bands_at(ends)
        GroupBand.objects.bulk_create(
            GroupBand(quarter=made, group_id=group, band=band) for group, band in sorted(bands.items())
        )
        check_now()
        write(Operation.DISCLOSE, "talks.release_quarter", by=by, kind="quarter", record=made.pk)
    return made
