"""The decision as the sender keeps it: an accessible PDF in Swedish, with the role beside the name (T12)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils import timezone, translation

from gvi.trust.disclosures.models import DisclosureMove, Item
from gvi.trust.disclosures.queries.sent import Sent
from gvi.trust.disclosures.states import Move, Outcome
from gvi.trust.documents import render
from gvi.trust.law.wording import text_of

TEMPLATE = Path(__file__).with_name("decision.typ")
MARKING = "Sekretess – {room}. Beslut om utlämnande."


def decision_pdf(
    sent: Sent, *, answers: Sequence[tuple[str, str]], names: Mapping[UUID, str], at: datetime
) -> bytes:
    """Write the decision, dated when it was made; ``names`` are of those who added something afterwards."""
    with translation.override("sv"):
        return render(TEMPLATE, _content(sent, answers, names, at), at=sent.disclosure.decided_at)


def _content(
    sent: Sent, answers: Sequence[tuple[str, str]], names: Mapping[UUID, str], at: datetime
) -> dict[str, Any]:
    one, ground = sent.disclosure, sent.ground
    rule = text_of(one.rule)
    return {
        "refused": one.outcome == Outcome.REFUSED,
        "sender": one.sender.name,
        "receiver": one.receiver.name,
        "number": str(one.pk),
        "marking": MARKING.format(room=one.sender.name),
        "form": str(one.get_form_display()),
        "about": sent.name or "Personen är avskild eller gallrad",
        "decided": moment(one.decided_at),
        "decider": one.decider,
        "request": "På mottagarens begäran" if one.on_request else "På eget initiativ",
        "rule": f"{rule.title} ({rule.citation}), version {one.rule.version}",
        "agreement": one.agreement.reference if one.agreement else "",
        "test": str(one.rule.get_test_display()),
        "expires": day(one.expires_on),
        "reservation": one.reservation,
        "need": ground.need if ground else "",
        "reason": ground.reason if ground else "",
        "necessity": ground.necessity if ground else "",
        "words": ground.test_words if ground else "",
        "answers": [list(pair) for pair in answers],
        "items": [_item(item) for item in sent.items],
        "moves": [_move(move, names) for move in sent.moves],
        "written": moment(at),
    }


def _item(item: Item) -> dict[str, str]:
    text = f"{item.text} — {item.role}" if item.role else item.text
    return {
        "kind": str(item.get_data_class_display()),
        "text": text,
        "assertion": str(item.get_assertion_display()),
        "secrecy": str(item.get_secrecy_display()),
    }


def _move(move: DisclosureMove, names: Mapping[UUID, str]) -> dict[str, str]:
    by = "mottagaren" if move.move == Move.RECEIVED else names.get(move.by, "")
    what = str(move.get_move_display()).capitalize()
    return {"when": moment(move.at), "what": f"{what} av {by}" if by else what, "text": move.text}


def day(when: date) -> str:
    """2026-11-23."""
    return when.isoformat()


def moment(when: datetime) -> str:
    """2026-11-23 22.40, Swedish time."""
    return f"{timezone.localtime(when):%Y-%m-%d %H.%M}"
