"""What tests of groups stand on: sources, relations and signs written straight into the police room."""

from datetime import date, timedelta

from django.utils import timezone

from gvi.steps.groups.models import Group, Relation, RelationSign, Source
from gvi.steps.groups.words import Intensity, RelationKind, SourceKind
from gvi.trust.people.words import Accuracy, Reliability
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.signing import signed

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
