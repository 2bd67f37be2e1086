"""What takes two people, a new role and a lost device, and the hand-over when somebody leaves."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from gvi.trust.workspaces import queries
from gvi.trust.workspaces.flows.approve_device_reset import approve_device_reset
from gvi.trust.workspaces.flows.approve_grant import approve_grant
from gvi.trust.workspaces.flows.hand_over import hand_over
from gvi.trust.workspaces.flows.request_device_reset import request_device_reset
from gvi.trust.workspaces.forms import AskResetForm, HandOverForm, ResetForm
from gvi.trust.workspaces.inside import own_member
from gvi.trust.workspaces.models import Member
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import attempt, show, show_link

NEW_DEVICE = gettext_lazy(
    "Länken gäller i ett dygn och bara tillsammans med medlemmens eget lösenord. Den leder till en ny säkerhetsfaktor."
)


@page(Right.MANAGE_MEMBERS)
def ask_reset(request: RoomRequest, member: UUID) -> HttpResponse:
    """Ask that a member's lost second factor be replaced."""
    actor = request.actor
    found = queries.find_member(actor, member)
    form = ResetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: request_device_reset(found, reason, by=actor, at=timezone.now())):
            messages.success(request, _("Begäran är sparad. Nu ska någon annan godkänna den."))
            return redirect("workspaces:member", found.pk)
    return show(request, "ask_reset.html", {"member": found}, form=form)


@page(Right.APPROVE_RESET)
def resets(request: RoomRequest) -> HttpResponse:
    """Requests that wait for a second person; whoever may approve may also ask, when no administrator can."""
    actor = request.actor
    me = Member.objects.get(pk=own_member(actor))
    form = AskResetForm(request.POST or None, colleagues=queries.colleagues(me))
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        asked = attempt(
            form,
            lambda: request_device_reset(facts["member"], facts["reason"], by=actor, at=timezone.now()),
        )
        if asked is not None:
            messages.success(request, _("Begäran är sparad. Nu ska någon annan godkänna den."))
            return redirect("workspaces:resets")
    context = {
        "waiting": queries.open_resets(actor),
        "grants": queries.waiting_grants(actor, day=timezone.localdate()),
        "me": actor.member_id,
    }
    return show(request, "resets.html", context, form=form)


@page(Right.APPROVE_RESET)
@require_POST
def approve_reset(request: RoomRequest, reset: UUID) -> HttpResponse:
    """Approve; the link is shown once."""
    found = queries.find_reset(request.actor, reset)
    secret = approve_device_reset(found, by=request.actor, at=timezone.now())
    return show_link(
        request, secret, to=found.member.name, back=reverse("workspaces:resets"), text=NEW_DEVICE
    )


@page(Right.APPROVE_RESET)
@require_POST
def approve_role(request: RoomRequest, grant: UUID) -> HttpResponse:
    """Approve, as the second person, a role that somebody else gave."""
    found = queries.find_grant(request.actor, grant)
    approve_grant(found, by=request.actor, at=timezone.now())
    messages.success(request, _("Rollen är godkänd och gäller nu."))
    return redirect("workspaces:resets")


@page(Right.MANAGE_MEMBERS)
def leave(request: RoomRequest, member: UUID) -> HttpResponse:
    """Hand over: what is open is counted before anybody confirms."""
    actor = request.actor
    found = queries.find_member(actor, member)
    form = HandOverForm(request.POST or None, colleagues=queries.colleagues(found))
    if request.method == "POST" and form.is_valid():
        deputy = form.cleaned_data["deputy"]
        if attempt(form, lambda: hand_over(found, deputy, by=actor, at=timezone.now())):
            messages.success(request, _("Åtkomsten är avslutad och arbetet är överlämnat."))
            return redirect("workspaces:members")
    context = {"member": found, "work": queries.open_work(found)}
    return show(request, "hand_over.html", context, form=form)
