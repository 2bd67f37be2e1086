"""What tests of groups stand on: sources, relations and signs written straight into the police room."""

from datetime import date, timedelta

from django.utils import timezone

from gvi.steps.groups.models import Group, Membership, Relation, RelationSign, Source
from gvi.steps.groups.states import MembershipState
from gvi.steps.groups.words import Certainty, Intensity, MemberRole, RelationKind, SourceKind
from gvi.trust.people.models import Person
from gvi.trust.people.words import Accuracy, Reliability
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rooms import set_ticket
from gvi.trust.workspaces.signing import signed
from tests.cast import Player, in_room

DAY = timedelta(days=1)


def make_source(actor: Actor, name: str = "UN 2026-1") -> Source:
    """A source called ``name``, the same one when asked again."""
    found = Source.objects.filter(name=name).first()
    return found or Source.objects.create(
        name=name,
        kind=SourceKind.INTELLIGENCE,
        reliability=Reliability.B,
        day=timezone.localdate() - 400 * DAY,
        **signed(actor, timezone.now()),
    )


def make_relation(
    actor: Actor,
    one: Group,
    other: Group,
    *,
    since: date,
    kind: RelationKind = RelationKind.CONFLICT,
    source: Source | None = None,
) -> Relation:
    """A relation that holds from ``since``."""
    first, second = sorted((one, other), key=lambda group: group.pk)
    return Relation.objects.create(
        first=first,
        second=second,
        kind=kind,
        intensity=Intensity.MEDIUM,
        since=since,
        source=source or make_source(actor),
        accuracy=Accuracy.PROBABLE,
        **signed(actor, timezone.now()),
    )


def make_sign(
    actor: Actor, relation: Relation, *, seen_on: date, source: Source | None = None
) -> RelationSign:
    """A sign of ``relation`` seen on ``seen_on``."""
    return RelationSign.objects.create(
        relation=relation,
        seen_on=seen_on,
        words="Bråk vid torget",
        source=source or make_source(actor),
        accuracy=Accuracy.PROBABLE,
        **signed(actor, timezone.now()),
    )


def make_member(
    actor: Actor, person: Person, group: Group, *, confirmed_by: Player | None = None
) -> Membership:
    """A membership of ``group``, confirmed by ``confirmed_by`` if somebody does."""
    membership = Membership.objects.create(
        person=person,
        group=group,
        role=MemberRole.FOLLOWER,
        certainty=Certainty.MEDIUM,
        basis="Sedd med gruppen vid tre tillfällen",
        since=timezone.localdate() - 30 * DAY,
        source=make_source(actor),
        accuracy=Accuracy.PROBABLE,
        **signed(actor, timezone.now()),
    )
    if confirmed_by:
        with in_room(confirmed_by) as second:
            confirmed = {"confirmed_by": second.member_id, "confirmed_at": timezone.now()}
            Membership.objects.filter(pk=membership.pk).update(state=MembershipState.CONFIRMED, **confirmed)
        set_ticket(actor)
    return membership
