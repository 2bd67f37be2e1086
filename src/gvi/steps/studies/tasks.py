"""Runs by ``gvi worker``, with the rights that whoever asked has now."""

from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from gvi.steps.studies.flows.work_on_run import work_on_run as run_flow
from gvi.steps.studies.flows.work_on_wedge import work_on_wedge as wedge_flow
from gvi.trust.workspaces.actor import Actor, load_actor
from gvi.trust.workspaces.models import Member
from gvi.trust.workspaces.rights import Right


@app.task(name="studies.work_on_run", pass_context=False)
def work_on_run(workspace: str, member: str, run: str) -> None:
    """Answer a run on a member's behalf."""
    actor = _whoever_asked(workspace, member, Right.WRITE_STUDIES)
    if actor is not None:
        run_flow(UUID(run), by=actor, at=timezone.now())


@app.task(name="studies.work_on_wedge", pass_context=False)
def work_on_wedge(workspace: str, member: str, run: str) -> None:
    """Answer a run of the police's own study on a member's behalf."""
    actor = _whoever_asked(workspace, member, Right.STUDY_GROUPS)
    if actor is not None:
        wedge_flow(UUID(run), by=actor, at=timezone.now())


def _whoever_asked(workspace: str, member: str, right: Right) -> Actor | None:
    asked = Member.objects.select_related("user").filter(pk=member, workspace=UUID(workspace)).first()
    actor = load_actor(asked.user, day=timezone.localdate()) if asked else None
    return actor if actor is not None and actor.may(right) else None
