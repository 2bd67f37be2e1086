"""What a room has decided: the list, one of them whole, and the oral ones that still lack their written test.

A list costs the same number of queries whatever it holds. Nobody who is set apart is named.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, Value, When

from gvi.trust.disclosures.flows.common import sent_by
from gvi.trust.disclosures.models import Disclosure, DisclosureMove, Ground, Item
from gvi.trust.disclosures.states import COMPLETE_HOURS, Form, Move, Outcome, Status
from gvi.trust.people.labels import PersonLabel, labels
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_room
from gvi.trust.workspaces.models import Workspace

PER_PAGE = 50
MOST = 99
LATE = "late"
WAIT = timedelta(hours=COMPLETE_HOURS)


@dataclass(frozen=True)
class SentRow:
    """One line of the list. ``complete_by`` is set while an oral one lacks its test."""

    id: UUID
    receiver: str
    decided_at: datetime
    form: Form
    status: Status
    expires_on: date
    complete_by: datetime | None
    label: PersonLabel | None
    reference: str


@dataclass(frozen=True)
class Lacking:
    """An oral decision that lacks its written test."""

    id: UUID
    receiver: str
    decided_at: datetime
    complete_by: datetime
    late: bool


@dataclass(frozen=True)
class Sent:
    """One decision with everything the sender wrote, as far as the person may still be seen."""

    disclosure: Disclosure
    status: Status
    complete_by: datetime | None
    ground: Ground | None
    label: PersonLabel | None
    items: tuple[Item, ...]
    moves: tuple[DisclosureMove, ...]
    batch: tuple[UUID, ...]

    @property
    def name(self) -> str:
        """Whom it is about, with role (T12); empty when the person is set apart."""
        if self.label:
            return self.label.text
        return self.ground.subject_reference if self.ground else ""


def _moved(move: Move) -> Exists:
    return Exists(DisclosureMove.objects.filter(disclosure=OuterRef("pk"), move=move))


def sent_from(actor: Actor, day: date) -> QuerySet[Any]:
    """Everything the room has decided, with ``status`` and whether the test is ``lacking``.

    Where what was written of the person is gone or out of reach, nothing is lacking: there is nothing to add it to.
    """
    status = Case(
        When(outcome=Outcome.REFUSED, then=Value(Status.REFUSED)),
        When(_moved(Move.CORRECTED), then=Value(Status.CORRECTED)),
        When(_moved(Move.WITHDRAWN), then=Value(Status.WITHDRAWN)),
        When(expires_on__lt=day, then=Value(Status.EXPIRED)),
        When(_moved(Move.RECEIVED), then=Value(Status.RECEIVED)),
        default=Value(Status.DECIDED),
        output_field=CharField(),
    )
    grounded = Exists(Ground.objects.filter(disclosure=OuterRef("pk")))
    lacking = Q(form=Form.URGENT) & ~Q(_moved(Move.COMPLETED)) & Q(grounded)
    own = Disclosure.objects.filter(sender=own_room(actor))
    return own.annotate(status=status, lacking=Case(When(lacking, then=Value(True)), default=Value(False)))


def sent_page(
    actor: Actor, day: date, *, status: str = "", receiver: str = "", number: str | int = 1
) -> Page[SentRow]:
    """One page, the latest first: at most six queries."""
    found = sent_from(actor, day)
    if status:
        found = found.filter(lacking=True) if status == LATE else found.filter(status=status)
    if receiver:
        found = found.filter(receiver__id=receiver)
    ordered = found.select_related("receiver").order_by("-decided_at", "id")
    page: Page[Any] = Paginator(ordered, PER_PAGE).get_page(number)
    page.object_list = _rows(list(page.object_list))
    return page


def _rows(found: list[Any]) -> list[SentRow]:
    grounds = {ground.disclosure_id: ground for ground in Ground.objects.filter(disclosure__in=found)}
    named = labels(ground.person_id for ground in grounds.values() if ground.person_id)
    return [_row(one, grounds.get(one.pk), named) for one in found]


def _row(one: Any, ground: Ground | None, named: dict[UUID, PersonLabel]) -> SentRow:
    return SentRow(
        id=one.pk,
        receiver=one.receiver.name,
        decided_at=one.decided_at,
        form=Form(one.form),
        status=Status(one.status),
        expires_on=one.expires_on,
        complete_by=_complete_by(one),
        label=named.get(ground.person_id) if ground and ground.person_id else None,
        reference=ground.subject_reference if ground else "",
    )


def _complete_by(one: Any) -> datetime | None:
    return one.decided_at + WAIT if one.lacking else None


def find_sent(actor: Actor, pk: UUID, day: date) -> Sent:
    """One decision of the actor's room, whole: at most eight queries."""
    sent_by(actor, pk)
    one = sent_from(actor, day).select_related("receiver", "sender", "rule", "agreement").get(pk=pk)
    ground = Ground.objects.filter(disclosure=one).first()
    named = labels([ground.person_id]) if ground and ground.person_id else {}
    same = Disclosure.objects.filter(batch=one.batch).exclude(pk=pk).order_by("id") if one.batch else None
    return Sent(
        disclosure=one,
        status=Status(one.status),
        complete_by=_complete_by(one),
        ground=ground,
        label=named.get(ground.person_id) if ground and ground.person_id else None,
        items=tuple(Item.objects.filter(disclosure=one).order_by("position")) if ground else (),
        moves=tuple(DisclosureMove.objects.filter(disclosure=one).order_by("at", "id")),
        batch=tuple(same.values_list("pk", flat=True)) if same is not None else (),
    )


def lacking(actor: Actor, at: datetime) -> list[Lacking]:
    """Oral ones without a written test, the oldest first; late after twenty-four hours. One query."""
    found = sent_from(actor, at.date()).filter(lacking=True, outcome=Outcome.DECIDED)
    rows = found.order_by("decided_at", "id").values_list("pk", "receiver__name", "decided_at")
    return [Lacking(pk, name, decided, decided + WAIT, decided + WAIT < at) for pk, name, decided in rows]


def receivers_of(actor: Actor) -> list[tuple[str, str]]:
    """The rooms that something was ever sent to, for the list's filter."""
    sent = Disclosure.objects.filter(sender=own_room(actor)).values("receiver")
    return [(str(pk), name) for pk, name in Workspace.objects.filter(pk__in=sent).values_list("pk", "name")]
