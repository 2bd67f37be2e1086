"""When one was here last: kept on the member, and held still for the length of a sign-in."""

from datetime import datetime, timedelta

from gvi.trust.workspaces.models import Member
from gvi.trust.workspaces.pages import RoomRequest

KEY = "gvi_visited"
SELDOM = timedelta(minutes=10)


def visited(request: RoomRequest, at: datetime) -> datetime | None:
    """When the member last stood here before this sign-in; notes that they stand here now."""
    member = Member.objects.only("seen_at").get(pk=request.actor.member_id)  # type: ignore[misc]
    before = member.seen_at
    if KEY not in request.session:
        request.session[KEY] = before.isoformat() if before else ""
    if before is None or at - before > SELDOM:
        Member.objects.filter(pk=member.pk).update(seen_at=at)
    kept: str = request.session[KEY]
    return datetime.fromisoformat(kept) if kept else None
