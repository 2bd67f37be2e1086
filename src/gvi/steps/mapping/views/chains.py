"""Chains of retaliation between groups: what exceeds chance, and suggestions that people say yes or no to."""

from typing import Any

from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gvi.science.chains.suggestion import Suggestion
from gvi.steps.mapping.flows.ask_analysis import ask_analysis
from gvi.steps.mapping.forms.chains import ChainsForm
from gvi.steps.mapping.models import Analysis, AnalysisRun
from gvi.steps.mapping.queries.chains import Suggested, open_links, suggestions
from gvi.steps.mapping.queries.runs import latest_answer
from gvi.steps.mapping.views import UNPROCESSABLE, log_reading
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right

SHOWN = 15


@page(Right.READ_MAPPING)
def chains(request: RoomRequest) -> HttpResponse:
    """The measure beside its chance value, and the suggestions nobody has answered."""
    log_reading(request, "mapping.read_chains")
    form = ChainsForm(request.GET)
    if set(request.GET) - {*form.fields, "page", "visa"}:
        raise BadRequest
    if not form.is_valid():
        return render(request, "mapping/chains.html", {"form": form}, status=UNPROCESSABLE)
    asked = form.asked()
    run = ask_analysis(Analysis.CHAINS, asked, by=request.actor, at=timezone.now())
    answer = run if run.result else latest_answer(Analysis.CHAINS, asked)
    context: dict[str, Any] = {"form": form, "asked": asked, "run": run, "since_until": form.period()}
    if answer and answer.result:
        context |= _shown(request, answer, asked)
    return render(request, "mapping/chains.html", context)


def _shown(request: RoomRequest, answer: AnalysisRun, asked: dict[str, str]) -> dict[str, Any]:
    result, lang = answer.result or {}, "en" if get_language() == "en" else "sv"
    everything = request.GET.get("visa") == "alla"
    links = list(reversed(result["links"] if everything else open_links(result["links"])))
    shown = Paginator(links, SHOWN).get_page(request.GET.get("page", 1))
    return {
        "answer": answer,
        "result": result,
        "sentence": result["sentence"][lang],
        "chart": result["chart"].get(lang),
        "everything": everything,
        "page": shown,
        "suggestions": [(one, _rule(one, asked, lang)) for one in suggestions(shown.object_list)],
        "window": asked["window"],
        "may_judge": request.actor.may(Right.JUDGE),
        "columns": [
            {"label": _("Fönster, dagar"), "number": True},
            {"label": _("Uppmätt"), "number": True},
            {"label": _("Av en slump"), "number": True},
            {"label": _("Utöver slumpen"), "number": True},
        ],
    }


def _rule(one: Suggested, asked: dict[str, str], lang: str) -> str:
    return Suggestion(str(one.incident.pk), str(one.earlier.pk), one.days, float(asked["window"])).sentence(
        lang
    )
