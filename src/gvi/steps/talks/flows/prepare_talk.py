"""Prepare an approved talk: team, place, day and letter; and plan or move it in the burst planner."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from gvi.steps.groups.flows.about_persons import written
from gvi.steps.talks.flows.common import (
    is_under_eighteen,
    keep,
    locked_talk,
    person_to_meet,
)
from gvi.steps.talks.models import Talk, TalkLetter, Team
from gvi.steps.talks.refusals import (
    LetterNotApproved,
    NotLater,
    NotPast,
    SecondNeeded,
    WrongState,
)
from gvi.steps.talks.states import WAITING, TalkState
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right

PLANNED = (TalkState.APPROVED, TalkState.PREPARED, TalkState.ATTEMPTED)
"""States in which a talk has a team and a day to come."""


@dataclass(frozen=True)
class Preparation:
    """Who goes, when, where, with which letter, and whether social services come along."""

    team: Team
    day: date
    place: str
    letter: TalkLetter | None = None
    joint_visit: bool = False


def prepare_talk(talk: Talk, how: Preparation, *, by: Actor, at: datetime) -> Talk:
    """Make the talk ready to be tried; a talk that is prepared may be prepared anew."""
    by.require(Right.WRITE_TALKS)
    with transaction.atomic():
        current = _plannable(talk, how.day, at)
        if how.letter and not how.letter.approved_at:
            raise LetterNotApproved
        current.letter, current.joint_visit = how.letter, how.joint_visit
        current.team, current.planned_on = how.team, how.day
        current.place = written(how.place, "place")
        if current.state == TalkState.APPROVED:
            current.state = TalkState.PREPARED
        fields = ("team", "planned_on", "place", "letter", "joint_visit", "state")
        return keep(current, "talks.prepare", *fields, by=by)


def plan_talk(talk: Talk, team: Team, day: date, *, by: Actor, at: datetime) -> Talk:
    """Give the talk a team and a day in the planner, or move it; place and letter are prepared on its own page."""
    by.require(Right.WRITE_TALKS)
    with transaction.atomic():
        current = _plannable(talk, day, at)
        current.team, current.planned_on = team, day
        return keep(current, "talks.plan", "team", "planned_on", by=by)


def _plannable(talk: Talk, day: date, at: datetime) -> Talk:
    current = locked_talk(talk.pk)
    if current.state not in PLANNED:
        raise WrongState
    person_to_meet(current, at)
    if day < localdate(at):
        raise NotPast
    if (
        current.state == TalkState.APPROVED
        and not current.second_by
        and is_under_eighteen(current, localdate(at))
    ):
        raise SecondNeeded
    return current


def bring_forward(talk: Talk, due: datetime, *, by: Actor, at: datetime) -> Talk:
    """Make the talk due earlier. Nothing makes it later (T15)."""
    by.require(Right.WRITE_TALKS)
    with transaction.atomic():
        current = locked_talk(talk.pk)
        if current.state not in WAITING:
            raise WrongState
        if due <= at:
            raise NotPast
        if due >= current.due_at:
            raise NotLater(current.due_at)
        current.due_at = due
        return keep(current, "talks.bring_forward", "due_at", by=by)
