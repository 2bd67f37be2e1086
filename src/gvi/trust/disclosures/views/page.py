"""The page of a draft: the form to the left, the receiver's view and what stops it to the right."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from gvi.trust.disclosures.drafting import Sheet, read_sheet
from gvi.trust.disclosures.flows.common import draft_of
from gvi.trust.disclosures.flows.save_draft import save_draft
from gvi.trust.disclosures.forms.drafts import GroundsForm, LineForm
from gvi.trust.disclosures.models import Draft
from gvi.trust.disclosures.offers import types_by_hand
from gvi.trust.disclosures.queries.receivers import Standing, standing_of
from gvi.trust.disclosures.states import MOST_LINES, Form
from gvi.trust.disclosures.stops import stops_of
from gvi.trust.disclosures.views import log_persons, status_of
from gvi.trust.people.labels import PersonLabel
from gvi.trust.workspaces.pages import RoomRequest
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import attempt


@dataclass(frozen=True)
class Desk:
    """A draft as somebody has it before them: what is saved, and the forms that may hold more."""

    sheet: Sheet
    standing: Standing
    grounds: GroundsForm
    lines: tuple[LineForm, ...]

    @property
    def draft(self) -> Draft:
        """The draft itself."""
        return self.sheet.draft

    @property
    def persons(self) -> list[UUID]:
        """The persons that the page shows."""
        return [line.label.id for line in self.sheet.lines if line.label]


def open_desk(request: RoomRequest, draft_id: UUID, *, posted: bool = False) -> Desk:
    """The draft with its forms, bound to what was posted if ``posted``."""
    now, actor = timezone.now(), request.actor
    draft = draft_of(actor, draft_id)
    standing = standing_of(draft.receiver, by=actor, at=now)
    carried = [it for rule in standing.rules for it in rule.carries]
    sheet = read_sheet(draft, actor, carried=carried)
    data = request.POST if posted else None
    decides = actor.may(Right.DECIDE_DISCLOSURE)
    grounds = GroundsForm(data, draft=draft, rules=standing.rules)
    lines = (LineForm(data, line=it, classes=draft.classes, decides=decides) for it in sheet.lines)
    return Desk(sheet, standing, grounds, tuple(lines))


def save(request: RoomRequest, desk: Desk) -> bool:
    """Keep what was posted; what can't be kept is said in the form."""
    valid = [form.is_valid() for form in (desk.grounds, *desk.lines)]
    if not all(valid):
        return False
    written = {form.line.row.pk: form.written() for form in desk.lines}
    kept = attempt(
        desk.grounds,
        lambda: save_draft(desk.draft, desk.grounds.grounds(), written, by=request.actor, at=timezone.now()),
    )
    return kept is not None


def show_desk(
    request: RoomRequest,
    desk: Desk,
    *,
    hits: list[PersonLabel] | None = None,
    said: str = "",
    searching: bool = False,
) -> HttpResponse:
    """Render the page; each time it is sent it is logged, whatever asked for it (T18, T19)."""
    now, actor = timezone.now(), request.actor
    log_persons(request, "disclosures.read_draft", desk.persons)
    if hits:
        log_persons(request, "disclosures.find_person", (label.id for label in hits))
    forms = (desk.grounds, *desk.lines)
    by_hand = types_by_hand(actor.kind)
    context = {
        "at": now,
        "persons": bool(desk.persons or hits),
        "desk": desk,
        "draft": desk.draft,
        "grounds": desk.grounds,
        "lines": desk.lines,
        "stops": stops_of(desk.sheet, by=actor, at=now),
        "view": [(line, line.still_chosen()) for line in desk.sheet.lines],
        "expires_on": last_day(desk, now),
        "is_joint": desk.draft.form == Form.JOINT,
        "full": len(desk.lines) >= (MOST_LINES if desk.draft.form == Form.JOINT else 1),
        "most": MOST_LINES,
        "by_hand": by_hand,
        "decides": actor.may(Right.DECIDE_DISCLOSURE),
        "locked": bool(desk.draft.sent_at) and not actor.may(Right.DECIDE_DISCLOSURE),
        "hits": hits,
        "said": said,
        "searching": searching,
    }
    return render(request, "disclosures/draft.html", context, status=422 if said else status_of(*forms))


def last_day(desk: Desk, at: datetime) -> date | None:
    """The day until which the receiver would read it, as the database computes it when it is decided."""
    rule, agreement = desk.draft.rule, desk.standing.agreement
    if rule is None or agreement is None:
        return None
    days = [timezone.localdate(at) + timedelta(days=rule.max_days), agreement.valid_until]
    days += [it.until for line in desk.sheet.lines for it in line.still_chosen() if it.until]
    return min([*days, rule.valid_to] if rule.valid_to else days)
