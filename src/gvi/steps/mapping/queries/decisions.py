"""Decisions on the most violent group: who took them, in which role, when and why; never a figure's (W)."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from gvi.steps.groups.models import Group
from gvi.steps.mapping.models import MostViolent
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Grant, Member
from gvi.trust.workspaces.rights import Right, rights_of
from gvi.trust.workspaces.roles import Role

LATEST = 20


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision in words; ``deciders`` are names with the roles that they held that day."""

    group: Group
    decided_on: date
    deciders: str
    reasons: str


def decisions_until(day: date) -> list[Decision]:
    """The latest decisions taken by ``day``, newest first: three queries."""
    rows = list(MostViolent.objects.filter(decided_on__lte=day).select_related("group")[:LATEST])
    members = {member for row in rows for member in row.deciders}
    names = dict(Member.objects.filter(pk__in=members).values_list("pk", "name"))
    held = _held(members)
    return [
        Decision(
            row.group,
            row.decided_on,
            get_text_list([_named(pk, names, held[pk], row.decided_on) for pk in row.deciders], _("och")),
            row.reasons,
        )
        for row in rows
    ]


def may_decide_with(by: UUID, room: UUID, day: date) -> list[tuple[UUID, str]]:
    """The others of the room who read the problem analysis on ``day``, with their roles: two queries."""
    present = Member.objects.filter(workspace=room, left_at=None).exclude(pk=by).order_by("name")
    names = dict(present.values_list("pk", "name"))
    held = _held(names)
    readers = [pk for pk in names if rights_of_reader(_roles(held[pk], day))]
    return [(pk, _named(pk, names, held[pk], day)) for pk in readers]


def rights_of_reader(roles: Collection[Role]) -> bool:
    """Whether ``roles`` let a member of a police room read the problem analysis."""
    return Right.READ_MAPPING in rights_of(Kind.POLICE, list(roles), room_on=True)


def _held(members: Collection[UUID]) -> dict[UUID, list[Grant]]:
    held: dict[UUID, list[Grant]] = defaultdict(list)
    for grant in Grant.objects.filter(member__in=list(members), approved_at__isnull=False).order_by("role"):
        held[grant.member_id].append(grant)
    return held


def _roles(grants: list[Grant], day: date) -> list[Role]:
    return [
        Role(grant.role)
        for grant in grants
        if grant.starts <= day < grant.ends and not (grant.ended_at and grant.ended_at.date() < day)
    ]


def _named(pk: UUID, names: dict[UUID, str], grants: list[Grant], day: date) -> str:
    roles = ", ".join(str(role.label).lower() for role in _roles(grants, day))
    name = names.get(pk, "")
    return f"{name} ({roles})" if roles else name
