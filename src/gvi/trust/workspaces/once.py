"""Asking the database once for what a page tells twice, as the menu and the first page do.

An actor remembers only while a page is read; whatever changes something asks anew.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar, cast

from gvi.trust.workspaces.actor import Actor

Answer = TypeVar("Answer")


def reading(actor: Actor) -> Actor:
    """The same actor, who remembers until the page has been read."""
    return replace(actor, told={})


def once(actor: Actor, key: str, ask: Callable[[], Answer]) -> Answer:
    """The answer of ``ask``, or the one it gave to ``key`` earlier on the same page."""
    if actor.told is None:
        return ask()
    if key not in actor.told:
        actor.told[key] = ask()
    return cast("Answer", actor.told[key])
