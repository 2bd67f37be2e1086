"""Groups on screen: the list for everybody; all else for the police room.

Every page that shows what police know writes so in the log in the same transaction.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import BadRequest
from django.forms import BaseForm
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate

from gvi.steps.groups.forms.known import AskForm
from gvi.steps.groups.models import Group, Source
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.asked import refuse_unknown
from gvi.trust.workspaces.pages import RoomRequest
from gvi.trust.workspaces.rights import Right

UNPROCESSABLE = 422


def status_of(*forms: BaseForm | None) -> int:
    """422 when one of the ``forms`` has errors."""
    return UNPROCESSABLE if any(form is not None and form.errors for form in forms) else 200


def read_group(request: RoomRequest, group_id: UUID) -> Group:
    """The group, whose page the reader opens: logged when there is anything sealed to read."""
    group = get_object_or_404(Group, pk=group_id)
    if request.actor.may(Right.READ_MAPPING):
        write(Operation.READ, "groups.read", by=request.actor, kind="group", record=group.pk)
    return group


def log_list(request: RoomRequest, verb: str, count: int) -> None:
    """One event for a list of what police know; none when it is empty."""
    if count:
        write(Operation.READ, verb, by=request.actor, kind="group", count=count)


@dataclass(frozen=True)
class Asked:
    """As of which day, and without which source, a page is to be read; ``form`` shows it again."""

    day: date
    source: Source | None
    kind: str
    sort: str
    form: AskForm

    @property
    def without(self) -> UUID | None:
        """The id of the source that is taken away."""
        return self.source.pk if self.source else None


def asked_of(request: RoomRequest, *known: str) -> Asked:
    """What the address asks for, never a day to come; 400 for what the page does not know."""
    refuse_unknown(request, known)
    form = AskForm(request.GET)
    if not form.is_valid():
        raise BadRequest
    told = form.cleaned_data
    today = localdate()
    return Asked(min(told["dag"] or today, today), told["utan"], told["slag"], told["sort"] or "name", form)
