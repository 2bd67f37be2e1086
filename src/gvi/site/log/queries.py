"""Reading the log for its page: one page of events as lines, the members' names, and the state of the seal."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from gvi.site.log.selection import Selection
from gvi.site.log.words import PAGES, kind_words, verb_words
from gvi.trust.log.models import VERIFIED, WHOLE, Event, Head
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.models import Member

PER_PAGE = 50
MOST = 10_000

if TYPE_CHECKING:
    EventPaginator = Paginator[Event]
else:
    EventPaginator = Paginator


class CappedPaginator(EventPaginator):
    """A paginator that counts no further than ``MOST``: whoever wants older events names a period."""

    object_list: QuerySet[Event]

    @cached_property
    def counted(self) -> int:
        """Events, or one more than ``MOST`` when there are more."""
        return self.object_list.order_by().values("pk")[: MOST + 1].count()

    @cached_property
    def count(self) -> int:
        """Events that can be paged through."""
        return min(self.counted, MOST)


@dataclass(frozen=True)
class Line:
    """One event as its reader sees it; ``url`` only where the reader may follow it."""

    at: datetime
    who: str
    operation: str
    verb: str
    kind: str
    record: str
    url: str
    reason: str
    count: int


@dataclass(frozen=True)
class SealState:
    """Until when the log is sealed, and how it was when somebody last verified it."""

    sealed_at: datetime | None
    block: int
    position: int
    verified_at: datetime | None
    whole: bool


def member_names(room: UUID | None) -> dict[UUID, str]:
    """The names of everyone who is or was a member of the own room; nobody else's."""
    found = Member.objects.filter(workspace_id=room).order_by("name", "pk") if room else Member.objects.none()
    return dict(found.values_list("pk", "name"))


def page_of(selection: Selection, number: str | int) -> tuple[Page[Event], bool]:
    """One page of the chosen events, and whether there are more than can be paged through. Two queries."""
    paginator = CappedPaginator(selection.rows(), PER_PAGE)
    page = paginator.get_page(number)
    return page, paginator.counted > MOST


def lines(events: Iterable[Event], names: Mapping[UUID, str], reader: Actor) -> list[Line]:
    """Events as lines for ``reader``. No query."""
    return [_line(event, names, reader) for event in events]


def _line(event: Event, names: Mapping[UUID, str], reader: Actor) -> Line:
    return Line(
        at=event.at,
        who=_who(event, names),
        operation=event.get_operation_display(),
        verb=verb_words(event.verb),
        kind=kind_words(event.kind),
        record=str(event.record_id)[:8] if event.record_id else "",
        url=_url(event, reader),
        reason=event.reason,
        count=event.count,
    )


def _who(event: Event, names: Mapping[UUID, str]) -> str:
    if event.member_id is None:
        return _("systemet")
    return names.get(event.member_id, _("okänd medlem"))


def _url(event: Event, reader: Actor) -> str:
    page = PAGES.get(event.kind)
    if page is None or event.record_id is None or not reader.may(page[1]):
        return ""
    return reverse(page[0], args=[event.record_id])


def seal_state() -> SealState:
    """The last signed head and the last verification. Two queries."""
    head = Head.objects.order_by("-block").values_list("sealed_at", "block", "position").first()
    seen = Event.objects.filter(verb__in=VERIFIED).order_by("-at").values_list("at", "verb").first()
    sealed_at, block, position = head or (None, 0, 0)
    verified_at, verb = seen or (None, "")
    return SealState(sealed_at, block, position, verified_at, verb == WHOLE)
