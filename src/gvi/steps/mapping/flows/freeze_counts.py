"""Freeze how many persons belong to groups at a quarter's end: one number, never worked out again (trust.md, T26).

What was hidden then stays hidden, whatever is learnt later: two numbers of the same quarter would tell what changed.
"""

from datetime import date, datetime

from django.db import transaction

from gvi.science.disclosure_control import Suppressed, suppress_standing
from gvi.steps.groups.queries.memberships import members_at
from gvi.steps.mapping.models import FrozenCounts
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.signing import signed


def freeze_counts(quarter_end: date, *, by: Actor, at: datetime) -> FrozenCounts:
    """The counts of ``quarter_end``, made now if nobody has before."""
    by.require(Right.READ_MAPPING)
    with transaction.atomic():
        found = FrozenCounts.objects.filter(quarter_end=quarter_end).first()
        if found is not None:
            return found
        earlier = FrozenCounts.objects.filter(quarter_end__lt=quarter_end).order_by("quarter_end")
        tables = [Suppressed.from_json(row.cells) for row in earlier]
        cells = suppress_standing(sum(members_at(quarter_end).values()), tables).to_json()
        made = FrozenCounts.objects.create(quarter_end=quarter_end, cells=cells, **signed(by, at))
        write(Operation.COLLECT, "mapping.freeze_counts", by=by, kind="counts", record=made.pk)
    return made
