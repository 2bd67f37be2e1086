"""Release the one sentence of the police's study of groups: a named decision with a secrecy test (science.md; T34).

The very sentence leaves, in both languages. It must stand on at least five contacted groups and five incidents, its
period must have ended thirty days ago or more, whoever releases did not ask, and each end of a period is told of once.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from gvi.steps.review.flows.secrecy_test import record_release, require_test
from gvi.steps.review.models import Release
from gvi.steps.studies.flows.common import refuse_empty, refuse_telling
from gvi.steps.studies.flows.lock_plan import Marks
from gvi.steps.studies.models import ReleasedSentence, WedgeRun
from gvi.steps.studies.refusals import OwnQuestion, SentenceReleased, StudyMoved, TooFewGroups
from gvi.steps.studies.states import RunState
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_member, own_room
from gvi.trust.workspaces.rights import Right

LEAST = 5


@dataclass(frozen=True)
class SentenceDecision:
    """The secrecy test in words, and how the joint document is kept."""

    test: str
    marks: Marks


def release_wedge(run: WedgeRun, decision: SentenceDecision, *, by: Actor, at: datetime) -> ReleasedSentence:
    """Let everybody read the sentence of ``run``."""
    by.require(Right.RELEASE)
    require_test(decision.test)
    marks = decision.marks
    refuse_empty(registry_number=marks.registry_number, erasure_decision=marks.erasure_decision)
    refuse_telling(by, *vars(marks).values())
    _check(run, by)
    with transaction.atomic():
        same = ReleasedSentence.objects.filter(owner_id=own_room(by), period_until=run.period_until)
        if same.exists():
            raise SentenceReleased
        record_release(Release.What.WEDGE, run.pk, decision.test, by=by, at=at)
        sentence = (run.result or {})["sentence"]
        made = ReleasedSentence.objects.create(
            id=run.pk,
            owner_id=own_room(by),
            period_from=run.period_from,
            period_until=run.period_until,
            sv=sentence["sv"],
            en=sentence["en"],
            released_at=at,
            released_by=own_member(by),
            **vars(marks),
        )
        write(Operation.DISCLOSE, "studies.release_wedge", by=by, kind="wedge", record=made.pk)
    return made


def _check(run: WedgeRun, by: Actor) -> None:
    if run.state != RunState.DONE or not run.result:
        raise StudyMoved
    if run.by == own_member(by):
        raise OwnQuestion
    if min(run.groups or 0, run.incidents or 0) < LEAST:
        raise TooFewGroups(LEAST)
