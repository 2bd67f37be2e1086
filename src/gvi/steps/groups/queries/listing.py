"""Reading groups. Police see every code name; partners see own rows, and all others as one: *Övriga*."""

from dataclasses import dataclass
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from gvi.steps.groups.models import Group
from gvi.steps.groups.queries.own_rows import too_small_for_own_row
from gvi.steps.groups.states import FIRST, State
from gvi.trust.workspaces.actor import Actor

PAGE = 25
FEW = "few"
SORTS = {"name": ("sort",), "state": ("state", "sort"), "row": ("-own_row", "sort")}


@dataclass(frozen=True)
class Filters:
    """What the reader asked for; an empty value asks for everything."""

    text: str = ""
    state: str = ""
    sort: str = "name"
    row: str = ""

    @property
    def is_all(self) -> bool:
        """Whether nothing is left out."""
        return not (self.text or self.state or self.row)


def visible_groups(actor: Actor) -> QuerySet[Group]:
    """The groups that ``actor`` may know the code names of."""
    return Group.objects.all() if actor.is_police else Group.objects.filter(own_row=True)


def visible_names(actor: Actor) -> list[str]:
    """The code names that ``actor`` may know; a command without a member knows those on own rows."""
    return list(visible_groups(actor).values_list("code_name", flat=True))


def current_groups(actor: Actor) -> QuerySet[Group]:
    """Those of them that have not ended: what a form offers."""
    return visible_groups(actor).filter(state__in=FIRST)


def has_others(actor: Actor) -> bool:
    """Whether the reader's list ends with *Övriga*."""
    return not actor.is_police and Group.objects.filter(own_row=False, state__in=FIRST).exists()


def shown_name(actor: Actor, code_name: str, own_row: bool) -> str:
    """A group's name as ``actor`` may see it."""
    return code_name if own_row or actor.is_police else _("Övriga")


def group_page(actor: Actor, filters: Filters, number: str | int) -> "Page[Group]":
    """One page of the list: two queries."""
    groups = visible_groups(actor)
    if filters.text:
        groups = groups.filter(code_name__icontains=filters.text)
    if filters.state in State:
        groups = groups.filter(state=filters.state)
    if filters.row == FEW:
        groups = groups.filter(pk__in=too_small_for_own_row(localdate()).order_by().values("pk"))
    return Paginator(groups.order_by(*_order(filters.sort)), PAGE).get_page(number)


def _order(sort: str) -> list[str]:
    fields = SORTS.get(sort.removeprefix("-"), SORTS["name"])
    return [_turned(field) for field in fields] if sort.startswith("-") else list(fields)


def _turned(field: str) -> str:
    return field.removeprefix("-") if field.startswith("-") else f"-{field}"


def code_names_of(actor: Actor) -> dict[UUID, str]:
    """Code names by id of every group that ``actor`` may know."""
    return dict(visible_groups(actor).values_list("id", "code_name"))
