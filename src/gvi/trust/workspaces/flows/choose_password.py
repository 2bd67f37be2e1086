"""Choose a password by a one-time link. The link is the right; the second factor is not touched."""

from datetime import datetime

from django.db import transaction

from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.models import OneTimeLink, Purpose
from gvi.trust.workspaces.refused import NotInThisRoom

CHOOSING = frozenset({Purpose.INVITE, Purpose.PASSWORD})


def choose_password(link: OneTimeLink, password: str, *, at: datetime) -> None:
    """Set the password and end every session; an invitation stays open until a second factor is in place."""
    if link.purpose not in CHOOSING or link.used_at is not None or link.expires_at <= at:
        raise NotInThisRoom
    user = link.member.user
    with transaction.atomic():
        user.set_password(password)
        user.session_round += 1
        user.save(update_fields=["password", "session_round"])
        if link.purpose == Purpose.PASSWORD:
            use_up(link, at=at)
        write(Operation.SETTINGS, "workspaces.choose_password", by=None, kind="member", record=link.member_id)


def use_up(link: OneTimeLink, *, at: datetime) -> None:
    """The link has done what it was for."""
    link.used_at = at
    link.save(update_fields=["used_at"])
