"""States of a group and of a membership, and the moves between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """A group ends as dissolved, merged or split; a dormant one may wake."""

    ACTIVE = "active", _("aktiv")
    DORMANT = "dormant", _("vilande")
    DISSOLVED = "dissolved", _("upplöst")
    MERGED = "merged", _("sammanslagen")
    SPLIT = "split", _("delad")


FIRST = frozenset({State.ACTIVE, State.DORMANT})
MOVES = frozenset(
    {(State.ACTIVE, State.DORMANT), (State.DORMANT, State.ACTIVE)}
    | {(old, new) for old in FIRST for new in (State.DISSOLVED, State.MERGED, State.SPLIT)}
)
RESTS = frozenset({(State.ACTIVE, State.DORMANT), (State.DORMANT, State.ACTIVE)})
"""What is said by itself; the three ends go through flows of their own, which say what follows."""


class MembershipState(models.TextChoices):
    """A membership is proposed, confirmed by somebody else, and ends by decision or because nobody looked.

    ``LAPSED`` is never stored: it is how a row past its review reads on the day (``Membership.reads_as``).
    """

    PROPOSED = "proposed", _("föreslaget")
    CONFIRMED = "confirmed", _("bekräftat")
    LAPSED = "lapsed", _("upphört, inte omprövat")
    REMOVED = "removed", _("avslutat")


MEMBERSHIP_FIRST = frozenset({MembershipState.PROPOSED})
MEMBERSHIP_MOVES = frozenset(
    {
        (MembershipState.PROPOSED, MembershipState.CONFIRMED),
        (MembershipState.PROPOSED, MembershipState.REMOVED),
        (MembershipState.CONFIRMED, MembershipState.REMOVED),
    }
)
