"""Approve a talk that somebody else has asked for; under eighteen two others approve (trust.md, T27)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from gvi.steps.talks.flows.common import (
    is_under_eighteen,
    keep,
    locked_talk,
    person_to_meet,
    refuse_move,
    refuse_unanswered,
)
from gvi.steps.talks.models import Talk
from gvi.steps.talks.refusals import NotConfirming, NotOnCall, OwnApproval, OwnRequest, WrongState
from gvi.steps.talks.states import TalkState
from gvi.steps.talks.words import Concern
from gvi.trust.disclosures.queries.on_call import on_call_now
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_member
from gvi.trust.workspaces.rights import Right


@dataclass(frozen=True)
class Answers:
    """What is answered about somebody under eighteen, if it was not when the talk was asked for."""

    concern: Concern = Concern.NONE
    concern_reference: str = ""
    guardians: str = ""


ANSWERED = ("concern", "concern_reference", "guardians")


def approve_talk(talk: Talk, answers: Answers, *, by: Actor, at: datetime) -> Talk:
    """Stand behind the request, or behind somebody else's approval where two are needed."""
    by.require(Right.APPROVE_TALKS)
    with transaction.atomic():
        current = locked_talk(talk.pk)
        person_to_meet(current, at)
        if current.state == TalkState.APPROVED:
            return _second(current, by, at)
        _approve(current, answers, own_member(by), at)
        return keep(current, "talks.approve", "state", "approved_by", "approved_at", *ANSWERED, by=by)


def _approve(current: Talk, answers: Answers, decider: UUID, at: datetime) -> None:
    refuse_move(current, TalkState.APPROVED)
    if current.by == decider:
        raise OwnRequest
    for name in ANSWERED:
        setattr(current, name, getattr(answers, name) or getattr(current, name))
    if is_under_eighteen(current, localdate(at)):
        refuse_unanswered(current)
    current.state, current.approved_by, current.approved_at = TalkState.APPROVED, decider, at


def _second(current: Talk, by: Actor, at: datetime) -> Talk:
    if current.second_by or not is_under_eighteen(current, localdate(at)):
        raise WrongState
    if own_member(by) in {current.by, current.approved_by}:
        raise OwnApproval
    current.second_by, current.second_at = own_member(by), at
    return keep(current, "talks.approve_second", "second_by", "second_at", by=by)


def approve_by_phone(talk: Talk, decider: UUID, answers: Answers, *, by: Actor, at: datetime) -> Talk:
    """Write down that whoever is on call has approved it by phone; they confirm it in writing within 24 hours."""
    by.require(Right.WRITE_TALKS)
    with transaction.atomic():
        current = locked_talk(talk.pk)
        person_to_meet(current, at)
        if not on_call_now(by, at).filter(pk=decider).exists():
            raise NotOnCall
        _approve(current, answers, decider, at)
        current.oral = True
        fields = ("state", "approved_by", "approved_at", "oral", *ANSWERED)
        return keep(current, "talks.approve_by_phone", *fields, by=by)


def confirm_oral(talk: Talk, *, by: Actor, at: datetime) -> Talk:
    """Confirm in writing what one has approved by phone."""
    by.require(Right.APPROVE_TALKS)
    with transaction.atomic():
        current = locked_talk(talk.pk)
        if not current.oral or current.confirmed_at or current.approved_by != own_member(by):
            raise NotConfirming
        if current.ended_at:
            raise WrongState
        current.confirmed_at = at
        return keep(current, "talks.confirm_oral", "confirmed_at", by=by)
