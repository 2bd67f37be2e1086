"""The list of rules by road, the steps by road, one rule and one version of it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from gvi.trust.law.forms import ActForm, AdviseForm, DisableForm, EnableForm, VerifyForm
from gvi.trust.law.models import RuleVersion
from gvi.trust.law.overview import own_rules, roads_in, roads_out, step_roads, summary
from gvi.trust.law.shown import sheet
from gvi.trust.law.standing import Standing, State, current, standings
from gvi.trust.law.words import Act
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right

UNPROCESSABLE = 422
OFFERED = {State.UNVERIFIED, State.VERIFIED, State.OFF}


@page(Right.READ_RULES)
def rule_list(request: RoomRequest) -> HttpResponse:
    """To whom the room may disclose, by which rules, and what waits for its lawyer or decider."""
    found = current(standings(request.actor, timezone.localdate()))
    roads = roads_out(request.actor, found)
    context = {
        "summary": summary(roads),
        "roads": [road for road in roads if road.has_room],
        "own": [it for it in found if request.actor.kind in it.rule.from_kinds],
        "incoming": roads_in(request.actor, found),
        "waiting": [
            it for it in found if it.state in _mine(request) and request.actor.kind in it.rule.from_kinds
        ],
        "may_read_processing": request.actor.may(Right.READ_PROCESSING),
    }
    return render(request, "law/list.html", context)


def _mine(request: RoomRequest) -> set[State]:
    mine = {State.UNVERIFIED} if request.actor.may(Right.VERIFY_RULES) else set()
    return mine | ({State.VERIFIED} if request.actor.may(Right.ENABLE_RULES) else set())


@page(Right.READ_RULES)
def steps(request: RoomRequest) -> HttpResponse:
    """Each step with its roads, and the plain message where there is none yet."""
    roads = roads_out(request.actor, own_rules(request.actor, timezone.localdate()))
    return render(request, "law/steps.html", {"steps": step_roads(request.actor, roads)})


@page(Right.READ_RULES)
def rule(request: RoomRequest, code: str) -> HttpResponse:
    """The current version of one rule."""
    for standing in current(standings(request.actor, timezone.localdate())):
        if standing.rule.code == code:
            return show_version(request, standing)
    raise Http404


@page(Right.READ_RULES)
def version(request: RoomRequest, version: UUID) -> HttpResponse:
    """One version, also one that no longer counts: what applied then."""
    return show_version(request, find_standing(request, version))


def find_standing(request: RoomRequest, pk: UUID) -> Standing:
    """The version ``pk`` as it stands in the reader's room."""
    found = get_object_or_404(RuleVersion, pk=pk)
    return standings(request.actor, timezone.localdate(), [found])[0]


def show_version(request: RoomRequest, standing: Standing, **bound: ActForm) -> HttpResponse:
    """The page of a version, with the forms that are the reader's to use; ``bound`` replaces one by its errors."""
    forms = _forms(request, standing)
    context: dict[str, Any] = {
        "standing": standing,
        "sheet": sheet(standing, request.actor),
        "forms": {**forms, **bound},
        "verified_by_another": standing.verified_by_another(request.actor.member_id),
        "offers_enable": "enable" in {**forms, **bound},
    }
    return render(request, "law/rule.html", context, status=UNPROCESSABLE if bound else 200)


def _forms(request: RoomRequest, standing: Standing) -> dict[str, ActForm]:
    actor = request.actor
    if actor.kind not in standing.rule.from_kinds:
        return {}
    offered: list[tuple[str, Right, type[ActForm], bool]] = [
        ("verify", Right.VERIFY_RULES, VerifyForm, standing.state not in {State.PAST, State.REPLACED}),
        ("advise", Right.ADVISE_ON_RULES, AdviseForm, True),
        ("enable", Right.ENABLE_RULES, EnableForm, standing.state in OFFERED),
        ("disable", Right.ENABLE_RULES, DisableForm, standing.state is State.ON),
    ]
    return {
        name: form(person=actor.name, auto_id=f"{name}_%s")
        for name, right, form, open_now in offered
        if actor.may(right) and open_now
    }


def saved_words(act: Act) -> str:
    """What the page says when an act has been recorded."""
    return {
        Act.VERIFIED: _("Kontrollen är sparad. Regeln är inte påslagen än."),
        Act.ADVISED: _("Rådet är sparat och visas för den som beslutar."),
        Act.ENABLED: _("Regeln är påslagen och kan användas från och med nu."),
        Act.DISABLED: _("Regeln är avslagen och kan inte längre användas."),
    }[act]
