"""Add a sign that a relation holds: it counts as known again for ``RELATION_MONTHS`` from the day it was seen."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from gvi.steps.groups.flows.checks import given, refuse_ahead
from gvi.steps.groups.flows.end_relation import held
from gvi.steps.groups.models import Relation, RelationSign, Source
from gvi.steps.groups.refusals import BeforeThat
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.people.words import Accuracy
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.signing import signed


@dataclass(frozen=True)
class NewSign:
    """What was seen, when, and who says so."""

    seen_on: date
    words: str
    source: Source
    accuracy: Accuracy


def add_sign(relation: Relation, new: NewSign, *, by: Actor, at: datetime) -> RelationSign:
    """Add ``new`` to a relation that holds."""
    by.require(Right.WRITE_MAPPING)
    refuse_ahead(new.seen_on, at, "seen_on")
    words = given(new.words, "words")
    with transaction.atomic():
        current = held(relation)
        if new.seen_on < current.since:
            raise BeforeThat("seen_on", current.since)
        sign = RelationSign.objects.create(
            relation=current,
            seen_on=new.seen_on,
            words=words,
            source=new.source,
            accuracy=new.accuracy,
            **signed(by, at),
        )
        write(Operation.COLLECT, "groups.add_sign", by=by, kind="relation", record=relation.pk)
    return sign
