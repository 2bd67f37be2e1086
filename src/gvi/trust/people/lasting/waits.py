"""Reviews and extracts that wait, and a night without erasure, on the first page: never about whom."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gvi.trust.people.erasure.alarm import last_run_alarm
from gvi.trust.people.models import ExtractRequest
from gvi.trust.people.queries.home import home_counts
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.waiting import Wait, register


def reviews(actor: Actor, now: datetime) -> Iterator[Wait]:
    """Persons to look at again; an overdue one is read-only, and soon out of reach."""
    if not actor.may(Right.WRITE_PERSONS):
        return
    counts, url = home_counts(timezone.localdate(now)), reverse("people:due")
    if counts.overdue:
        what = ngettext(
            "%(n)d person är inte granskad i tid", "%(n)d personer är inte granskade i tid", counts.overdue
        )
        why = _("Posten är låst och avskiljs om ingen prövar behovet.")
        yield Wait(what % {"n": counts.overdue}, _("Granska"), url, why, late=True)
    if counts.soon:
        what = ngettext(
            "%(n)d person ska granskas inom 14 dagar",
            "%(n)d personer ska granskas inom 14 dagar",
            counts.soon,
        )
        yield Wait(what % {"n": counts.soon}, _("Granska"), url)


def extracts(actor: Actor, now: datetime) -> Iterator[Wait]:
    """Requests from people who ask what is held about them."""
    if not actor.may(Right.ANSWER_EXTRACT):
        return
    open_ones = ExtractRequest.objects.filter(workspace=actor.workspace_id, answered_at=None).order_by(
        "due_on"
    )
    days = list(open_ones.values_list("due_on", flat=True)[:100])
    if days:
        what = ngettext(
            "%(n)d begäran om registerutdrag väntar på svar",
            "%(n)d begäranden om registerutdrag väntar på svar",
            len(days),
        )
        why = _("Svar senast %(day)s.") % {"day": days[0].isoformat()}
        late = days[0] < timezone.localdate(now)
        yield Wait(what % {"n": len(days)}, _("Öppna"), reverse("people:extracts"), why, late=late)


def erasure(actor: Actor, now: datetime) -> Iterator[Wait]:
    """The nightly erasure did not run."""
    if alarm := last_run_alarm(actor, now):
        yield Wait(alarm.sentence, _("Se protokollet"), reverse("people:protocol"), late=True)


def register_waits() -> None:
    """Let the first page know."""
    for source in (reviews, extracts, erasure):
        register(f"people.{source.__name__}", source)
