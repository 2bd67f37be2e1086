"""The left menu: the steps in the order of the strategy, then the house's own pages; only what the role may use."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right


@dataclass(frozen=True)
class Entry:
    """One line of the menu and the right that shows it."""

    label: Promise
    route: str
    right: Right


@dataclass(frozen=True)
class Item:
    """An entry as one reader sees it."""

    label: Promise
    url: str
    current: bool
    count: int | None = None


STEPS = (
    Entry(_("Läget"), "desk:home", Right.SEE_HOME),
    Entry(_("Händelser"), "incidents:list", Right.READ_INCIDENTS),
    Entry(_("Genomgång"), "review:home", Right.READ_MEETINGS),
    Entry(_("Grupper"), "groups:list", Right.READ_GROUPS),
)
HOUSE = (
    Entry(_("Logg"), "log:home", Right.READ_LOG),
    Entry(_("Inställningar"), "workspaces:settings", Right.OWN_ACCOUNT),
)


def menu_for(actor: Actor, path: str) -> list[list[Item]]:
    """The groups of menu items that ``actor`` may use; the one that ``path`` lies under is current."""
    return [list(_items(entries, actor, path)) for entries in (STEPS, HOUSE)]


def _items(entries: tuple[Entry, ...], actor: Actor, path: str) -> Iterator[Item]:
    for entry in entries:
        if actor.may(entry.right):
            url = reverse(entry.route)
            yield Item(entry.label, url, path == url if url == "/" else path.startswith(url))
