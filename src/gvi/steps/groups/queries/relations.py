"""How groups stand to each other on a day, as police know it now; also with one source taken away (domain.md, W).

A relation with no sign for ``RELATION_MONTHS`` reads as *uncertain*; what was entered wrongly, and signs withdrawn,
count on no day. Sealed: whoever shows it logs the reading.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Max, Min, Q, QuerySet

from gvi.steps.groups.ageing import uncertain_on
from gvi.steps.groups.models import Relation
from gvi.steps.groups.words import Intensity, RelationEnd, RelationKind


@dataclass(frozen=True, slots=True)
class RelationAt:
    """One relation as it reads on a day.

    ``kind`` is how it reads, ``said`` as it was written; ``age`` runs from 0 (a sign that day) to 1 (uncertain by
    time); ``fades_on`` is the day on which it reads as uncertain unless a new sign comes.
    """

    id: UUID
    first: UUID
    second: UUID
    kind: RelationKind
    said: RelationKind
    since: date
    last_sign: date | None
    fades_on: date
    age: float
    intensity: Intensity
    sources: tuple[UUID, ...]

    @property
    def faded(self) -> bool:
        """Whether it reads as uncertain only because nobody has seen a sign."""
        return self.kind != self.said


def relations_at(
    day: date, without: UUID | None = None, *, of: UUID | None = None, only: UUID | None = None
) -> list[RelationAt]:
    """The relations that held on ``day``, as if the source ``without`` had never told anything: one query.

    ``of`` asks for one group's, ``only`` for one of them. A relation whose own source is taken away stands on the
    signs of other sources, from the first of them; with none it is not there.
    """
    heard = Q(signs__withdrawn_at=None, signs__seen_on__lte=day)
    if without:
        heard &= ~Q(signs__source=without)
    rows = (
        _asked(of, only)
        .filter(Q(until=None) | Q(until__gt=day), since__lte=day)
        .exclude(end_reason=RelationEnd.WRONG)
        .annotate(
            first_sign=Min("signs__seen_on", filter=heard),
            last_sign=Max("signs__seen_on", filter=heard),
            heard_from=ArrayAgg("signs__source_id", filter=heard, distinct=True, default=[]),
        )
        .order_by("first__sort", "second__sort")
    )
    return [_at(row, day, without) for row in rows if row.source_id != without or row.last_sign]


def _asked(of: UUID | None, only: UUID | None) -> QuerySet[Relation]:
    relations = Relation.objects.all()
    if of:
        relations = relations.filter(Q(first=of) | Q(second=of))
    return relations.filter(pk=only) if only else relations


def _at(row: Relation, day: date, without: UUID | None) -> RelationAt:
    first_sign, last_sign = row.first_sign, row.last_sign  # type: ignore[attr-defined]
    own = row.source_id != without
    since = row.since if own else max(row.since, first_sign)
    seen = last_sign or since
    fades_on = uncertain_on(seen)
    sources = {*row.heard_from, *([row.source_id] if own else [])}  # type: ignore[attr-defined]
    return RelationAt(
        id=row.pk,
        first=row.first_id,
        second=row.second_id,
        kind=RelationKind.UNCERTAIN if day >= fades_on else RelationKind(row.kind),
        said=RelationKind(row.kind),
        since=since,
        last_sign=last_sign,
        fades_on=fades_on,
        age=min(1.0, max(0.0, (day - seen).days / (fades_on - seen).days)),
        intensity=Intensity(row.intensity),
        sources=tuple(sorted(sources)),
    )
