"""What tests of the problem analysis stand on: groups, judged incidents, sources and relations of an invented city.

Relations, signs, sources and memberships come from ``tests.steps.groups.known``; people and judgements from the review.
"""

from datetime import date, timedelta

from django.utils import timezone
from django.utils.timezone import localdate

from gvi.steps.groups.flows.end_group import Ending, end_group, end_relations, open_relations
from gvi.steps.groups.models import Group, Relation, Source
from gvi.steps.groups.words import RelationKind, SuccessionKind
from gvi.steps.incidents.models import Incident
from tests.cast import Player, in_room
from tests.steps.groups.known import make_relation, make_sign, make_source
from tests.steps.review.cast import DAY, HOUR, judge_as, make_group, make_incident

__all__ = ["DAY", "HOUR", "days_ago", "end_group_as", "judged_as", "make_group", "relate_as", "source_as"]


def days_ago(days: int) -> date:
    """The Swedish day so many days ago."""
    return localdate() - timedelta(days=days)


def judged_as(
    player: Player, *, ago: timedelta = DAY, acting: tuple[Group, ...] = (), suffering: tuple[Group, ...] = ()
) -> Incident:
    """A confirmed incident ``ago`` before now, whose sides ``player`` has judged."""
    incident = make_incident(ago=ago)
    judge_as(player, incident, acting=acting, suffering=suffering)
    return incident


def source_as(player: Player, name: str) -> Source:
    """A source that ``player`` has entered."""
    with in_room(player) as actor:
        return make_source(actor, name)


def relate_as(
    player: Player,
    one: Group,
    other: Group,
    *,
    kind: RelationKind = RelationKind.CONFLICT,
    since: date,
    seen: date | None = None,
    source: Source | None = None,
) -> Relation:
    """A relation that ``player`` has entered, last ``seen`` on a day if any."""
    with in_room(player) as actor:
        relation = make_relation(actor, one, other, since=since, kind=kind, source=source)
        if seen:
            make_sign(actor, relation, seen_on=seen, source=source)
        return relation


def end_group_as(player: Player, group: Group, *, day: date, into: Group | None = None) -> None:
    """``group`` and its relations ended on ``day``: merged ``into`` another, or dissolved."""
    with in_room(player) as actor:
        kind = SuccessionKind.MERGED if into else SuccessionKind.DISSOLVED
        end_relations(open_relations([group]), day)
        end_group(group, [into], Ending(kind, day, "Sågs som en grupp", actor, timezone.now()))
