"""What waits on the first page: a group on its own row that has become too small for it. Never about whom."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from gvi.steps.groups.queries.history import in_a_row
from gvi.steps.groups.queries.own_rows import too_small_for_own_row
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.waiting import Wait, register

WHY = _("Under fem bekräftade medlemmar är Övriga det vanliga. Skriv skälet, eller ställ dem dit.")


def small_groups(actor: Actor, now: datetime) -> Iterator[Wait]:
    """One line for all of them, by code name."""
    if not (actor.may(Right.NAME_GROUPS) and actor.may(Right.READ_MEMBERSHIPS)):
        return
    found = list(too_small_for_own_row(localdate(now)))
    if found:
        text = ngettext(
            "%(names)s står på egen rad med färre än fem bekräftade medlemmar",
            "%(names)s står på egna rader med färre än fem bekräftade medlemmar",
            len(found),
        )
        what = text % {"names": in_a_row(group.code_name for group in found)}
        url = reverse("groups:detail", args=[found[0].pk]) + "#visning"
        if len(found) > 1:
            url = f"{reverse('groups:list')}?row=few"
        yield Wait(what, _("Ta ställning"), url, WHY)


def register_row_waits() -> None:
    """Let the first page tell."""
    register("groups.small", small_groups)
