"""A log review that nobody signed in time, red on the first page of whoever it concerns (trust.md, T21).

Amber to the data protection officer is one that was signed with items that nobody has judged, until advice is given.
"""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gvi.site.log.reviews.flows.advise import may_advise
from gvi.site.log.reviews.queries import unadvised
from gvi.trust.log.review.missed import missed_reviews
from gvi.trust.log.review.month import Month
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
        named = ", ".join(date_format(month.first, "F Y") for month in months[-3:])
        what = _("Loggen är inte granskad för %(months)s") % {"months": named}
        may_open = actor.may(Right.READ_LOG_OUTCOMES)
        url = reverse("log:review") if may_open else reverse("help", args=["log-review"])
        yield Wait(what, _("Öppna granskningen") if may_open else _("Läs mer"), url, late=True)


def not_advised(actor: Actor, now: datetime) -> Iterator[Wait]:
    """One line for the months whose signer left their own items to somebody else."""
    if not (actor.may(Right.READ_LOG_OUTCOMES) and may_advise(actor)):
        return
    months = [Month(day) for day in unadvised().order_by("month").values_list("month", flat=True)]
    if months:
        what = _("Granskaren har egna poster som ingen har bedömt i %(months)s") % {
            "months": ", ".join(map(str, months[-3:]))
        }
        yield Wait(what, _("Öppna granskningen"), reverse("log:review"))
