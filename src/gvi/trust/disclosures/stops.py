"""What stops a disclosure, each in a sentence with its source: the same words for the live form and the flows.

The rules' own checks are pure (``gvi.trust.law.checks``); here stands what they are asked, and about whom they answer.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from gvi.trust.disclosures.drafting import Line, Sheet
from gvi.trust.disclosures.queries.receivers import Standing, standing_of
from gvi.trust.law.checks import HOUSE_RULE, obstacles
from gvi.trust.law.models import RuleVersion
from gvi.trust.law.situation import Obstacle, Piece, Situation
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_kind
from gvi.trust.workspaces.kinds import Kind

OF_A_LINE = frozenset({"birth_date", "too_young", "too_old", "no_pieces", "reason"})


@dataclass(frozen=True)
class Stop:
    """Why not, and by which law. ``line`` and ``who`` say whom it is about; neither for the whole draft."""

    sentence: str
    citation: str
    remains: bool
    line: UUID | None = None
    who: str = ""


def stops_of(sheet: Sheet, *, by: Actor, at: datetime, oral: bool = False) -> list[Stop]:
    """Everything between the draft as it stands and a decision: what stops it first, then what remains to write."""
    standing = standing_of(sheet.draft.receiver, by=by, at=at)
    return sorted(dict.fromkeys(_stops(sheet, standing, by, at, oral)), key=lambda stop: stop.remains)


def _stops(sheet: Sheet, standing: Standing, by: Actor, at: datetime, oral: bool) -> Iterator[Stop]:
    rule = sheet.draft.rule
    if standing.hindrance:
        yield Stop(standing.hindrance, "", remains=False)
    if not sheet.lines:
        yield Stop(_("Välj om vem."), "", remains=True)
    if not oral and not sheet.draft.need.strip():
        yield Stop(_("Skriv behovet: varför mottagaren behöver uppgifterna."), "", remains=True)
    if not oral and sheet.draft.on_request is None:
        yield Stop(_("Svara på om mottagaren har begärt uppgifterna."), "", remains=True)
    if rule is None:
        yield Stop(_("Välj regel."), "", remains=True)
        return
    on = rule.pk in {one.pk for one in standing.rules}
    for line in sheet.lines:
        for found in obstacles(rule, situation_of(sheet, line, by, at, on=on, oral=oral)):
            yield _stop(found, line)


def _stop(found: Obstacle, line: Line) -> Stop:
    citation = "" if found.citation == HOUSE_RULE else found.citation
    if found.code in OF_A_LINE or found.piece is not None:
        return Stop(found.sentence, citation, found.remains, line.row.pk, line.name)
    return Stop(found.sentence, citation, found.remains)


def situation_of(sheet: Sheet, line: Line, by: Actor, at: datetime, *, on: bool, oral: bool) -> Situation:
    """One line of the draft, as the rules' checks take it."""
    draft = sheet.draft
    return Situation(
        sender=own_kind(by),
        receiver=Kind(draft.receiver.kind),
        day=timezone.localdate(at),
        on=on,
        pieces=tuple(Piece(it.data_class, it.secrecy, it.assertion, it.role) for it in line.still_chosen()),
        birth_date=line.birth_date,
        answers=draft.answers,
        necessity=draft.necessity,
        test_words=draft.test_words,
        reason=line.row.reason,
        urgent=oral,
        on_request=draft.on_request,
    )


def asked_of(rule: RuleVersion) -> list[dict[str, str]]:
    """The rule's questions as they were put, to be kept with the answers."""
    return list(rule.body["conditions"])
