"""Say that two persons must not meet, and why; take it back. It ends by itself (``ageing.APART_MONTHS``)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gvi.steps.callins.models import Apart
from gvi.steps.callins.refusals_nominees import AlreadyApart, SamePersonTwice
from gvi.steps.groups.flows.about_persons import locked_row, person_to_write, written
from gvi.steps.groups.refused_persons import AlreadyWithdrawn
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.people.queries.person import find_person
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.signing import signed


def keep_apart(one: UUID, other: UUID, words: str, *, by: Actor, at: datetime) -> Apart:
    """Put the pair down, in any order."""
    by.require(Right.NOMINATE)
    with transaction.atomic():
        ends = sorted({find_person(one).pk, find_person(other).pk})
        if len(ends) == 1:
            raise SamePersonTwice
        first, second = (person_to_write(pk, at=at) for pk in ends)
        if Apart.objects.filter(first=first, second=second, withdrawn_at=None).exists():
            raise AlreadyApart
        made = Apart.objects.create(
            **signed(by, at), first=first, second=second, words=written(words, "words")
        )
        write(Operation.COLLECT, "callins.keep_apart", by=by, kind="person", record=first.pk, count=2)
    return Apart.objects.get(pk=made.pk)


def let_meet(apart: Apart, *, by: Actor, at: datetime) -> Apart:
    """Take it back: they may meet again."""
    by.require(Right.NOMINATE)
    with transaction.atomic():
        row = locked_row(Apart, apart.pk)
        if row.withdrawn_at is not None:
            raise AlreadyWithdrawn
        row.withdrawn_at = at
        row.save(update_fields=["withdrawn_at"])
        write(Operation.CHANGE, "callins.let_meet", by=by, kind="person", record=row.first_id, count=2)
    return row
