"""Find somebody of the own room to tell about, by the room's own search; each search is logged without its words."""

from datetime import datetime

from django.utils import timezone

from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.people.labels import PersonLabel, labels
from gvi.trust.people.queries.search import search
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right

MOST = 12
REASON = "utlämnande"


def find_person(term: str, *, by: Actor, at: datetime) -> list[PersonLabel]:
    """The first persons whom ``term`` leads to, in Swedish order; raises ``SearchTooWide`` (T24)."""
    by.require(Right.PREPARE_DISCLOSURE)
    hits = search(term, by, day=timezone.localdate(at))
    write(
        Operation.READ,
        "people.search",
        by=by,
        kind="person",
        reason=REASON,
        count=max(len(hits.persons), 1),
    )
    named = labels(hits.persons, day=timezone.localdate(at))
    return [named[pk] for pk in hits.persons[:MOST] if pk in named]
