"""Look for records of the room that may be the same person, and keep each pair until somebody decides.

The comparison is ``gvi.linkage``'s, loaded when it is asked for: no page pays for it. What somebody has told apart is
never suggested again, and what the actor may not see is not compared.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.people.models import Pair, Person
from gvi.trust.people.words import PairState, State
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_room
from gvi.trust.workspaces.rights import Right

if TYPE_CHECKING:
    from gvi.linkage import Record

Reasons = list[dict[str, str]]


def named_records() -> QuerySet[Person]:
    """What is compared: everybody in sight who is active and has a name."""
    return Person.objects.filter(state=State.ACTIVE).exclude(surname="", given_name="")


def find_pairs(*, by: Actor, at: datetime) -> int:
    """Suggest pairs; return how many are new. An open pair whose records have changed gets its reasons anew."""
    by.require(Right.WRITE_PERSONS)
    rows = list(named_records().order_by("id"))
    with transaction.atomic():
        known = {(it.first_id, it.second_id): it for it in Pair.objects.all()}
        found = _suggested(rows, known.values())
        new = [pair for pair in found if pair not in known]
        Pair.objects.bulk_create(
            Pair(workspace_id=own_room(by), first_id=pair[0], second_id=pair[1], reasons=found[pair])
            for pair in new
        )
        _refresh(known, found)
        write(Operation.COMBINE, "people.find_pairs", by=by, kind="person_pair", count=len(rows))
    return len(new)


def _suggested(rows: list[Person], known: Iterable[Pair]) -> dict[tuple[UUID, UUID], Reasons]:
    """Pairs of records that are not yet read as one, by the records they are read under."""
    from gvi.linkage import suggest_pairs

    above = {row.pk: row.merged_into_id or row.pk for row in rows}
    apart = {(str(it.first_id), str(it.second_id)) for it in known if it.state == PairState.DIFFERENT}
    found: dict[tuple[UUID, UUID], Reasons] = {}
    for pair in suggest_pairs([_record(row) for row in rows], known_different=frozenset(apart)):
        first, second = sorted((above[UUID(pair.first)], above[UUID(pair.second)]))
        if first != second:
            reasons = [{"field": it.field.value, "degree": it.degree.value} for it in pair.reasons]
            found.setdefault((first, second), reasons)
    return found


def _record(row: Person) -> "Record":
    from gvi.linkage import Record

    return Record(
        id=str(row.pk),
        given_name=row.given_name,
        surname=row.surname,
        birth_date=row.birth_date,
        identity_number=row.identity_number,
        address=row.address,
    )


def _refresh(known: dict[tuple[UUID, UUID], Pair], found: dict[tuple[UUID, UUID], Reasons]) -> None:
    for ids, reasons in found.items():
        pair = known.get(ids)
        if pair is not None and pair.state == PairState.OPEN and pair.reasons != reasons:
            pair.reasons = reasons
            pair.save(update_fields=["reasons"])
