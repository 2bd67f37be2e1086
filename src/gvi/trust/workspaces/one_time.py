"""Making and finding one-time links: the secret is shown once, only its fingerprint is kept (trust.md, "Level").

A link lives a day or three, works until what it was for is done, and a new one for the same purpose ends the old.
"""

import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db.models import QuerySet

from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.models import Member, OneTimeLink, Purpose

LIFE: Mapping[Purpose, timedelta] = {
    Purpose.INVITE: timedelta(days=3),
    Purpose.PASSWORD: timedelta(days=1),
    Purpose.DEVICE: timedelta(days=1),
}


def _fingerprint(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def make_link(member: Member, purpose: Purpose, *, by: Actor, at: datetime) -> str:
    """Make a link for ``member`` and return its secret (256 bits), which can't be read again."""
    secret = secrets.token_urlsafe(32)
    open_links(member, purpose, at=at).update(expires_at=at)
    OneTimeLink.objects.create(
        member=member,
        purpose=purpose,
        fingerprint=_fingerprint(secret),
        made_at=at,
        made_by_id=by.member_id,
        expires_at=at + LIFE[purpose],
    )
    return secret


def open_links(member: Member, purpose: Purpose, *, at: datetime) -> QuerySet[OneTimeLink]:
    """The member's links for ``purpose`` that still work."""
    return OneTimeLink.objects.filter(member=member, purpose=purpose, used_at__isnull=True, expires_at__gt=at)


def find_link(secret: str, *, at: datetime) -> OneTimeLink | None:
    """The link behind ``secret`` if it still works and its member has not left."""
    return (
        OneTimeLink.objects.select_related("member__user")
        .filter(fingerprint=_fingerprint(secret), used_at__isnull=True, expires_at__gt=at)
        .filter(member__left_at__isnull=True, member__user__is_active=True)
        .first()
    )
