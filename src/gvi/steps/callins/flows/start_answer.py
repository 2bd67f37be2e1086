"""Begin an answer to police: a draft with one line for each person, in answer to what named them, and nothing in it.

What is told, by which rule and why, is written and decided line by line as any disclosure (trust.md, "Disclosure").
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from gvi.steps.callins.models import CallIn, Invitee
from gvi.steps.callins.queries.invitees import in_drafts, invitee_rows, invitees_of
from gvi.steps.callins.queries.named import senders_of
from gvi.steps.callins.refusals_invitees import NobodyChosen, NoSuchInvitee, SeveralAskers, TooManyChosen
from gvi.trust.disclosures.flows.add_line import add_line
from gvi.trust.disclosures.flows.start_draft import NewDraft, start_draft
from gvi.trust.disclosures.models import Draft
from gvi.trust.disclosures.states import MOST_LINES, Form
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.models import Workspace
from gvi.trust.workspaces.rights import Right


def start_answer(callin: CallIn, chosen: Sequence[UUID], *, by: Actor, at: datetime) -> Draft:
    """A draft about the ``chosen`` of the call-in: one person a single decision, several a joint one."""
    by.require(Right.READ_INVITEES)
    rows = list(Invitee.objects.filter(callin=callin, pk__in=chosen).order_by("person__name_key", "id"))
    if not chosen:
        raise NobodyChosen
    if len(rows) != len(set(chosen)):
        raise NoSuchInvitee
    return _begin(rows, Form.JOINT if len(rows) > 1 else Form.SINGLE, by, at)


def start_absentees(callin: CallIn, *, by: Actor, at: datetime) -> Draft:
    """A joint decision about those who did not come and of whom police have not been told, at most fifteen at a time.

    When they were named by several rooms, those of the first.
    """
    by.require(Right.READ_INVITEES)
    left = [row.row for row in invitee_rows(by, invitees_of(callin)) if row.absent and not row.attendance]
    drafted = in_drafts([one.told_by for one in left])
    left = [one for one in left if one.told_by not in drafted]
    if not left:
        raise NobodyChosen
    first = next(iter(senders_of([one.told_by for one in left]).values()))
    return _begin([one for one in left if one.told_by in first][:MOST_LINES], Form.JOINT, by, at)


def _begin(rows: Sequence[Invitee], form: Form, by: Actor, at: datetime) -> Draft:
    if len(rows) > MOST_LINES:
        raise TooManyChosen
    senders = senders_of([one.told_by for one in rows])
    if len(senders) != 1:
        raise SeveralAskers
    with transaction.atomic():
        receiver = Workspace.objects.get(pk=next(iter(senders)))
        draft = start_draft(NewDraft(receiver, form), by=by, at=at)
        for one in rows:
            add_line(draft, person=one.person_id, in_answer_to=one.told_by, by=by, at=at)
    return draft
