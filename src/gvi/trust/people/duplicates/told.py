"""Pairs that wait, on the first page: a count and never a name (``workspaces.waiting``)."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gvi.trust.people.duplicates.queries import waiting_count
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.waiting import Wait, register


def pairs_waiting(actor: Actor, now: datetime) -> Iterator[Wait]:
    """One line when there is something to decide."""
    if not actor.may(Right.WRITE_PERSONS) or actor.kind == Kind.SOCIAL_SERVICES:
        return
    number = waiting_count()
    if number:
        what = ngettext(
            "%(number)s par poster kan gälla samma person",
            "%(number)s par poster kan gälla samma person",
            number,
        )
        yield Wait(what % {"number": number}, _("Ta ställning"), reverse("people:pairs"))


def register_waiting() -> None:
    """Let the first page know."""
    register("duplicates", pairs_waiting)
