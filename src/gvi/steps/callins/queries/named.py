"""Whom police have named to this room: what was received, can be read now, and nobody has taken in yet."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import BooleanField, Exists, F, Func, OuterRef, QuerySet, Value

from gvi.steps.callins.models import Invitee
from gvi.trust.disclosures.models import Disclosure, Item
from gvi.trust.disclosures.received.queries import RECEIVED, open_disclosures
from gvi.trust.law.steps import Step
from gvi.trust.law.words import DataClass
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.kinds import Kind

NAMING = (DataClass.NAME, DataClass.IDENTITY_NUMBER, DataClass.CASE_NUMBER)


@dataclass(frozen=True)
class Named:
    """One disclosure that names somebody; ``items`` are shown only on the page that logs the reading."""

    id: UUID
    sender: str
    decided_at: datetime
    expires_on: date
    acknowledged: bool
    items: tuple[Item, ...] = ()


def naming(actor: Actor) -> QuerySet[Disclosure]:
    """What police have told this room under a rule that serves nominations, names somebody, and can be read."""
    names = Item.objects.filter(disclosure=OuterRef("pk"), data_class__in=NAMING)
    told = open_disclosures(actor).filter(rule__steps__contains=[Step.NOMINEES], sender__kind=Kind.POLICE)
    return told.filter(Exists(names))


def not_taken(actor: Actor, callin: UUID) -> list[Named]:
    """Those called to ``callin`` that are left to take in, the earliest first: one query. No name stands here."""
    return [_named(one) for one in _left(actor, callin).order_by("decided_at", "id")]


def one_named(actor: Actor, pk: UUID, callin: UUID) -> Named | None:
    """One of those left with its items, to take in one person at a time: two queries."""
    found = _left(actor, callin).filter(pk=pk).first()
    if found is None:
        return None
    return _named(found, tuple(Item.objects.filter(disclosure=found).order_by("position")))


def may_be_acted_on(actor: Actor, *told: UUID) -> bool:
    """Whether all that named somebody has been acknowledged and can be read now."""
    return naming(actor).filter(RECEIVED, pk__in=told).count() == len(set(told))


def is_called(told: UUID, callin: UUID) -> bool:
    """Whether what named somebody to this room did so for ``callin``: the database's answer (``sql/nominees.sql``)."""
    return Disclosure.objects.annotate(called=_called_to(callin)).filter(pk=told, called=True).exists()


def _left(actor: Actor, callin: UUID) -> QuerySet[Disclosure]:
    left = naming(actor).exclude(pk__in=Invitee.objects.values("told_by")).annotate(seen=RECEIVED)
    return left.annotate(called=_called_to(callin)).filter(called=True)


def _called_to(callin: UUID) -> Func:
    return Func(F("pk"), Value(callin), function="gvi.called_by", output_field=BooleanField())


def senders_of(told: list[UUID]) -> dict[UUID, list[UUID]]:
    """The received disclosures by the room that sent them: one query."""
    found: dict[UUID, list[UUID]] = defaultdict(list)
    rows = Disclosure.objects.filter(pk__in=told).order_by("decided_at", "id")
    for pk, sender in rows.values_list("pk", "sender"):
        found[sender].append(pk)
    return found


def _named(one: Disclosure, items: tuple[Item, ...] = ()) -> Named:
    seen: bool = one.seen  # type: ignore[attr-defined]
    return Named(one.pk, one.sender.name, one.decided_at, one.expires_on, seen, items)
