"""Judge an incident: a signed version that never replaces the ones before it (domain.md, "Review").

Sealed in the police room: sides, motive, answer-to and the tie between a group and an incident never leave it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from gvi.steps.groups.models import Group
from gvi.steps.incidents.models import Incident
from gvi.steps.incidents.states import State
from gvi.steps.review.models import Certainty, Gmi, Judgement, JudgementSide, Meeting, Motive, Side
from gvi.steps.review.refusals import AnswerNotEarlier, NotGroupRelated, OtherVersion, WrongState
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.signing import signed


@dataclass(frozen=True)
class Judged:
    """What those round the table arrived at."""

    gmi: Gmi
    certainty: Certainty
    motive: Motive
    acting: Sequence[Group] = ()
    suffering: Sequence[Group] = ()
    answer_to: Incident | None = None
    risk: str = ""
    warn: str = ""


def judge(
    incident: Incident,
    judged: Judged,
    *,
    after: int,
    meeting: Meeting | None = None,
    by: Actor,
    at: datetime,
) -> Judgement:
    """Add the version that follows ``after``, the one its author had before their eyes (0: none)."""
    by.require(Right.JUDGE)
    with transaction.atomic():
        current = Incident.objects.select_for_update().get(pk=incident.pk)
        _check(current, judged)
        if _latest(current) != after:
            raise OtherVersion
        judgement = Judgement.objects.create(
            incident=current,
            version=after + 1,
            meeting=meeting,
            gmi=judged.gmi,
            certainty=judged.certainty,
            motive=judged.motive,
            answer_to=judged.answer_to,
            risk=judged.risk,
            warn=judged.warn,
            **signed(by, at),
        )
        _add_sides(judgement, judged, by, at)
        write(Operation.COLLECT, "review.judge", by=by, kind="incident", record=incident.id)
    return judgement


def _check(incident: Incident, judged: Judged) -> None:
    if incident.state == State.UNFOUNDED:
        raise WrongState
    if judged.gmi == Gmi.NO and (judged.acting or judged.suffering):
        raise NotGroupRelated
    if judged.answer_to and judged.answer_to.occurred_at >= incident.occurred_at:
        raise AnswerNotEarlier


def _latest(incident: Incident) -> int:
    return Judgement.objects.filter(incident=incident).aggregate(latest=Max("version"))["latest"] or 0


def _add_sides(judgement: Judgement, judged: Judged, by: Actor, at: datetime) -> None:
    sides = [(group, Side.ACTING) for group in judged.acting]
    sides += [(group, Side.SUFFERING) for group in judged.suffering]
    JudgementSide.objects.bulk_create(
        [
            JudgementSide(judgement=judgement, group=group, side=side, **signed(by, at))
            for group, side in sides
        ]
    )
