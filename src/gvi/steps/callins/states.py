"""States of a call-in, of a nominee and of somebody summoned or invited, and the moves between them (domain.md)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CallInState(models.TextChoices):
    """From an idea to the report back at the next one; cancelled from any state before it is held."""

    IDEA = "idea", _("idé")
    DECIDED = "decided", _("beslutad")
    PLANNING = "planning", _("planeras")
    REHEARSED = "rehearsed", _("genrepet är gjort")
    HELD = "held", _("hållen")
    DEBRIEFED = "debriefed", _("genomgången")
    REPORTED = "reported", _("återkopplad")
    CANCELLED = "cancelled", _("inställd")


COMING = (CallInState.IDEA, CallInState.DECIDED, CallInState.PLANNING, CallInState.REHEARSED)
OVER = (CallInState.HELD, CallInState.DEBRIEFED, CallInState.REPORTED)
CALLIN_FIRST = frozenset({CallInState.IDEA})
CALLIN_MOVES = frozenset(
    {
        (CallInState.IDEA, CallInState.DECIDED),
        (CallInState.DECIDED, CallInState.PLANNING),
        (CallInState.PLANNING, CallInState.REHEARSED),
        (CallInState.PLANNING, CallInState.HELD),
        (CallInState.REHEARSED, CallInState.HELD),
        (CallInState.HELD, CallInState.DEBRIEFED),
        (CallInState.DEBRIEFED, CallInState.REPORTED),
        *((state, CallInState.CANCELLED) for state in COMING),
    }
)


class NomineeState(models.TextChoices):
    """Nominated by one, checked by another, decided by a decision maker. *Not this time* has one reason for all."""

    NOMINATED = "nominated", _("nominerad")
    CHECKED = "checked", _("kontrollerad")
    APPROVED = "approved", _("godkänd")
    RESERVE = "reserve", _("reserv")
    NOT_CALLED = "not_called", _("inte aktuell denna gång")


ON_LIST = (NomineeState.APPROVED, NomineeState.RESERVE)
NOMINEE_FIRST = frozenset({NomineeState.NOMINATED})
NOMINEE_MOVES = frozenset(
    {
        (NomineeState.NOMINATED, NomineeState.CHECKED),
        (NomineeState.NOMINATED, NomineeState.NOT_CALLED),
        (NomineeState.CHECKED, NomineeState.APPROVED),
        (NomineeState.CHECKED, NomineeState.RESERVE),
        (NomineeState.CHECKED, NomineeState.NOT_CALLED),
        (NomineeState.RESERVE, NomineeState.APPROVED),
        (NomineeState.RESERVE, NomineeState.NOT_CALLED),
        (NomineeState.APPROVED, NomineeState.RESERVE),
        (NomineeState.APPROVED, NomineeState.NOT_CALLED),
    }
)


class InviteeState(models.TextChoices):
    """A summons or an invitation on its way, and what came of it. What no longer holds is drafted anew."""

    DRAFTED = "drafted", _("utkast")
    APPROVED = "approved", _("godkänd")
    SERVED = "served", _("delgiven")
    NOT_FOUND = "not_found", _("inte anträffad")
    CONFIRMED = "confirmed", _("har bekräftat")
    ATTENDED = "attended", _("kom")
    ABSENT_EXCUSED = "absent_excused", _("kom inte, giltigt förfall")
    ABSENT = "absent", _("kom inte")
    FOLLOWED_UP = "followed_up", _("uppföljd")


TAKEN = (InviteeState.ATTENDED, InviteeState.ABSENT_EXCUSED, InviteeState.ABSENT)
AWAITED = (InviteeState.APPROVED, InviteeState.SERVED, InviteeState.NOT_FOUND, InviteeState.CONFIRMED)
INVITEE_FIRST = frozenset({InviteeState.DRAFTED})
INVITEE_MOVES = frozenset(
    {
        (InviteeState.DRAFTED, InviteeState.APPROVED),
        (InviteeState.APPROVED, InviteeState.SERVED),
        (InviteeState.APPROVED, InviteeState.NOT_FOUND),
        (InviteeState.NOT_FOUND, InviteeState.SERVED),
        (InviteeState.SERVED, InviteeState.CONFIRMED),
        *((before, InviteeState.DRAFTED) for before in AWAITED),
        *((before, after) for before in AWAITED for after in TAKEN),
        *((before, after) for before in TAKEN for after in TAKEN if before != after),
        *((before, InviteeState.FOLLOWED_UP) for before in TAKEN),
    }
)
