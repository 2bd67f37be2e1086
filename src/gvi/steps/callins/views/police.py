"""What the pages of the police's list share: the call-in they are about, and the parts they lead to."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from gvi.steps.callins.models import CallIn
from gvi.steps.callins.queries.nominees import NomineeRow, find_nominee, nominee_rows
from gvi.steps.callins.refusals_nominees import NoSuchNominee
from gvi.steps.callins.states import COMING
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.people.refusals import NoSuchPerson
from gvi.trust.workspaces.pages import RoomRequest
from gvi.trust.workspaces.rights import Right


def the_callin(callin_id: UUID) -> CallIn:
    """The call-in in the address; 404 when there is none."""
    return get_object_or_404(CallIn, pk=callin_id)


def log_persons(request: RoomRequest, verb: str, count: int) -> None:
    """One event for a list of persons; none when it is empty."""
    if count:
        write(Operation.READ, verb, by=request.actor, kind="person", count=count)


def open_nominee(request: RoomRequest, callin: CallIn, nominee_id: UUID, day: Any) -> NomineeRow:
    """The nominee with its person, read and therefore logged."""
    found = find_nominee(callin.pk, nominee_id)
    if found is None:
        raise NoSuchNominee
    [row] = nominee_rows([found], reader=request.actor.member_id, day=day)
    if row.label is None:
        raise NoSuchPerson
    write(Operation.READ, "people.read", by=request.actor, kind="person", record=row.label.id)
    return row


def show(
    request: RoomRequest, template: str, callin: CallIn, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """Render a page of the list with what every one of them needs."""
    may = request.actor.may
    shared = {
        "callin": callin,
        "coming": callin.state in COMING,
        "may_nominate": may(Right.NOMINATE),
        "may_check": may(Right.CHECK_NOMINEES),
        "may_decide": may(Right.DECIDE_NOMINEES),
    }
    return render(request, f"callins/{template}", {**shared, **context}, status=status)
