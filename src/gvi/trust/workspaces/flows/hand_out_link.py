"""Hand out a new one-time link: an invitation that ran out, or a forgotten password.

Neither gets past the second factor: an invitation is only for someone who has never signed in, and whoever
chooses a new password still has to pass the second factor (docs/explanation/decisions.md).
"""

from datetime import datetime

from django.db import transaction

from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.flows.common import require_own_room
from gvi.trust.workspaces.models import Member, OneTimeLink, Purpose
from gvi.trust.workspaces.one_time import make_link
from gvi.trust.workspaces.refused import AlreadySignedIn
from gvi.trust.workspaces.rights import Right


def renew_invitation(member: Member, *, by: Actor, at: datetime) -> str:
    """Return the secret of a new invitation; refuses when the first one was used."""
    by.require(Right.MANAGE_MEMBERS)
    require_own_room(member, by)
    if not is_newcomer(member):
        raise AlreadySignedIn
    return _hand_out(member, Purpose.INVITE, "workspaces.renew_invitation", by, at)


def hand_out_password_link(member: Member, *, by: Actor, at: datetime) -> str:
    """Return the secret of a link that lets ``member`` choose a new password, and nothing more."""
    by.require(Right.MANAGE_MEMBERS)
    require_own_room(member, by)
    return _hand_out(member, Purpose.PASSWORD, "workspaces.hand_out_password_link", by, at)


def is_newcomer(member: Member) -> bool:
    """Whether ``member`` was invited and has never completed the invitation."""
    invitations = OneTimeLink.objects.filter(member=member, purpose=Purpose.INVITE)
    used = list(invitations.values_list("used_at", flat=True))
    return bool(used) and not any(used) and member.user.last_login is None


def _hand_out(member: Member, purpose: Purpose, verb: str, by: Actor, at: datetime) -> str:
    with transaction.atomic():
        secret = make_link(member, purpose, by=by, at=at)
        write(Operation.SETTINGS, verb, by=by, kind="member", record=member.pk)
    return secret
