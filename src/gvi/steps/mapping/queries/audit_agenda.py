"""The agenda of an audit, which makes itself: each group that goes on, what is new of it, and what there is to ask.

Groups with something new come first, each part in the order of names: no figure orders them. Of memberships only
counts stand here. Sealed: whoever shows it logs the reading.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from gvi.steps.groups.ageing import SMALL, uncertain_on
from gvi.steps.groups.models import Group, Membership, Profile, Relation
from gvi.steps.groups.queries.belonging import lapsed, to_confirm, to_review
from gvi.steps.groups.queries.memberships import members_at
from gvi.steps.groups.queries.profiles import profiles_at
from gvi.steps.groups.queries.relations import RelationAt, relations_at
from gvi.steps.groups.states import FIRST, State
from gvi.steps.groups.words import RelationEnd, RelationKind
from gvi.steps.mapping.models import Audit, AuditGroup
from gvi.steps.mapping.queries.audits import latest_before, said_before, started
from gvi.steps.mapping.queries.facts import Activity, Counts
from gvi.steps.review.rhythm import STOCKHOLM

WINDOW = 90
FADES_WITHIN = timedelta(days=30)
FIRST_TIME = timedelta(days=90)
"""How far back the first audit of a room looks."""


@dataclass(frozen=True, slots=True)
class Other:
    """A relation on the agenda: with which group, of which kind, and the day that matters."""

    name: str
    kind: str
    day: date


@dataclass(frozen=True, slots=True)
class Waiting:
    """Memberships of one group: proposed, to be reviewed, lapsed since the last audit."""

    proposed: int = 0
    to_review: int = 0
    lapsed: int = 0


@dataclass(frozen=True, slots=True)
class GroupNews:
    """One group as the audit meets it."""

    group: Group
    members: int
    profile: Profile | None
    profile_new: bool
    incidents: Counts
    fading: tuple[Other, ...]
    faded: tuple[Other, ...]
    begun: tuple[Other, ...]
    ended: tuple[Other, ...]
    waiting: Waiting
    small: bool
    wakes: bool
    silent: bool
    before: AuditGroup | None

    @property
    def waits(self) -> bool:
        """Whether memberships wait for somebody."""
        return self.waiting != Waiting()

    @property
    def changed(self) -> bool:
        """Whether something is new or asks for a decision."""
        told = (self.fading, self.faded, self.begun, self.ended, self.profile_new)
        return any(told) or self.waits or self.small or self.wakes or self.silent


@dataclass(frozen=True, slots=True)
class AuditAgenda:
    """The agenda as of ``day``: what is new ``since`` the last audit."""

    day: date
    since: datetime
    last: Audit | None
    changed: tuple[GroupNews, ...]
    same: tuple[GroupNews, ...]

    @property
    def groups(self) -> tuple[GroupNews, ...]:
        """All of them in the agenda's order."""
        return self.changed + self.same

    def of(self, group: UUID) -> GroupNews | None:
        """What there is about one group that goes on."""
        return next((one for one in self.groups if one.group.pk == group), None)


def audit_agenda(day: date, active: Mapping[UUID, Activity], *, audit: Audit | None = None) -> AuditAgenda:
    """The agenda of ``day``, with each group's activity: nine queries, however many groups there are."""
    last = latest_before(day, audit.number if audit else None)
    since = started(last, datetime.combine(day - FIRST_TIME, time(), STOCKHOLM))
    facts = _Facts(day, since, active, last)
    lines = [facts.news(group) for group in Group.objects.filter(state__in=FIRST).order_by("sort")]
    return AuditAgenda(
        day=day,
        since=since,
        last=last,
        changed=tuple(one for one in lines if one.changed),
        same=tuple(one for one in lines if not one.changed),
    )


