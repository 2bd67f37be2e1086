"""One who is summoned or invited: where the letter stands, its copy as a PDF, and each thing that may be done now."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import BaseForm, Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gvi.steps.callins.documents.letters import letter_pdf
from gvi.steps.callins.flows.approve_invitee import approve_invitee, draft_anew
from gvi.steps.callins.flows.change_invitee import change_invitee, mean_another
from gvi.steps.callins.flows.follow_up_absence import follow_up_absence
from gvi.steps.callins.flows.serve import confirm, not_found, serve
from gvi.steps.callins.forms.invitees import FollowUpForm, ServeForm, SupervisionForm, initial_of
from gvi.steps.callins.models import Invitee
from gvi.steps.callins.queries.invitees import InviteeRow, find_invitee, one_row
from gvi.steps.callins.queries.letters import letter_in_use
from gvi.steps.callins.refusals_invitees import NoSuchInvitee, WrongMoment
from gvi.steps.callins.states import COMING, TAKEN, InviteeState
from gvi.steps.callins.supervising import letter_due
from gvi.steps.groups.views import status_of
from gvi.steps.groups.views.persons import asked_id, find_somebody, open_person, posted
from gvi.trust.disclosures.received.queries import find_received
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.people.models import Person
from gvi.trust.workspaces.asked import refuse_unknown
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import attempt


@page(Right.READ_INVITEES)
@require_safe
def invitee(request: RoomRequest, callin_id: UUID, invitee_id: UUID) -> HttpResponse:
    """Everything about one, and what may be done now."""
    refuse_unknown(request)
    return _show(request, _open(request, callin_id, invitee_id))


def _open(request: RoomRequest, callin_id: UUID, invitee_id: UUID) -> InviteeRow:
    """The row with its person, read and therefore logged; of another room or call-in there is none."""
    found = one_row(request.actor, callin_id, invitee_id)
    if found is None:
        raise NoSuchInvitee
    write(Operation.READ, "people.read", by=request.actor, kind="person", record=found.row.person_id)
    return found


def _found(callin_id: UUID, invitee_id: UUID) -> Invitee:
    found = find_invitee(callin_id, invitee_id)
    if found is None:
        raise NoSuchInvitee
    return found


def _show(
    request: RoomRequest,
    found: InviteeRow,
    *,
    act: BaseForm | None = None,
    serving: ServeForm | None = None,
    following: FollowUpForm | None = None,
) -> HttpResponse:
    """The page, with the form that could not be saved if there is one."""
    row, actor = found.row, request.actor
    due = letter_due(row)
    context: dict[str, Any] = {
        "callin": row.callin,
        "found": found,
        "persons": True,
        "act": act,
        "serving": serving or ServeForm(),
        "following": following or FollowUpForm(),
        "due": due,
        "letter_lacks": row.state == InviteeState.DRAFTED and letter_in_use(due) is None,
        "wrong": find_received(actor, row.told_by).wrong if found.ended else "",
        "own": row.by == actor.member_id,
        "coming": row.callin.state in COMING,
        "is_taken": row.state in TAKEN,
        "may_write": actor.may(Right.WRITE_INVITEES),
        "may_approve": actor.may(Right.APPROVE_SUMMONS),
    }
    return render(request, "callins/invitee.html", context, status=status_of(act, serving, following))


def _act(
    request: RoomRequest,
    callin_id: UUID,
    invitee_id: UUID,
    flow: Callable[[Invitee], object],
    said: str,
) -> HttpResponse:
    """Run a flow that needs no form; what it refuses is said on the page."""
    found = _found(callin_id, invitee_id)
    form = Form({})
    form.is_valid()
    if attempt(form, lambda: flow(found)) is None:
        return _show(request, _open(request, callin_id, invitee_id), act=form)
    messages.success(request, said)
    return redirect("callins:invitee", callin_id, invitee_id)


@page(Right.APPROVE_SUMMONS)
@require_POST
def approve(request: RoomRequest, callin_id: UUID, invitee_id: UUID) -> HttpResponse:
    """The second member's yes: the letter may go out."""
    by, at = request.actor, timezone.now()
    said = _("Brevet är godkänt och kan lämnas.")
    return _act(request, callin_id, invitee_id, lambda one: approve_invitee(one, by=by, at=at), said)


@page(Right.WRITE_INVITEES)
@require_POST
def redo(request: RoomRequest, callin_id: UUID, invitee_id: UUID) -> HttpResponse:
    """Draft it anew."""
    by, at = request.actor, timezone.now()
    said = _("Brevet är ett utkast igen.")
    return _act(request, callin_id, invitee_id, lambda one: draft_anew(one, by=by, at=at), said)


