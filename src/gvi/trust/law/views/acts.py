"""The four buttons of a rule: verify, advise, switch on, switch off. One flow each."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from gvi.trust.law import flows
from gvi.trust.law.forms import ActForm, AdviseForm, DisableForm, EnableForm, VerifyForm
from gvi.trust.law.models import RuleAct
from gvi.trust.law.views.rules import find_standing, saved_words, show_version
from gvi.trust.law.words import Act
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import attempt

Flow = Callable[..., RuleAct]


@page(Right.VERIFY_RULES)
@require_POST
def verify(request: RoomRequest, version: UUID) -> HttpResponse:
    """The lawyer has read the text and stands for it."""
    return _act(request, version, "verify", VerifyForm, flows.verify_rule)


@page(Right.ADVISE_ON_RULES)
@require_POST
def advise(request: RoomRequest, version: UUID) -> HttpResponse:
    """The data protection officer advises."""
    return _act(request, version, "advise", AdviseForm, flows.advise_on_rule)


@page(Right.ENABLE_RULES)
@require_POST
def enable(request: RoomRequest, version: UUID) -> HttpResponse:
    """The decider switches on."""
    return _act(request, version, "enable", EnableForm, flows.enable_rule)


@page(Right.ENABLE_RULES)
@require_POST
def disable(request: RoomRequest, version: UUID) -> HttpResponse:
    """The decider switches off."""
    return _act(request, version, "disable", DisableForm, flows.disable_rule)


def _act(request: RoomRequest, pk: UUID, name: str, kind: type[ActForm], flow: Flow) -> HttpResponse:
    standing = find_standing(request, pk)
    form = kind(request.POST, auto_id=f"{name}_%s")
    if form.is_valid():
        done = attempt(form, lambda: flow(standing.rule, form.words(), by=request.actor, at=timezone.now()))
        if done:
            messages.success(request, saved_words(Act(done.act)))
            return redirect("law:version", pk)
    return show_version(request, standing, **{name: form})
