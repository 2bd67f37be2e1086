"""Agreements of one room: which stand today, and which wait for somebody (trust.md, T29). No person here."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from gvi.trust.disclosures.models import Agreement
from gvi.trust.disclosures.refusals import NoSuchAgreement
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_room


def agreements_of(actor: Actor) -> QuerySet[Agreement]:
    """Every agreement that the actor's room is a side of, the one that lasts longest first."""
    room = own_room(actor)
    return Agreement.objects.filter(Q(first=room) | Q(second=room)).select_related("first", "second")


def agreement_of(actor: Actor, pk: UUID, *, lock: bool = False) -> Agreement:
    """One of them; an agreement between other rooms is as if there were none."""
    own = agreements_of(actor)
    found = (own.select_for_update(of=("self",)) if lock else own).filter(pk=pk).first()
    if found is None:
        raise NoSuchAgreement
    return found


def in_force(actor: Actor, day: date) -> dict[UUID, Agreement]:
    """For each other room the agreement that holds on ``day`` and lasts longest."""
    room = own_room(actor)
    standing = agreements_of(actor).filter(
        confirmed_at__isnull=False, ended_at=None, valid_from__lte=day, valid_until__gte=day
    )
    ordered = standing.order_by("valid_until")
    return {one.second_id if one.first_id == room else one.first_id: one for one in ordered}
