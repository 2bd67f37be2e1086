"""What the flows of nominees share: the call-in held while its list changes, and the nominee as it is now."""

from datetime import date
from uuid import UUID

from gvi.steps.callins.models import CallIn, ListLock, Nominee
from gvi.steps.callins.queries.apart import ROOT, pairs_among
from gvi.steps.callins.queries.fitting import who_may_be_called
from gvi.steps.callins.refusals_nominees import (
    CallInOver,
    ListIsLocked,
    NoSuchNominee,
    NotPartOfIt,
    PairTogether,
)
from gvi.steps.callins.states import COMING, NomineeState


def hold_coming(callin: UUID) -> CallIn:
    """The call-in as it is now, its list held until the transaction ends; refuses one that is over."""
    current = CallIn.objects.select_for_update(no_key=True).get(pk=callin)
    if current.state not in COMING:
        raise CallInOver
    return current


def is_locked(callin: UUID) -> bool:
    """Whether the list is locked."""
    return ListLock.objects.filter(callin=callin).exists()


def refuse_locked(callin: UUID) -> None:
    """Raise ``ListIsLocked`` when it is."""
    if is_locked(callin):
        raise ListIsLocked


def held_nominee(pk: UUID) -> Nominee:
    """The nominee as it is now, and its call-in held; refuses one that is over or not there."""
    found = Nominee.objects.filter(pk=pk).first()
    if found is None:
        raise NoSuchNominee
    hold_coming(found.callin_id)
    return Nominee.objects.select_for_update().get(pk=pk)


def refuse_together(callin: UUID, day: date, moved: Nominee | None = None) -> None:
    """Raise ``PairTogether`` when two approved who must not meet, ``moved`` with them, are called to one session."""
    approved = Nominee.objects.filter(callin=callin, state=NomineeState.APPROVED)
    session = dict(approved.values_list(ROOT, "session"))
    if moved is not None and moved.state == NomineeState.APPROVED:
        session[moved.person.merged_into_id or moved.person_id] = moved.session
    if any(session.get(one) == session.get(other) for one, other in pairs_among(session, day)):
        raise PairTogether


def refuse_not_part(person: UUID, room: UUID) -> None:
    """Raise ``NotPartOfIt`` for whoever is not called (T11)."""
    if person not in who_may_be_called([person], room):
        raise NotPartOfIt
