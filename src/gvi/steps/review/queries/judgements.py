"""Reading judgements: the latest of many incidents, or every version of one. Sealed: the caller logs the read."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from gvi.steps.incidents.models import Incident
from gvi.steps.review.models import Certainty, Gmi, Judgement, JudgementSide, Motive, QuickReview, Side
from gvi.steps.review.queries.words import incident_words, names_of


@dataclass(frozen=True)
class JudgementView:
    """One version, with its names in words."""

    incident_id: UUID
    version: int
    gmi: Gmi
    certainty: Certainty
    motive: Motive
    acting: tuple[str, ...]
    suffering: tuple[str, ...]
    answer_to_id: UUID | None
    answer_to: str
    risk: str
    warn: str
    by: str
    at: datetime
    meeting: int | None


@dataclass(frozen=True)
class QuickView:
    """One quick review."""

    incident_id: UUID
    groups: str
    risk: str
    warn: str
    talks: bool
    by: str
    at: datetime


def versions(incident: Incident) -> list[JudgementView]:
    """Every version of an incident's judgement, newest first: three queries."""
    return _views(Judgement.objects.filter(incident=incident).order_by("-version"))


def latest(incident_ids: Iterable[UUID]) -> dict[UUID, JudgementView]:
    """The newest version for each incident that has one: three queries."""
    newest = Judgement.objects.filter(incident__in=list(incident_ids)).order_by("incident_id", "-version")
    return {view.incident_id: view for view in _views(newest.distinct("incident_id"))}


def _views(judgements: QuerySet[Judgement]) -> list[JudgementView]:
    rows = list(
        judgements.select_related("answer_to__area", "meeting").defer(
            "meeting__joint_minutes", "meeting__note"
        )
    )
    sides = _sides(row.pk for row in rows)
    names = names_of(row.by for row in rows)
    return [_view(row, sides, names) for row in rows]


def _sides(judgements: Iterable[UUID]) -> dict[tuple[UUID, str], list[str]]:
    rows = JudgementSide.objects.filter(judgement__in=list(judgements)).order_by("group__sort")
    sides: dict[tuple[UUID, str], list[str]] = defaultdict(list)
    for judgement, side, code_name in rows.values_list("judgement_id", "side", "group__code_name"):
        sides[judgement, side].append(code_name)
    return sides


def _view(row: Judgement, sides: dict[tuple[UUID, str], list[str]], names: dict[UUID, str]) -> JudgementView:
    return JudgementView(
        incident_id=row.incident_id,
        version=row.version,
        gmi=Gmi(row.gmi),
        certainty=Certainty(row.certainty),
        motive=Motive(row.motive),
        acting=tuple(sides.get((row.pk, Side.ACTING), ())),
        suffering=tuple(sides.get((row.pk, Side.SUFFERING), ())),
        answer_to_id=row.answer_to_id,
        answer_to=incident_words(row.answer_to) if row.answer_to else "",
        risk=row.risk,
        warn=row.warn,
        by=names.get(row.by, ""),
        at=row.at,
        meeting=row.meeting.number if row.meeting else None,
    )


def quick_reviews(incident: Incident) -> list[QuickView]:
    """An incident's quick reviews, newest first: two queries."""
    rows = list(QuickReview.objects.filter(incident=incident).order_by("-at"))
    names = names_of(row.by for row in rows)
    return [
        QuickView(row.incident_id, row.groups, row.risk, row.warn, row.talks, names.get(row.by, ""), row.at)
        for row in rows
    ]
