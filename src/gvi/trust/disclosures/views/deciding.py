"""The decider's page: the draft as the receiver will read it, and an own yes or no with own words for each line."""

from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from gvi.trust.disclosures.drafting import Sheet
from gvi.trust.disclosures.flows.decide import Ruling
from gvi.trust.disclosures.flows.decide import decide as decide_flow
from gvi.trust.disclosures.forms.drafts import RulingForm
from gvi.trust.disclosures.models import Disclosure
from gvi.trust.disclosures.states import Outcome, Verdict
from gvi.trust.disclosures.stops import stops_of
from gvi.trust.disclosures.views import log_persons
from gvi.trust.disclosures.views.page import Desk, last_day, open_desk, save, show_desk
from gvi.trust.law.wording import text_of
from gvi.trust.refusals import NotAllowed, Refusal
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right


@page(Right.DECIDE_DISCLOSURE)
def decide(request: RoomRequest, draft_id: UUID) -> HttpResponse:
    """Read, and say yes or no of each; what is decided is what was read."""
    desk = open_desk(request, draft_id)
    if request.method != "POST":
        return _show(request, desk, _forms(desk.sheet))
    forms = _forms(desk.sheet, request)
    valid = [form.is_valid() for form in forms.values()]
    if not all(valid):
        return _show(request, desk, forms)
    rulings = {
        pk: Ruling(Verdict(form.cleaned_data["verdict"]), form.cleaned_data["reason"])
        for pk, form in forms.items()
    }
    return _decided(request, desk, rulings, request.POST.get("seen", ""), forms)


@page(Right.DECIDE_DISCLOSURE)
@require_POST
def decide_own(request: RoomRequest, draft_id: UUID) -> HttpResponse:
    """Decide on the page where one has just written everything oneself."""
    desk = open_desk(request, draft_id, posted=True)
    if not save(request, desk):
        return show_desk(request, desk)
    desk = open_desk(request, draft_id)
    rulings = {line.row.pk: Ruling(Verdict(line.row.verdict), line.row.reason) for line in desk.sheet.lines}
    return _decided(request, desk, rulings, desk.sheet.fingerprint, None)


def _forms(sheet: Sheet, request: RoomRequest | None = None) -> dict[UUID, RulingForm]:
    """A form a line; the reason is the draft's own words until the decider changes them, the verdict is empty."""
    return {
        line.row.pk: RulingForm(
            request.POST if request else None,
            prefix=f"rad-{line.row.position}",
            initial={"reason": line.row.reason},
        )
        for line in sheet.lines
    }


def _decided(
    request: RoomRequest,
    desk: Desk,
    rulings: Mapping[UUID, Ruling],
    seen: str,
    forms: Mapping[UUID, RulingForm] | None,
) -> HttpResponse:
    try:
        made = decide_flow(desk.draft, rulings, seen=seen, by=request.actor, at=timezone.now())
    except NotAllowed:
        raise
    except Refusal as refusal:
        if forms is None:
            return show_desk(request, desk, said=str(refusal))
        return _show(request, desk, forms, said=str(refusal))
    messages.success(request, _said(made))
    return redirect("disclosures:sent", made[0].pk) if len(made) == 1 else redirect("disclosures:home")


def _said(made: list[Disclosure]) -> str:
    told = sum(one.outcome == Outcome.DECIDED for one in made)
    words = ngettext("%(n)s utlämnande är beslutat.", "%(n)s utlämnanden är beslutade.", told) % {"n": told}
    refused = len(made) - told
    if not refused:
        return words
    more = ngettext("%(n)s är avslaget.", "%(n)s är avslagna.", refused) % {"n": refused}
    return f"{words} {more}"


def _show(
    request: RoomRequest, desk: Desk, forms: Mapping[UUID, RulingForm], *, said: str = ""
) -> HttpResponse:
    now = timezone.now()
    log_persons(request, "disclosures.read_draft", desk.persons)
    rule = desk.draft.rule
    text = text_of(rule) if rule else None
    answers = [(one.text, desk.draft.answers.get(one.id, "")) for one in text.questions] if text else []
    context = {
        "at": now,
        "persons": bool(desk.persons),
        "draft": desk.draft,
        "standing": desk.standing,
        "text": text,
        "answers": answers,
        "seen": desk.sheet.fingerprint,
        "lines": [(line, line.still_chosen(), forms[line.row.pk]) for line in desk.sheet.lines],
        "stops": stops_of(desk.sheet, by=request.actor, at=now),
        "expires_on": last_day(desk, now),
        "said": said,
    }
    wrong = said or any(form.errors for form in forms.values())
    return render(request, "disclosures/decide.html", context, status=422 if wrong else 200)
