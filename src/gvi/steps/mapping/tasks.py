"""Analyses by ``gvi worker``, with the rights that whoever asked has now."""

from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from gvi.steps.mapping.flows.work_on_analysis import work_on_analysis
from gvi.trust.workspaces.actor import load_actor
from gvi.trust.workspaces.models import Member
from gvi.trust.workspaces.rights import Right


@app.task(name="mapping.work_on", pass_context=False)
def work_on(workspace: str, member: str, run: str) -> None:
    """Answer a run on a member's behalf."""
    asked = Member.objects.select_related("user").filter(pk=member, workspace=UUID(workspace)).first()
    actor = load_actor(asked.user, day=timezone.localdate()) if asked else None
    if actor is None or not actor.may(Right.READ_MAPPING):
        return
    work_on_analysis(UUID(run), by=actor, at=timezone.now())
