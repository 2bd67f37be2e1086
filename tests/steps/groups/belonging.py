"""Invented memberships, parts in incidents and ties for tests, through the product's own flows."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from gvi.steps.groups.flows.add_involvement import NewInvolvement, add_involvement
from gvi.steps.groups.flows.add_tie import NewTie, add_tie
from gvi.steps.groups.flows.confirm_membership import confirm_membership
from gvi.steps.groups.flows.propose_membership import NewMembership, propose_membership
from gvi.steps.groups.models import Group, Involvement, Membership, PersonTie, Source
from gvi.steps.groups.words import Certainty, MemberRole, PersonSide, SourceKind, TieKind
from gvi.steps.incidents.models import Incident
from gvi.trust.people.duplicates.flows.decide_pair import decide_pair
from gvi.trust.people.models import Pair, Person
from gvi.trust.people.words import Accuracy, Reliability
from gvi.trust.workspaces.roles import Role
from gvi.trust.workspaces.signing import signed
from tests.cast import Player, in_room, make_player


def make_group(name: str = "") -> Group:
    """A group that goes on."""
    return Group.objects.create(code_name=name or f"Hassel {uuid4().hex[:6]}")


def make_source(player: Player, name: str = "") -> Source:
    """A source of the player's room."""
    with in_room(player) as actor:
        return Source.objects.create(
            name=name or f"PM {uuid4().hex[:8]}",
            kind=SourceKind.SURVEILLANCE,
            reliability=Reliability.B,
            day=timezone.localdate() - timedelta(days=5),
            **signed(actor, timezone.now()),
        )


def new_membership(player: Player, person: Person, group: Group, **given: Any) -> NewMembership:
    """What ``propose_membership`` takes; ``given`` replaces any of it."""
    told = NewMembership(
        person=person.pk,
        group=group,
        role=MemberRole.FOLLOWER,
        certainty=Certainty.MEDIUM,
        basis="Körde bilen vid två tillfällen under hösten",
        since=timezone.localdate() - timedelta(days=400),
        source=given.pop("source", None) or make_source(player),
        accuracy=Accuracy.PROBABLE,
    )
    return replace(told, **given)


def propose(player: Player, person: Person, group: Group, *, at: datetime | None = None) -> Membership:
    """A proposal by ``player``."""
    new = new_membership(player, person, group)
    with in_room(player) as actor:
        return propose_membership(new, by=actor, at=at or timezone.now())


def confirm(membership: Membership, player: Player, *, at: datetime | None = None) -> Membership:
    """``player`` stands behind it."""
    with in_room(player) as actor:
        return confirm_membership(membership, by=actor, at=at or timezone.now())


def make_member(
    player: Player, person: Person, group: Group, *, days_ago: int = 0, second: Player | None = None
) -> Membership:
    """A membership that ``player`` proposed and a colleague confirmed ``days_ago``."""
    at = timezone.now() - timedelta(days=days_ago)
    proposed = propose(player, person, group, at=at)
    return confirm(proposed, second or make_player(player.member.workspace, Role.COORDINATOR), at=at)


def merge(player: Player, one: Person, other: Person) -> None:
    """``player`` says that two records are the same person."""
    first, second = sorted((one.pk, other.pk))
    with in_room(player) as actor:
        pair = Pair.objects.create(
            workspace_id=player.member.workspace_id, first_id=first, second_id=second, reasons=[]
        )
        decide_pair(pair.pk, same=True, by=actor, at=timezone.now())


def make_incident(**given: Any) -> Incident:
    """A shooting yesterday."""
    now = timezone.now()
    told = {"kind": "shooting", "source": "egen", "source_id": uuid4().hex, "reported_at": now}
    return Incident.objects.create(**{"occurred_at": now - timedelta(days=1), **told, **given})


def make_involvement(
    player: Player, person: Person, incident: Incident, side: PersonSide = PersonSide.SUSPECTED
) -> Involvement:
    """A part in the incident."""
    new = NewInvolvement(person.pk, incident, side, make_source(player), Accuracy.PROBABLE)
    with in_room(player) as actor:
        return add_involvement(new, by=actor, at=timezone.now())


def make_tie(player: Player, one: Person, other: Person, *, days_ago: int = 3) -> PersonTie:
    """Two persons seen together."""
    seen = timezone.localdate() - timedelta(days=days_ago)
    new = NewTie(one.pk, other.pk, TieKind.SEEN_TOGETHER, seen, make_source(player), Accuracy.PROBABLE)
    with in_room(player) as actor:
        return add_tie(new, by=actor, at=timezone.now())
