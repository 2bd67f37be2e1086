"""What waits of call-ins on the first page: the line of the checklist that is due, and a word that nobody has given."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from gvi.steps.callins.flows.tick_item import LIVE, may_tick
from gvi.steps.callins.models import CallIn, CheckItem, GoNoGo
from gvi.steps.callins.plan import BY_KEY
from gvi.steps.callins.states import OVER, CallInState
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.waiting import Wait, register

NEAR = timedelta(days=7)
LAST = timedelta(days=2)
"""Before the day each authority says go or no-go."""


def checklists(actor: Actor, now: datetime) -> Iterator[Wait]:
    """For each call-in the first line that is late or due within a week, of those the reader ticks: one query."""
    if not (actor.may(Right.RUN_CALLIN) or actor.may(Right.SAY_GO)):
        return
    today, told = localdate(now), set()
    due = CheckItem.objects.filter(callin__state__in=LIVE, done_on=None, due__lte=today + NEAR)
    asked = due.exclude(callin__state__in=OVER, due__lt=F("callin__day"))  # too late once it has been held
    for item in asked.select_related("callin").order_by("due", "key"):
        if item.callin_id not in told and may_tick(item.key, actor):
            told.add(item.callin_id)
            yield _line(item, late=item.due < today)


def _line(item: CheckItem, *, late: bool) -> Wait:
    step = BY_KEY[item.key]
    what = _("Call-in %(number)s: %(what)s") % {"number": item.callin.number, "what": step.label}
    url = reverse("callins:callin", args=[item.callin_id])
    return Wait(what, _("Öppna checklistan"), f"{url}#checklista", step.why, due=item.due, late=late)


def words_missing(actor: Actor, now: datetime) -> Iterator[Wait]:
    """A call-in within two days that the reader's authority has not said a word about: one query."""
    if not actor.may(Right.SAY_GO):
        return
    today = localdate(now)
    said = GoNoGo.objects.filter(callin=OuterRef("pk"), kind=actor.kind)
    near = CallIn.objects.filter(
        state__in=(CallInState.PLANNING, CallInState.REHEARSED), day__gte=today, day__lte=today + LAST
    )
    for callin in near.filter(~Exists(said)):
        yield Wait(
            _("Call-in %(number)s: er myndighet har inte lämnat besked") % {"number": callin.number},
            _("Lämna besked"),
            f"{reverse('callins:day', args=[callin.pk])}#besked",
            _("Varje myndighet säger om det är klart att genomföra."),
        )


def register_waits() -> None:
    """Let the first page know."""
    register("callins.checklist", checklists)
    register("callins.go", words_missing)
