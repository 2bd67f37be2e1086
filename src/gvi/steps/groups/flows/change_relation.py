"""Change a relation: the old one ends and another begins the same day, so that both can be read (no overlap)."""

from datetime import datetime

from django.db import transaction

from gvi.steps.groups.flows.add_relation import NewRelation, begin, check_new
from gvi.steps.groups.flows.end_relation import close, held, last_known
from gvi.steps.groups.models import Relation
from gvi.steps.groups.refusals import BeforeThat
from gvi.steps.groups.words import RelationEnd
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right


def change_relation(relation: Relation, new: NewRelation, *, by: Actor, at: datetime) -> Relation:
    """End ``relation`` on the day ``new`` begins, which is not before the last sign of the old one."""
    by.require(Right.WRITE_MAPPING)
    check_new(new, at)
    with transaction.atomic():
        current = held(relation)
        if new.since < last_known(current):
            raise BeforeThat("since", last_known(current))
        close(current, RelationEnd.CHANGED, new.since)
        begun = begin(current.first, current.second, new, by=by, at=at)
        write(Operation.CHANGE, "groups.change_relation", by=by, kind="relation", record=begun.pk)
    return begun
