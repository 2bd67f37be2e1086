"""Invented talks for tests, through the product's own flows, each step by whoever may take it."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from gvi.steps.talks.flows.approve_talk import Answers, approve_talk
from gvi.steps.talks.flows.letters import add_team
from gvi.steps.talks.flows.prepare_talk import Preparation, prepare_talk
from gvi.steps.talks.flows.record_attempt import Check, NewAttempt, check_safety, record_attempt
from gvi.steps.talks.flows.request_talk import NewTalk, request_talk
from gvi.steps.talks.models import Attempt, Talk, Team
from gvi.steps.talks.words import Line, Outcome, Reason, TalkKind
from gvi.trust.people.models import Person
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, in_room, make_player
from tests.steps.groups.belonging import make_group
from tests.trust.people.persons import make_person

YES = Check(no_rivals=True, no_open_case=True, safe_place=True)


def new_talk(person: Person, **given: Any) -> NewTalk:
    """What ``request_talk`` takes; ``given`` replaces any of it."""
    told = NewTalk(person.pk, TalkKind.MESSAGE, Reason.CONFLICT, "Två i gruppen har hotats", make_group())
    return replace(told, **given)


def ask(player: Player, person: Person | None = None, *, at: datetime | None = None, **given: Any) -> Talk:
    """A request by ``player``."""
    about = person or make_person(player, surname=f"Ek{uuid4().hex[:5]}")
    with in_room(player) as actor:
        return request_talk(new_talk(about, **given), by=actor, at=at or timezone.now())


def approve(
    talk: Talk, player: Player, answers: Answers | None = None, *, at: datetime | None = None
) -> Talk:
    """``player`` stands behind it."""
    with in_room(player) as actor:
        return approve_talk(talk, answers or Answers(), by=actor, at=at or timezone.now())


def make_team(player: Player, name: str = "") -> Team:
    """A team of the player's room."""
    with in_room(player) as actor:
        return add_team(name or f"Lag {uuid4().hex[:6]}", by=actor, at=timezone.now())


def prepare(talk: Talk, player: Player, *, at: datetime | None = None, **given: Any) -> Talk:
    """Ready to be tried today."""
    when = at or timezone.now()
    team = given.pop("team", None) or make_team(player)
    how = Preparation(team, given.pop("day", timezone.localdate(when)), "Hemma, Norra torget 4")
    with in_room(player) as actor:
        return prepare_talk(talk, replace(how, **given), by=actor, at=when)


def ready(player: Player, person: Person | None = None, *, at: datetime | None = None, **given: Any) -> Talk:
    """A talk that is asked for, approved by a colleague, prepared and checked today."""
    second = make_player(player.member.workspace, Role.COORDINATOR)
    talk = prepare(approve(ask(player, person, at=at, **given), second, at=at), player, at=at)
    with in_room(player) as actor:
        check_safety(talk, YES, by=actor, at=at or timezone.now())
    return talk


def attempt_of(
    outcome: Outcome = Outcome.NOT_HOME, *, lines: tuple[Line, ...] = (), **given: Any
) -> NewAttempt:
    """What ``record_attempt`` takes, with an id of its own."""
    return NewAttempt(given.pop("id", uuid4()), outcome, lines, **given)


def try_it(
    talk: Talk, player: Player, new: NewAttempt | None = None, *, at: datetime | None = None
) -> Attempt:
    """An attempt by ``player``."""
    with in_room(player) as actor:
        return record_attempt(talk, new or attempt_of(), by=actor, at=at or timezone.now())


def met(player: Player, person: Person | None = None, *, at: datetime | None = None, **given: Any) -> Talk:
    """A talk that was held."""
    talk = ready(player, person, at=at, **given)
    try_it(talk, player, attempt_of(Outcome.MET, lines=tuple(Line)), at=at)
    with in_room(player):
        return Talk.objects.get(pk=talk.pk)


def some_days_ago(days: int) -> datetime:
    """A time on an earlier day."""
    return timezone.now() - timedelta(days=days)
