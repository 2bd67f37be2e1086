"""What tells of a membership and can still be read: what is corrected when it ends."""

from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from gvi.trust.disclosures.models import Disclosure, DisclosureMove, Item
from gvi.trust.disclosures.states import ENDING, Outcome
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_room


def open_about_membership(membership: UUID, *, by: Actor, day: date) -> QuerySet[Disclosure]:
    """Neither run out on ``day``, nor taken back or corrected; those say nothing more."""
    items = Item.objects.filter(membership=membership).values("disclosure")
    ended = DisclosureMove.objects.filter(disclosure=OuterRef("pk"), move__in=ENDING)
    sent = Disclosure.objects.filter(sender=own_room(by), outcome=Outcome.DECIDED, pk__in=items)
    return sent.filter(expires_on__gte=day).exclude(Exists(ended))
