"""What waits of the police's list on the first page: to check, decide, lock and look at again. Never about whom."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from gvi.steps.callins.models import CallIn, Nominee
from gvi.steps.callins.queries.fitting import who_may_be_called
from gvi.steps.callins.queries.nominees import Standing, standing
from gvi.steps.callins.states import COMING, NomineeState
from gvi.steps.callins.words import Plan
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_member, own_room
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.waiting import Wait, register

LOCK = {Plan.NORMAL.value: timedelta(days=21), Plan.COMPRESSED.value: timedelta(days=14)}
LOOK = timedelta(days=2)


def nominees(actor: Actor, now: datetime) -> Iterator[Wait]:
    """The lines of the next call-in: four queries."""
    if not actor.may(Right.READ_NOMINEES):
        return
    day = localdate(now)
    callin = CallIn.objects.filter(state__in=COMING, day__gte=day).order_by("day", "number").first()
    if callin is None:
        return
    told, url = standing(callin), reverse("callins:nominees", args=[callin.pk])
    if actor.may(Right.CHECK_NOMINEES):
        yield from _to_check(actor, callin, url)
    if actor.may(Right.DECIDE_NOMINEES) and told.checked:
        what = ngettext(
            "%(count)d nominering till call-in väntar på beslut",
            "%(count)d nomineringar till call-in väntar på beslut",
            told.checked,
        )
        why = _("Listan låses tre veckor före.")
        yield Wait(what % {"count": told.checked}, _("Besluta"), f"{url}?visa=besluta", why)
    if actor.may(Right.CHECK_NOMINEES):
        yield from _in_time(callin, told, day)
    yield from _blocked(actor, callin, url)


def _to_check(actor: Actor, callin: CallIn, url: str) -> Iterator[Wait]:
    waiting = Nominee.objects.filter(callin=callin, state=NomineeState.NOMINATED).exclude(
        by=own_member(actor)
    )
    count = waiting.count()
    if count:
        what = ngettext(
            "%(count)d nominering till call-in väntar på kontroll",
            "%(count)d nomineringar till call-in väntar på kontroll",
            count,
        )
        why = _("En annan än den som nominerade kontrollerar.")
        yield Wait(what % {"count": count}, _("Kontrollera"), f"{url}?visa=kontrollera", why)


def _in_time(callin: CallIn, told: Standing, day: date) -> Iterator[Wait]:
    if not told.lock and told.any and day >= callin.day - LOCK[callin.plan]:
        url = reverse("callins:lock", args=[callin.pk])
        why = _("Sedan kan en plats bara lämnas, och en reserv ta den.")
        yield Wait(_("Listan till call-in ska vara låst"), _("Lås listan"), url, why, late=True)
    if told.lock and told.not_looked and day >= callin.day - LOOK:
        what = ngettext(
            "%(count)d person på listan väntar på den sista kontrollen",
            "%(count)d personer på listan väntar på den sista kontrollen",
            told.not_looked,
        )
        url = reverse("callins:recheck", args=[callin.pk])
        why = _("48 timmar före: ska personen fortfarande kallas?")
        yield Wait(what % {"count": told.not_looked}, _("Kontrollera"), url, why, late=True)


def _blocked(actor: Actor, callin: CallIn, url: str) -> Iterator[Wait]:
    """Whoever stands on the list and can no longer be called (T11)."""
    listed = Nominee.objects.filter(callin=callin).exclude(state=NomineeState.NOT_CALLED)
    persons = set(listed.values_list("person", flat=True))
    count = len(persons) - len(who_may_be_called(persons, own_room(actor)))
    if count:
        what = ngettext(
            "%(count)d nominerad kan inte längre kallas", "%(count)d nominerade kan inte längre kallas", count
        )
        why = _("Misstanken eller medlemskapet gäller inte längre.")
        yield Wait(what % {"count": count}, _("Öppna listan"), url, why, late=True)


def register_waits() -> None:
    """Let the first page know."""
    register("callins.nominees", nominees)
