"""Write down what is said of a person: fact or assessment, source, and the source's and the information's grades."""

from dataclasses import dataclass, fields
from datetime import date, datetime

from django.db import transaction

from gvi.trust.law.words import Secrecy
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.people.flows.common import lock_person, swedish_day
from gvi.trust.people.models import Person, Statement
from gvi.trust.people.refusals import InTheFuture, Missing, NotKeptHere
from gvi.trust.people.words import Accuracy, Reliability, StatementKind
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_kind, own_member, own_room
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.rights import Right


@dataclass(frozen=True)
class NewStatement:
    """One statement. ``secrecy`` is the one it came under, and stays with it wherever it goes."""

    kind: StatementKind
    text: str
    source: str
    reliability: Reliability
    accuracy: Accuracy
    said_on: date
    secrecy: Secrecy = Secrecy.POLICE


def add_statement(person: Person, new: NewStatement, *, by: Actor, at: datetime) -> Statement:
    """Add ``new`` to a person in the police room."""
    by.require(Right.WRITE_STATEMENTS)
    if own_kind(by) != Kind.POLICE:
        raise NotKeptHere("text")
    for name in ("text", "source"):
        if not getattr(new, name).strip():
            raise Missing(name)
    if new.said_on > swedish_day(at):
        raise InTheFuture("said_on")
    with transaction.atomic():
        current = lock_person(person, at=at)
        statement = Statement.objects.create(
            workspace_id=own_room(by),
            person_id=current.pk,
            by=own_member(by),
            at=at,
            **{it.name: getattr(new, it.name) for it in fields(new)},
        )
        write(Operation.COLLECT, "people.add_statement", by=by, kind="person", record=current.pk)
    return statement
