"""Nominate somebody for a call-in: a signed human judgement that they can take the message in and carry it on.

domain.md, "Call-in". Whoever is no part of the violence is not called, whatever is known of them (T11).
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from gvi.steps.callins.flows.on_the_list import hold_coming, refuse_locked, refuse_not_part
from gvi.steps.callins.models import CallIn, Nominee
from gvi.steps.callins.refusals_nominees import AlreadyNominated
from gvi.steps.groups.flows.about_persons import person_to_write, written
from gvi.steps.groups.flows.checks import locked, refuse_ended
from gvi.steps.groups.models import Group
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.people.flows.common import cluster_ids
from gvi.trust.people.models import Person
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_room
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.signing import signed


@dataclass(frozen=True)
class NewNominee:
    """Who, to which call-in, for which group, and why they can take the message in and carry it on."""

    callin: CallIn
    person: UUID
    group: Group
    words: str


def nominate(new: NewNominee, *, by: Actor, at: datetime) -> Nominee:
    """Put the nomination down; another member checks it."""
    by.require(Right.NOMINATE)
    with transaction.atomic():
        callin = hold_coming(new.callin.pk)
        refuse_locked(callin.pk)
        [group] = locked([new.group])
        refuse_ended(group, field="group")
        person = person_to_write(new.person, at=at)
        refuse_not_part(person.pk, own_room(by))
        _refuse_second(person, callin)
        made = Nominee.objects.create(
            **signed(by, at), callin=callin, person=person, group=group, words=written(new.words, "words")
        )
        write(Operation.COLLECT, "callins.nominate", by=by, kind="person", record=person.pk)
    return Nominee.objects.get(pk=made.pk)


def _refuse_second(person: Person, callin: CallIn) -> None:
    if Nominee.objects.filter(callin=callin, person__in=cluster_ids(person)).exists():
        raise AlreadyNominated
