"""Who tries which page, so that every page is opened by somebody who may, and few pages twice.

The police's coordinator and the municipality's, who see the shared pages differently, try all they may open; every
page left is tried by the first role that may open it.
"""

from collections.abc import Iterator

from django.urls import reverse

from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.cast import Cast
from tests.site.matrix import CELLS, Route, all_routes, listed, routes_listed
from tests.site.samples import Samples, make_upload

Cell = tuple[Kind, Role]
POLICE, TOWN = (Kind.POLICE, Role.COORDINATOR), (Kind.MUNICIPALITY, Role.COORDINATOR)
NEEDED, ALLOWED = routes_listed(), listed()


def opens(route: Route, cell: Cell) -> bool:
    """Whether ``cell`` may open ``route``; what is open to all, or one's own account, is the police's to try."""
    right = NEEDED.get(route.name, "")
    if right in {"open", "account"}:
        return cell == POLICE and not route.values
    return cell in ALLOWED.get(right, set())


def shares() -> Iterator[tuple[str, Cell, Route]]:
    """The share's name (police, town, others), the reader, and the route."""
    for route in all_routes():
        readers = [cell for cell in CELLS if opens(route, cell)]
        if POLICE in readers:
            yield "police", POLICE, route
        if TOWN in readers:
            yield "town", TOWN, route
        elif readers and POLICE not in readers:
            yield "others", readers[0], route


def sees_most() -> Iterator[tuple[Cell, Route]]:
    """Every route once, with the reader who sees most of it: the police's coordinator wherever they may."""
    for share, cell, route in shares():
        if share != "town" or not opens(route, POLICE):
            yield cell, route


def path_of(route: Route, cell: Cell, cast: Cast, samples: Samples) -> str:
    """Where ``cell`` finds the route's sample."""
    if route.values == ("upload",):
        return reverse(route.name, args=[make_upload(cast[cell])])
    return reverse(route.name, kwargs=samples.values(route, cell[0]))
