"""Put down that two persons were seen together, or are said to hang together. Kinship is no tie."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from gvi.steps.groups.ageing import tie_ends_on
from gvi.steps.groups.flows.about_persons import own_source, person_to_write
from gvi.steps.groups.flows.checks import refuse_ahead
from gvi.steps.groups.models import PersonTie, Source
from gvi.steps.groups.refused_persons import AlreadySaid, SamePerson, TooOld
from gvi.steps.groups.words import TieKind
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.people.queries.person import find_person
from gvi.trust.people.words import Accuracy
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.signing import signed


@dataclass(frozen=True)
class NewTie:
    """The two persons, in any order, what was seen on which day, and who says so."""

    one: UUID
    other: UUID
    kind: TieKind
    seen_on: date
    source: Source
    accuracy: Accuracy


def add_tie(new: NewTie, *, by: Actor, at: datetime) -> PersonTie:
    """Put it down; the row ages out with the day it was seen (``ageing.TIE_MONTHS``)."""
    by.require(Right.WRITE_MEMBERSHIPS)
    refuse_ahead(new.seen_on, at, "seen_on")
    if tie_ends_on(new.seen_on) <= localdate(at):
        raise TooOld
    with transaction.atomic():
        ends = sorted({find_person(new.one).pk, find_person(new.other).pk})
        if len(ends) == 1:
            raise SamePerson
        first, second = (person_to_write(pk, at=at) for pk in ends)
        same = PersonTie.objects.filter(first=first, second=second, kind=new.kind, seen_on=new.seen_on)
        if same.filter(withdrawn_at=None).exists():
            raise AlreadySaid
        made = PersonTie.objects.create(
            **signed(by, at),
            first=first,
            second=second,
            kind=new.kind,
            seen_on=new.seen_on,
            source=own_source(new.source),
            accuracy=new.accuracy,
        )
        write(Operation.COLLECT, "groups.add_tie", by=by, kind="person", record=new.one, count=2)
    return made
