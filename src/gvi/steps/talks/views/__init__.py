"""Talks on screen, police only but for the quarter's counts. Every page with a person logs who was read."""

from collections.abc import Iterable
from uuid import UUID

from django.forms import BaseForm
from django.utils import timezone

from gvi.steps.talks.queries.board import TalkRow
from gvi.steps.talks.queries.talk import TalkView, read_talk
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.pages import RoomRequest

UNPROCESSABLE = 422


def status_of(*forms: BaseForm | None) -> int:
    """422 when one of the ``forms`` has errors."""
    return UNPROCESSABLE if any(form is not None and form.errors for form in forms) else 200


def open_talk(request: RoomRequest, pk: UUID) -> TalkView:
    """The talk with its person, read and therefore logged; raises ``NoSuchTalk``."""
    found = read_talk(pk, at=timezone.now())
    write(Operation.READ, "talks.read", by=request.actor, kind="person", record=found.row.person_id)
    return found


def log_rows(request: RoomRequest, rows: Iterable[TalkRow], verb: str) -> int:
    """One event for a list of persons; none when it is empty."""
    count = len({row.row.person_id for row in rows})
    if count:
        write(Operation.READ, verb, by=request.actor, kind="person", count=count)
    return count