@page(Right.WRITE_INVITEES)
@require_POST
def missed(request: RoomRequest, callin_id: UUID, invitee_id: UUID) -> HttpResponse:
    """Its receiver was not found."""
    by, at = request.actor, timezone.now()
    said = _("Antecknat att personen inte har anträffats.")
    return _act(request, callin_id, invitee_id, lambda one: not_found(one, by=by, at=at), said)


@page(Right.WRITE_INVITEES)
@require_POST
def confirmed(request: RoomRequest, callin_id: UUID, invitee_id: UUID) -> HttpResponse:
    """The receiver says they will come."""
    by, at = request.actor, timezone.now()
    said = _("Antecknat att personen har bekräftat.")
    return _act(request, callin_id, invitee_id, lambda one: confirm(one, by=by, at=at), said)


@page(Right.WRITE_INVITEES)
@require_POST
def served(request: RoomRequest, callin_id: UUID, invitee_id: UUID) -> HttpResponse:
    """How and when the letter reached its receiver."""
    found, form = _found(callin_id, invitee_id), ServeForm(request.POST)
    if form.is_valid():
        how = form.served()
        if attempt(form, lambda: serve(found, how, by=request.actor, at=timezone.now())):
            messages.success(request, _("Delgivningen är antecknad."))
            return redirect("callins:invitee", callin_id, invitee_id)
    return _show(request, _open(request, callin_id, invitee_id), serving=form)


@page(Right.WRITE_INVITEES)
@require_POST
def followed_up(request: RoomRequest, callin_id: UUID, invitee_id: UUID) -> HttpResponse:
    """What came of it."""
    found, form = _found(callin_id, invitee_id), FollowUpForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        done = attempt(
            form,
            lambda: follow_up_absence(found, told["words"], told["on"], by=request.actor, at=timezone.now()),
        )
        if done:
            messages.success(request, _("Uppföljningen är antecknad."))
            return redirect("callins:invitee", callin_id, invitee_id)
    return _show(request, _open(request, callin_id, invitee_id), following=form)


@page(Right.WRITE_INVITEES)
def change(request: RoomRequest, callin_id: UUID, invitee_id: UUID) -> HttpResponse:
    """Put supervision, session or journey right."""
    refuse_unknown(request)
    found = _open(request, callin_id, invitee_id)
    row = found.row
    form = SupervisionForm(posted(request), callin=row.callin, initial=initial_of(row))
    if request.method == "POST" and form.is_valid():
        new = form.changes()
        if attempt(form, lambda: change_invitee(row, new, by=request.actor, at=timezone.now())):
            messages.success(request, _("Uppgifterna är ändrade."))
            return redirect("callins:invitee", callin_id, invitee_id)
    context = {"callin": row.callin, "found": found, "form": form, "persons": True}
    return render(request, "callins/change_invitee.html", context, status=status_of(form))


@page(Right.WRITE_INVITEES)
def another(request: RoomRequest, callin_id: UUID, invitee_id: UUID) -> HttpResponse:
    """The draft is about somebody else than the one who was chosen."""
    refuse_unknown(request, {"person"})
    found, asked = _open(request, callin_id, invitee_id), asked_id(request, "person")
    if asked is None:
        return find_somebody(request, _("Vem gäller brevet?"), label=found.label)
    label, form = open_person(request, asked), Form(posted(request))
    now = timezone.now()
    if form.is_valid() and attempt(
        form, lambda: bool(mean_another(found.row, label.id, by=request.actor, at=now))
    ):
        messages.success(request, _("Brevet gäller nu en annan person."))
        return redirect("callins:invitee", callin_id, invitee_id)
    context = {"callin": found.row.callin, "found": found, "label": label, "form": form, "persons": True}
    return render(request, "callins/another_invitee.html", context, status=status_of(form))


@page(Right.READ_INVITEES)
@require_safe
def invitee_pdf(request: RoomRequest, callin_id: UUID, invitee_id: UUID) -> HttpResponse:
    """The approved letter to its receiver; taking it is logged as an export."""
    row = _found(callin_id, invitee_id)
    if row.letter is None:
        raise WrongMoment
    write(Operation.EXPORT, "callins.print_letter", by=request.actor, kind="person", record=row.person_id)
    person = Person.objects.get(pk=row.person_id)
    content = letter_pdf(row, person, by=request.actor, at=timezone.now())
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="brev.pdf"'
    return response
