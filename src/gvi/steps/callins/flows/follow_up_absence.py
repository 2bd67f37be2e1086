"""Close the matter of one who was called: what was done about an absence, or that nothing more was needed."""

from datetime import date, datetime

from django.db import transaction

from gvi.steps.callins.flows.about_invitees import check_past, keep, locked_invitee
from gvi.steps.callins.models import Invitee
from gvi.steps.callins.refusals_invitees import WrongMoment
from gvi.steps.callins.states import TAKEN, InviteeState
from gvi.steps.groups.flows.about_persons import written
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right


def follow_up_absence(invitee: Invitee, words: str, on: date, *, by: Actor, at: datetime) -> Invitee:
    """Say in words what came of it and on which day; it stands from then on."""
    by.require(Right.WRITE_INVITEES)
    said = written(words, "words")
    check_past(on, at, "on")
    with transaction.atomic():
        current = locked_invitee(invitee.pk)
        if current.state not in TAKEN:
            raise WrongMoment
        current.state, current.follow_up, current.followed_up_on = InviteeState.FOLLOWED_UP, said, on
        return keep(current, "callins.follow_up", "state", "follow_up", "followed_up_on", by=by)
