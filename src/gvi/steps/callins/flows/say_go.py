"""An authority says go or no-go, and somebody notes what they noticed: on the day, perhaps without network.

Each word has an id of its own, made where it was said, so that a retry never doubles (domain.md, "Call-in").
"""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from gvi.steps.callins.flows.plan_checks import in_hand, locked_callin, refuse_empty, refuse_telling
from gvi.steps.callins.models import CallIn, GoNoGo, Observation
from gvi.steps.callins.refusals_plan import ReasonForNo, SaidSince, WrongCallInState
from gvi.steps.callins.states import COMING, CallInState
from gvi.steps.callins.words import Verdict
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_kind, own_member
from gvi.trust.workspaces.rights import Right

OPEN = frozenset({*COMING, CallInState.HELD})


def say_go(
    callin: CallIn,
    verdict: str,
    reason: str = "",
    *,
    by: Actor,
    at: datetime,
    word: UUID | None = None,
    said_at: datetime | None = None,
) -> GoNoGo:
    """Say ``verdict`` for the actor's authority; ``word`` said twice is said once. No-go needs a reason.

    What was said at ``said_at`` and waited for the network does not undo what the authority has said since.
    """
    by.require(Right.SAY_GO)
    if verdict == Verdict.NO_GO and not reason.strip():
        raise ReasonForNo
    refuse_telling(by, reason)
    with transaction.atomic():
        locked_callin(callin.pk, OPEN)
        said = GoNoGo.objects.filter(pk=word).first() if word else None
        if said is not None:
            return _same(said, callin, by)
        if said_at and GoNoGo.objects.filter(callin=callin, kind=own_kind(by), at__gt=said_at).exists():
            raise SaidSince
        said = GoNoGo.objects.create(
            pk=word or uuid4(),
            callin=callin,
            kind=own_kind(by),
            verdict=verdict,
            reason=reason,
            **in_hand(by, at),
        )
        write(Operation.COLLECT, "callins.say_go", by=by, kind="callin", record=callin.pk)
    return said


def _same(said: GoNoGo, callin: CallIn, by: Actor) -> GoNoGo:
    """The word that was said before, if it was said here by the same member."""
    if said.callin_id != callin.pk or said.by != own_member(by):
        raise WrongCallInState
    return said


def observe(callin: CallIn, kind: str, words: str, *, by: Actor, at: datetime) -> Observation:
    """Note how something worked, never who did what."""
    by.require(Right.WRITE_SCRIPT)
    refuse_empty(words=words)
    refuse_telling(by, words)
    with transaction.atomic():
        locked_callin(callin.pk, OPEN)
        noted = Observation.objects.create(callin=callin, kind=kind, words=words, **in_hand(by, at))
        write(Operation.COLLECT, "callins.observe", by=by, kind="callin", record=callin.pk)
    return noted
