"""Freeze how many persons belong to groups at a quarter's end: once, never worked out again (trust.md, T26).

What was hidden then stays hidden, whatever is learnt later: two tables of the same quarter would tell what changed.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from gvi.science.disclosure_control import Suppressed, suppress_standing
from gvi.steps.groups.queries.memberships import members_at
from gvi.steps.mapping.models import FrozenCounts
from gvi.steps.mapping.queries.report.opened import LARGEST
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
        cells = suppress_standing(_by_size(members_at(quarter_end).values()), tables).to_json()
        made = FrozenCounts.objects.create(quarter_end=quarter_end, cells=cells, **signed(by, at))
        write(Operation.COLLECT, "mapping.freeze_counts", by=by, kind="counts", record=made.pk)
    return made


def _by_size(members: Iterable[int]) -> dict[str, int]:
    """Persons in the largest groups and in all others together: no group has a row of its own.

    With no more groups than that they are one row, since the largest would be all of them.
    """
    sizes = sorted(members, reverse=True)
    if len(sizes) <= LARGEST:
        return {"all": sum(sizes)}
    return {"largest": sum(sizes[:LARGEST]), "others": sum(sizes[LARGEST:])}
