"""How concentrated the violence is, always beside what chance alone gives."""

from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gvi.steps.mapping.flows.ask_analysis import ask_analysis
from gvi.steps.mapping.forms.concentration import ConcentrationForm
from gvi.steps.mapping.models import Analysis, AnalysisRun
from gvi.steps.mapping.queries.concentration import FEW
from gvi.steps.mapping.queries.runs import latest_answer
from gvi.steps.mapping.views import UNPROCESSABLE, log_reading, names_of_groups
from gvi.trust.workspaces.models import Area
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right

SHOWN = 25


@page(Right.READ_MAPPING)
def concentration(request: RoomRequest) -> HttpResponse:
    """The Lorenz curve, the shares and their equal-risk values, and what they are counted from."""
    log_reading(request, "mapping.read_concentration")
    form = ConcentrationForm(request.GET)
    if set(request.GET) - set(form.fields):
        raise BadRequest
    if not form.is_valid():
        return render(request, "mapping/concentration.html", {"form": form}, status=UNPROCESSABLE)
    asked = form.asked()
    run = ask_analysis(Analysis.CONCENTRATION, asked, by=request.actor, at=timezone.now())
    answer = run if run.result else latest_answer(Analysis.CONCENTRATION, asked)
    context: dict[str, Any] = {"form": form, "asked": asked, "run": run, "since_until": form.period()}
    if answer and answer.result:
        context |= _shown(answer, asked)
    return render(request, "mapping/concentration.html", context)


def _shown(answer: AnalysisRun, asked: dict[str, str]) -> dict[str, Any]:
    result, lang = answer.result or {}, "en" if get_language() == "en" else "sv"
    if not result.get("c"):
        return {"answer": answer, "result": result}
    names = _names(asked["of"])
    counts = sorted(result["counts"].items(), key=lambda it: (-it[1], names.get(it[0], "")))
    return {
        "answer": answer,
        "result": result,
        "sentence": result["sentence"][lang],
        "chart": result["chart"][lang],
        "half": [names.get(pk, "") for pk in result["half"]["ids"]],
        "shares": result["top"],
        "few": result["n"] <= FEW,
        "counts": [(names.get(pk, ""), count) for pk, count in counts if count][:SHOWN],
        "columns": [
            {"label": _("Grupp") if asked["of"] == "groups" else _("Område")},
            {"label": _("Händelser"), "number": True},
        ],
        "share_columns": [
            {"label": _("Grupper") if asked["of"] == "groups" else _("Områden")},
            {"label": _("Andel av händelserna"), "number": True},
            {"label": _("Av en slump"), "number": True},
        ],
    }


def _names(of: str) -> dict[str, str]:
    if of == "areas":
        return {str(pk): name for pk, name in Area.objects.values_list("pk", "name")}
    return {str(pk): name for pk, name in names_of_groups().items()}
