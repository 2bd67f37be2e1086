"""What other cities have published: each row as its source has it, checked or not, in alphabetical order of place.

No league table: rows are never sorted by effect. Those without an interval are shown and never pooled; the diamond is
there only with five independent rows or more (science.md, *meta*). The programme's own answers are sentences.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from uuid import UUID

from gvi.science.evaluation.pooling import Meta, Row, meta
from gvi.science.evaluation.published import published_effects
from gvi.science.evaluation.saying import number, signed_percent
from gvi.steps.studies.models import StudyRun
from gvi.steps.studies.states import RunState, StudyState
from gvi.steps.studies.words import Status

MOST = 5


@dataclass(frozen=True)
class Effect:
    """One published effect with its figures written out; an empty ``change`` is not given in per cent."""

    row: Row
    change: str
    interval: str
    why: str


@dataclass(frozen=True)
class Own:
    """One of the programme's own answers, as a sentence."""

    run: UUID
    title: str
    at: datetime
    status: str
    sentence: str
    dropped: bool


@cache
def published() -> Meta:
    """What the product comes with, weighed together where that can be done."""
    return meta(published_effects())


def effects(lang: str) -> list[Effect]:
    """Every row, by place and year."""
    found = published()
    whys = found.table(lang)["left_out"]
    told = [_effect(row, why or "", lang) for row, why in zip(found.rows, whys, strict=True)]
    return sorted(told, key=lambda one: (one.row.site.casefold(), one.row.year))


def _effect(row: Row, why: str, lang: str) -> Effect:
    between = "till" if lang == "sv" else "to"
    ends = [] if row.low is None or row.high is None else [row.low, row.high]
    return Effect(
        row=row,
        change=signed_percent(row.estimate - 1, lang) if row.estimate is not None else _given(row, lang),
        interval=f" {between} ".join(signed_percent(end - 1, lang) for end in ends),
        why=why,
    )


def _given(row: Row, lang: str) -> str:
    """What is no ratio stands as it was published: a change in per cent that nobody has adjusted, or another unit."""
    if row.given is None:
        return ""
    return signed_percent(row.given / 100, lang) if "pct" in row.effect_type else number(row.given, lang)


def own_answers(lang: str) -> list[Own]:
    """The answers of each study whose plan was locked, the newest study first: one query.

    A registered answer is never replaced: the latest that deviates stands after it. A study without one gives its
    latest answer. One that was given up afterwards keeps its answers, marked.
    """
    done = StudyRun.objects.filter(state=RunState.DONE, study__lock__isnull=False)
    latest = (
        done.order_by("study_id", "status", "-at")
        .distinct("study_id", "status")
        .values_list(
            "study_id", "pk", "study__title", "at", "status", f"result__sentence__{lang}", "study__state"
        )
    )
    by_study: dict[UUID, list[Own]] = {}
    for study, run, title, at, status, sentence, state in latest:
        own = Own(run, title, at, status, sentence, dropped=state == StudyState.DROPPED)
        by_study.setdefault(study, []).append(own)
    standing = sorted(map(_standing, by_study.values()), key=lambda found: found[0].at, reverse=True)
    return [one for found in standing[:MOST] for one in found]


def _standing(found: list[Own]) -> list[Own]:
    told = {one.status: one for one in found}
    if Status.REGISTERED not in told:
        return [max(found, key=lambda one: one.at)]
    return [told[status] for status in (Status.REGISTERED, Status.DEVIATED) if status in told]
