"""One talk: its page, and to approve, prepare, stop, follow up and close it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import BaseForm, Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gvi.steps.groups.views.persons import posted
from gvi.steps.talks.flows.approve_talk import approve_by_phone as phone_flow
from gvi.steps.talks.flows.approve_talk import approve_talk as approve_flow
from gvi.steps.talks.flows.approve_talk import confirm_oral as confirm_flow
from gvi.steps.talks.flows.end_talk import close_talk as close_flow
from gvi.steps.talks.flows.end_talk import follow_up as follow_flow
from gvi.steps.talks.flows.end_talk import stop_talk as stop_flow
from gvi.steps.talks.flows.prepare_talk import bring_forward as sooner_flow
from gvi.steps.talks.flows.prepare_talk import prepare_talk as prepare_flow
from gvi.steps.talks.forms.requesting import PhoneForm, SoonerForm, UnderEighteenForm
from gvi.steps.talks.forms.working import FollowForm, PrepareForm, StopForm
from gvi.steps.talks.queries.talk import TalkView
from gvi.steps.talks.views import open_talk, status_of
from gvi.steps.talks.words import Stop
from gvi.trust.disclosures.queries.on_call import on_call_now
from gvi.trust.disclosures.refusals import NOBODY_ON_CALL
from gvi.trust.workspaces.asked import refuse_unknown
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import attempt


@page(Right.READ_TALKS)
def talk(request: RoomRequest, talk_id: UUID) -> HttpResponse:
    """Everything about it, and what may be done now."""
    refuse_unknown(request)
    return _show(request, open_talk(request, talk_id))


def _show(request: RoomRequest, found: TalkView, *, sooner: SoonerForm | None = None) -> HttpResponse:
    actor = request.actor
    context = {
        "found": found,
        "at": timezone.now(),
        "persons": True,
        "may_write": actor.may(Right.WRITE_TALKS),
        "may_approve": actor.may(Right.APPROVE_TALKS),
        "may_disclose": actor.may(Right.PREPARE_DISCLOSURE),
        "mine": found.row.by == actor.member_id,
        "approved_by_me": found.row.approved_by == actor.member_id,
        "sooner": sooner or SoonerForm(),
    }
    return render(request, "talks/talk.html", context, status=status_of(sooner))


def _act(
    request: RoomRequest,
    found: TalkView,
    form: BaseForm,
    flow: Callable[[], Any],
    *,
    said: str,
    template: str,
    **told: Any,
) -> HttpResponse:
    """Run ``flow`` when the form is sent and whole, and go to the talk; else show the form."""
    if request.method == "POST" and form.is_valid() and attempt(form, flow):
        messages.success(request, said)
        return redirect("talks:talk", found.row.pk)
    context = {"form": form, "found": found, "persons": True, **told}
    return render(request, f"talks/{template}", context, status=status_of(form))


@page(Right.APPROVE_TALKS)
def approve(request: RoomRequest, talk_id: UUID) -> HttpResponse:
    """Stand behind somebody else's request, or be the second who does."""
    refuse_unknown(request)
    found = open_talk(request, talk_id)
    form = UnderEighteenForm(
        posted(request), minor=found.minor and not found.needs_second, initial=_answered(found)
    )
    return _act(
        request,
        found,
        form,
        lambda: approve_flow(found.row, form.answers(), by=request.actor, at=timezone.now()),
        said=_("Samtalet är godkänt."),
        template="approve.html",
        mine=found.row.by == request.actor.member_id,
        own=request.actor.member_id in {found.row.by, found.row.approved_by},
    )


def _answered(found: TalkView) -> dict[str, str]:
    return {name: getattr(found.row, name) for name in ("concern", "concern_reference", "guardians")}


