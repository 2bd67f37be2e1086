"""What waits of summons on the first page: to take in, words and letters to approve, to serve, absent ones."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from gvi.steps.callins.models import CallIn, Invitee, Letter
from gvi.steps.callins.queries.invitees import InviteeRow, invitee_rows, invitees_of
from gvi.steps.callins.queries.named import not_taken
from gvi.steps.callins.states import COMING, CallInState, InviteeState
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_member
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.waiting import Wait, register

SERVE = timedelta(days=21)
"""Before the day: from then on a letter that has not been served waits."""

TELL = timedelta(days=7)
"""After the day: by then an absentee has had a talk (domain.md, "Call-in")."""

KEPT = timedelta(days=30)
UNSERVED = (InviteeState.APPROVED, InviteeState.NOT_FOUND)


def invitees(actor: Actor, now: datetime) -> Iterator[Wait]:
    """The lines of the next call-in and of the one that was just held; nothing for whoever has no part in it."""
    if not actor.may(Right.READ_INVITEES):
        return
    day = localdate(now)
    yield from _words(actor)
    coming = CallIn.objects.filter(state__in=COMING, day__gte=day).order_by("day", "number").first()
    if coming:
        rows = invitee_rows(actor, invitees_of(coming))
        yield from _before(actor, coming, [row.row for row in rows if not row.ended], day)
        if coming.day > day:
            yield from _outdated(coming, rows)
    for callin in CallIn.objects.filter(day__lte=day, day__gte=day - KEPT).exclude(
        state=CallInState.CANCELLED
    ):
        yield from _after(callin, invitee_rows(actor, invitees_of(callin)), day)


def _words(actor: Actor) -> Iterator[Wait]:
    if not actor.may(Right.APPROVE_SUMMONS):
        return
    waiting = Letter.objects.filter(approved_at=None).exclude(by=own_member(actor))
    count = waiting.count()
    if count:
        what = ngettext(
            "%(count)d brevtext väntar på att godkännas",
            "%(count)d brevtexter väntar på att godkännas",
            count,
        )
        why = _("Brev går ut med den senaste godkända texten.")
        yield Wait(what % {"count": count}, _("Läs och pröva"), reverse("callins:letters"), why)


def _before(actor: Actor, callin: CallIn, rows: list[Invitee], day: date) -> Iterator[Wait]:
    url = reverse("callins:invitees", args=[callin.pk])
    left = len(not_taken(actor, callin.pk)) if actor.may(Right.WRITE_INVITEES) else 0
    if left:
        what = ngettext(
            "%(count)d uppgift från Polisen att ta in till call-in",
            "%(count)d uppgifter från Polisen att ta in till call-in",
            left,
        )
        yield Wait(what % {"count": left}, _("Ta in"), f"{url}#ta-in", _("En i taget; inget är ifyllt."))
    drafts = sum(one.state == InviteeState.DRAFTED and one.by != actor.member_id for one in rows)
    if drafts and actor.may(Right.APPROVE_SUMMONS):
        what = ngettext(
            "%(count)d brev väntar på att godkännas", "%(count)d brev väntar på att godkännas", drafts
        )
        why = _("En annan än den som tog in personen godkänner.")
        yield Wait(what % {"count": drafts}, _("Pröva"), f"{url}#listan", why)
    unserved = sum(one.state in UNSERVED for one in rows)
    if unserved and day >= callin.day - SERVE:
        what = ngettext("%(count)d brev är inte delgivet", "%(count)d brev är inte delgivna", unserved)
        why = _("Kallelser och inbjudningar ska ha nått fram tre veckor före dagen.")
        yield Wait(what % {"count": unserved}, _("Delge"), f"{url}#listan", why, late=True)


def _after(callin: CallIn, rows: list[InviteeRow], day: date) -> Iterator[Wait]:
    left = sum(row.absent and not (row.attendance or row.ended) for row in rows)
    if left:
        what = ngettext(
            "%(count)d som inte kom är inte lämnad till Polisen",
            "%(count)d som inte kom är inte lämnade till Polisen",
            left,
        )
        why = _("De ska ha fått ett enskilt samtal inom sju dagar.")
        url = reverse("callins:absentees", args=[callin.pk])
        yield Wait(what % {"count": left}, _("Öppna"), url, why, late=day > callin.day + TELL)
    yield from _outdated(callin, rows)


def _outdated(callin: CallIn, rows: list[InviteeRow]) -> Iterator[Wait]:
    wrong = sum(bool(row.outdated) for row in rows)
    if wrong:
        what = ngettext(
            "%(count)d svar till Polisen behöver rättas", "%(count)d svar till Polisen behöver rättas", wrong
        )
        url = reverse("callins:invitees", args=[callin.pk])
        yield Wait(
            what % {"count": wrong}, _("Öppna"), url, _("Det som lämnades stämmer inte längre."), late=True
        )


def register_waits() -> None:
    """Let the first page know."""
    register("callins.invitees", invitees)
