"""The actor: who acts, in which room, with which rights, today.

Loaded once a request in one query; grants, deputyships and the room's switch count by the day, so that what
expires stops the same day (trust.md, T29).
"""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from gvi.trust.refusals import NotAllowed
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Grant, Member, Programme, Switch, User
from gvi.trust.workspaces.rights import Right, rights_of
from gvi.trust.workspaces.roles import Role


@dataclass(frozen=True)
class Actor:
    """Someone who acts; ``roles`` are their own, ``deputy_roles`` those of whom they stand in for."""

    member_id: UUID | None
    workspace_id: UUID | None
    kind: Kind | None
    name: str
    workspace_name: str = ""
    programme: str = ""
    roles: tuple[Role, ...] = ()
    deputy_roles: tuple[Role, ...] = ()
    room_on: bool = False
    rights: frozenset[Right] = field(default=frozenset(), repr=False)

    def may(self, right: Right) -> bool:
        """Whether the actor has ``right`` now."""
        return right in self.rights

    def require(self, right: Right) -> None:
        """Raise ``NotAllowed`` unless the actor has ``right``."""
        if right not in self.rights:
            raise NotAllowed(_("Du har inte behörighet till det här."))

    @property
    def is_police(self) -> bool:
        """Whether the room is the police's."""
        return self.kind == Kind.POLICE


CONSOLE = Actor(None, None, None, "console", rights=frozenset({Right.IMPORT_INCIDENTS, Right.READ_INCIDENTS}))


def _current(day: date) -> Q:
    return Q(starts__lte=day, ends__gt=day, ended_at__isnull=True)


def _roles(day: date) -> ArraySubquery:
    grants = Grant.objects.filter(_current(day), member=OuterRef("pk"))
    return ArraySubquery(grants.order_by("role").values("role"))


def _deputy_roles(day: date) -> ArraySubquery:
    standing = Q(
        member__deputies__deputy=OuterRef("pk"),
        member__deputies__starts__lte=day,
        member__deputies__ends__gt=day,
    )
    grants = Grant.objects.filter(_current(day) & standing, member__workspace=OuterRef("workspace"))
    return ArraySubquery(grants.order_by("role").values("role").distinct())


def _switched_on(day: date) -> Subquery:
    latest = Switch.objects.filter(workspace=OuterRef("workspace")).order_by("-recorded_at")[:1]
    return Subquery(
        latest.annotate(live=Q(on=True) & (Q(valid_until=None) | Q(valid_until__gte=day))).values("live")
    )


def load_actor(user: User, *, day: date) -> Actor | None:
    """The actor behind ``user`` on ``day``, or ``None`` for an account without a current member or role."""
    members = Member.objects.select_related("workspace").filter(user=user, left_at__isnull=True)
    found = members.annotate(
        held=_roles(day),
        lent=_deputy_roles(day),
        room_on=_switched_on(day),
        programme=Subquery(Programme.objects.values("name")[:1]),
    ).first()
    if found is None or not (found.held or found.lent):
        return None
    return _actor(found, [Role(r) for r in found.held], [Role(r) for r in found.lent], bool(found.room_on))


def _actor(member: Member, held: list[Role], lent: list[Role], room_on: bool) -> Actor:
    kind = Kind(member.workspace.kind)
    deputy = tuple(role for role in lent if role not in held)
    return Actor(
        member_id=member.pk,
        workspace_id=member.workspace_id,
        kind=kind,
        name=member.name,
        workspace_name=member.workspace.name,
        programme=getattr(member, "programme", None) or "",
        roles=tuple(held),
        deputy_roles=deputy,
        room_on=room_on,
        rights=rights_of(kind, [*held, *deputy], room_on=room_on),
    )
