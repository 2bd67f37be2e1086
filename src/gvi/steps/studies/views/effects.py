"""What other cities have published beside what this one has found: no league table, no sum of what cannot be summed."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from gvi.steps.studies.queries.effects import effects as published_effects
from gvi.steps.studies.queries.effects import own_answers, published
from gvi.steps.studies.views import reader_language
from gvi.trust.workspaces.asked import refuse_unknown
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right


@page(Right.READ_STUDIES)
def effects(request: RoomRequest) -> HttpResponse:
    """Every published effect, checked or not, and the programme's own answers as sentences."""
    refuse_unknown(request)
    lang = reader_language()
    columns: list[dict[str, object]] = [
        {"label": _("Plats")},
        {"label": _("Studie")},
        {"label": _("Design")},
        {"label": _("Utfall")},
        {"label": _("Förändring"), "number": True},
        {"label": _("Intervall"), "number": True},
        {"label": _("Kontrollerad")},
    ]
    context = {
        "rows": published_effects(lang),
        "own": own_answers(lang),
        "sentence": published().sentence(lang),
        "chart": published().chart(lang),
        "columns": columns,
        "joint": True,
    }
    return render(request, "studies/effects.html", context)
