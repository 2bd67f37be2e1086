"""Take in one whom police have named: which person of the own room it is, and what supervision they stand under.

One person at a time and nothing prefilled. The database decides from the supervision whether it is a summons or an
invitation, and lets in nobody whom no disclosure named (``sql/invitees.sql``).
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from gvi.steps.callins.flows.about_invitees import check_coming, check_session
from gvi.steps.callins.models import CallIn, Invitee
from gvi.steps.callins.queries.named import is_called, may_be_acted_on
from gvi.steps.callins.refusals_invitees import AlreadyTaken, NotNamed, UntilMissing
from gvi.steps.callins.words import Supervision
from gvi.steps.groups.flows.about_persons import person_to_write
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.people.flows.common import check_now, cluster_ids
from gvi.trust.people.models import Person
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.signing import signed


@dataclass(frozen=True)
class NewInvitee:
    """Who, by which disclosure, under what supervision until when, and in which session."""

    callin: CallIn
    told_by: UUID
    person: UUID
    supervision: Supervision
    supervision_until: date | None = None
    session: int = 1
    transport: str = ""


def take_in(new: NewInvitee, *, by: Actor, at: datetime) -> Invitee:
    """Put the person on probation's list of the call-in, as a draft."""
    by.require(Right.WRITE_INVITEES)
    check_supervision(new.supervision, new.supervision_until)
    with transaction.atomic():
        callin = CallIn.objects.get(pk=new.callin.pk)
        check_coming(callin)
        check_session(callin, new.session)
        if not (may_be_acted_on(by, new.told_by) and is_called(new.told_by, callin.pk)):
            raise NotNamed
        person = person_to_write(new.person, at=at)
        _refuse_second(person, callin, new.told_by)
        made = _create(new, person, by, at)
        write(Operation.COLLECT, "callins.take_in", by=by, kind="person", record=person.pk)
    return Invitee.objects.select_related("callin", "letter").get(pk=made.pk)


def check_supervision(supervision: Supervision, until: date | None) -> None:
    """Supervision has a last day, no supervision has none."""
    if (supervision == Supervision.NONE) != (until is None):
        raise UntilMissing


def _refuse_second(person: Person, callin: CallIn, told_by: UUID) -> None:
    """Records that were found to be one person are taken in once."""
    same = Invitee.objects.filter(callin=callin, person__in=cluster_ids(person))
    if same.exists() or Invitee.objects.filter(told_by=told_by).exists():
        raise AlreadyTaken


def _create(new: NewInvitee, person: Person, by: Actor, at: datetime) -> Invitee:
    try:
        with transaction.atomic():
            made = Invitee.objects.create(
                **signed(by, at),
                callin=new.callin,
                person=person,
                told_by=new.told_by,
                supervision=new.supervision,
                supervision_until=new.supervision_until,
                session=new.session,
                transport=new.transport.strip(),
                erase_on=new.callin.day,  # the database's to say: whatever stands here is overwritten
            )
            check_now()
    except IntegrityError as error:  # somebody else took the person in at the same moment
        raise AlreadyTaken from error
    return made
