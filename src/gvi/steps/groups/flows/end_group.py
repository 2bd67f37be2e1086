"""What merging, splitting and dissolving share: the group ends, its relations end, what follows is written down.

Nothing is removed: the group keeps its page, its incidents and its history. What goes on with a successor goes on
because people said so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from gvi.steps.groups.flows.end_relation import close
from gvi.steps.groups.models import Group, Relation, RelationSign, Succession
from gvi.steps.groups.refusals import CarriedTwice, NothingSeen, RelationOver
from gvi.steps.groups.states import State
from gvi.steps.groups.words import RelationEnd, SuccessionKind
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.signing import signed

STATE_OF: Mapping[SuccessionKind, State] = {
    SuccessionKind.MERGED: State.MERGED,
    SuccessionKind.SPLIT: State.SPLIT,
    SuccessionKind.DISSOLVED: State.DISSOLVED,
}


@dataclass(frozen=True)
class Ending:
    """How, when and why groups end, and who says so."""

    kind: SuccessionKind
    day: date
    reason: str
    by: Actor
    at: datetime


def end_group(group: Group, successors: Iterable[Group | None], ending: Ending) -> None:
    """Give ``group`` its last state, and a row for each group that follows (``None``: no group does)."""
    group.state = STATE_OF[ending.kind]
    group.save(update_fields=["state"])
    signature = signed(ending.by, ending.at)
    Succession.objects.bulk_create(
        Succession(
            former=group,
            successor=successor,
            kind=ending.kind,
            day=ending.day,
            reason=ending.reason,
            **signature,
        )
        for successor in successors
    )


def open_relations(groups: Iterable[Group]) -> list[Relation]:
    """The relations of ``groups`` that hold, held for the transaction."""
    mine = list(groups)
    held = Relation.objects.filter(Q(first__in=mine) | Q(second__in=mine), until=None)
    return list(held.select_for_update(of=("self",)).select_related("first", "second").order_by("pk"))


def end_relations(relations: Iterable[Relation], day: date) -> None:
    """End ``relations`` because a group has; one that began later than ``day`` has held on no day."""
    for relation in relations:
        close(relation, RelationEnd.SUCCEEDED, max(day, relation.since))


def other_of(relation: Relation, groups: Iterable[Group]) -> Group | None:
    """The group at the other end, or ``None`` when both ends are among ``groups``."""
    mine = {group.pk for group in groups}
    outside = [group for group in (relation.first, relation.second) if group.pk not in mine]
    return outside[0] if outside else None


def carry_on(relations: Iterable[Relation], former: list[Group], successor: Group, ending: Ending) -> None:
    """Let ``relations`` of ``former`` hold for ``successor`` too, with their signs: no sign becomes newer by it."""
    taken: set[Group] = set()
    for relation in relations:
        other = other_of(relation, [*former, successor])
        if other is None:
            raise RelationOver
        if other in taken or _holds(successor, other):
            raise CarriedTwice(other.code_name)
        taken.add(other)
        _repeat(relation, successor, other, ending)


def _holds(one: Group, other: Group) -> bool:
    first, second = sorted((one, other), key=lambda group: group.pk)
    return Relation.objects.filter(first=first, second=second, until=None).exists()


def _repeat(relation: Relation, successor: Group, other: Group, ending: Ending) -> None:
    first, second = sorted((successor, other), key=lambda group: group.pk)
    signature, signs = signed(ending.by, ending.at), list(relation.signs.filter(withdrawn_at=None))
    if not signs:
        raise NothingSeen(other.code_name)
    carried = Relation.objects.create(
        first=first,
        second=second,
        kind=relation.kind,
        intensity=relation.intensity,
        since=max(ending.day, relation.since),
        source_id=relation.source_id,
        accuracy=relation.accuracy,
        **signature,
    )
    RelationSign.objects.bulk_create(
        RelationSign(
            relation=carried,
            seen_on=sign.seen_on,
            words=sign.words,
            source_id=sign.source_id,
            accuracy=sign.accuracy,
            **signature,
        )
        for sign in signs
    )
