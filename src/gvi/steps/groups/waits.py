"""Memberships that wait for somebody, on the first page: how many, never whose."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from gvi.steps.groups.queries.belonging import View, counts_that_wait
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.waiting import Wait, register


def memberships(actor: Actor, now: datetime) -> Iterator[Wait]:
    """What to confirm, to review, and what has lapsed since a month: one query."""
    if not actor.may(Right.READ_MEMBERSHIPS):
        return
    counts = counts_that_wait(actor.member_id, localdate(now))
    if actor.may(Right.CONFIRM_MEMBERSHIPS) and (n := counts["confirm"]):
        what = ngettext("%(n)d medlemskap väntar på bekräftelse", "%(n)d medlemskap väntar på bekräftelse", n)
        why = _("En annan än den som föreslog bekräftar. Utan det upphör förslaget.")
        yield Wait(what % {"n": n}, _("Pröva"), _list(View.TO_CONFIRM), why)
    if actor.may(Right.WRITE_MEMBERSHIPS) and (n := counts["review"]):
        what = ngettext(
            "%(n)d medlemskap ska omprövas inom 14 dagar", "%(n)d medlemskap ska omprövas inom 14 dagar", n
        )
        why = _("Det som ingen omprövar upphör av sig självt.")
        yield Wait(what % {"n": n}, _("Ompröva"), _list(View.TO_REVIEW), why)
    if actor.may(Right.WRITE_MEMBERSHIPS) and (n := counts["lapsed"]):
        what = ngettext(
            "%(n)d medlemskap har upphört utan omprövning den senaste månaden",
            "%(n)d medlemskap har upphört utan omprövning den senaste månaden",
            n,
        )
        why = _("Finns det grund för bedömningen föreslås den på nytt.")
        yield Wait(what % {"n": n}, _("Se vilka"), _list(View.ENDED), why)


def _list(view: View) -> str:
    return f"{reverse('groups:memberships')}?visa={view.value}"


def register_waits() -> None:
    """Let the first page know."""
    register("groups.memberships", memberships)
