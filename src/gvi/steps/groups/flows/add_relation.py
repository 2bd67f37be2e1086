"""Say how two groups stand to each other: kind, since when, on which source, with its first sign in words."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from gvi.steps.groups.flows.checks import given, locked, refuse_ahead, refuse_ended
from gvi.steps.groups.models import Group, Relation, RelationSign, Source
from gvi.steps.groups.refusals import BeforeThat, RelationHolds, SameGroup
from gvi.steps.groups.words import Intensity, RelationEnd, RelationKind
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.people.words import Accuracy
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.signing import signed


@dataclass(frozen=True)
class NewRelation:
    """A relation as it is entered, with the first sign: what was seen on ``seen_on``."""

    kind: RelationKind
    intensity: Intensity
    since: date
    source: Source
    accuracy: Accuracy
    words: str
    seen_on: date


def add_relation(one: Group, other: Group, new: NewRelation, *, by: Actor, at: datetime) -> Relation:
    """Add a relation between ``one`` and ``other``; raises ``RelationHolds`` where one holds already."""
    by.require(Right.WRITE_MAPPING)
    if one.pk == other.pk:
        raise SameGroup
    check_new(new, at)
    with transaction.atomic():
        first, second = locked([one, other])
        refuse_ended(first, second)
        later = Q(until=None) | Q(until__gt=new.since)
        held = Relation.objects.filter(later, first=first, second=second)
        if held.exclude(end_reason=RelationEnd.WRONG).exists():
            raise RelationHolds
        relation = begin(first, second, new, by=by, at=at)
        write(Operation.COLLECT, "groups.add_relation", by=by, kind="relation", record=relation.pk)
    return relation


def check_new(new: NewRelation, at: datetime) -> None:
    """Raise a refusal for days to come, a sign before the relation, or a sign without words."""
    refuse_ahead(new.since, at, "since")
    refuse_ahead(new.seen_on, at, "seen_on")
    if new.seen_on < new.since:
        raise BeforeThat("seen_on", new.since)
    given(new.words, "words")


def begin(first: Group, second: Group, new: NewRelation, *, by: Actor, at: datetime) -> Relation:
    """Write the relation and its first sign; the caller has checked and locked."""
    graded = {"source": new.source, "accuracy": new.accuracy, **signed(by, at)}
    relation = Relation.objects.create(
        first=first, second=second, kind=new.kind, intensity=new.intensity, since=new.since, **graded
    )
    RelationSign.objects.create(
        relation=relation, seen_on=new.seen_on, words=given(new.words, "words"), **graded
    )
    return relation
