"""The check of the day, and an attempt: what happened, which lines were said, whether the card was left.

An attempt's id comes from the phone. Sent again, because the network failed, it is the same attempt (domain.md,
"Talks"): the talk is held while one is written, so that two at once are one after the other.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from gvi.steps.talks.flows.common import locked_talk, person_to_meet
from gvi.steps.talks.models import Attempt, SafetyCheck, Talk
from gvi.steps.talks.refusals import AnotherAttempt, CheckMissing, NoLinesHere, WrongState
from gvi.steps.talks.states import TalkState
from gvi.steps.talks.words import Line, Outcome, TalkKind
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.signing import signed

CHECKABLE = (TalkState.APPROVED, TalkState.PREPARED, TalkState.ATTEMPTED)
TRIABLE = (TalkState.PREPARED, TalkState.ATTEMPTED)
SPOKEN_TO = (Outcome.MET, Outcome.FAMILY)
LONGEST_WAIT = timedelta(hours=12)
"""So long may a phone without network keep an attempt before it is sent."""


@dataclass(frozen=True)
class Check:
    """The three questions of the day, each answered."""

    no_rivals: bool
    no_open_case: bool
    safe_place: bool
    words: str = ""


@dataclass(frozen=True)
class NewAttempt:
    """One attempt. ``waited`` is how long the phone kept it."""

    id: UUID
    outcome: Outcome
    lines: tuple[Line, ...] = ()
    card_left: bool = False
    words: str = ""
    waited: timedelta = timedelta(0)

    def reached(self, kind: str) -> bool:
        """Whether somebody was met and told: at a contact for safety there is no message to tell."""
        return self.outcome in SPOKEN_TO and (bool(self.lines) or kind == TalkKind.SAFETY)


def check_safety(talk: Talk, check: Check, *, by: Actor, at: datetime) -> SafetyCheck:
    """Write the check of the day; it holds today, and only when every question was answered with yes."""
    by.require(Right.WRITE_TALKS)
    with transaction.atomic():
        current = locked_talk(talk.pk)
        if current.state not in CHECKABLE:
            raise WrongState
        person_to_meet(current, at)
        made = SafetyCheck.objects.create(
            talk=current,
            person_id=current.person_id,
            day=localdate(at),
            no_rivals=check.no_rivals,
            no_open_case=check.no_open_case,
            safe_place=check.safe_place,
            words=check.words.strip(),
            **signed(by, at),
        )
        write(Operation.COLLECT, "talks.check", by=by, kind="person", record=current.person_id)
    return made


def latest_check(talk: Talk, at: datetime) -> SafetyCheck | None:
    """The latest check of the day."""
    return SafetyCheck.objects.filter(talk=talk, day=localdate(at)).order_by("-at").first()


def record_attempt(talk: Talk, new: NewAttempt, *, by: Actor, at: datetime) -> Attempt:
    """Write the attempt once, however often it is sent; the talk moves on by what happened."""
    by.require(Right.WRITE_TALKS)
    with transaction.atomic():
        current = locked_talk(talk.pk)
        known = Attempt.objects.filter(pk=new.id).first()
        if known:
            return _same(known, current)
        when = at - min(max(new.waited, timedelta(0)), LONGEST_WAIT)
        _refuse(current, new, when)
        person_to_meet(current, at)
        made = Attempt.objects.create(
            id=new.id,
            talk=current,
            person_id=current.person_id,
            outcome=new.outcome,
            lines=[line.value for line in new.lines],
            card_left=new.card_left,
            words=new.words.strip(),
            **signed(by, when),
        )
        _move_on(current, new)
        write(Operation.COLLECT, "talks.attempt", by=by, kind="person", record=current.person_id)
    return made


def _same(known: Attempt, talk: Talk) -> Attempt:
    if known.talk_id != talk.pk:
        raise AnotherAttempt
    return known


def _refuse(talk: Talk, new: NewAttempt, when: datetime) -> None:
    if talk.state not in TRIABLE:
        raise WrongState
    check = latest_check(talk, when)
    if check is None or not check.holds:
        raise CheckMissing
    if new.lines and (talk.kind == TalkKind.SAFETY or new.outcome not in SPOKEN_TO):
        raise NoLinesHere


def _move_on(talk: Talk, new: NewAttempt) -> None:
    if new.reached(talk.kind):
        talk.state = TalkState.DELIVERED if new.outcome is Outcome.MET else TalkState.THROUGH_FAMILY
    elif talk.state == TalkState.PREPARED:
        talk.state = TalkState.ATTEMPTED
    else:
        return
    talk.save(update_fields=["state"])
