"""States of a group and the moves between them."""

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
