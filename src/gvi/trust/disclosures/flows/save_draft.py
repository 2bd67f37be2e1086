"""Keep a draft as it stands, finished or not: what belongs to the whole of it, and each person's own line.

Nobody is stopped from writing; what stops a decision is shown beside (``stops.py``) and checked when it is made.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from gvi.trust.disclosures.flows.common import lock_draft
from gvi.trust.disclosures.models import Draft, DraftLine
from gvi.trust.disclosures.offers import types_by_hand
from gvi.trust.disclosures.refusals import NoSuchDraft
from gvi.trust.disclosures.states import Verdict
from gvi.trust.law.models import RuleVersion
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.free_text import refuse_identity_numbers
from gvi.trust.workspaces.rights import Right


@dataclass(frozen=True)
class Grounds:
    """The need and the law of one draft; ``answers`` by the names of the rule's questions."""

    rule: RuleVersion | None
    need: str
    on_request: bool | None
    answers: Mapping[str, str]
    necessity: str
    test_words: str
    reservation: str = ""
    classes: Sequence[str] = ()


@dataclass(frozen=True)
class Written:
    """What is said of one person. ``items`` are words by key; only a room that types by hand gives words."""

    items: Mapping[str, str]
    reason: str = ""
    verdict: Verdict = Verdict.NONE
    birth_date: date | None = None


FIELDS = ("rule", "need", "on_request", "necessity", "test_words", "reservation")
LINE_FIELDS = ("items", "reason", "birth_date", "verdict")


def save_draft(
    draft: Draft, grounds: Grounds, lines: Mapping[UUID, Written], *, by: Actor, at: datetime
) -> Draft:
    """Keep both; answers to another rule's questions are let go, and a verdict is a decider's alone."""
    refuse_identity_numbers(grounds.reservation)
    with transaction.atomic():
        current = lock_draft(draft, by)
        _put_grounds(current, grounds)
        for row in DraftLine.objects.filter(draft=current, pk__in=lines):
            _put_line(row, lines[row.pk], by)
        if DraftLine.objects.filter(draft=current, pk__in=lines).count() < len(lines):
            raise NoSuchDraft
        write(Operation.CHANGE, "disclosures.save_draft", by=by, kind="draft", record=current.pk)
    return current


def _put_grounds(draft: Draft, grounds: Grounds) -> None:
    for field in FIELDS:
        setattr(draft, field, getattr(grounds, field))
    asked = grounds.rule.questions if grounds.rule else []
    draft.answers = {name: grounds.answers[name] for name in asked if grounds.answers.get(name)}
    draft.classes = list(grounds.classes)
    draft.save(update_fields=[*FIELDS, "answers", "classes"])


def _put_line(row: DraftLine, written: Written, by: Actor) -> None:
    before = [getattr(row, field) for field in LINE_FIELDS]
    row.items = _kept(written, by)
    row.reason = written.reason
    row.birth_date = written.birth_date
    row.verdict = written.verdict if by.may(Right.DECIDE_DISCLOSURE) else Verdict.NONE
    if [getattr(row, field) for field in LINE_FIELDS] != before:
        row.save(update_fields=LINE_FIELDS)


def _kept(written: Written, by: Actor) -> list[dict[str, str]]:
    """Words typed for a person of the room's own are let go: the row says them."""
    if not types_by_hand(by.kind):
        return [{"key": key} for key in written.items]
    return [{"key": key, "text": text.strip()} for key, text in written.items.items() if text.strip()]
