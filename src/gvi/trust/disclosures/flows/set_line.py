"""Write one person's line: exactly which items, the written reason, and a decider's yes or no."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from gvi.trust.disclosures.flows.common import lock_draft
from gvi.trust.disclosures.models import DraftLine
from gvi.trust.disclosures.offers import types_by_hand
from gvi.trust.disclosures.refusals import NoSuchDraft
from gvi.trust.disclosures.states import Verdict
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right


@dataclass(frozen=True)
class Written:
    """What is said of one person. ``items`` are words by key; only a room that types by hand gives words."""

    items: Mapping[str, str]
    reason: str = ""
    verdict: Verdict = Verdict.NONE
    birth_date: date | None = None


def set_line(line: DraftLine, written: Written, *, by: Actor, at: datetime) -> DraftLine:
    """Keep ``written`` as it stands; the verdict is a decider's alone."""
    with transaction.atomic():
        draft = lock_draft(line.draft, by)
        current = DraftLine.objects.filter(pk=line.pk, draft=draft).first()
        if current is None:
            raise NoSuchDraft
        current.items = _kept(written, by)
        current.reason = written.reason
        current.birth_date = written.birth_date
        current.verdict = written.verdict if by.may(Right.DECIDE_DISCLOSURE) else Verdict.NONE
        current.save(update_fields=["items", "reason", "birth_date", "verdict"])
        write(Operation.CHANGE, "disclosures.set_line", by=by, kind="draft", record=draft.pk)
    return current


def _kept(written: Written, by: Actor) -> list[dict[str, str]]:
    """Words typed for a person of the room's own are let go: the row says them."""
    if not types_by_hand(by.kind):
        return [{"key": key} for key in written.items]
    return [{"key": key, "text": text.strip()} for key, text in written.items.items() if text.strip()]
