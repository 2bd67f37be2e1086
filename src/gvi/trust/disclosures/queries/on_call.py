"""Who may decide in a room on a day, of their own or as a deputy, and who is on call now."""

from datetime import datetime

from django.db.models import Exists, Func, OuterRef, QuerySet, Value
from django.db.models.fields import BooleanField
from django.utils import timezone

from gvi.trust.disclosures.models import OnCall
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_room
from gvi.trust.workspaces.models import Deputyship, Member


def deciders(actor: Actor) -> QuerySet[Member]:
    """The members of the room who may decide today, by the database's own rule; by name."""
    here = Member.objects.filter(workspace=own_room(actor), left_at=None)
    may = Func("id", Value(own_room(actor)), function="gvi.may_decide", output_field=BooleanField())
    return here.annotate(may_decide=may).filter(may_decide=True).order_by("name", "id")


def on_call_now(actor: Actor, at: datetime) -> QuerySet[Member]:
    """Those on call at ``at`` first, then their deputies of the day; each carries ``on_call``."""
    day = timezone.localdate(at)
    now = OnCall.objects.filter(workspace=own_room(actor), starts_at__lte=at, ends_at__gt=at)
    deputy = Deputyship.objects.filter(
        deputy=OuterRef("pk"), principal__in=now.values("member"), starts__lte=day, ends__gt=day
    )
    turn = Exists(now.filter(member=OuterRef("pk")))
    return (
        deciders(actor)
        .annotate(on_call=turn)
        .filter(turn | Exists(deputy))
        .order_by("-on_call", "name", "id")
    )


def turns(actor: Actor, at: datetime) -> QuerySet[OnCall]:
    """Turns that have not ended, the next one first."""
    ahead = OnCall.objects.filter(workspace=own_room(actor), ends_at__gt=at)
    return ahead.select_related("member").order_by("starts_at", "member__name")
