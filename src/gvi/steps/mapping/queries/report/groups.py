"""What police know of groups, for the full version of a problem analysis only (W). Counts are of groups and incidents.

No figure is about one person: the size of a group is what its profile says of it, a range.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import polars as pl
from django.db.models import Count

from gvi.steps.groups.models import Profile, Source
from gvi.steps.groups.queries.profiles import profiles_at
from gvi.steps.groups.words import SourceKind
from gvi.steps.incidents.states import State
from gvi.steps.mapping.models import MostViolent
from gvi.steps.mapping.queries import chains, concentration, facts
from gvi.steps.mapping.queries.conflict_map import Situation, situation, source_names
from gvi.steps.mapping.queries.groups_on import Ever, KnownGroup, ever, known_groups
from gvi.steps.review.models import Gmi
from gvi.trust.workspaces.models import Area

CHAIN_DAYS = 730
WINDOW = "14"
YEAR = 365


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group that there was in the period, its profile, and its incidents in it."""

    group: KnownGroup
    profile: Profile | None
    areas: tuple[str, ...]
    counts: facts.Counts


@dataclass(frozen=True, slots=True)
class Related:
    """Confirmed incidents by what they were judged to be; ``unjudged`` has no judgement yet."""

    by_gmi: Mapping[str, int]
    unjudged: int

    @property
    def total(self) -> int:
        """All confirmed incidents."""
        return sum(self.by_gmi.values()) + self.unjudged

    def of(self, gmi: Gmi) -> int:
        """How many were judged so."""
        return self.by_gmi.get(gmi, 0)


@dataclass(frozen=True, slots=True)
class Groups:
    """Groups, how they stand, and the rows that concentration and chains are worked out from."""

    lines: tuple[GroupLine, ...]
    related: Related
    now: Situation
    acting: concentration.Units
    either: concentration.Units
    chain_rows: pl.DataFrame
    chains_since: date
    sources: tuple[tuple[SourceKind, int], ...]
    most_violent: tuple[str, date] | None


def groups_of(
    since: date, until: date, confirmed: int, without: str = "", source: UUID | None = None
) -> Groups:
    """Read the room's groups as of ``until``, of ``confirmed`` incidents in all: about thirty queries."""
    chains_since = min(since, until - timedelta(days=CHAIN_DAYS - 1))
    asked = {"of": "groups", "since": f"{since}", "until": f"{until}", "without": without}
    year = facts.counts(until - timedelta(days=YEAR - 1), until, without)
    incidents, relations = {group: counts.either for group, counts in year.items()}, ever()
    return Groups(
        lines=tuple(_lines(since, until, without, source, relations)),
        related=_related(since, until, confirmed, without),
        now=situation(until, incidents, relations, source_names(), source),
        acting=concentration.read({**asked, "side": "acting"}),
        either=concentration.read({**asked, "side": "either"}),
        chain_rows=chains.read({"since": f"{chains_since}", "until": f"{until}", "without": without}),
        chains_since=chains_since,
        sources=tuple(_sources(source)),
        most_violent=_most_violent(until),
    )


def _lines(
    since: date, until: date, without: str, source: UUID | None, relations: list[Ever]
) -> list[GroupLine]:
    """Groups that lived on some day of the period, those with most incidents first, then by name."""
    counted, profiles = facts.counts(since, until, without), profiles_at(until, source)
    areas = dict(Area.objects.values_list("pk", "name"))
    lines = [
        GroupLine(
            group=one,
            profile=profiles.get(one.id),
            areas=_named(profiles.get(one.id), areas),
            counts=counted.get(one.id, facts.Counts()),
        )
        for one in known_groups(relations)
        if one.id in counted or one.there_on(until) or (one.until is not None and one.until > since)
    ]
    return sorted(lines, key=lambda line: -line.counts.either)


def _named(profile: Profile | None, areas: Mapping[UUID, str]) -> tuple[str, ...]:
    return tuple(areas[area] for area in profile.areas if area in areas) if profile else ()


def _related(since: date, until: date, confirmed: int, without: str) -> Related:
    rows = facts.judged(since, until, without).filter(incident__state=State.CONFIRMED)
    by_gmi = Counter(rows.values_list("gmi", flat=True))
    return Related(dict(by_gmi), confirmed - sum(by_gmi.values()))


def _sources(left_out: UUID | None) -> list[tuple[SourceKind, int]]:
    rows = Source.objects.exclude(pk=left_out) if left_out else Source.objects.all()
    counted = rows.order_by().values_list("kind").annotate(count=Count("pk"))
    return [(SourceKind(kind), count) for kind, count in sorted(counted, key=lambda one: -one[1])]


def _most_violent(day: date) -> tuple[str, date] | None:
    latest = MostViolent.objects.filter(decided_on__lte=day).select_related("group").first()
    return (latest.group.code_name, latest.decided_on) if latest else None
