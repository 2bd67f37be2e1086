"""Ask for a comparison of the room's records: at once where they are few, else as background work.

The queue's payload is the room and the member, nothing more; the work is done with the member's own rights.
"""

from datetime import datetime

from gvi.trust.people.duplicates.flows.find_pairs import find_pairs, named_records
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_member, own_room
from gvi.trust.workspaces.rights import Right

AT_ONCE = 300


def ask_for_pairs(*, by: Actor, at: datetime, at_once: int = AT_ONCE) -> int | None:
    """Return how many new pairs were found, or ``None`` when the answer comes later."""
    by.require(Right.WRITE_PERSONS)
    if named_records().count() <= at_once:
        return find_pairs(by=by, at=at)
    from gvi.trust.people.tasks import find_pairs_of

    find_pairs_of.defer(workspace=str(own_room(by)), member=str(own_member(by)))
    return None
