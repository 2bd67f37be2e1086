"""What the flows of the joint plan share: the call-in held, in a state that allows it, and texts that tell nobody."""

from collections.abc import Collection
from datetime import datetime
from typing import TypedDict
from uuid import UUID

from django.utils.timezone import localdate

from gvi.steps.callins.models import CallIn, CheckItem
from gvi.steps.callins.refusals_plan import GroupNamed, WordsNeeded, WrongCallInState
from gvi.steps.callins.states import COMING
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.code_names import in_text
from gvi.trust.workspaces.free_text import refuse_identity_numbers
from gvi.trust.workspaces.inside import own_member, own_room


class Hand(TypedDict):
    """The fields every joint row of the call-in has."""

    by: UUID
    room_id: UUID
    at: datetime


def in_hand(by: Actor, at: datetime) -> Hand:
    """The signature of a joint row."""
    return Hand(by=own_member(by), room_id=own_room(by), at=at)


def locked_callin(pk: UUID, states: Collection[str] = COMING) -> CallIn:
    """The call-in as it is now, held until the transaction ends; raises ``WrongCallInState`` in any other state."""
    current = CallIn.objects.select_for_update().filter(pk=pk).first()
    if current is None or current.state not in states:
        raise WrongCallInState
    return current


def refuse_telling(by: Actor, *texts: str) -> None:
    """No joint text of a call-in holds an identity number (T31) or names a group (T34)."""
    refuse_identity_numbers(*texts)
    for name in in_text("\n".join(texts), by).exact:
        raise GroupNamed(name)


def refuse_empty(**texts: str) -> None:
    """Refuse an empty text at its field."""
    for field, text in texts.items():
        if not text.strip():
            raise WordsNeeded(field)


def ticked(callin: CallIn, key: str, by: Actor, at: datetime) -> None:
    """Tick the line of the checklist that a flow has just done, unless it was ticked before."""
    CheckItem.objects.filter(callin=callin, key=key, done_on__isnull=True).update(
        done_on=localdate(at), done_by=own_member(by)
    )
