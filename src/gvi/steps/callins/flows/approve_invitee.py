"""Approve a summons or an invitation: another than who took the person in, with the approved words of its kind."""

from datetime import datetime

from django.db import transaction

from gvi.steps.callins.flows.about_invitees import check_may_go, keep, locked_invitee
from gvi.steps.callins.models import Invitee
from gvi.steps.callins.queries.letters import letter_in_use
from gvi.steps.callins.refusals_invitees import NoLetter, OwnDraft, WrongMoment
from gvi.steps.callins.states import INVITEE_MOVES, InviteeState
from gvi.steps.callins.supervising import letter_due
from gvi.steps.callins.words import Service
from gvi.steps.groups.flows.about_persons import person_to_write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_member
from gvi.trust.workspaces.rights import Right


def approve_invitee(invitee: Invitee, *, by: Actor, at: datetime) -> Invitee:
    """Let the letter go out in the words that are approved now; refuses what one has drafted oneself."""
    by.require(Right.APPROVE_SUMMONS)
    with transaction.atomic():
        current = locked_invitee(invitee.pk)
        if current.state != InviteeState.DRAFTED:
            raise WrongMoment
        if current.by == own_member(by):
            raise OwnDraft
        check_may_go(current, by=by)
        person_to_write(current.person_id, at=at)
        letter = letter_in_use(letter_due(current))
        if letter is None:
            raise NoLetter
        current.state, current.letter = InviteeState.APPROVED, letter
        current.approved_by, current.approved_at = own_member(by), at
        fields = ("state", "letter", "approved_by", "approved_at")
        return keep(current, "callins.approve_invitee", *fields, by=by)


def draft_anew(invitee: Invitee, *, by: Actor, at: datetime) -> Invitee:
    """Begin again: the day has moved, or something was wrong. Approval, letter and service are gone."""
    by.require(Right.WRITE_INVITEES)
    with transaction.atomic():
        current = locked_invitee(invitee.pk)
        if (current.state, InviteeState.DRAFTED) not in INVITEE_MOVES:
            raise WrongMoment
        current.state, current.letter = InviteeState.DRAFTED, None
        current.approved_by = current.approved_at = current.served_on = None
        current.service, current.receipt = Service.NONE, False
        fields = ("state", "letter", "approved_by", "approved_at", "service", "served_on", "receipt")
        return keep(current, "callins.draft_anew", *fields, by=by)
