"""The debrief the day after: what was learnt, and the memo that makes itself (domain.md, "Call-in")."""

from datetime import datetime

from django.db import transaction

from gvi.steps.callins.documents.memo import memo_pdf
from gvi.steps.callins.flows.plan_checks import (
    in_hand,
    locked_callin,
    refuse_empty,
    refuse_telling,
    ticked,
)
from gvi.steps.callins.models import CallIn, Debrief
from gvi.steps.callins.queries.papers import memo_data
from gvi.steps.callins.states import CallInState
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right


def debrief_callin(callin: CallIn, words: str, changes: str = "", *, by: Actor, at: datetime) -> Debrief:
    """Close a held call-in: the memo is written now, from what everybody noted, and locked."""
    by.require(Right.RUN_CALLIN)
    refuse_empty(words=words)
    refuse_telling(by, words, changes)
    with transaction.atomic():
        current = locked_callin(callin.pk, {CallInState.HELD})
        ticked(current, "debrief", by, at)
        memo = memo_pdf(memo_data(current, words, changes, by=by, at=at))
        debrief = Debrief.objects.create(
            callin=current, words=words, changes=changes, memo=memo, **in_hand(by, at)
        )
        current.state = CallInState.DEBRIEFED
        current.save(update_fields=["state"])
        write(Operation.CHANGE, "callins.debrief", by=by, kind="callin", record=callin.pk)
    return debrief
