"""Put a summons right: whom it is about and what supervision while it is a draft; session and journey until the day."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from gvi.steps.callins.flows.about_invitees import check_coming, check_session, keep, locked_invitee
from gvi.steps.callins.flows.take_in import check_supervision
from gvi.steps.callins.models import Invitee
from gvi.steps.callins.refusals_invitees import AlreadyTaken, OnlyDraft
from gvi.steps.callins.states import InviteeState
from gvi.steps.callins.words import Supervision
from gvi.steps.groups.flows.about_persons import person_to_write
from gvi.trust.people.flows.common import cluster_ids
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right


@dataclass(frozen=True)
class Changes:
    """What stands on the row; all of it is written."""

    supervision: Supervision
    supervision_until: date | None
    session: int
    transport: str


def change_invitee(invitee: Invitee, new: Changes, *, by: Actor, at: datetime) -> Invitee:
    """Write ``new``; supervision only while it is a draft, so that what was approved stays what it was."""
    by.require(Right.WRITE_INVITEES)
    check_supervision(new.supervision, new.supervision_until)
    with transaction.atomic():
        current = locked_invitee(invitee.pk)
        check_coming(current.callin)
        check_session(current.callin, new.session)
        before = (current.supervision, current.supervision_until)
        after = (new.supervision, new.supervision_until)
        if after != before and current.state != InviteeState.DRAFTED:
            raise OnlyDraft
        current.supervision, current.supervision_until = after
        current.session, current.transport = new.session, new.transport.strip()
        fields = ("supervision", "supervision_until", "session", "transport")
        return keep(current, "callins.change_invitee", *fields, by=by)


def mean_another(invitee: Invitee, person: UUID, *, by: Actor, at: datetime) -> Invitee:
    """The draft is about another person of the room than the one that was chosen first."""
    by.require(Right.WRITE_INVITEES)
    with transaction.atomic():
        current = locked_invitee(invitee.pk)
        if current.state != InviteeState.DRAFTED:
            raise OnlyDraft
        about = person_to_write(person, at=at)
        others = Invitee.objects.filter(callin=current.callin_id, person__in=cluster_ids(about))
        if others.exclude(pk=current.pk).exists():
            raise AlreadyTaken
        current.person = about
        return keep(current, "callins.mean_another", "person", by=by)
