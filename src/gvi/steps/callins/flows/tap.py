"""Attendance by a tap at the door. Each tap has an id of its own, made where it was tapped.

A tap that is sent again changes nothing, two people may tap at once, and the last tap counts; another tap undoes it.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from gvi.steps.callins.flows.about_invitees import check_named, locked_invitee
from gvi.steps.callins.models import Attendance, Invitee
from gvi.steps.callins.refusals_invitees import NotTheDay, TapOfAnother, WrongMoment
from gvi.steps.callins.states import TAKEN, CallInState, InviteeState
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.signing import signed

CLOSED = (InviteeState.DRAFTED, InviteeState.FOLLOWED_UP)


@dataclass(frozen=True)
class Tap:
    """``id`` was made where it was tapped; ``mark`` is one of ``TAKEN``."""

    id: UUID
    invitee: UUID
    mark: InviteeState


def tap(new: Tap, *, by: Actor, at: datetime) -> Invitee:
    """Keep the tap, once however often it is sent; returns the row with what the last tap says."""
    by.require(Right.WRITE_INVITEES)
    if new.mark not in TAKEN:
        raise WrongMoment
    with transaction.atomic():
        current = locked_invitee(new.invitee)
        if Attendance.objects.filter(pk=new.id, invitee=current).exists():
            return current
        _check_open(current, at)
        check_named(by, current)
        _add(new, current, by, at)
        last = Attendance.objects.filter(invitee=current).order_by("-at", "-id").first()
        if last and last.mark != current.state:
            current.state = last.mark
            current.save(update_fields=["state"])
        write(Operation.CHANGE, "callins.tap", by=by, kind="person", record=current.person_id)
    return current


def _check_open(invitee: Invitee, at: datetime) -> None:
    callin = invitee.callin
    if callin.day > localdate(at) or callin.state == CallInState.CANCELLED:
        raise NotTheDay
    if invitee.state in CLOSED:
        raise WrongMoment


def _add(new: Tap, invitee: Invitee, by: Actor, at: datetime) -> None:
    try:
        with transaction.atomic():
            Attendance.objects.create(
                id=new.id, **signed(by, at), invitee=invitee, person_id=invitee.person_id, mark=new.mark
            )
    except IntegrityError as error:  # the id is that of another's tap
        raise TapOfAnother from error
