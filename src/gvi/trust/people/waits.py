"""What waits for the one who may approve: a file with persons, and persons under eighteen. Never about whom."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from gvi.trust.people.models import Batch, Person
from gvi.trust.people.words import BatchState, State
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_member
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.waiting import Wait, register


def approvals(actor: Actor, now: datetime) -> Iterator[Wait]:
    """Files and persons that somebody else has entered."""
    if not actor.may(Right.APPROVE_PERSONS):
        return
    mine = own_member(actor)
    files = Batch.objects.filter(state=BatchState.PROPOSED).exclude(made_by=mine).order_by()
    young = Person.objects.filter(state=State.PROPOSED).exclude(entered_by=mine).order_by()
    if count := files.count():
        what = ngettext(
            "%(n)d fil med personer väntar på beslut", "%(n)d filer med personer väntar på beslut", count
        )
        why = _("En annan än den som läste in filen beslutar.")
        yield Wait(what % {"n": count}, _("Öppna filerna"), reverse("people:batches"), why)
    if count := young.count():
        what = ngettext(
            "%(n)d person som är eller kan vara under 18 år väntar på godkännande",
            "%(n)d personer som är eller kan vara under 18 år väntar på godkännande",
            count,
        )
        yield Wait(what % {"n": count}, _("Se vilka"), reverse("people:proposed"))


def register_approvals() -> None:
    """Let the first page tell."""
    register("people.approvals", approvals)
