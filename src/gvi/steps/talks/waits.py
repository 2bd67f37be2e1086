"""Talks that wait, on the police's first page: when, never with whom. No other room sees a talk's time (T34)."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from gvi.steps.talks.deadlines import CONFIRM_HOURS
from gvi.steps.talks.models import Talk
from gvi.steps.talks.states import WAITING, TalkState
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.waiting import Wait, register

NEAR = timedelta(hours=48)


def talks(actor: Actor, now: datetime) -> Iterator[Wait]:
    """What is late, the next one due, what is to be approved, and decisions by phone to confirm: one query."""
    if not actor.may(Right.READ_TALKS):
        return
    late, soon = Q(state__in=WAITING, due_at__lt=now), Q(state__in=WAITING, due_at__range=(now, now + NEAR))
    to_approve = Q(state=TalkState.REQUESTED) & ~Q(by=actor.member_id)
    told = Talk.objects.order_by().aggregate(
        late=Count("pk", filter=late),
        next=Min("due_at", filter=soon),
        approve=Count("pk", filter=to_approve),
        oral=Min("approved_at", filter=_unconfirmed(actor)),
    )
    yield from _due(told["late"], told["next"])
    if told["oral"]:
        yield _oral(told["oral"], now)
    if actor.may(Right.APPROVE_TALKS) and told["approve"]:
        yield _approve(told["approve"])


def _unconfirmed(actor: Actor) -> Q:
    return Q(oral=True, confirmed_at=None, approved_by=actor.member_id, ended_at=None)


def _due(late: int, next_due: datetime | None) -> Iterator[Wait]:
    url = f"{reverse('talks:list')}?sena=ja"
    if late:
        what = ngettext("%(n)d samtal skulle ha skett", "%(n)d samtal skulle ha skett", late)
        why = _("Löftet om snabb kontakt är det som gör budskapet trovärdigt.")
        yield Wait(what % {"n": late}, _("Öppna"), url, why, late=True)
    if next_due:
        yield Wait(_("Ett samtal ska ske"), _("Öppna tavlan"), reverse("talks:board"), due=next_due)


def _oral(approved: datetime, now: datetime) -> Wait:
    due = approved + timedelta(hours=CONFIRM_HOURS)
    what = _("Ett samtal som du godkände i telefon ska bekräftas skriftligt")
    return Wait(what, _("Bekräfta"), reverse("talks:board"), due=due, late=due < now)


def _approve(count: int) -> Wait:
    what = ngettext("%(n)d samtal väntar på godkännande", "%(n)d samtal väntar på godkännande", count)
    url = f"{reverse('talks:list')}?lage={TalkState.REQUESTED.value}"
    return Wait(what % {"n": count}, _("Pröva"), url, _("En annan än den som begärde godkänner."))


def register_waits() -> None:
    """Let the first page know."""
    register("talks", talks)
