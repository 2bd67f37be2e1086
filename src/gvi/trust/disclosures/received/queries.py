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
from gvi.trust.workspaces.once import once
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


def _of_room(actor: Actor) -> QuerySet[Disclosure]:
    """Everything the room has received."""
    return Disclosure.objects.filter(receiver=own_room(actor), outcome=Outcome.DECIDED)


def _readable(actor: Actor) -> QuerySet[Disclosure]:
    """What can be read now. The day is asked first: it spares the database the older ones."""
    within = _of_room(actor).filter(expires_on__gte=TODAY)
    return within.alias(readable=READABLE).filter(readable=True)


RECEIVED = Exists(DisclosureMove.objects.filter(disclosure=OuterRef("pk"), move=Move.RECEIVED))


def standings(actor: Actor, *ids: UUID) -> dict[UUID, Standing]:
    """How those that can be read stand, of ``ids`` or of all; what is not here has ended. One query."""
    rows = _readable(actor).filter(pk__in=ids) if ids else _readable(actor)
    marked = rows.annotate(received=RECEIVED).order_by().values_list("pk", "received")
    return {pk: Standing.OPEN if received else Standing.NEW for pk, received in marked}


def received_rows(actor: Actor, chosen: str = "", number: str | int = 1) -> Page[ReceivedRow]:
    """One page of what the room has received: new ones first, then open, then ended, the latest first.

    Three queries. ``chosen`` is the one standing to show.
    """
    standing = standings(actor)
    by_standing = {
        kind: [pk for pk, it in standing.items() if it is kind] for kind in (Standing.NEW, Standing.OPEN)
    }
    whens = [When(pk__in=ids, then=Value(place)) for place, ids in enumerate(by_standing.values()) if ids]
    rows = _of_room(actor).select_related("sender", "rule")
    if chosen == Standing.ENDED:
        rows = rows.exclude(pk__in=list(standing))
    elif chosen:
        rows = rows.filter(pk__in=by_standing[Standing(chosen)])
    place = Case(*whens, default=Value(2)) if whens else Value(2)
    page: Page[Any] = Paginator(
        rows.alias(place=place).order_by("place", "-decided_at", "id"), PER_PAGE
    ).get_page(number)
    page.object_list = [_row(one, standing.get(one.pk, Standing.ENDED)) for one in page.object_list]
    return page


def _row(one: Disclosure, standing: Standing) -> ReceivedRow:
    until = None if standing == Standing.ENDED else one.expires_on
    return ReceivedRow(one.pk, one.sender.name, one.decided_at, text_of(one.rule).title, standing, until)


def find_received(actor: Actor, pk: UUID) -> Received:
    """One received disclosure; another room's, the sender's own and a refused one are as if there were none."""
    one = _of_room(actor).select_related("sender", "rule").filter(pk=pk).first()
    if one is None:
        raise Http404
    standing = standings(actor, pk).get(pk, Standing.ENDED)
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
    return _readable(actor).select_related("sender").order_by("-decided_at", "id")


def next_new(actor: Actor) -> UUID | None:
    """The new one that stands first in the list."""
    fresh = _readable(actor).exclude(RECEIVED).order_by("-decided_at", "id")
    return fresh.values_list("pk", flat=True).first()


def waiting(actor: Actor) -> int:
    """How many open disclosures nobody in the room has acknowledged; for the menu and Läget."""
    if not actor.may(Right.READ_RECEIVED):
        return 0
    unread = _readable(actor).exclude(RECEIVED).order_by()
    return once(actor, "disclosures.received", unread[: MOST + 1].count)
