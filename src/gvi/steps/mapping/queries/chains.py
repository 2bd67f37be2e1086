"""Chains of retaliation between groups, as suggestions with their rule and window (science.md, "Chains").

``read`` takes group-related incidents with the sides of their latest judgement. What people have said of a suggestion
stands beside it, and an accepted one is the review's *answer-to*.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import polars as pl

from gvi.science.chains import chains
from gvi.steps.incidents.models import Incident
from gvi.steps.mapping.analyses import Method, Told
from gvi.steps.mapping.queries import facts
from gvi.steps.review.models import AnswerVerdict, Judgement
from gvi.steps.review.queries.judgements import latest

LANGUAGES = ("sv", "en")
COLUMNS = ("incident_id", "time", "actor_group", "target_group")
MANY = 10_000
SCHEMA = dict.fromkeys(COLUMNS, pl.String) | {"time": pl.Datetime("us", "UTC")}


def rows(asked: Mapping[str, Any]) -> int:
    """How many judgements there are, counted no further than ``MANY``."""
    return Judgement.objects.order_by()[:MANY].count()


def read(asked: Mapping[str, Any]) -> pl.DataFrame:
    """One row for each pair of sides, under the incident's id; of several pairs each has an id of its own."""
    since, until = date.fromisoformat(asked["since"]), date.fromisoformat(asked["until"])
    found = facts.between(since, until, asked["without"])
    told = [
        (f"{incident}:{number}", at, _text(actor), _text(target))
        for number, (incident, at, actor, target) in enumerate(found)
    ]
    return pl.DataFrame(told, schema=SCHEMA, orient="row")


def _text(group: UUID | None) -> str | None:
    return str(group) if group else None


def work(incidents: pl.DataFrame, asked: Mapping[str, Any], told: Told) -> dict[str, Any]:
    """The measures, the sentence and the chart in both languages, and the suggested answers by incident."""
    found = chains(incidents, window_days=float(asked["window"]))
    links = {(_incident(one.incident), _incident(one.answers)): one.days for one in found.links}
    return {
        **found.to_json(),
        "links": [{"incident": new, "answers": old, "days": days} for (new, old), days in links.items()],
        "sentence": {lang: found.sentence(lang) for lang in LANGUAGES},
        "chart": {lang: found.chart(lang) for lang in LANGUAGES} if found.n else {},
    }


def _incident(row: str) -> str:
    return row.partition(":")[0]


METHOD = Method(rows=rows, read=read, work=work)


@dataclass(frozen=True)
class Suggested:
    """A suggested answer: two incidents, the days between them, and what people have said of it, if anything."""

    incident: Incident
    earlier: Incident
    days: float
    verdict: AnswerVerdict | None
    answer_to: UUID | None
    acting: tuple[str, ...]
    suffering: tuple[str, ...]

    @property
    def agreed(self) -> bool:
        """Whether the judgement already says so."""
        return self.answer_to == self.earlier.pk


def suggestions(links: Iterable[Mapping[str, Any]]) -> list[Suggested]:
    """The links as incidents, newest first: six queries, however many there are."""
    listed = list(links)
    ids = {UUID(one[end]) for one in listed for end in ("incident", "answers")}
    incidents = Incident.objects.select_related("area").in_bulk(ids)
    verdicts, judged = _verdicts(ids), latest(ids)
    found = [
        Suggested(
            new,
            old,
            one["days"],
            verdicts.get((new.pk, old.pk)),
            judged[new.pk].answer_to_id,
            judged[new.pk].acting,
            judged[new.pk].suffering,
        )
        for one in listed
        if (new := incidents.get(UUID(one["incident"]))) and (old := incidents.get(UUID(one["answers"])))
    ]
    return sorted(found, key=lambda it: (it.incident.occurred_at, it.incident.pk), reverse=True)


def _verdicts(ids: Iterable[UUID]) -> dict[tuple[UUID, UUID], AnswerVerdict]:
    """The latest of each pair."""
    said = AnswerVerdict.objects.filter(incident__in=list(ids)).order_by("at")
    return {(one.incident_id, one.earlier_id): one for one in said}


def _answered(ids: Iterable[UUID]) -> set[UUID]:
    """Those whose latest judgement says that they answer something."""
    newest = Judgement.objects.filter(incident__in=list(ids)).order_by("incident_id", "-version")
    rows = newest.distinct("incident_id").only("incident", "answer_to")
    return {row.incident_id for row in rows if row.answer_to_id is not None}


def open_links(links: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Those that nobody has said anything of, and that no judgement already holds: two queries over the room."""
    listed = list(links)
    news = [UUID(one["incident"]) for one in listed]
    verdicts, answered = _verdicts(news), _answered(news)
    return [
        one
        for one, new in zip(listed, news, strict=True)
        if (new, UUID(one["answers"])) not in verdicts and new not in answered
    ]
