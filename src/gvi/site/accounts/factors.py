"""Has this session passed a second factor, and may it add one? (trust.md, "Level": a second factor always.)

The truth is allauth's own record of the session: what was used to sign in, and when. A first second factor
can be added only in a session that a one-time link has opened, so that a stolen password alone is worth nothing.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest

from gvi.trust.workspaces.flows.choose_password import use_up
from gvi.trust.workspaces.models import OneTimeLink, Purpose, User

LINK = "gvi_link"
DEVICES = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
ADDING = frozenset({Purpose.INVITE, Purpose.DEVICE})


def has_passed(request: HttpRequest) -> bool:
    """Whether the session's user has passed a second factor in this session."""
    user = request.user
    records = get_authentication_records(request, user if isinstance(user, User) else None)
    return any(record.get("method") == "mfa" for record in records)


def record_passed(request: HttpRequest, user: User, kind: str) -> None:
    """Record that ``user`` has just shown a second factor of ``kind`` (totp, webauthn, eid)."""
    record_authentication(request, user, "mfa", type=kind, reauthenticated=True)


def methods_used(request: HttpRequest, user: User) -> str:
    """What the session was opened with, for the log: "password+totp"."""
    records = get_authentication_records(request, user)
    return "+".join(_method(record) for record in records)


def _method(record: dict[str, Any]) -> str:
    return str(record.get("type") or record["method"])


def has_device(user: User) -> bool:
    """Whether the account has a second factor to pass (recovery codes alone are none)."""
    return bool(is_mfa_enabled(user, DEVICES))


def is_last_device(authenticator: Authenticator) -> bool:
    """Whether removing ``authenticator`` would leave the account without a second factor."""
    if authenticator.type not in DEVICES:
        return False
    others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=DEVICES)
    return not others.exclude(pk=authenticator.pk).exists()


def remember_link(request: HttpRequest, link: OneTimeLink) -> None:
    """Let this session add a second factor for the link's member, once signed in."""
    request.session[LINK] = str(link.pk)


def link_of(request: HttpRequest, *, at: datetime) -> OneTimeLink | None:
    """The link that opened this session, if it still works and is for the one who is signed in."""
    pk = request.session.get(LINK)
    if not isinstance(pk, str) or not isinstance(request.user, User):
        return None
    alive = OneTimeLink.objects.filter(used_at__isnull=True, expires_at__gt=at, purpose__in=ADDING)
    return alive.filter(pk=UUID(pk), member__user=request.user).first()


def forget_link(request: HttpRequest, *, at: datetime) -> None:
    """The second factor is in place: the link has done what it was for."""
    if link := link_of(request, at=at):
        use_up(link, at=at)
    request.session.pop(LINK, None)