class _Facts:
    """All that the lines are made of, read once."""

    def __init__(
        self, day: date, since: datetime, active: Mapping[UUID, Activity], last: Audit | None
    ) -> None:
        self.day, self.since, self.active = day, since, active
        self.names = dict(Group.objects.values_list("pk", "code_name"))
        self.members = members_at(day)
        self.profiles = profiles_at(day)
        self.relations = _by_group(relations_at(day))
        self.begun, self.ended = _begun_and_ended(since, day)
        self.waiting = _waiting(day, since.astimezone(STOCKHOLM).date())
        self.before = said_before(last)

    def news(self, group: Group) -> GroupNews:
        """What is known of ``group``."""
        relations, profile = self.relations.get(group.pk, []), self.profiles.get(group.pk)
        members = self.members.get(group.pk, 0)
        active = self.active.get(group.pk)
        return GroupNews(
            group=group,
            members=members,
            profile=profile,
            profile_new=profile is not None and profile.at >= self.since,
            incidents=active.now[WINDOW] if active else Counts(),
            fading=self._others(group, (one for one in relations if self._fades(one))),
            faded=self._others(group, (one for one in relations if self._has_faded(one))),
            begun=self._said(group, self.begun),
            ended=self._said(group, self.ended),
            waiting=self.waiting.get(group.pk, Waiting()),
            small=group.own_row and members < SMALL,
            wakes=group.state == State.DORMANT and self._seen_since(active),
            silent=group.state == State.ACTIVE and self._silent(active, relations, profile),
            before=self.before.get(group.pk),
        )

    def _fades(self, one: RelationAt) -> bool:
        return one.said != RelationKind.UNCERTAIN and self.day < one.fades_on <= self.day + FADES_WITHIN

    def _has_faded(self, one: RelationAt) -> bool:
        return one.faded and one.fades_on >= self.since.astimezone(STOCKHOLM).date()

    def _seen_since(self, active: Activity | None) -> bool:
        return bool(active and active.last and active.last >= self.since)

    def _silent(self, active: Activity | None, relations: list[RelationAt], profile: Profile | None) -> bool:
        """No incident, no sign of a relation and no new profile for six months."""
        days = [one.last_sign or one.since for one in relations]
        days += [active.last.astimezone(STOCKHOLM).date()] if active and active.last else []
        days += [profile.as_of] if profile else []
        return not days or uncertain_on(max(days)) <= self.day

    def _others(self, group: Group, relations: Iterable[RelationAt]) -> tuple[Other, ...]:
        told = ((one.second if one.first == group.pk else one.first, one) for one in relations)
        return tuple(Other(self.names[other], str(one.said.label), one.fades_on) for other, one in told)

    def _said(self, group: Group, rows: Mapping[UUID, list[dict[str, Any]]]) -> tuple[Other, ...]:
        return tuple(
            Other(
                self.names[row["second"] if row["first"] == group.pk else row["first"]],
                str(RelationKind(row["kind"]).label),
                row["until"] or row["since"],
            )
            for row in rows.get(group.pk, [])
        )


def _by_group(relations: Iterable[RelationAt]) -> dict[UUID, list[RelationAt]]:
    found: dict[UUID, list[RelationAt]] = defaultdict(list)
    for one in relations:
        found[one.first].append(one)
        found[one.second].append(one)
    return found


Rows = dict[UUID, list[dict[str, Any]]]


def _begun_and_ended(since: datetime, day: date) -> tuple[Rows, Rows]:
    """Relations written, and relations that ended, since the last audit: one query."""
    first = since.astimezone(STOCKHOLM).date()
    ended = Q(until__gte=first, until__lte=day)
    rows = Relation.objects.filter(ended | Q(at__gte=since, until=None)).exclude(end_reason=RelationEnd.WRONG)
    begun: Rows = defaultdict(list)
    over: Rows = defaultdict(list)
    for row in rows.order_by("first__sort", "second__sort").values(
        "first", "second", "kind", "since", "until"
    ):
        for group in (row["first"], row["second"]):
            (over if row["until"] else begun)[group].append(dict(row))
    return begun, over


def _waiting(day: date, since: date) -> dict[UUID, Waiting]:
    rows = Membership.objects.order_by().values("group")
    counted = rows.annotate(
        proposed=Count("pk", filter=to_confirm(day)),
        review=Count("pk", filter=to_review(day)),
        lapsed=Count("pk", filter=lapsed(day) & Q(review_due__gte=since)),
    )
    return {
        row["group"]: Waiting(row["proposed"], row["review"], row["lapsed"])
        for row in counted.exclude(proposed=0, review=0, lapsed=0)
    }
