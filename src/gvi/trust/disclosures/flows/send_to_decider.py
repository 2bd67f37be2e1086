"""Send a finished draft to whoever may decide, or take it back to change it."""

from datetime import datetime

from django.db import transaction

from gvi.trust.disclosures.drafting import Sheet, question_of, read_sheet
from gvi.trust.disclosures.flows.common import check_questions_open, draft_of, lock_draft
from gvi.trust.disclosures.models import Draft
from gvi.trust.disclosures.refusals import Missing, Stopped
from gvi.trust.disclosures.stops import stops_of
from gvi.trust.law.models import RuleVersion
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right


def send_to_decider(draft: Draft, *, by: Actor, at: datetime) -> Draft:
    """Refuse what the rule stops or what is not finished; otherwise the draft waits for its decider."""
    with transaction.atomic():
        current = lock_draft(draft, by)
        check_finished(read_sheet(current, by), by=by, at=at)
        current.sent_at = at
        current.save(update_fields=["sent_at"])
        write(Operation.CHANGE, "disclosures.send_to_decider", by=by, kind="draft", record=current.pk)
    return current


def take_back(draft: Draft, *, by: Actor, at: datetime) -> Draft:
    """Whoever prepares takes a sent draft back; it is no longer among what waits."""
    by.require(Right.PREPARE_DISCLOSURE)
    with transaction.atomic():
        current = draft_of(by, draft.pk)
        current.sent_at = None
        current.save(update_fields=["sent_at"])
        write(Operation.CHANGE, "disclosures.take_back", by=by, kind="draft", record=current.pk)
    return current


def check_finished(sheet: Sheet, *, by: Actor, at: datetime) -> None:
    """Everything that a yes needs, for every line."""
    check_named(sheet)
    for line in sheet.lines:
        line.chosen()
    refuse_stopped(sheet, by=by, at=at)


def refuse_stopped(sheet: Sheet, *, by: Actor, at: datetime, oral: bool = False) -> None:
    """Refuse by the first thing that stops the draft or is not written yet, and an answer to what has ended."""
    asked = {question_of(line.row, sheet.draft) for line in sheet.lines}
    check_questions_open(asked - {None}, by)
    for stop in stops_of(sheet, by=by, at=at, oral=oral):
        raise Stopped(stop)


def check_named(sheet: Sheet) -> None:
    """A decision, also a refusal, names somebody, a rule, a need, and who took the initiative."""
    if not sheet.lines:
        raise Missing("person")
    required_rule(sheet.draft)
    if not sheet.draft.need.strip():
        raise Missing("need")
    if sheet.draft.on_request is None:
        raise Missing("on_request")


def required_rule(draft: Draft) -> RuleVersion:
    """The draft's rule; refuses one without."""
    if draft.rule is None:
        raise Missing("rule")
    return draft.rule
