"""End a relation for a reason: it is over, or it was entered wrongly. The row and its signs stay."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max, Q

from gvi.steps.groups.flows.checks import refuse_ahead
from gvi.steps.groups.models import Relation
from gvi.steps.groups.refusals import BeforeThat, RelationOver
from gvi.steps.groups.words import RelationEnd
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right

OFFERED = (RelationEnd.OVER, RelationEnd.WRONG)


def end_relation(
    relation: Relation, reason: RelationEnd, until: date, *, by: Actor, at: datetime
) -> Relation:
    """End ``relation`` from ``until`` on, its last sign not being later; what was wrong has held on no day."""
    by.require(Right.WRITE_MAPPING)
    refuse_ahead(until, at, "until")
    with transaction.atomic():
        current = held(relation)
        earliest = current.since if reason == RelationEnd.WRONG else last_known(current)
        if until < earliest:
            raise BeforeThat("until", earliest)
        close(current, reason, until)
        write(Operation.CHANGE, "groups.end_relation", by=by, kind="relation", record=relation.pk)
    return current


def held(relation: Relation) -> Relation:
    """The relation as it is now, held for the transaction; raises ``RelationOver`` when it has ended."""
    current = Relation.objects.select_for_update().get(pk=relation.pk)
    if current.until is not None:
        raise RelationOver
    return current


def last_known(relation: Relation) -> date:
    """The day of the last sign that stands, or the day the relation began."""
    standing = Q(withdrawn_at=None)
    latest: date | None = relation.signs.filter(standing).aggregate(latest=Max("seen_on"))["latest"]
    return max(relation.since, latest) if latest else relation.since


def close(relation: Relation, reason: RelationEnd, until: date) -> None:
    """Write the end; the caller has checked and locked."""
    relation.until, relation.end_reason = until, reason
    relation.save(update_fields=["until", "end_reason"])
