"""Speakers on screen: the places by role; in the municipality's room who fills them, and the link to their own page."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gvi.steps.callins.flows import keep_slots
from gvi.steps.callins.flows.name_speaker import Named, forget_speaker, name_speaker
from gvi.steps.callins.flows.speaker_link import make_speaker_link, revoke_speaker_link
from gvi.steps.callins.forms.speakers import NewSlotForm, ScriptForm, SlotForm, SpeakerForm
from gvi.steps.callins.models import CallIn, ScriptVersion, SpeakerSlot
from gvi.steps.callins.queries.plan import find_callin
from gvi.steps.callins.queries.speakers import find_slot, slot_row, slots_of, versions_of
from gvi.steps.callins.states import COMING
from gvi.steps.callins.views import done, saved
from gvi.steps.review.views import log_reading, status_of
from gvi.trust.workspaces.asked import refuse_unknown
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right


@page(Right.READ_CALLINS)
def speakers(request: RoomRequest, callin_id: UUID) -> HttpResponse:
    """Every place by role, with its script."""
    refuse_unknown(request)
    return _show_all(request, find_callin(callin_id))


def _show_all(request: RoomRequest, callin: CallIn, form: NewSlotForm | None = None) -> HttpResponse:
    actor = request.actor
    rows = slots_of(callin, actor, timezone.now())
    log_reading(request, "callins.read_speakers", "speaker", sum(row.speaker is not None for row in rows))
    keeps = actor.may(Right.KEEP_SPEAKERS)
    context = {
        "callin": callin,
        "rows": rows,
        "keeps": keeps,
        "may_change": actor.may(Right.RUN_CALLIN) and callin.state in COMING,
        "form": form or NewSlotForm(),
        "columns": _columns(keeps=keeps),
        "joint": not keeps,
    }
    return render(request, "callins/speakers.html", context, status=status_of(form))


def _columns(*, keeps: bool) -> list[dict[str, Any]]:
    names = [{"label": _("Vem")}] if keeps else []
    return [
        {"label": _("Ordning"), "number": True},
        {"label": _("Roll")},
        *names,
        {"label": _("Minuter"), "number": True},
        {"label": _("Läge")},
        {"label": _("Manus")},
        {"label": _("Talarens sida")},
        {"label": _("Flytta")},
    ]


@page(Right.RUN_CALLIN)
@require_POST
def add_slot(request: RoomRequest, callin_id: UUID) -> HttpResponse:
    """One more place."""
    callin, form, now = find_callin(callin_id), NewSlotForm(request.POST), timezone.now()
    if saved(form, lambda: keep_slots.add_slot(callin, **form.cleaned_data, by=request.actor, at=now)):
        messages.success(request, _("Platsen är tillagd."))
        return redirect("callins:speakers", callin.pk)
    return _show_all(request, callin, form)


@page(Right.READ_CALLINS)
def slot(request: RoomRequest, slot_id: UUID) -> HttpResponse:
    """One place: its state, its script with versions, and in the municipality's room who fills it."""
    refuse_unknown(request)
    return show_slot(request, find_slot(slot_id))


def show_slot(
    request: RoomRequest,
    found: SpeakerSlot,
    *,
    change: BaseForm | None = None,
    speaker: BaseForm | None = None,
    script: BaseForm | None = None,
) -> HttpResponse:
    """The page, with a form that could not be saved if there is one."""
    actor, now = request.actor, timezone.now()
    row = slot_row(found, actor, now)
    log_reading(request, "callins.read_speakers", "speaker", int(row.speaker is not None))
    coming, keeps = found.callin.state in COMING, actor.may(Right.KEEP_SPEAKERS)
    versions = list(ScriptVersion.objects.filter(slot=found))
    context: dict[str, Any] = {
        "callin": found.callin,
        "slot": found,
        "row": row,
        "versions": versions_of(versions, [it.words for it in versions]),
        "keeps": keeps,
        "may_change": coming and actor.may(Right.RUN_CALLIN),
        "may_write": coming and actor.may(Right.WRITE_SCRIPT),
        "may_approve": coming and row.latest and row.latest.by != actor.member_id,
        "change": change or SlotForm.of(found),
        "speaker": speaker or SpeakerForm(initial=_told(row.speaker)),
        "script": script or ScriptForm.after(row.latest, actor=actor),
        "joint": not keeps,
    }
    return render(request, "callins/slot.html", context, status=status_of(change, speaker, script))


