"""The pairs that the actor may know of: both records in sight, through row security (nothing about hidden rows)."""

from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from gvi.trust.people.duplicates.refusals import NoSuchPair
from gvi.trust.people.models import Pair, Person
from gvi.trust.people.words import State


def pairs_in_sight() -> QuerySet[Pair]:
    """Pairs whose two records are both in the room and in sight, and have not left."""
    here = Person.objects.exclude(state=State.EXITED)
    first, second = (here.filter(pk=OuterRef(side)).order_by() for side in ("first_id", "second_id"))
    return Pair.objects.filter(Exists(first), Exists(second))


def find_pair(pk: UUID) -> Pair:
    """The pair ``pk``; raises ``NoSuchPair``."""
    found = pairs_in_sight().filter(pk=pk).first()
    if found is None:
        raise NoSuchPair
    return found


def lock_pair(pk: UUID) -> Pair:
    """The pair as it is now, under lock; raises ``NoSuchPair``."""
    found = pairs_in_sight().select_for_update(of=("self",)).filter(pk=pk).first()
    if found is None:
        raise NoSuchPair
    return found
