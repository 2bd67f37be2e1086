"""What can be worked out of the room's incidents: each analysis registers how, by the word it is asked with.

Reading needs the room, working does not: what is read is plain data, so that long work holds no transaction open.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gvi.steps.mapping.models import Analysis
from gvi.trust.workspaces.actor import Actor

Told = Callable[[int], None]
"""Hears how far the work has come, in per cent."""


def as_it_is(result: Any, asked: Mapping[str, Any], by: Actor, at: datetime) -> dict[str, Any]:
    """For what is kept as it was worked out: figures, sentences and charts."""
    return dict(result)


@dataclass(frozen=True)
class Method:
    """``rows`` tells beforehand how much it is; ``read`` what was asked for, inside the room; ``work`` outside.

    ``keep`` is inside the room again: what the run is to say, once what was worked out has been put where it belongs.
    """

    rows: Callable[[Mapping[str, Any]], int]
    read: Callable[[Mapping[str, Any]], Any]
    work: Callable[[Any, Mapping[str, Any], Told], Any]
    keep: Callable[[Any, Mapping[str, Any], Actor, datetime], dict[str, Any]] = as_it_is


_METHODS: dict[Analysis, Method] = {}


def register(analysis: Analysis, method: Method) -> None:
    """Let ``analysis`` be worked out by ``method``; called once, when Django starts."""
    _METHODS[analysis] = method


def method_of(analysis: str) -> Method:
    """How ``analysis`` is worked out."""
    return _METHODS[Analysis(analysis)]


def few(asked: Mapping[str, Any]) -> int:
    """For what is counted by the database, however many rows there are: always worked out at once."""
    return 0
