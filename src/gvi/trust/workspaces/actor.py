"""The actor: who acts, in which room, with which rights, today.

Loaded once a request in one query; grants, deputyships and the room's switch count by the day, so that what
expires stops the same day (trust.md, T29).
"""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from gvi.trust.refusals import NotAllowed
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import User
from gvi.trust.workspaces.rights import Right, rights_of
from gvi.trust.workspaces.roles import Role


@dataclass(frozen=True)
class Actor:
    """Someone who acts; ``roles`` are their own, ``deputy_roles`` those of whom they stand in for.

    ``told`` is what one page has asked already (``workspaces.once``).
    """

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
    told: dict[str, object] | None = field(default=None, repr=False, compare=False)

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


# As text, because every page begins with it: to build it from models took longer than the database's answer.
LOAD = """
    select m.id, m.workspace_id, w.kind, m.name, w.name,
        coalesce((select p.name from workspaces_programme p), ''),
        array(
            select g.role from workspaces_grant g
            where g.member_id = m.id and g.starts <= %(day)s and g.ends > %(day)s and g.ended_at is null
                and g.approved_at is not null
            order by g.role
        ),
        array(
            select distinct g.role from workspaces_deputyship d
            join workspaces_member principal
                on principal.id = d.principal_id and principal.workspace_id = m.workspace_id
                and principal.left_at is null
            join workspaces_grant g
                on g.member_id = principal.id
                and g.starts <= %(day)s and g.ends > %(day)s and g.ended_at is null
                and g.approved_at is not null
            where d.deputy_id = m.id and d.starts <= %(day)s and d.ends > %(day)s
                and (g.role in ('administrator', 'lawyer', 'rules_decider', 'dpo') or exists (
                    select 1 from workspaces_grant own
                    where own.member_id = m.id and own.approved_at is not null and own.ended_at is null
                        and own.starts <= %(day)s and own.ends > %(day)s
                        and own.role not in ('administrator', 'lawyer', 'rules_decider', 'dpo', 'log_reviewer')
                ))
            order by g.role
        ),
        coalesce((
            select s."on" and (s.valid_until is null or s.valid_until >= %(day)s) from workspaces_switch s
            where s.workspace_id = m.workspace_id order by s.recorded_at desc limit 1
        ), false)
    from workspaces_member m join workspaces_workspace w on w.id = m.workspace_id
    where m.user_id = %(user)s and m.left_at is null
    order by m.id limit 1
"""


def load_actor(user: User, *, day: date) -> Actor | None:
    """The actor behind ``user`` on ``day``, or ``None`` for an account without a current member or role."""
    with connection.cursor() as cursor:
        cursor.execute(LOAD, {"user": user.pk, "day": day})
        row = cursor.fetchone()
    return _actor(*row) if row else None


def _actor(
    member: UUID,
    workspace: UUID,
    kind: str,
    name: str,
    workspace_name: str,
    programme: str,
    held: list[str],
    lent: list[str],
    room_on: bool,
) -> Actor | None:
    roles = tuple(Role(role) for role in held)
    deputy = tuple(Role(role) for role in lent if role not in held)
    if not (roles or deputy):
        return None
    return Actor(
        member_id=member,
        workspace_id=workspace,
        kind=Kind(kind),
        name=name,
        workspace_name=workspace_name,
        programme=programme,
        roles=roles,
        deputy_roles=deputy,
        room_on=room_on,
        rights=rights_of(Kind(kind), [*roles, *deputy], room_on=room_on),
    )
