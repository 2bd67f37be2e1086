"""Release which groups a call-in has reached: reached or not, group by group, with a secrecy test (domain.md, J; T34).

All groups on their own row at once, a week after the day at the earliest and thirty days after the last release, of
this call-in or another: what changes from one day to the next would tell what happened in between, and to whom. A group
is told of when it is known whether the message has come to it. Groups under *Övriga* stay there.
"""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from gvi.steps.callins.ageing import REACH_DAYS_AFTER, REACH_DAYS_APART
from gvi.steps.callins.models import CallIn, GroupReach
from gvi.steps.callins.queries.reach_after import GroupAfter, told_groups
from gvi.steps.callins.refusals_nominees import (
    AnswersMissing,
    NoGroupOnItsOwnRow,
    NotHeldYet,
    ReleasedLately,
)
from gvi.steps.callins.states import OVER
from gvi.steps.review.flows.secrecy_test import record_release, require_test
from gvi.steps.review.models import Release
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_member, own_room
from gvi.trust.workspaces.rights import Right


def release_reach(callin: CallIn, test: str, *, by: Actor, at: datetime) -> list[GroupReach]:
    """Let everybody read which groups have been reached; what was released before stays as it was told."""
    by.require(Right.RELEASE_REACH)
    require_test(test)
    with transaction.atomic():
        current = CallIn.objects.select_for_update(no_key=True).get(pk=callin.pk)
        _refuse(current, at)
        groups = told_groups(current, reader=by.member_id, day=localdate(at))
        _refuse_unknown(groups)
        record_release(Release.What.REACH, current.pk, test, by=by, at=at)
        made = GroupReach.objects.bulk_create(
            GroupReach(
                callin=current,
                group=one.group,
                reached=one.reached is True,
                by=own_member(by),
                room_id=own_room(by),
                at=at,
            )
            for one in groups
        )
        write(Operation.DISCLOSE, "callins.release_reach", by=by, kind="callin", record=current.pk)
    return made


def _refuse(callin: CallIn, at: datetime) -> None:
    if callin.state not in OVER or localdate(at) < first_day(callin):
        raise NotHeldYet
    lately = at - timedelta(days=REACH_DAYS_APART)
    if GroupReach.objects.filter(at__gt=lately).exists():
        raise ReleasedLately


def _refuse_unknown(groups: list[GroupAfter]) -> None:
    if not groups:
        raise NoGroupOnItsOwnRow
    if any(one.reached is None for one in groups):
        raise AnswersMissing


def first_day(callin: CallIn) -> date:
    """The first day on which the reach of ``callin`` may be released."""
    return callin.day + timedelta(days=REACH_DAYS_AFTER)
