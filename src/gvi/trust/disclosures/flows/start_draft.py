"""Begin a disclosure: to whom. Nothing can be begun towards a room that nothing may reach."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from gvi.trust.disclosures.flows.common import check_question
from gvi.trust.disclosures.models import Draft
from gvi.trust.disclosures.queries.receivers import standing_of
from gvi.trust.disclosures.refusals import NoRoad, NotARoomForIt
from gvi.trust.disclosures.states import Form
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_member, own_room
from gvi.trust.workspaces.kinds import WITH_PERSON_ROUTES
from gvi.trust.workspaces.models import Workspace
from gvi.trust.workspaces.rights import Right


@dataclass(frozen=True)
class NewDraft:
    """To whom, as a single or a joint decision; ``in_answer_to`` is a received disclosure that asked."""

    receiver: Workspace
    form: Form
    in_answer_to: UUID | None = None


def start_draft(new: NewDraft, *, by: Actor, at: datetime) -> Draft:
    """Make an empty draft in the actor's room."""
    by.require(Right.PREPARE_DISCLOSURE)
    check_receiver(new.receiver, by=by, at=at)
    check_question(new.in_answer_to, new.receiver.pk, by)
    with transaction.atomic():
        draft = Draft.objects.create(
            workspace_id=own_room(by),
            form=new.form,
            receiver=new.receiver,
            in_answer_to=new.in_answer_to,
            on_request=True if new.in_answer_to else None,
            made_by=own_member(by),
            made_at=at,
        )
        write(Operation.COLLECT, "disclosures.start_draft", by=by, kind="draft", record=draft.pk)
    return draft


def check_receiver(receiver: Workspace, *, by: Actor, at: datetime) -> None:
    """Refuse a room that can hold no person, that is off, or without an agreement in force (T29)."""
    if receiver.pk == by.workspace_id or receiver.kind not in WITH_PERSON_ROUTES:
        raise NotARoomForIt
    standing = standing_of(receiver, by=by, at=at)
    if standing.hindrance:
        raise NoRoad(str(standing.hindrance))
