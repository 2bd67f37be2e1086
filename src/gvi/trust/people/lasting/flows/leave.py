"""End a person's record: set apart at once, erased another day (T13, T14, T17). In social services: close the case.

The reason is one of the room's list and never names support. Where the data were wrong, everybody who has received
them is told, in words. Records that were found to be one person leave together.
"""

from datetime import datetime

from django.db import transaction

from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.people.corrections import Correction, correct
from gvi.trust.people.flows.common import check_now, cluster_ids, lock_person
from gvi.trust.people.lasting.refusals import NamesSupport, NoSuchReason, WordsNeeded
from gvi.trust.people.lasting.words import REASONS, TOLD, names_support
from gvi.trust.people.models import Person
from gvi.trust.people.words import ExitReason, State
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_kind
from gvi.trust.workspaces.rights import Right


def leave(person: Person, reason: ExitReason, words: str = "", *, by: Actor, at: datetime) -> int:
    """End the person's record; return how many receivers were told that it was wrong.

    ``words`` go to receivers and are kept with the correction; they are needed for a dropped suspicion and a wrong
    person, and mean nothing else.
    """
    by.require(Right.WRITE_PERSONS)
    if reason not in REASONS.get(own_kind(by), ()):
        raise NoSuchReason
    words = words.strip()
    if names_support(words):
        raise NamesSupport
    if reason in TOLD and not words:
        raise WordsNeeded
    with transaction.atomic():
        current = lock_person(person, at=at, overdue=True)
        records = list(Person.objects.select_for_update().filter(pk__in=cluster_ids(current)).order_by("id"))
        told = _tell(records, reason, words, by, at) if reason in TOLD else 0
        for record in records:
            record.state, record.exit_reason = State.EXITED, reason
            record.save(update_fields=["state", "exit_reason"])
        check_now()
        write(Operation.CHANGE, "people.leave", by=by, kind="person", record=current.pk)
    return told


def _tell(records: list[Person], reason: ExitReason, words: str, by: Actor, at: datetime) -> int:
    return sum(correct(record.pk, Correction(reason.value), words, by=by, at=at) for record in records)
