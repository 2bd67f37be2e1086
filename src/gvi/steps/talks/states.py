"""States of an individual talk and the moves between them (domain.md, *Talks*)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TalkState(models.TextChoices):
    """Asked for, approved by another, prepared, tried, delivered or through the family, followed up, closed."""

    REQUESTED = "requested", _("begärt")
    APPROVED = "approved", _("godkänt")
    PREPARED = "prepared", _("förberett")
    ATTEMPTED = "attempted", _("försökt")
    DELIVERED = "delivered", _("hållet")
    THROUGH_FAMILY = "through_family", _("genom familjen")
    FOLLOW_UP = "follow_up", _("ska följas upp")
    STOPPED = "stopped", _("stoppat")
    CLOSED = "closed", _("avslutat")


WAITING = (TalkState.REQUESTED, TalkState.APPROVED, TalkState.PREPARED, TalkState.ATTEMPTED)
REACHED = (TalkState.DELIVERED, TalkState.THROUGH_FAMILY)
TALK_FIRST = frozenset({TalkState.REQUESTED})
TALK_MOVES = frozenset(
    {
        (TalkState.REQUESTED, TalkState.APPROVED),
        (TalkState.APPROVED, TalkState.PREPARED),
        (TalkState.PREPARED, TalkState.ATTEMPTED),
        *((before, after) for before in (TalkState.PREPARED, TalkState.ATTEMPTED) for after in REACHED),
        *((before, TalkState.STOPPED) for before in WAITING),
        *((before, TalkState.FOLLOW_UP) for before in REACHED),
        *((before, TalkState.CLOSED) for before in (*REACHED, TalkState.FOLLOW_UP, TalkState.STOPPED)),
    }
)
