"""Say of a suggested answer that it is one, or that it is not (domain.md, "Groups": chains are a suggestion).

A yes writes the next version of the judgement with *answer-to*; a no is remembered, so that nobody is asked again. The
rule that suggested it is kept with what people said.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from gvi.steps.groups.models import Group
from gvi.steps.incidents.models import Incident
from gvi.steps.review.flows.judge import Judged, judge
from gvi.steps.review.models import AnswerVerdict, Certainty, Gmi, Judgement, JudgementSide, Motive, Side
from gvi.steps.review.refusals import AnswerNotEarlier, NotJudged
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.signing import signed


@dataclass(frozen=True)
class Suggestion:
    """What was suggested, and by which rule in words."""

    incident: Incident
    earlier: Incident
    window_days: float
    rule: str


def answer_suggestion(suggestion: Suggestion, *, accept: bool, by: Actor, at: datetime) -> AnswerVerdict:
    """Keep the verdict; accepted, it becomes a new version of the judgement, all else in it unchanged."""
    by.require(Right.JUDGE)
    if suggestion.earlier.occurred_at >= suggestion.incident.occurred_at:
        raise AnswerNotEarlier
    verdict = AnswerVerdict.Verdict.ACCEPTED if accept else AnswerVerdict.Verdict.REJECTED
    with transaction.atomic():
        said = AnswerVerdict.objects.create(
            incident=suggestion.incident,
            earlier=suggestion.earlier,
            verdict=verdict,
            window_days=suggestion.window_days,
            rule=suggestion.rule,
            **signed(by, at),
        )
        if not (accept and _judge(suggestion, by, at)):
            write(Operation.COLLECT, "review.answer", by=by, kind="incident", record=suggestion.incident.pk)
    return said


def _judge(suggestion: Suggestion, by: Actor, at: datetime) -> bool:
    """Write the next version, which leaves its own event; False when the judgement already says so."""
    latest = Judgement.objects.filter(incident=suggestion.incident).order_by("-version").first()
    if latest is None:
        raise NotJudged
    if latest.answer_to_id == suggestion.earlier.pk:
        return False
    judged = Judged(
        gmi=Gmi(latest.gmi),
        certainty=Certainty(latest.certainty),
        motive=Motive(latest.motive),
        acting=_groups(latest, Side.ACTING),
        suffering=_groups(latest, Side.SUFFERING),
        answer_to=suggestion.earlier,
        risk=latest.risk,
        warn=latest.warn,
    )
    judge(suggestion.incident, judged, after=latest.version, by=by, at=at)
    return True


def _groups(judgement: Judgement, side: Side) -> list[Group]:
    rows = JudgementSide.objects.filter(judgement=judgement, side=side).select_related("group")
    return [row.group for row in rows]
