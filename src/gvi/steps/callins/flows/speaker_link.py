"""A speaker's one-time page: make its link, revoke it, find it (domain.md, "Call-in"; trust.md, T25).

The secret is shown once, only its fingerprint is kept. The database closes the page when the day is over.
"""

import hashlib
import secrets
from datetime import datetime

from django.db import transaction

from gvi.steps.callins.flows.keep_slots import locked_slot
from gvi.steps.callins.models import SpeakerLink, SpeakerSlot
from gvi.steps.callins.states import COMING, CallInState
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_member
from gvi.trust.workspaces.rights import Right

SHOWN = frozenset({*COMING, CallInState.HELD})


def fingerprint_of(secret: str) -> str:
    """What is kept of a link's secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def make_speaker_link(slot: SpeakerSlot, *, by: Actor, at: datetime) -> str:
    """End the old link to the page of ``slot`` and return a new one's secret (256 bits), which can't be read again."""
    by.require(Right.KEEP_SPEAKERS)
    secret = secrets.token_urlsafe(32)
    with transaction.atomic():
        current = locked_slot(slot)
        SpeakerLink.objects.filter(slot=current, revoked_at=None).update(revoked_at=at)
        link = SpeakerLink.objects.create(
            slot=current,
            fingerprint=fingerprint_of(secret),
            made_by=own_member(by),
            made_at=at,
            expires_at=at,  # the database puts the day's end here
        )
        write(Operation.COLLECT, "callins.speaker_link", by=by, kind="speaker_link", record=link.pk)
    return secret


def revoke_speaker_link(slot: SpeakerSlot, *, by: Actor, at: datetime) -> None:
    """Close the page at once."""
    by.require(Right.KEEP_SPEAKERS)
    with transaction.atomic():
        SpeakerLink.objects.filter(slot=slot, revoked_at=None).update(revoked_at=at)
        write(Operation.CHANGE, "callins.revoke_link", by=by, kind="callin", record=slot.callin_id)


def open_speaker_page(secret: str, *, at: datetime) -> SpeakerSlot | None:
    """The slot behind ``secret`` while its page is open, marked as opened; nothing for any other."""
    link = (
        SpeakerLink.objects.select_related("slot__callin")
        .filter(fingerprint=fingerprint_of(secret), revoked_at=None, expires_at__gt=at)
        .filter(slot__callin__state__in=SHOWN)
        .first()
    )
    if link is None:
        return None
    if link.opened_at is None:
        SpeakerLink.objects.filter(pk=link.pk, opened_at=None).update(opened_at=at)
    return link.slot
