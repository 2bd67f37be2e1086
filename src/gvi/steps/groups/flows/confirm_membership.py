"""Confirm a proposed membership: another member than who proposed it stands behind it (domain.md, "Groups")."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from gvi.steps.groups.flows.about_persons import locked_row, person_to_write
from gvi.steps.groups.flows.checks import refuse_ended
from gvi.steps.groups.models import Membership
from gvi.steps.groups.refused_persons import HasLapsed, NotProposed, OwnProposal
from gvi.steps.groups.states import MembershipState
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_member
from gvi.trust.workspaces.rights import Right


def confirm_membership(membership: Membership, *, by: Actor, at: datetime) -> Membership:
    """Let the membership count until its review; refuses one's own proposal and one that nobody looked at in time."""
    by.require(Right.CONFIRM_MEMBERSHIPS)
    with transaction.atomic():
        current = locked_row(Membership, membership.pk)
        if current.state != MembershipState.PROPOSED:
            raise NotProposed
        if current.by == own_member(by):
            raise OwnProposal
        if current.reads_as(localdate(at)) is MembershipState.LAPSED:
            raise HasLapsed
        refuse_ended(current.group)
        person = person_to_write(current.person_id, at=at)
        current.state, current.confirmed_by, current.confirmed_at = (
            MembershipState.CONFIRMED,
            by.member_id,
            at,
        )
        current.save(update_fields=["state", "confirmed_by", "confirmed_at"])
        write(Operation.CHANGE, "groups.confirm_membership", by=by, kind="person", record=person.pk)
    return Membership.objects.get(pk=current.pk)
