"""What other parts of the call-in put on its page: a card or a tab, shown to whoever has the right.

The joint plan knows neither nominees nor summons; police's and probation's pages register theirs here.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise

from gvi.steps.callins.models import CallIn
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right

Context = Callable[[CallIn, Actor, datetime], Mapping[str, Any]]


@dataclass(frozen=True)
class Card:
    """A template on the page of one call-in, and what it needs."""

    right: Right
    template: str
    context: Context


@dataclass(frozen=True)
class Tab:
    """A page of one call-in; ``route`` takes ``callin_id``."""

    label: Promise | str
    route: str
    right: Right


_CARDS: dict[str, Card] = {}
_TABS: dict[str, Tab] = {}


def register(key: str, right: Right, template: str, context: Context) -> None:
    """Let ``template`` stand on each call-in's page for those with ``right``; called when Django starts.

    ``context(callin, actor, at)`` gives what it needs; ``callin`` and ``at`` are there already.
    """
    _CARDS[key] = Card(right, template, context)


def register_tab(key: str, label: Promise | str, route: str, right: Right) -> None:
    """Let a page of one call-in have its tab after those of the plan."""
    _TABS[key] = Tab(label, route, right)


def cards_for(callin: CallIn, actor: Actor, at: datetime) -> Iterator[dict[str, Any]]:
    """The cards that ``actor`` sees: template and context, in the order of their keys."""
    for key in sorted(_CARDS):
        card = _CARDS[key]
        if actor.may(card.right):
            yield {"template": card.template, "context": card.context(callin, actor, at)}


def tabs_for(actor: Actor) -> list[Tab]:
    """The registered tabs that ``actor`` sees."""
    return [_TABS[key] for key in sorted(_TABS) if actor.may(_TABS[key].right)]