@page(Right.WRITE_TALKS)
def approve_by_phone(request: RoomRequest, talk_id: UUID) -> HttpResponse:
    """Write down a yes on the phone, in a minute."""
    refuse_unknown(request)
    found = open_talk(request, talk_id)
    members = list(on_call_now(request.actor, timezone.now()))
    form = PhoneForm(posted(request), minor=found.minor, members=members, initial=_answered(found))
    return _act(
        request,
        found,
        form,
        lambda: phone_flow(
            found.row,
            UUID(form.cleaned_data["decider"]),
            form.answers(),
            by=request.actor,
            at=timezone.now(),
        ),
        said=_("Beslutet i telefon är antecknat. Det bekräftas skriftligt inom 24 timmar."),
        template="phone.html",
        nobody="" if members else NOBODY_ON_CALL,
    )


@page(Right.APPROVE_TALKS)
@require_POST
def confirm_oral(request: RoomRequest, talk_id: UUID) -> HttpResponse:
    """Confirm in writing what one decided by phone."""
    found = open_talk(request, talk_id)
    confirm_flow(found.row, by=request.actor, at=timezone.now())
    messages.success(request, _("Beslutet är bekräftat."))
    return redirect("talks:talk", talk_id)


@page(Right.WRITE_TALKS)
@require_POST
def bring_forward(request: RoomRequest, talk_id: UUID) -> HttpResponse:
    """Make it due earlier."""
    found, form = open_talk(request, talk_id), SoonerForm(request.POST)
    if form.is_valid():
        made = attempt(form, lambda: sooner_flow(found.row, form.due(), by=request.actor, at=timezone.now()))
        if made:
            messages.success(request, _("Samtalet ska ske tidigare."))
            return redirect("talks:talk", talk_id)
    return _show(request, found, sooner=form)


@page(Right.WRITE_TALKS)
def prepare(request: RoomRequest, talk_id: UUID) -> HttpResponse:
    """Team, day, place, letter; and the way to a joint visit."""
    refuse_unknown(request)
    found = open_talk(request, talk_id)
    row = found.row
    given = {"team": row.team_id, "day": row.planned_on, "place": row.place, "letter": row.letter_id}
    initial = {**given, "joint_visit": row.joint_visit} if row.team_id else {}
    form = PrepareForm(posted(request), message=found.is_message, initial=initial)
    return _act(
        request,
        found,
        form,
        lambda: prepare_flow(row, form.preparation(), by=request.actor, at=timezone.now()),
        said=_("Samtalet är förberett. Gör säkerhetskontrollen samma dag."),
        template="prepare.html",
    )


@page(Right.READ_TALKS)
def stop(request: RoomRequest, talk_id: UUID) -> HttpResponse:
    """Stop it for one of the reasons."""
    refuse_unknown(request)
    found, form = open_talk(request, talk_id), StopForm(posted(request))
    return _act(
        request,
        found,
        form,
        lambda: stop_flow(found.row, Stop(form.cleaned_data["reason"]), by=request.actor, at=timezone.now()),
        said=_("Samtalet är stoppat."),
        template="stop.html",
    )


@page(Right.WRITE_TALKS)
def follow_up(request: RoomRequest, talk_id: UUID) -> HttpResponse:
    """Ask for the talks after 14 and 60 days."""
    refuse_unknown(request)
    found, form = open_talk(request, talk_id), FollowForm(posted(request))
    return _act(
        request,
        found,
        form,
        lambda: follow_flow(found.row, form.cleaned_data["words"], by=request.actor, at=timezone.now()),
        said=_("Uppföljningar efter 14 och 60 dagar är begärda. En annan i arbetsytan godkänner dem."),
        template="follow_up.html",
    )


@page(Right.READ_TALKS)
def close(request: RoomRequest, talk_id: UUID) -> HttpResponse:
    """Close it."""
    refuse_unknown(request)
    found, form = open_talk(request, talk_id), Form(posted(request))
    return _act(
        request,
        found,
        form,
        lambda: close_flow(found.row, by=request.actor, at=timezone.now()),
        said=_("Samtalet är avslutat."),
        template="close.html",
    )
