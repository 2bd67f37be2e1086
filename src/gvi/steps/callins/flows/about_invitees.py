"""What the flows of summons share: the row as it is now, and what keeps a letter from going further."""

from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate

from gvi.steps.callins.models import CallIn, Invitee
from gvi.steps.callins.queries.named import is_called, may_be_acted_on
from gvi.steps.callins.refusals_invitees import (
    CallInIsOver,
    DayAhead,
    LetterOutdated,
    NamedNoMore,
    NoSuchInvitee,
    NoSuchSession,
)
from gvi.steps.callins.states import COMING
from gvi.steps.callins.supervising import letter_due
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor


def locked_invitee(pk: UUID) -> Invitee:
    """The row as it is now, held until the transaction ends; raises ``NoSuchInvitee``."""
    held = Invitee.objects.select_for_update(of=("self",)).select_related("callin", "letter")
    found = held.filter(pk=pk).first()
    if found is None:
        raise NoSuchInvitee
    return found


def check_may_go(invitee: Invitee, *, by: Actor) -> None:
    """Refuse to send anything further when the call-in is over, police's word has ended or the letter is of no use."""
    check_coming(invitee.callin)
    check_named(by, invitee)
    if not is_called(invitee.told_by, invitee.callin_id):
        raise NamedNoMore
    if invitee.letter and invitee.letter.kind != letter_due(invitee):
        raise LetterOutdated


def check_named(by: Actor, *invitees: Invitee) -> None:
    """Refuse every act about somebody when what police told has run out, was withdrawn or corrected."""
    if not may_be_acted_on(by, *(one.told_by for one in invitees)):
        raise NamedNoMore


def check_coming(callin: CallIn) -> None:
    """Refuse what is to be done before the day when it is over."""
    if callin.state not in COMING:
        raise CallInIsOver


def check_session(callin: CallIn, session: int) -> None:
    """Refuse a session that there is not."""
    if not 1 <= session <= callin.sessions:
        raise NoSuchSession


def check_past(day: date, at: datetime, field: str) -> None:
    """Refuse a day to come."""
    if day > localdate(at):
        raise DayAhead(field)


def keep(invitee: Invitee, verb: str, *fields: str, by: Actor) -> Invitee:
    """Save ``fields`` and write one event about the person; returns the row as the database has it."""
    invitee.save(update_fields=fields)
    write(Operation.CHANGE, verb, by=by, kind="person", record=invitee.person_id)
    return Invitee.objects.select_related("callin", "letter").get(pk=invitee.pk)
