"""Versions of the letter that is left or handed over, and the teams that go out."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from gvi.steps.groups.flows.about_persons import locked_row, written
from gvi.steps.groups.flows.checks import refuse_persons
from gvi.steps.talks.models import TalkLetter, Team
from gvi.steps.talks.refusals import LetterDone, OwnLetter, TeamKnown
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_member, own_room
from gvi.trust.workspaces.models import Workspace
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.signing import signed


def write_letter(words: str, *, by: Actor, at: datetime) -> TalkLetter:
    """Add a version. The letter is the same for everybody: who it is to stands above it, never in it."""
    by.require(Right.WRITE_TALKS)
    refuse_persons(words, "words")
    with transaction.atomic():
        Workspace.objects.select_for_update(no_key=True).get(pk=own_room(by))
        last = TalkLetter.objects.aggregate(last=Max("number"))["last"] or 0
        made = TalkLetter.objects.create(number=last + 1, words=written(words, "words"), **signed(by, at))
        write(Operation.CHANGE, "talks.write_letter", by=by, kind="letter", record=made.pk)
    return made


def approve_letter(letter: TalkLetter, *, by: Actor, at: datetime) -> TalkLetter:
    """Stand behind a version that somebody else wrote."""
    by.require(Right.APPROVE_TALKS)
    with transaction.atomic():
        current = locked_row(TalkLetter, letter.pk)
        if current.approved_at:
            raise LetterDone
        if current.by == own_member(by):
            raise OwnLetter
        current.approved_by, current.approved_at = own_member(by), at
        current.save(update_fields=["approved_by", "approved_at"])
        write(Operation.CHANGE, "talks.approve_letter", by=by, kind="letter", record=current.pk)
    return current


def add_team(name: str, *, by: Actor, at: datetime) -> Team:
    """A team, by what it is called."""
    by.require(Right.WRITE_TALKS)
    refuse_persons(name, "name")
    with transaction.atomic():
        if Team.objects.filter(name=name.strip()).exists():
            raise TeamKnown
        made = Team.objects.create(name=written(name, "name"), **signed(by, at))
        write(Operation.CHANGE, "talks.add_team", by=by, kind="team", record=made.pk)
    return made


def rest_team(team: Team, *, active: bool, by: Actor) -> Team:
    """Take a team out of service, or back."""
    by.require(Right.WRITE_TALKS)
    with transaction.atomic():
        current = locked_row(Team, team.pk)
        current.active = active
        current.save(update_fields=["active"])
        write(Operation.CHANGE, "talks.change_team", by=by, kind="team", record=current.pk)
    return current
