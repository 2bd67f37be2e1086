"""Whether incidents repeat near each other in time and place: the Knox table, with how often chance gives the same."""

from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gvi.steps.mapping.flows.ask_analysis import ask_analysis
from gvi.steps.mapping.forms.near_repeat import NearRepeatForm
from gvi.steps.mapping.models import Analysis, AnalysisRun
from gvi.steps.mapping.queries.near_repeat import MOST
from gvi.steps.mapping.queries.runs import latest_answer
from gvi.steps.mapping.views import UNPROCESSABLE, log_reading
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right


@page(Right.READ_MAPPING)
def near_repeat(request: RoomRequest) -> HttpResponse:
    """The table, its picture and its sentence."""
    log_reading(request, "mapping.read_near_repeat", kind="incident")
    form = NearRepeatForm(request.GET)
    if set(request.GET) - set(form.fields):
        raise BadRequest
    if not form.is_valid():
        return render(request, "mapping/near_repeat.html", {"form": form}, status=UNPROCESSABLE)
    asked = form.asked()
    run = ask_analysis(Analysis.NEAR_REPEAT, asked, by=request.actor, at=timezone.now())
    answer = run if run.result else latest_answer(Analysis.NEAR_REPEAT, asked)
    context: dict[str, Any] = {"form": form, "asked": asked, "run": run, "since_until": form.period()}
    if answer and answer.result:
        context |= _shown(answer)
    return render(request, "mapping/near_repeat.html", context)


def _shown(answer: AnalysisRun) -> dict[str, Any]:
    result, lang = answer.result or {}, "en" if get_language() == "en" else "sv"
    told = {"answer": answer, "result": result}
    if "cells" not in result:
        return told
    return {
        **told,
        "sentence": result["sentence"][lang],
        "chart": result["chart"][lang],
        "cells": result["cells"][lang],
        "all_used": result["n"] < MOST,
        "columns": [
            {"label": _("Avstånd")},
            {"label": _("Dagar emellan")},
            {"label": _("Par"), "number": True},
            {"label": _("Väntat av en slump"), "number": True},
            {"label": _("Kvot"), "number": True},
            {"label": _("p, alla rutor"), "number": True},
        ],
    }
