"""The cast: one member for every role of every kind of room, made once for each test that asks.

``cast[Kind.POLICE, Role.ANALYST]`` is a ``Player`` with the member, the sign-in and the actor.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import uuid4

from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from gvi.trust.workspaces.actor import Actor, load_actor
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Deputyship, Grant, Member, Programme, Switch, User, Workspace
from gvi.trust.workspaces.roles import Role, needs_two, roles_of
from gvi.trust.workspaces.rooms import as_workspace, set_ticket


@dataclass(frozen=True)
class Player:
    """A member of the cast."""

    user: User
    member: Member

    @property
    def actor(self) -> Actor:
        """The actor as of today."""
        actor = load_actor(self.user, day=timezone.localdate())
        assert actor is not None
        return actor

    def client(self, **headers: str) -> Client:
        """A browser signed in as this player, second factor passed."""
        client = Client(headers=headers or None)
        client.force_login(self.user, backend="allauth.account.auth_backends.AuthenticationBackend")
        session = client.session
        session["account_authentication_methods_user"] = str(self.user.pk)
        session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": 0}]
        session.save()
        return client


Cast = dict[tuple[Kind, Role], Player]


def make_workspace(kind: Kind, *, on: bool = True, name: str = "") -> Workspace:
    """A room of ``kind``, switched on unless told otherwise."""
    room = Workspace.objects.create(kind=kind, name=name or f"{kind.label} Björkhamn")
    if on:
        switch_on(room)
    return room


def switch_on(
    room: Workspace, *, on: bool = True, until: date | None = None, at: datetime | None = None
) -> Switch:
    """Record a decision that switches ``room`` on (or off); after the first, by its decider of rules."""
    switch = Switch(
        workspace=room,
        on=on,
        assessment="KB 2026-1",
        decider="Rut Ek",
        decided_on=timezone.localdate(),
        valid_until=until,
        recorded_at=at or timezone.now(),
    )
    if not Switch.objects.filter(workspace=room).exists():
        return _saved(switch)
    with as_workspace(make_player(room, Role.RULES_DECIDER).actor):
        return _saved(switch)


def _saved(switch: Switch) -> Switch:
    switch.save(force_insert=True)
    return switch


def give(player: Player, role: Role, *, starts: date, ends: date) -> Grant:
    """One more role, given by an administrator of the room and, where it takes two people, approved by another."""
    room, now = player.member.workspace, timezone.now()
    giver, second = make_player(room, Role.ADMINISTRATOR), make_player(room, Role.LOG_REVIEWER)
    with as_workspace(giver.actor):
        grant = Grant(member=player.member, role=role, starts=starts, ends=ends, given_by=giver.member)
        grant.approved_at = None if needs_two(role) else now
        grant.save(force_insert=True)
    if needs_two(role):
        with as_workspace(second.actor):
            grant.approved_at, grant.approved_by = now, second.member
            grant.save(update_fields=["approved_at", "approved_by"])
    return grant


def make_deputy(principal: Member, deputy: Member, *, starts: date, ends: date) -> Deputyship:
    """Let ``deputy`` stand in for ``principal``, as an administrator of their room decides."""
    with as_workspace(make_player(principal.workspace, Role.ADMINISTRATOR).actor):
        return Deputyship.objects.create(principal=principal, deputy=deputy, starts=starts, ends=ends)


def make_player(room: Workspace, role: Role, *, name: str = "") -> Player:
    """A member of ``room`` with ``role`` since yesterday, for half a year."""
    user = User.objects.create_user(f"{role}.{uuid4().hex[:8]}@bjorkhamn.example", "Rätt-häst-batteri-7")
    member = Member.objects.create(user=user, workspace=room, name=name or f"{role.label} {room.kind}")
    today = timezone.localdate()
    Grant.objects.create(
        member=member,
        role=role,
        starts=today - timedelta(days=1),
        ends=today + timedelta(days=180),
        approved_at=timezone.now(),
    )
    return Player(user, member)


def make_cast(*, on: bool = True) -> Cast:
    """Every role of every kind of room."""
    Programme.objects.create(name="GVI Björkhamn", municipality="Björkhamn", helpline="0700-00 00 00")
    cast: Cast = {}
    for kind in Kind:
        room = make_workspace(kind, on=on)
        for role in sorted(roles_of(kind)):
            cast[kind, role] = make_player(room, role)
    return cast


@contextmanager
def in_room(player: Player) -> Iterator[Actor]:
    """Act as ``player`` in a transaction: the test's own, or one of its own where the test commits."""
    actor = player.actor
    with transaction.atomic():
        set_ticket(actor)
        try:
            yield actor
        finally:
            if not connection.needs_rollback:
                set_ticket(None)
