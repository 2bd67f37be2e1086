"""Memberships on screen: the list, and to propose, confirm, review and end one. Police only; each reading is logged."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gvi.steps.groups.flows.confirm_membership import confirm_membership as confirm_flow
from gvi.steps.groups.flows.end_membership import end_membership as end_flow
from gvi.steps.groups.flows.end_membership import reasons_for
from gvi.steps.groups.flows.propose_membership import propose_membership as propose_flow
from gvi.steps.groups.flows.review_membership import review_membership as review_flow
from gvi.steps.groups.forms.persons import EndForm, FilterForm, MembershipForm, ReviewForm
from gvi.steps.groups.queries.belonging import (
    MembershipRow,
    View,
    find_membership,
    membership_page,
    membership_rows,
)
from gvi.steps.groups.refused_persons import NoSuchRow
from gvi.steps.groups.views import status_of
from gvi.steps.groups.views.persons import asked_id, find_somebody, open_person, posted
from gvi.steps.groups.words import MembershipEnd
from gvi.trust.disclosures.queries.memberships import open_about_membership
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.people.refusals import NoSuchPerson
from gvi.trust.workspaces.asked import refuse_unknown
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import attempt

PARAMETERS = {"visa", "grupp", "page"}


@page(Right.READ_MEMBERSHIPS)
def memberships(request: RoomRequest) -> HttpResponse:
    """Those that hold, wait for a second member or for review, or have ended; of one group or of all."""
    form = FilterForm(request.GET)
    if set(request.GET) - PARAMETERS or not form.is_valid():
        raise BadRequest
    group, day = form.cleaned_data["grupp"], timezone.localdate()
    shown = membership_page(
        form.view,
        group.pk if group else None,
        request.GET.get("page", 1),
        reader=request.actor.member_id,
        day=day,
    )
    count = len(shown.object_list)
    if count:
        write(Operation.READ, "groups.read_memberships", by=request.actor, kind="person", count=count)
    context = {
        "form": form,
        "page": shown,
        "view": form.view,
        "views": View,
        "group": group,
        "persons": bool(count),
        "may_write": request.actor.may(Right.WRITE_MEMBERSHIPS),
        "may_confirm": request.actor.may(Right.CONFIRM_MEMBERSHIPS),
    }
    return render(request, "groups/memberships.html", context)


@page(Right.WRITE_MEMBERSHIPS)
def propose_membership(request: RoomRequest) -> HttpResponse:
    """Propose that somebody belongs to a group; from a group's page one first finds the person."""
    refuse_unknown(request, {"person", "grupp"})
    asked, group = asked_id(request, "person"), asked_id(request, "grupp")
    if asked is None:
        return find_somebody(request, _("Föreslå ett medlemskap"), group=group)
    label = open_person(request, asked)
    form = MembershipForm(request.POST or None, initial={"group": group})
    if request.method == "POST" and form.is_valid():
        new = form.proposal(label.id)
        if attempt(form, lambda: propose_flow(new, by=request.actor, at=timezone.now())):
            messages.success(request, _("Medlemskapet är föreslaget. En annan i arbetsytan bekräftar det."))
            return redirect("people:person", label.id)
    context = {"form": form, "label": label, "persons": True}
    return render(request, "groups/propose_membership.html", context, status=status_of(form))


def _open(request: RoomRequest, membership_id: UUID) -> MembershipRow:
    """The membership with its person, read and therefore logged."""
    found = find_membership(membership_id)
    if found is None:
        raise NoSuchRow
    [row] = membership_rows([found], reader=request.actor.member_id, day=timezone.localdate())
    if row.label is None:
        raise NoSuchPerson
    write(Operation.READ, "people.read", by=request.actor, kind="person", record=row.label.id)
    return row


@page(Right.CONFIRM_MEMBERSHIPS)
def confirm_membership(request: RoomRequest, membership_id: UUID) -> HttpResponse:
    """Stand behind somebody else's proposal, or say no to it."""
    refuse_unknown(request)
    found = _open(request, membership_id)
    form, refused = Form(posted(request)), request.POST.get("svar") == "nej"
    if form.is_valid() and attempt(form, lambda: _answer(request, found, refused=refused)):
        said = _("Förslaget är avslutat.") if refused else _("Medlemskapet är bekräftat.")
        messages.success(request, said)
        return redirect("groups:memberships")
    context = {"form": form, "found": found, "persons": True}
    return render(request, "groups/confirm_membership.html", context, status=status_of(form))


def _answer(request: RoomRequest, found: MembershipRow, *, refused: bool) -> bool:
    if refused:
        end_flow(found.row, MembershipEnd.NOT_CONFIRMED, by=request.actor, at=timezone.now())
    else:
        confirm_flow(found.row, by=request.actor, at=timezone.now())
    return True


@page(Right.WRITE_MEMBERSHIPS)
def review_membership(request: RoomRequest, membership_id: UUID) -> HttpResponse:
    """Say in fresh words why the assessment stands, or go on to end it."""
    refuse_unknown(request)
    found = _open(request, membership_id)
    form = ReviewForm(request.POST or None, membership=found.row)
    if request.method == "POST" and form.is_valid():
        review = form.review()
        if attempt(form, lambda: review_flow(found.row, review, by=request.actor, at=timezone.now())):
            messages.success(request, _("Medlemskapet är omprövat."))
            return redirect("people:person", found.row.person_id)
    context = {"form": form, "found": found, "persons": True}
    return render(request, "groups/review_membership.html", context, status=status_of(form))


@page(Right.WRITE_MEMBERSHIPS)
def end_membership(request: RoomRequest, membership_id: UUID) -> HttpResponse:
    """End it for one of the reasons; the page says how many will be told."""
    refuse_unknown(request)
    found = _open(request, membership_id)
    offered = reasons_for(found.row) - ({MembershipEnd.GROUP_ENDED} if found.group_goes_on else set())
    form = EndForm(request.POST or None, reasons=offered)
    if request.method == "POST" and form.is_valid():
        reason = MembershipEnd(form.cleaned_data["reason"])
        told = attempt(form, lambda: end_flow(found.row, reason, by=request.actor, at=timezone.now()))
        if told is not None:
            messages.success(request, _told(told))
            return redirect("people:person", found.row.person_id)
    receivers = open_about_membership(found.row.pk, by=request.actor, day=timezone.localdate()).count()
    context = {"form": form, "found": found, "receivers": receivers, "persons": True}
    return render(request, "groups/end_membership.html", context, status=status_of(form))


def _told(receivers: int) -> str:
    if not receivers:
        return _("Medlemskapet är avslutat. Ingen mottagare hade en gällande uppgift.")
    return ngettext(
        "Medlemskapet är avslutat. %(number)d mottagare har fått veta det.",
        "Medlemskapet är avslutat. %(number)d mottagare har fått veta det.",
        receivers,
    ) % {"number": receivers}
