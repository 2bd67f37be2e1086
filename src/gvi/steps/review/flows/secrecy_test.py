"""The secrecy test (menprövning) that every release to the joint space needs: written, by a named decision maker."""

from datetime import datetime
from uuid import UUID

from gvi.steps.review.models import Release
from gvi.steps.review.refusals import SecrecyTestTooShort
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.signing import signed

LEAST = 20


def require_test(test: str) -> None:
    """Refuse an empty or merely ticked test."""
    if len(test.strip()) < LEAST:
        raise SecrecyTestTooShort(LEAST)


def record_release(what: Release.What, target: UUID, test: str, *, by: Actor, at: datetime) -> Release:
    """Keep the decision in the room it was made in."""
    return Release.objects.create(what=what, target=target, test=test, **signed(by, at))
