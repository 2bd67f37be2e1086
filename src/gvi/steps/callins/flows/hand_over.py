"""Begin to hand the approved over to probation: joint decisions with one line a person and nothing filled in.

What is told of each, by which rule and why, is written and decided line by line as any disclosure (trust.md, *Samlat
beslut*), at most fifteen persons each. Social services are not asked about nominees (domain.md, "Call-in").
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from gvi.steps.callins.flows.on_the_list import hold_coming
from gvi.steps.callins.models import CallIn
from gvi.steps.callins.queries.handing import Stage, handed
from gvi.steps.callins.refusals_nominees import NobodyToHandOver, NotToThatRoom
from gvi.trust.disclosures.flows.add_line import add_line
from gvi.trust.disclosures.flows.start_draft import NewDraft, start_draft
from gvi.trust.disclosures.models import Draft
from gvi.trust.disclosures.states import MOST_LINES, Form
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Workspace
from gvi.trust.workspaces.rights import Right


def hand_over(callin: CallIn, receiver: Workspace, *, by: Actor, at: datetime) -> list[Draft]:
    """Drafts to ``receiver`` about the approved whom nobody has named there yet, in order of name."""
    by.require(Right.READ_NOMINEES)
    if receiver.kind != Kind.PROBATION:
        raise NotToThatRoom
    with transaction.atomic():
        current = hold_coming(callin.pk)
        left = left_to_hand_over(current, by=by, at=at)
        if not left:
            raise NobodyToHandOver
        made = [
            _draft(left[start : start + MOST_LINES], receiver, by=by, at=at)
            for start in range(0, len(left), MOST_LINES)
        ]
        write(Operation.COLLECT, "callins.hand_over", by=by, kind="callin", record=current.pk)
    return made


def left_to_hand_over(callin: CallIn, *, by: Actor, at: datetime) -> list[UUID]:
    """The approved who may be called and stand neither in a decision nor in a draft."""
    rows = handed(callin, reader=by.member_id, day=localdate(at))
    return [one.nominee.root for one in rows if one.stage is Stage.NOT_SENT and not one.nominee.blocked]


def _draft(persons: list[UUID], receiver: Workspace, *, by: Actor, at: datetime) -> Draft:
    form = Form.JOINT if len(persons) > 1 else Form.SINGLE
    draft = start_draft(NewDraft(receiver, form), by=by, at=at)
    for person in persons:
        add_line(draft, person=person, by=by, at=at)
    return draft
