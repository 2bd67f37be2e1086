"""Ask for a talk: with whom, why just now, about which group. Somebody else approves it (domain.md, "Talks").

The message goes to nobody who is only injured, a witness, close to someone or not suspected (T11): such a person may
be met for their safety, by a contact that carries no message. The database decides how long there is (T15).
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from gvi.steps.callins.models import CallIn
from gvi.steps.groups.flows.about_persons import person_to_write, written
from gvi.steps.groups.flows.checks import refuse_ended
from gvi.steps.groups.models import Group
from gvi.steps.incidents.models import Incident
from gvi.steps.talks import deadlines
from gvi.steps.talks.flows.common import may_be_called
from gvi.steps.talks.models import Talk
from gvi.steps.talks.refusals import (
    AskedAlready,
    CallInNeeded,
    GroupNeeded,
    NotForMessage,
    NotLater,
    NotPast,
    WrongState,
)
from gvi.steps.talks.states import WAITING
from gvi.steps.talks.words import Concern, Reason, TalkKind
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.people.flows.common import cluster_ids
from gvi.trust.people.models import Person
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.signing import signed


@dataclass(frozen=True)
class NewTalk:
    """A request. ``sooner`` is an earlier time than the reason gives, if there is need of one."""

    person: UUID
    kind: TalkKind
    reason: Reason
    words: str
    group: Group | None = None
    incident: Incident | None = None
    callin: CallIn | None = None
    sooner: datetime | None = None
    concern: Concern = Concern.NONE
    concern_reference: str = ""
    guardians: str = ""


def request_talk(new: NewTalk, *, by: Actor, at: datetime) -> Talk:
    """Put the request down; it is due as its reason says, or sooner."""
    by.require(Right.WRITE_TALKS)
    if new.reason is Reason.REPEAT:
        raise WrongState
    _refuse_lacking(new)
    with transaction.atomic():
        person = person_to_write(new.person, at=at)
        if new.kind is TalkKind.MESSAGE and not may_be_called(person.workspace_id, person.pk):
            raise NotForMessage
        _refuse_second(person, new)
        made = Talk.objects.create(
            person=person,
            kind=new.kind,
            reason=new.reason,
            words=written(new.words, "words"),
            group=new.group,
            incident=new.incident,
            callin=new.callin,
            due_at=_due(new, at),
            concern=new.concern,
            concern_reference=new.concern_reference.strip(),
            guardians=new.guardians.strip(),
            **signed(by, at),
        )
        write(Operation.COLLECT, "talks.request", by=by, kind="person", record=person.pk)
    return Talk.objects.get(pk=made.pk)


def _refuse_lacking(new: NewTalk) -> None:
    if new.kind is TalkKind.MESSAGE and new.group is None:
        raise GroupNeeded
    if new.group is not None:
        refuse_ended(new.group, field="group")
    if new.reason in deadlines.FROM_CALLIN and new.callin is None:
        raise CallInNeeded


def _refuse_second(person: Person, new: NewTalk) -> None:
    """Records that were found to be one person have one open talk for a reason."""
    same = Talk.objects.filter(
        person__in=cluster_ids(person), kind=new.kind, reason=new.reason, state__in=WAITING
    )
    if same.filter(incident=new.incident, callin=new.callin).exists():
        raise AskedAlready


def latest_for(new: NewTalk, at: datetime) -> datetime:
    """The latest time that the reason allows."""
    began = deadlines.Began(
        incident=new.incident.occurred_at if new.incident else None,
        callin=new.callin.day if new.callin else None,
    )
    return deadlines.latest(new.reason, at=at, began=began)


def _due(new: NewTalk, at: datetime) -> datetime:
    due = latest_for(new, at)
    if new.sooner is None:
        return due
    if new.sooner > due:
        raise NotLater(due)
    if new.sooner <= at:
        raise NotPast
    return new.sooner
