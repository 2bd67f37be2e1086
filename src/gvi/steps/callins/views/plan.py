"""One call-in on screen: where it stands, its checklist, who has said go; and each move of its state."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gvi.steps.callins.cards import cards_for
from gvi.steps.callins.flows import advance_callin as advance
from gvi.steps.callins.flows.cancel_callin import cancel_callin
from gvi.steps.callins.flows.decide_callin import decide_callin
from gvi.steps.callins.flows.move_callin import move_callin
from gvi.steps.callins.flows.tick_item import tick as tick_flow
from gvi.steps.callins.flows.tick_item import untick as untick_flow
from gvi.steps.callins.forms.plan import CancelForm, DecideForm, SettingForm, TickForm
from gvi.steps.callins.models import CallIn
from gvi.steps.callins.plan import BY_KEY
from gvi.steps.callins.queries.plan import checklist, find_callin, find_item, said_by_each
from gvi.steps.callins.queries.run import summary_of
from gvi.steps.callins.states import COMING, OVER
from gvi.steps.callins.views import done, saved
from gvi.steps.review.views import status_of
from gvi.trust.workspaces.asked import refuse_unknown
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right


@page(Right.READ_CALLINS)
def callin(request: RoomRequest, callin_id: UUID) -> HttpResponse:
    """What is due first, who has said go, and the cards of the reader's own room."""
    refuse_unknown(request)
    return show_callin(request, find_callin(callin_id))


def show_callin(
    request: RoomRequest, found: CallIn, *, decide: BaseForm | None = None, cancel: BaseForm | None = None
) -> HttpResponse:
    """The page, with a form that could not be saved if there is one."""
    actor, now = request.actor, timezone.now()
    rows = checklist(found, actor, now)
    context: dict[str, Any] = {
        "callin": found,
        "at": now,
        "left": [row for row in rows if row.item.done_on is None],
        "ticked": [row for row in rows if row.item.done_on is not None],
        "summary": summary_of(said_by_each(found)),
        "may_say": actor.may(Right.SAY_GO),
        "coming": found.state in COMING,
        "over": found.state in OVER,
        "today": timezone.localdate(now),
        "may_run": actor.may(Right.RUN_CALLIN),
        "decide": decide or DecideForm(actor=actor),
        "cancel": cancel or CancelForm(actor=actor),
        "cards": list(cards_for(found, actor, now)),
        "joint": True,
    }
    return render(request, "callins/callin.html", context, status=status_of(decide, cancel))


@page(Right.RUN_CALLIN)
def change(request: RoomRequest, callin_id: UUID) -> HttpResponse:
    """Another day, time, place or plan."""
    found, now, actor = find_callin(callin_id), timezone.now(), request.actor
    form = SettingForm(request.POST, actor=actor) if request.POST else SettingForm.of(found, actor=actor)
    sent = request.method == "POST"
    if sent and saved(form, lambda: move_callin(found, form.setting(), by=actor, at=now)):
        messages.success(request, _("Ändrat. Checklistans dagar är omräknade."))
        return redirect("callins:callin", found.pk)
    return render(
        request,
        "callins/change.html",
        {"form": form, "callin": found, "joint": True},
        status=status_of(form if form.is_bound else None),
    )


@page(Right.RUN_CALLIN)
@require_POST
def decide_it(request: RoomRequest, callin_id: UUID) -> HttpResponse:
    """The decision: functions and reasons."""
    found, form, now = find_callin(callin_id), DecideForm(request.POST, actor=request.actor), timezone.now()
    if saved(form, lambda: decide_callin(found, **form.cleaned_data, by=request.actor, at=now)):
        messages.success(request, _("Beslutet är antecknat."))
        return redirect("callins:callin", found.pk)
    return show_callin(request, found, decide=form)


@page(Right.RUN_CALLIN)
@require_POST
def cancel_it(request: RoomRequest, callin_id: UUID) -> HttpResponse:
    """Cancel it, with the reason."""
    found, form, now = find_callin(callin_id), CancelForm(request.POST, actor=request.actor), timezone.now()
    if saved(form, lambda: cancel_callin(found, form.cleaned_data["reason"], by=request.actor, at=now)):
        messages.success(request, _("Call-in är inställd."))
        return redirect("callins:callin", found.pk)
    return show_callin(request, found, cancel=form)


@page(Right.RUN_CALLIN)
@require_POST
def start_planning(request: RoomRequest, callin_id: UUID) -> HttpResponse:
    """Planning begins."""
    found = find_callin(callin_id)
    return _moved(request, found, advance.start_planning, _("Planeringen har börjat."))


@page(Right.RUN_CALLIN)
@require_POST
def rehearse(request: RoomRequest, callin_id: UUID) -> HttpResponse:
    """The rehearsal is done."""
    return _moved(request, find_callin(callin_id), advance.rehearse, _("Genrepet är antecknat."))


@page(Right.RUN_CALLIN)
@require_POST
def hold(request: RoomRequest, callin_id: UUID) -> HttpResponse:
    """It has been held."""
    return _moved(request, find_callin(callin_id), advance.hold, _("Call-in är hållen."))


@page(Right.RUN_CALLIN)
@require_POST
def report_back(request: RoomRequest, callin_id: UUID) -> HttpResponse:
    """What was promised has been reported back."""
    return _moved(request, find_callin(callin_id), advance.report_back, _("Återkopplingen är antecknad."))


def _moved(request: RoomRequest, found: CallIn, flow: Any, words: str) -> HttpResponse:
    now = timezone.now()
    return done(request, lambda: flow(found, by=request.actor, at=now), words, "callins:callin", found.pk)


@page(Right.READ_CALLINS)
def tick(request: RoomRequest, item_id: UUID) -> HttpResponse:
    """Tick a line: at once by its button, or with a note on a page of its own."""
    item, now = find_item(item_id), timezone.now()
    form = TickForm(request.POST if request.method == "POST" else None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        note = form.cleaned_data["note"]
        return done(
            request,
            lambda: tick_flow(item, note, by=request.actor, at=now),
            _("Avbockat."),
            "callins:callin",
            item.callin_id,
        )
    found = find_callin(item.callin_id)
    context = {"form": form, "callin": found, "step": BY_KEY[item.key], "item": item, "joint": True}
    return render(request, "callins/tick.html", context, status=status_of(form))


@page(Right.READ_CALLINS)
@require_POST
def untick(request: RoomRequest, item_id: UUID) -> HttpResponse:
    """Take a tick back."""
    item, now = find_item(item_id), timezone.now()
    return done(
        request,
        lambda: untick_flow(item, by=request.actor, at=now),
        _("Raden är inte längre avbockad."),
        "callins:callin",
        item.callin_id,
    )