def _told(speaker: Any) -> dict[str, str]:
    return {name: getattr(speaker, name) for name in ("name", "phone", "email", "note")} if speaker else {}


@page(Right.RUN_CALLIN)
@require_POST
def change_slot(request: RoomRequest, slot_id: UUID) -> HttpResponse:
    """Its state, its minutes, when the speaker was prepared."""
    found, form, now = find_slot(slot_id), SlotForm(request.POST), timezone.now()
    if saved(form, lambda: keep_slots.change_slot(found, **form.cleaned_data, by=request.actor, at=now)):
        messages.success(request, _("Sparat."))
        return redirect("callins:slot", found.pk)
    return show_slot(request, found, change=form)


@page(Right.RUN_CALLIN)
@require_POST
def move_slot(request: RoomRequest, slot_id: UUID) -> HttpResponse:
    """One step earlier."""
    found, now = find_slot(slot_id), timezone.now()
    return done(
        request,
        lambda: keep_slots.move_slot(found, by=request.actor, at=now),
        _("Ordningen är ändrad."),
        "callins:speakers",
        found.callin_id,
    )


@page(Right.RUN_CALLIN)
@require_POST
def remove_slot(request: RoomRequest, slot_id: UUID) -> HttpResponse:
    """Take it away."""
    found, now = find_slot(slot_id), timezone.now()
    return done(
        request,
        lambda: keep_slots.remove_slot(found, by=request.actor, at=now),
        _("Platsen är borttagen."),
        "callins:speakers",
        found.callin_id,
    )


@page(Right.KEEP_SPEAKERS)
@require_POST
def name_it(request: RoomRequest, slot_id: UUID) -> HttpResponse:
    """Who fills the place."""
    found, form, now = find_slot(slot_id), SpeakerForm(request.POST), timezone.now()
    if saved(form, lambda: name_speaker(found, Named(**form.cleaned_data), by=request.actor, at=now)):
        messages.success(request, _("Sparat i kommunens arbetsyta."))
        return redirect("callins:slot", found.pk)
    return show_slot(request, found, speaker=form)


@page(Right.KEEP_SPEAKERS)
@require_POST
def forget(request: RoomRequest, slot_id: UUID) -> HttpResponse:
    """Take the name away."""
    found, now = find_slot(slot_id), timezone.now()
    return done(
        request,
        lambda: forget_speaker(found, by=request.actor, at=now),
        _("Namnet är borttaget."),
        "callins:slot",
        found.pk,
    )


@page(Right.KEEP_SPEAKERS)
@require_POST
def link(request: RoomRequest, slot_id: UUID) -> HttpResponse:
    """A new link to the speaker's own page, shown once."""
    found, now = find_slot(slot_id), timezone.now()
    secret = make_speaker_link(found, by=request.actor, at=now)
    address = request.build_absolute_uri(reverse("speaker_page", args=[secret]))
    context = {"callin": found.callin, "slot": found, "address": address}
    return render(request, "callins/link.html", context)


@page(Right.KEEP_SPEAKERS)
@require_POST
def revoke(request: RoomRequest, slot_id: UUID) -> HttpResponse:
    """Close the speaker's own page."""
    found, now = find_slot(slot_id), timezone.now()
    return done(
        request,
        lambda: revoke_speaker_link(found, by=request.actor, at=now),
        _("Talarens sida är stängd."),
        "callins:slot",
        found.pk,
    )
