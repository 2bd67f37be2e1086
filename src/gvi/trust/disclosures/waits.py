"""What waits at the doors, on the first page: counts and times, never about whom (``workspaces.waiting``)."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gvi.trust.disclosures.queries.agreements import agreements_of
from gvi.trust.disclosures.queries.drafts import waiting_for_decision
from gvi.trust.disclosures.queries.sent import WAIT, lacking
from gvi.trust.disclosures.received.queries import waiting as received_waiting
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.waiting import Wait, register

SOON = timedelta(days=30)


def oral(actor: Actor, now: datetime) -> Iterator[Wait]:
    """Oral disclosures without their written test, by the clock; red after twenty-four hours."""
    if not actor.may(Right.PREPARE_DISCLOSURE):
        return
    for one in lacking(actor, now)[:3]:
        due = one.decided_at + WAIT
        url = reverse("disclosures:sent", args=[one.id])
        what = _("Ett muntligt utlämnande saknar skriftlig prövning")
        yield Wait(what, _("Komplettera"), url, due=due, late=due < now)


def decisions(actor: Actor, now: datetime) -> Iterator[Wait]:
    """Drafts for whoever decides."""
    if count := waiting_for_decision(actor):
        what = ngettext("%(n)d utlämnande väntar på beslut", "%(n)d utlämnanden väntar på beslut", count)
        yield Wait(what % {"n": count}, _("Öppna utlämnanden"), reverse("disclosures:home"))


def received(actor: Actor, now: datetime) -> Iterator[Wait]:
    """What nobody in the room has acknowledged."""
    if count := received_waiting(actor):
        what = ngettext(
            "%(n)d mottaget utlämnande är inte kvitterat",
            "%(n)d mottagna utlämnanden är inte kvitterade",
            count,
        )
        yield Wait(what % {"n": count}, _("Läs"), reverse("disclosures:received_list"))


def agreements(actor: Actor, now: datetime) -> Iterator[Wait]:
    """Agreements to confirm, and those that end within thirty days: without one nothing crosses."""
    if not actor.may(Right.SIGN_AGREEMENT):
        return
    day = now.date()
    ours = Q(confirmed_at=None, second=actor.workspace_id) | Q(
        confirmed_at__isnull=False, valid_until__range=(day, day + SOON)
    )
    for one in agreements_of(actor).filter(ours, ended_at=None, valid_until__gte=day)[:5]:
        other = one.second if one.first_id == actor.workspace_id else one.first
        url = reverse("disclosures:agreement", args=[one.id])
        if one.confirmed_at is None:
            what = _("En överenskommelse med %(room)s väntar på att bekräftas")
        else:
            what = _("Överenskommelsen med %(room)s löper ut inom 30 dagar")
        yield Wait(what % {"room": other.name}, _("Öppna"), url)


def register_waits() -> None:
    """Let the first page know."""
    for source in (oral, decisions, received, agreements):
        register(f"disclosures.{source.__name__}", source)
