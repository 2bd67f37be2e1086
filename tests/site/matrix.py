"""Route × role × room: reads the list of who may open what (``matrix.toml``) and every route there is."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role, roles_of

FILE = Path(__file__).with_name("matrix.toml")
CELLS = [(kind, role) for kind in Kind for role in sorted(roles_of(kind))]


@dataclass(frozen=True)
class Route:
    """A named route, its view, and the names of the values its path needs."""

    name: str
    view: Any
    values: tuple[str, ...]


def all_routes() -> list[Route]:
    """Every route of the product, sorted by name."""
    return sorted(_walk(get_resolver().url_patterns, ""), key=lambda route: route.name)


def _walk(patterns: list[Any], prefix: str) -> Iterator[Route]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from _walk(pattern.url_patterns, space)
        elif isinstance(pattern, URLPattern):
            values = tuple(pattern.pattern.converters) or tuple(pattern.pattern.regex.groupindex)
            yield Route(f"{prefix}{pattern.name}", pattern.callback, values)


def listed() -> dict[str, set[tuple[Kind, Role]]]:
    """The cells that may answer, for each right, as ``matrix.toml`` says: ``police = ["analyst", ...]``."""
    table = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {right: set(_cells(rooms)) for right, rooms in table["rights"].items()}


def routes_listed() -> dict[str, str]:
    """For each route the right it needs, or ``open`` / ``account``."""
    routes: dict[str, str] = tomllib.loads(FILE.read_text(encoding="utf-8"))["routes"]
    return routes


def _cells(rooms: dict[str, list[str]]) -> Iterator[tuple[Kind, Role]]:
    for kind, roles in rooms.items():
        kinds = list(Kind) if kind == "every" else [Kind(kind)]
        for each in kinds:
            for role in roles:
                if Role(role) in roles_of(each):
                    yield each, Role(role)
