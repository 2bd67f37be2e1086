"""What the settings pages read, each in a bounded number of queries."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.utils.functional import Promise

from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.handing import handables
from gvi.trust.workspaces.inside import own_room
from gvi.trust.workspaces.models import Deputyship, DeviceReset, Grant, Member, Switch, Workspace
from gvi.trust.workspaces.refused import NotInThisRoom

SOON = timedelta(days=30)


def _standing(day: date) -> Q:
    return Q(ended_at__isnull=True, ends__gt=day)


def members(by: Actor, *, day: date) -> QuerySet[Member]:
    """The room's present members by name, with ``standing`` grants; two queries."""
    grants = Grant.objects.filter(_standing(day)).order_by("ends", "role")
    return (
        Member.objects.filter(workspace_id=own_room(by), left_at__isnull=True)
        .select_related("user")
        .prefetch_related(Prefetch("grants", queryset=grants, to_attr="standing"))
        .order_by("name", "pk")
    )


def former_members(by: Actor) -> QuerySet[Member]:
    """Those who have left the room, latest first."""
    return Member.objects.filter(workspace_id=own_room(by), left_at__isnull=False).order_by("-left_at")


def find_member(by: Actor, pk: UUID) -> Member:
    """The room's member ``pk``; another room's is as if there were none."""
    found = (
        Member.objects.select_related("user", "workspace").filter(workspace_id=own_room(by), pk=pk).first()
    )
    if found is None:
        raise NotInThisRoom
    return found


def find_grant(by: Actor, pk: UUID) -> Grant:
    """The room's grant ``pk``."""
    found = Grant.objects.select_related("member").filter(member__workspace_id=own_room(by), pk=pk).first()
    if found is None:
        raise NotInThisRoom
    return found


def find_deputyship(by: Actor, pk: UUID) -> Deputyship:
    """The room's deputyship ``pk``."""
    inside = Deputyship.objects.select_related("principal", "deputy")
    found = inside.filter(principal__workspace_id=own_room(by), pk=pk).first()
    if found is None:
        raise NotInThisRoom
    return found


def find_reset(by: Actor, pk: UUID) -> DeviceReset:
    """The room's request ``pk`` for a new second factor."""
    inside = DeviceReset.objects.select_related("member", "requested_by")
    found = inside.filter(member__workspace_id=own_room(by), pk=pk).first()
    if found is None:
        raise NotInThisRoom
    return found


def ending_soon(by: Actor, *, day: date) -> QuerySet[Grant]:
    """The room's grants that end within thirty days, soonest first."""
    inside = Grant.objects.filter(_standing(day), member__workspace_id=own_room(by))
    return (
        inside.filter(ends__lte=day + SOON, member__left_at__isnull=True)
        .select_related("member")
        .order_by("ends", "member__name")
    )


def grants_of(member: Member, *, day: date) -> QuerySet[Grant]:
    """The member's grants that stand or are to come."""
    return member.grants.filter(_standing(day)).order_by("starts", "role")


def deputies_of(member: Member, *, day: date) -> QuerySet[Deputyship]:
    """Who stands in for the member, now or later."""
    return member.deputies.filter(ends__gt=day).select_related("deputy").order_by("starts")


def stands_in_for(member_id: UUID | None, *, day: date) -> QuerySet[Deputyship]:
    """Whom the member stands in for, now or later."""
    return (
        Deputyship.objects.filter(deputy_id=member_id, ends__gt=day)
        .select_related("principal")
        .order_by("starts")
    )


def colleagues(member: Member) -> QuerySet[Member]:
    """Everybody else in the member's room who has not left."""
    inside = Member.objects.filter(workspace_id=member.workspace_id, left_at__isnull=True)
    return inside.exclude(pk=member.pk).order_by("name", "pk")


def open_resets(by: Actor) -> QuerySet[DeviceReset]:
    """The room's requests that nobody has approved yet, oldest first."""
    waiting = DeviceReset.objects.filter(member__workspace_id=own_room(by), approved_at__isnull=True)
    return (
        waiting.filter(member__left_at__isnull=True)
        .select_related("member", "requested_by")
        .order_by("requested_at")
    )


def waiting_grants(by: Actor, *, day: date) -> QuerySet[Grant]:
    """The room's roles that wait for a second person, soonest first day first."""
    waiting = Grant.objects.filter(_standing(day), member__workspace_id=own_room(by))
    return (
        waiting.filter(approved_at__isnull=True, member__left_at__isnull=True)
        .select_related("member", "given_by")
        .order_by("starts", "member__name", "role")
    )


def decisions(by: Actor) -> QuerySet[Switch]:
    """The room's decisions to be on or off, latest first."""
    return Switch.objects.filter(workspace_id=own_room(by)).order_by("-recorded_at")


def rooms() -> QuerySet[Workspace]:
    """Every room of the programme, by name."""
    return Workspace.objects.order_by("name")


@dataclass(frozen=True)
class OpenWork:
    """How many pieces of one kind of work somebody has open."""

    label: str | Promise
    count: int


def open_work(leaver: Member) -> list[OpenWork]:
    """What a hand-over would move, by kind; kinds without any are left out."""
    counted = [OpenWork(handable.label, handable.count(leaver)) for handable in handables()]
    return [work for work in counted if work.count]
