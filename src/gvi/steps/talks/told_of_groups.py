"""What talks tell on a group's own page: when anybody of it was last met, and what waits; never with whom."""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gvi.steps.groups.told_elsewhere import Line, register
from gvi.steps.talks.models import Talk
from gvi.steps.talks.states import WAITING
from gvi.steps.talks.words import Outcome, TalkKind
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right


def contact(actor: Actor, group: UUID) -> Iterator[Line]:
    """One line: the last contact, and how many talks wait. One query."""
    if not actor.may(Right.READ_TALKS):
        return
    met = Q(attempts__outcome__in=(Outcome.MET, Outcome.FAMILY))
    told = (
        Talk.objects.filter(group=group, kind=TalkKind.MESSAGE)
        .order_by()
        .aggregate(
            last=Max("attempts__at", filter=met),
            waiting=Count("pk", filter=Q(state__in=WAITING), distinct=True),
        )
    )
    last, waiting = told["last"], told["waiting"]
    words = _("senast %(day)s") % {"day": date_format(localdate(last), "j F Y")} if last else _("aldrig")
    if waiting:
        count = ngettext("%(n)d samtal väntar", "%(n)d samtal väntar", waiting) % {"n": waiting}
        words = f"{words}, {count}"
    yield Line(_("Kontakt genom samtal"), words, f"{reverse('talks:list')}?grupp={group}")


def register_lines() -> None:
    """Called when Django starts."""
    register("talks.contact", contact)
