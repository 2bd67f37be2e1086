"""Which record is read under which, worked out from what people have said: the decided pairs and nothing else.

Records joined by pairs that are *same* are one person, read under the oldest of them. Because it is worked out anew
each time, a merge that is taken back leaves the rows as they were, whatever was merged in between.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from gvi.trust.people.duplicates.refusals import OtherReaders, OverduePair
from gvi.trust.people.flows.common import swedish_day
from gvi.trust.people.labels import clusters
from gvi.trust.people.models import Officer, Pair, Person
from gvi.trust.people.words import PairState, Regime


def rebuild(pair: Pair, *, at: datetime) -> list[Person]:
    """Bring ``merged_into`` in line with the decided pairs, for both records' clusters; the rows that changed.

    Raises ``OverduePair`` where a row to be changed is past its review.
    """
    known = [row.pk for row in clusters([pair.first_id, pair.second_id])]
    rows = {row.pk: row for row in Person.objects.select_for_update().filter(pk__in=known).order_by("id")}
    above = roots_of(rows, _joined(rows))
    changed = [row for row in rows.values() if row.merged_into_id != above[row.pk]]
    day = swedish_day(at)
    if any(row.review_due < day for row in changed):
        raise OverduePair
    for row in changed:
        row.merged_into_id = above[row.pk]
        row.save(update_fields=["merged_into"])
    return changed


def _joined(rows: Mapping[UUID, Person]) -> list[tuple[UUID, UUID]]:
    same = Pair.objects.filter(Q(first__in=list(rows)) & Q(second__in=list(rows)), state=PairState.SAME)
    return list(same.values_list("first_id", "second_id"))


def roots_of(rows: Mapping[UUID, Person], joined: Iterable[tuple[UUID, UUID]]) -> dict[UUID, UUID | None]:
    """The record each row is read under, ``None`` for the oldest of each person's."""
    groups = {pk: {pk} for pk in rows}
    for one, other in joined:
        both = groups[one] | groups[other]
        groups |= dict.fromkeys(both, both)
    first = {pk: min(group, key=lambda it: (rows[it].entered_on, it)) for pk, group in groups.items()}
    return {pk: None if root == pk else root for pk, root in first.items()}


def refuse_other_readers(pair: Pair) -> None:
    """Refuse to join what is kept for named officers with what others may read."""
    ids = [row.pk for row in clusters([pair.first_id, pair.second_id])]
    named = (
        Person.objects.filter(pk__in=ids, regime=Regime.COMMON_P2).order_by("id").values_list("pk", flat=True)
    )
    if not named:
        return
    readers: dict[UUID, set[UUID]] = {pk: set() for pk in ids}
    for person, member in Officer.objects.filter(person__in=list(named)).values_list("person_id", "member"):
        readers[person].add(member)
    if len({frozenset(members) for members in readers.values()}) > 1:
        raise OtherReaders
