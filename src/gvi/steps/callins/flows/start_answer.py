"""Begin an answer to police: a draft with one line for each person, in answer to what named them, and nothing in it.

What is told, by which rule and why, is written and decided line by line as any disclosure (trust.md, "Disclosure").
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from gvi.steps.callins.flows.about_invitees import check_named
from gvi.steps.callins.models import CallIn, Invitee
from gvi.steps.callins.queries.invitees import InviteeRow, invitee_rows, invitees_of
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
    parts = _parts([row for row in _untold(callin, by) if row.absent])
    return _begin(parts[0], Form.JOINT, by, at)


def start_attendance(callin: CallIn, *, by: Actor, at: datetime) -> list[Draft]:
    """Joint decisions about everybody whose attendance was taken and not yet told, present as well as absent.

    One for each room that named them, and for each fifteen.
    """
    with transaction.atomic():
        return [_begin(part, Form.JOINT, by, at) for part in _parts(_untold(callin, by))]


def _untold(callin: CallIn, by: Actor) -> list[InviteeRow]:
    by.require(Right.READ_INVITEES)
    return [row for row in invitee_rows(by, invitees_of(callin)) if row.untold]


def _parts(rows: Sequence[InviteeRow]) -> list[list[Invitee]]:
    """By the room that named them, fifteen at a time; refuses nobody at all."""
    if not rows:
        raise NobodyChosen
    asked = senders_of([row.row.told_by for row in rows]).values()
    return [
        part[start : start + MOST_LINES]
        for told in asked
        for part in [[row.row for row in rows if row.row.told_by in told]]
        for start in range(0, len(part), MOST_LINES)
    ]


def _begin(rows: Sequence[Invitee], form: Form, by: Actor, at: datetime) -> Draft:
    if len(rows) > MOST_LINES:
        raise TooManyChosen
    senders = senders_of([one.told_by for one in rows])
    if len(senders) != 1:
        raise SeveralAskers
    check_named(by, *rows)
    with transaction.atomic():
        receiver = Workspace.objects.get(pk=next(iter(senders)))
        draft = start_draft(NewDraft(receiver, form), by=by, at=at)
        for one in rows:
            add_line(draft, person=one.person_id, in_answer_to=one.told_by, by=by, at=at)
    return draft
