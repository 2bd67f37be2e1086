"""States of an incident and the moves between them; documents, flows and the database share this table.

A decision that was wrong is never overwritten: the incident goes back to *waiting* with a written reason and is
decided anew, and both decisions stay among its revisions (domain.md, "every revision stays visible").
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Reported until someone looked; *confirmed shooting* as domain.md defines it."""

    REPORTED = "reported", _("rapporterad")
    WAITING = "waiting", _("avvaktar")
    CONFIRMED = "confirmed", _("bekräftad")
    UNFOUNDED = "unfounded", _("avförd")


FIRST = frozenset(State)
MOVES = frozenset(
    {
        (State.REPORTED, State.WAITING),
        (State.REPORTED, State.CONFIRMED),
        (State.REPORTED, State.UNFOUNDED),
        (State.WAITING, State.CONFIRMED),
        (State.WAITING, State.UNFOUNDED),
        (State.CONFIRMED, State.WAITING),
        (State.UNFOUNDED, State.WAITING),
    }
)
DECIDED = frozenset({State.CONFIRMED, State.UNFOUNDED})
OPEN = frozenset({State.REPORTED, State.WAITING})
