"""The members of one's own room: who they are, inviting, and new one-time links."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from gvi.trust.workspaces import queries
from gvi.trust.workspaces.flows.hand_out_link import hand_out_password_link, is_newcomer, renew_invitation
from gvi.trust.workspaces.flows.invite import Newcomer, invite
from gvi.trust.workspaces.forms import InviteForm
from gvi.trust.workspaces.inside import own_kind
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import attempt, show, show_link

INVITED = _("Länken gäller i tre dagar. Den leder till att välja lösenord och lägga till en säkerhetsfaktor.")
NEW_PASSWORD = _("Länken gäller i ett dygn. Den leder till att välja ett nytt lösenord, inget annat.")


@page(Right.MANAGE_MEMBERS)
@require_safe
def members(request: RoomRequest) -> HttpResponse:
    """Everybody in the room, whose roles end soon, and who has left."""
    today, actor = timezone.localdate(), request.actor
    context = {
        "members": queries.members(actor, day=today),
        "ending": queries.ending_soon(actor, day=today),
        "former": queries.former_members(actor)[:50],
        "today": today,
    }
    return show(request, "members.html", context)


@page(Right.MANAGE_MEMBERS)
@require_safe
def member_page(request: RoomRequest, member: UUID) -> HttpResponse:
    """One member: roles, deputies, and what can be done."""
    today = timezone.localdate()
    found = queries.find_member(request.actor, member)
    context = {
        "member": found,
        "grants": queries.grants_of(found, day=today),
        "deputies": queries.deputies_of(found, day=today),
        "newcomer": is_newcomer(found),
        "oneself": found.pk == request.actor.member_id,
    }
    return show(request, "member.html", context)


@page(Right.MANAGE_MEMBERS)
def invite_member(request: RoomRequest) -> HttpResponse:
    """Invite somebody; the link is shown once, to be handed over by hand."""
    actor, today = request.actor, timezone.localdate()
    form = InviteForm(request.POST or None, kind=own_kind(actor), today=today)
    if request.method == "POST" and form.is_valid():
        newcomer = Newcomer(**form.cleaned_data)
        invited = attempt(form, lambda: invite(newcomer, by=actor, at=timezone.now()))
        if invited is not None:
            back = reverse("workspaces:member", args=[invited.member.pk])
            return show_link(request, invited.secret, to=newcomer.name, back=back, text=INVITED)
    return show(request, "invite.html", {}, form=form)


@page(Right.MANAGE_MEMBERS)
@require_POST
def new_invitation(request: RoomRequest, member: UUID) -> HttpResponse:
    """A new invitation in place of one that ran out."""
    found = queries.find_member(request.actor, member)
    secret = renew_invitation(found, by=request.actor, at=timezone.now())
    back = reverse("workspaces:member", args=[found.pk])
    return show_link(request, secret, to=found.name, back=back, text=INVITED)


@page(Right.MANAGE_MEMBERS)
@require_POST
def new_password(request: RoomRequest, member: UUID) -> HttpResponse:
    """A link for a member who has forgotten the password."""
    found = queries.find_member(request.actor, member)
    secret = hand_out_password_link(found, by=request.actor, at=timezone.now())
    back = reverse("workspaces:member", args=[found.pk])
    return show_link(request, secret, to=found.name, back=back, text=NEW_PASSWORD)
