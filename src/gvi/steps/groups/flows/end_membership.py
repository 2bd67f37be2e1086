"""End a membership for one of the fixed reasons, and tell whoever has received it (T13).

None of the reasons names support and there is no room for other words (T17). What is in the person's favour never
waits: it may be done also when the person's review is overdue, or the membership has lapsed.
"""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from gvi.steps.groups.flows.about_persons import locked_row
from gvi.steps.groups.models import Membership
from gvi.steps.groups.refused_persons import HasEnded, WrongReason
from gvi.steps.groups.states import MembershipState
from gvi.steps.groups.words import MembershipEnd
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.people.corrections import Correction, correct
from gvi.trust.people.flows.common import check_now
from gvi.trust.refusals import NotAllowed
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right

ANY = frozenset({MembershipEnd.WRONG, MembershipEnd.DECEASED, MembershipEnd.GROUP_ENDED})
OF_A_PROPOSAL = ANY | {MembershipEnd.NOT_CONFIRMED}
OF_A_MEMBER = ANY | {MembershipEnd.LEFT, MembershipEnd.MOVED}


def reasons_for(membership: Membership) -> frozenset[MembershipEnd]:
    """The reasons that fit: a proposal is not confirmed, a member leaves."""
    return OF_A_PROPOSAL if membership.confirmed_at is None else OF_A_MEMBER


def end_membership(membership: Membership, reason: MembershipEnd, *, by: Actor, at: datetime) -> int:
    """End the membership today; return how many open disclosures told of it and are corrected.

    The receivers read that the person is no longer judged to belong to the group, and never why.
    """
    _require(membership, by)
    with transaction.atomic():
        current = locked_row(Membership, membership.pk)
        if current.state == MembershipState.REMOVED:
            raise HasEnded
        if reason not in reasons_for(current):
            raise WrongReason
        told = close_membership(current, reason, localdate(at), by=by, at=at)
        write(Operation.CHANGE, "groups.end_membership", by=by, kind="person", record=current.person_id)
    return told


def close_membership(
    membership: Membership, reason: MembershipEnd, day: date, *, by: Actor, at: datetime
) -> int:
    """Write the end down and correct what was told of it; for flows that have the row and may end it."""
    membership.state, membership.end_reason = MembershipState.REMOVED, reason
    membership.ended_on, membership.ended_by = day, by.member_id
    membership.save(update_fields=["state", "end_reason", "ended_on", "ended_by"])
    ended = Correction.MEMBERSHIP_ENDED
    told = correct(membership.person_id, ended, "", by=by, at=at, record=membership.pk)
    check_now()
    return told


def _require(membership: Membership, by: Actor) -> None:
    """Whoever may confirm may also say no to a proposal."""
    if membership.state == MembershipState.PROPOSED and by.may(Right.CONFIRM_MEMBERSHIPS):
        return
    if not by.may(Right.WRITE_MEMBERSHIPS):
        raise NotAllowed("")
