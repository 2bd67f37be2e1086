"""What the flows about memberships, parts in incidents and ties share: the person as it is now, and the row locked."""

from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Model

from gvi.steps.groups.models import Source
from gvi.steps.groups.refused_persons import NoSuchRow, NotApprovedYet
from gvi.trust.people.flows.common import lock_person
from gvi.trust.people.models import Person
from gvi.trust.people.queries.person import find_person
from gvi.trust.people.refusals import Missing
from gvi.trust.people.words import State

Row = TypeVar("Row", bound=Model)


def person_to_write(pk: UUID, *, at: datetime) -> Person:
    """The record that ``pk`` is read under, held; refuses who is gone, overdue, or waits for a second approver."""
    current = lock_person(find_person(pk), at=at)
    if current.state != State.ACTIVE:
        raise NotApprovedYet
    return current


def locked_row(model: type[Row], pk: UUID) -> Row:
    """The row as it is now, held; raises ``NoSuchRow``."""
    row = model._default_manager.select_for_update().filter(pk=pk).first()
    if row is None:
        raise NoSuchRow
    return row


def own_source(source: Source) -> Source:
    """The source, if it is one of the room's; raises ``NoSuchRow``."""
    if not Source.objects.filter(pk=source.pk).exists():
        raise NoSuchRow
    return source


def written(words: str, field: str) -> str:
    """``words`` without outer space; raises ``Missing``."""
    if not words.strip():
        raise Missing(field)
    return words.strip()
