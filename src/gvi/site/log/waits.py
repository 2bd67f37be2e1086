"""A log review that nobody signed in time, red on the first page of whoever it concerns (trust.md, T21)."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from gvi.trust.log.review.missed import missed_reviews
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.waiting import Wait

CONCERNED = (Right.READ_LOG_OUTCOMES, Right.APPROVE_RESET)
"""The log reviewer, the data protection officer, and whoever leads the room's work; the database asks again."""


def missed(actor: Actor, now: datetime) -> Iterator[Wait]:
    """One line for the months; only those who may open the review get a way there."""
    if not any(actor.may(right) for right in CONCERNED):
        return
    months = missed_reviews(actor, now)
    if months:
        what = _("Loggen är inte granskad för %(months)s") % {"months": ", ".join(map(str, months[-3:]))}
        may_open = actor.may(Right.READ_LOG_OUTCOMES)
        url = reverse("log:review") if may_open else reverse("help", args=["log-review"])
        yield Wait(what, _("Öppna granskningen") if may_open else _("Läs mer"), url, late=True)
