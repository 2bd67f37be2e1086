"""Work on the rooms' persons by ``gvi worker``: set apart and erased every night, compared when somebody asks."""

from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from gvi.trust.people.duplicates.flows.find_pairs import find_pairs
from gvi.trust.people.erasure import run
from gvi.trust.workspaces.actor import load_actor
from gvi.trust.workspaces.models import Member
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.rooms import as_workspace


@app.periodic(cron="15 1 * * *")
@app.task(name="people.retention", queueing_lock="people.retention", pass_context=False)
def set_apart_and_erase(timestamp: int) -> None:
    """Whatever is due tonight; what an earlier night left, too."""
    run(timezone.now())


@app.task(name="people.find_pairs", pass_context=False)
def find_pairs_of(workspace: str, member: str) -> None:
    """Compare a room's records on a member's behalf, with the rights that the member has now."""
    asked = Member.objects.select_related("user").filter(pk=member, workspace=UUID(workspace)).first()
    actor = load_actor(asked.user, day=timezone.localdate()) if asked else None
    if actor is None or not actor.may(Right.WRITE_PERSONS):
        return
    with as_workspace(actor):
        find_pairs(by=actor, at=timezone.now())
