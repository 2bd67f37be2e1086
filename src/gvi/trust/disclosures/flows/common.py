"""What the flows of drafts share: the room's own draft under lock, and who may change it now."""

from collections.abc import Collection
from uuid import UUID

from django.db import OperationalError

from gvi.trust.disclosures.models import Disclosure, Draft
from gvi.trust.disclosures.received.queries import open_disclosures
from gvi.trust.disclosures.refusals import (
    AtTheDecider,
    Busy,
    NoSuchDisclosure,
    NoSuchDraft,
    QuestionEnded,
)
from gvi.trust.disclosures.states import Outcome
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_room
from gvi.trust.workspaces.rights import Right


def draft_of(by: Actor, pk: UUID) -> Draft:
    """One of the room's drafts."""
    found = Draft.objects.select_related("receiver", "rule").filter(pk=pk).first()
    if found is None:
        raise NoSuchDraft
    return found


def lock_draft(draft: Draft, by: Actor) -> Draft:
    """The draft as it is now, under lock, for whoever may change it: at the decider, only who may decide."""
    by.require(Right.PREPARE_DISCLOSURE)
    locked = Draft.objects.select_for_update(of=("self",)).select_related("receiver", "rule")
    try:
        current = locked.filter(pk=draft.pk).first()
    except OperationalError as error:  # the wait for whoever has it is over
        raise Busy from error
    if current is None:
        raise NoSuchDraft
    if current.sent_at and not by.may(Right.DECIDE_DISCLOSURE):
        raise AtTheDecider
    return current


def check_question(question: UUID | None, receiver: UUID, by: Actor) -> None:
    """Refuse to answer anything but what ``receiver`` has told this very room and can be read now."""
    if question is None:
        return
    received = Disclosure.objects.filter(
        pk=question, sender=receiver, receiver=own_room(by), outcome=Outcome.DECIDED
    )
    if not received.exists():
        raise NoSuchDisclosure
    check_questions_open({question}, by)


def check_questions_open(questions: Collection[UUID | None], by: Actor) -> None:
    """Refuse to answer what has run out, was withdrawn or corrected: one query."""
    if questions and open_disclosures(by).filter(pk__in=questions).count() < len(set(questions)):
        raise QuestionEnded


def sent_by(by: Actor, pk: UUID) -> Disclosure:
    """One that the actor's room has decided; what it has received is as if it were not there."""
    own = Disclosure.objects.select_related("receiver", "rule", "agreement")
    found = own.filter(pk=pk, sender=own_room(by)).first()
    if found is None:
        raise NoSuchDisclosure
    return found
