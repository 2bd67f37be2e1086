"""How a talk ends: stopped for one of the reasons, followed up after 14 and 60 days, closed.

No reason names support, and there is no room for other words (T17). A follow-up is a talk of its own.
"""

from datetime import datetime

from django.db import transaction

from gvi.steps.talks import deadlines
from gvi.steps.talks.flows.common import keep, locked_talk, person_to_meet, refuse_move
from gvi.steps.talks.models import Attempt, Talk
from gvi.steps.talks.refusals import FollowedUp, FollowUpsOpen, ReasonMissing
from gvi.steps.talks.states import WAITING, TalkState
from gvi.steps.talks.words import Outcome, Reason, Stop
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.signing import signed


def stop_talk(talk: Talk, reason: Stop, *, by: Actor, at: datetime) -> Talk:
    """Stop a talk that has not been held. What is in the person's favour never waits, so an overdue person is none."""
    _require(by)
    if reason is Stop.NONE:
        raise ReasonMissing
    with transaction.atomic():
        current = locked_talk(talk.pk)
        refuse_move(current, TalkState.STOPPED)
        current.state, current.stop_reason, current.ended_at = TalkState.STOPPED, reason, at
        return keep(current, "talks.stop", "state", "stop_reason", "ended_at", by=by)


def close_talk(talk: Talk, *, by: Actor, at: datetime) -> Talk:
    """Close a talk that was held, when nothing that follows it is open."""
    _require(by)
    with transaction.atomic():
        current = locked_talk(talk.pk)
        refuse_move(current, TalkState.CLOSED)
        if Talk.objects.filter(follows=current.pk, state__in=WAITING).exists():
            raise FollowUpsOpen
        current.state, current.ended_at = TalkState.CLOSED, current.ended_at or at
        return keep(current, "talks.close", "state", "ended_at", by=by)


def follow_up(talk: Talk, words: str, *, by: Actor, at: datetime) -> list[Talk]:
    """Ask for the talks that follow it, 14 and 60 days after it was held; each is approved and prepared like any."""
    by.require(Right.WRITE_TALKS)
    with transaction.atomic():
        current = locked_talk(talk.pk)
        if current.reason == Reason.REPEAT or Talk.objects.filter(follows=current.pk).exists():
            raise FollowedUp
        refuse_move(current, TalkState.FOLLOW_UP)
        person_to_meet(current, at)
        made = [_following(current, words, number, by, at) for number in range(len(deadlines.FOLLOW_UP_DAYS))]
        current.state = TalkState.FOLLOW_UP
        keep(current, "talks.follow_up", "state", by=by)
    return made


def _following(talk: Talk, words: str, number: int, by: Actor, at: datetime) -> Talk:
    began = deadlines.Began(reached=reached_at(talk), earlier_follow_ups=number)
    return Talk.objects.create(
        person_id=talk.person_id,
        kind=talk.kind,
        reason=Reason.REPEAT,
        words=words.strip() or talk.words,
        group_id=talk.group_id,
        follows=talk.pk,
        due_at=deadlines.latest(Reason.REPEAT, at=at, began=began),
        concern=talk.concern,
        concern_reference=talk.concern_reference,
        guardians=talk.guardians,
        **signed(by, at),
    )


def reached_at(talk: Talk) -> datetime | None:
    """When somebody was met, the last time."""
    met = Attempt.objects.filter(talk=talk, outcome__in=(Outcome.MET, Outcome.FAMILY)).order_by("-at").first()
    return met.at if met else None


def _require(by: Actor) -> None:
    """Whoever may approve may also stop and close."""
    if not by.may(Right.APPROVE_TALKS):
        by.require(Right.WRITE_TALKS)
