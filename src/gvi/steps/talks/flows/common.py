"""What the flows of talks share: the talk as it is now, held; its person; the questions for who is under eighteen."""

from datetime import date, datetime
from uuid import UUID

from django.db import connection

from gvi.steps.groups.flows.about_persons import person_to_write
from gvi.steps.talks.models import Talk
from gvi.steps.talks.refusals import (
    ConcernNeeded,
    GuardiansNeeded,
    NoPartAnyMore,
    NoSuchTalk,
    ReferenceNeeded,
    WrongState,
)
from gvi.steps.talks.states import TALK_MOVES, TalkState
from gvi.steps.talks.words import Concern, TalkKind
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.people.models import Person
from gvi.trust.workspaces.actor import Actor


def locked_talk(pk: UUID) -> Talk:
    """The talk as it is now, held; raises ``NoSuchTalk``."""
    talk = Talk.objects.select_for_update().filter(pk=pk).first()
    if talk is None:
        raise NoSuchTalk
    return talk


def living_person(talk: Talk, at: datetime) -> Person:
    """The talk's person, held; refuses who is gone, overdue, or waits for a second approver (T14)."""
    return person_to_write(talk.person_id, at=at)


def person_to_meet(talk: Talk, at: datetime) -> Person:
    """The living person; of a message one whom it may go to on the day of this step too (T11)."""
    person = living_person(talk, at)
    if is_past_message(talk):
        raise NoPartAnyMore
    return person


def is_past_message(talk: Talk) -> bool:
    """Whether the talk would carry the message to somebody it may not, or may no longer, go to (T11)."""
    return talk.kind == TalkKind.MESSAGE and not may_be_called(talk.workspace_id, talk.person_id)


def refuse_move(talk: Talk, state: TalkState) -> None:
    """Raise ``WrongState`` unless the talk may go to ``state``."""
    if (TalkState(talk.state), state) not in TALK_MOVES:
        raise WrongState


def keep(talk: Talk, verb: str, *fields: str, by: Actor) -> Talk:
    """Save ``fields`` and write the one event of the flow."""
    talk.save(update_fields=list(fields))
    write(Operation.CHANGE, verb, by=by, kind="person", record=talk.person_id)
    return talk


def is_under_eighteen(talk: Talk, day: date) -> bool:
    """Whether the person is, or may be, under eighteen, by the database's own rule (T27)."""
    return _asks("gvi.under_eighteen(%s, %s, %s)", talk.workspace_id, talk.person_id, day)


def may_be_called(workspace: UUID, person: UUID) -> bool:
    """Whether the message may go to the person at all, by the database's own rule (T11)."""
    return _asks("gvi.may_be_called(%s, %s)", workspace, person)


def _asks(function: str, *values: UUID | date) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"select {function}", [*values])
        return bool(cursor.fetchone()[0])


def refuse_unanswered(talk: Talk) -> None:
    """Under eighteen: the report of concern is answered, with its reference, and guardians are planned for (T27)."""
    if not talk.concern:
        raise ConcernNeeded
    if talk.concern == Concern.MADE and not talk.concern_reference.strip():
        raise ReferenceNeeded
    if not talk.guardians.strip():
        raise GuardiansNeeded
