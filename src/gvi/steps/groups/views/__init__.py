"""Groups on screen: the list for everybody; all else for the police room.

Every page that shows what police know writes so in the log in the same transaction.
"""

from uuid import UUID

from django.forms import BaseForm
from django.shortcuts import get_object_or_404

from gvi.steps.groups.models import Group
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.pages import RoomRequest
from gvi.trust.workspaces.rights import Right

UNPROCESSABLE = 422


def status_of(*forms: BaseForm | None) -> int:
    """422 when one of the ``forms`` has errors."""
    return UNPROCESSABLE if any(form is not None and form.errors for form in forms) else 200


def read_group(request: RoomRequest, group_id: UUID) -> Group:
    """The group, whose sealed page the reader opens: logged when there is anything sealed to read."""
    group = get_object_or_404(Group, pk=group_id)
    if request.actor.may(Right.READ_MAPPING):
        write(Operation.READ, "groups.read", by=request.actor, kind="group", record=group.pk)
    return group


def log_reading(request: RoomRequest, verb: str, count: int) -> None:
    """One event for a list of what police know; none when it is empty."""
    if count:
        write(Operation.READ, verb, by=request.actor, kind="group", count=count)
