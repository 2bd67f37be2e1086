"""What a room has received: the list, one disclosure with its items, and how many are new.

Row security decides what is here (``sql/disclosures.sql``); each question costs the same number of queries whatever
the room has received. Nothing of an ended disclosure tells in which way it ended, unless it was corrected.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import (
    BooleanField,
    Case,
    DateField,
    Exists,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.http import Http404

from gvi.trust.disclosures.models import Disclosure, DisclosureMove, Item
from gvi.trust.disclosures.received.words import Standing
from gvi.trust.disclosures.states import Move, Outcome
from gvi.trust.law.models import RuleVersion
from gvi.trust.law.wording import text_of
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_room
from gvi.trust.workspaces.rights import Right

PER_PAGE = 50
MOST = 99
TODAY = Func(function="gvi.today", output_field=DateField())
READABLE = Func(F("id"), function="gvi.disclosure_open", output_field=BooleanField())


@dataclass(frozen=True)
class ReceivedRow:
    """One line of the list; an ended one has no last day, since the day would tell how it ended."""

    id: UUID
    sender: str
    decided_at: datetime
    rule: str
    standing: Standing
    expires_on: date | None


@dataclass(frozen=True)
class Received:
    """One disclosure as its receiver reads it. ``wrong`` says what was wrong with a corrected one."""

    id: UUID
    sender: str
    sender_id: UUID
    decider: str
    decided_at: datetime
    rule: RuleVersion
    form: str
    on_request: bool
    reservation: str
    expires_on: date | None
    standing: Standing
    received_at: datetime | None
    items: tuple[Item, ...]
    wrong: str

    @property
    def is_open(self) -> bool:
        """Whether its items can be read."""
        return self.standing != Standing.ENDED

    @property
    def is_new(self) -> bool:
        """Whether nobody in the room has acknowledged it."""
        return self.standing == Standing.NEW


def _moved(move: Move) -> Exists:
    return Exists(DisclosureMove.objects.filter(disclosure=OuterRef("pk"), move=move))


def _in_room(actor: Actor) -> QuerySet[Any]:
    """Everything the room has received, with ``standing``. The day is asked first: it spares the older ones."""
    readable = Case(When(expires_on__lt=TODAY, then=Value(False)), default=READABLE)
    standing = Case(
        When(readable=False, then=Value(Standing.ENDED)),
        When(_moved(Move.RECEIVED), then=Value(Standing.OPEN)),
        default=Value(Standing.NEW),
    )
    received = Disclosure.objects.filter(receiver=own_room(actor), outcome=Outcome.DECIDED)
    return received.annotate(readable=readable).annotate(standing=standing)


def received_rows(actor: Actor, standing: str = "", number: str | int = 1) -> Page[ReceivedRow]:
    """One page of what the room has received: new ones first, then open, then ended, the latest first.

    Two queries. ``standing`` chooses one kind only.
    """
    chosen = _in_room(actor).filter(standing=standing) if standing else _in_room(actor)
    rank = Case(
        When(standing=Standing.NEW, then=Value(0)),
        When(standing=Standing.OPEN, then=Value(1)),
        default=Value(2),
    )
    ordered = chosen.annotate(rank=rank).order_by("rank", "-decided_at", "id")
    page = Paginator(ordered.select_related("sender", "rule"), PER_PAGE).get_page(number)
    page.object_list = [_row(one) for one in page.object_list]
    return page


def _row(one: Any) -> ReceivedRow:
    standing = Standing(one.standing)
    until = None if standing == Standing.ENDED else one.expires_on
    return ReceivedRow(one.pk, one.sender.name, one.decided_at, text_of(one.rule).title, standing, until)


def find_received(actor: Actor, pk: UUID) -> Received:
    """One received disclosure; another room's, the sender's own and a refused one are as if there were none."""
    one = _in_room(actor).select_related("sender", "rule").filter(pk=pk).first()
    if one is None:
        raise Http404
    standing = Standing(one.standing)
    ended = standing == Standing.ENDED
    moves = {move.move: move for move in DisclosureMove.objects.filter(disclosure=one)}
    corrected, received = moves.get(Move.CORRECTED), moves.get(Move.RECEIVED)
    return Received(
        id=one.pk,
        sender=one.sender.name,
        sender_id=one.sender_id,
        decider="" if ended else one.decider,
        decided_at=one.decided_at,
        rule=one.rule,
        form=one.form,
        on_request=one.on_request,
        reservation="" if ended else one.reservation,
        expires_on=None if ended else one.expires_on,
        standing=standing,
        received_at=received.at if received else None,
        items=() if ended else tuple(Item.objects.filter(disclosure=one).order_by("position")),
        wrong=corrected.text if corrected else "",
    )


def open_disclosures(actor: Actor) -> QuerySet[Disclosure]:
    """Those whose items can be read, the latest first, with their sender."""
    readable = _in_room(actor).exclude(standing=Standing.ENDED)
    return readable.select_related("sender").order_by("-decided_at", "id")


def next_new(actor: Actor) -> UUID | None:
    """The new one that stands first in the list."""
    fresh = _in_room(actor).filter(standing=Standing.NEW).order_by("-decided_at", "id")
    return fresh.values_list("pk", flat=True).first()


def waiting(actor: Actor) -> int:
    """How many open disclosures nobody in the room has acknowledged; for the menu and Läget."""
    if not actor.may(Right.READ_RECEIVED):
        return 0
    fresh = _in_room(actor).filter(Q(expires_on__gte=TODAY), standing=Standing.NEW)
    return fresh.order_by()[: MOST + 1].count()
