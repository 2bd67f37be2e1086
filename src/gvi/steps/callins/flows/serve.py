"""What came of a letter: served in some way on some day, not found, confirmed (domain.md, "Call-in")."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from gvi.steps.callins.flows.about_invitees import check_may_go, check_named, check_past, keep, locked_invitee
from gvi.steps.callins.models import Invitee
from gvi.steps.callins.refusals_invitees import WrongMoment
from gvi.steps.callins.states import INVITEE_MOVES, InviteeState
from gvi.steps.callins.words import Service
from gvi.trust.people.refusals import Missing
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right


@dataclass(frozen=True)
class Served:
    """How and when the letter reached its receiver, and whether there is a receipt."""

    service: Service
    on: date
    receipt: bool = False


def serve(invitee: Invitee, how: Served, *, by: Actor, at: datetime) -> Invitee:
    """The letter has reached its receiver; not when what police told has ended."""
    by.require(Right.WRITE_INVITEES)
    if how.service == Service.NONE:
        raise Missing("service")
    check_past(how.on, at, "on")
    with transaction.atomic():
        current = _moving(invitee, InviteeState.SERVED)
        check_may_go(current, by=by)
        current.service, current.served_on, current.receipt = how.service, how.on, how.receipt
        fields = ("state", "service", "served_on", "receipt")
        return keep(current, "callins.serve", *fields, by=by)


def not_found(invitee: Invitee, *, by: Actor, at: datetime) -> Invitee:
    """Whoever carried the letter did not find its receiver."""
    by.require(Right.WRITE_INVITEES)
    with transaction.atomic():
        current = _moving(invitee, InviteeState.NOT_FOUND)
        check_may_go(current, by=by)
        return keep(current, "callins.not_found", "state", by=by)


def confirm(invitee: Invitee, *, by: Actor, at: datetime) -> Invitee:
    """The receiver has said that they will come."""
    by.require(Right.WRITE_INVITEES)
    with transaction.atomic():
        current = _moving(invitee, InviteeState.CONFIRMED)
        check_named(by, current)
        return keep(current, "callins.confirm", "state", by=by)


def _moving(invitee: Invitee, to: InviteeState) -> Invitee:
    """The row under lock, on its way to ``to``."""
    current = locked_invitee(invitee.pk)
    if (current.state, to) not in INVITEE_MOVES:
        raise WrongMoment
    current.state = to
    return current
