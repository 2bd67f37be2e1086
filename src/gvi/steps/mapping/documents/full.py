"""The full problem analysis: for the police room, marked as secret on every page (OSL 18 kap. 1–2 §§).

It holds code names and their ties, and no figure about one person. The map is the very drawing of the screen.
"""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from gvi.science.concentration import Concentration
from gvi.steps.mapping.documents import groups, incidents, papers
from gvi.steps.mapping.documents.blocks import Block, box, bullets, heading, text
from gvi.steps.mapping.documents.data import FullAnalysis
from gvi.steps.mapping.documents.words import cover_facts, period
from gvi.trust.documents import render

TEMPLATE = Path(__file__).with_name("problem_analysis.typ")


def full_pdf(
    analysis: FullAnalysis, measured: dict[str, Concentration | None], chains: dict[str, Any]
) -> bytes:
    """Write the full version; ``measured`` by acting, either and areas, ``chains`` as its own JSON."""
    cover = analysis.cover
    with override(cover.language):
        marking = _("Sekretess – %(room)s. Lämnas inte utanför arbetsytan.") % {"room": cover.room}
        content = {
            "title": _("Problemanalys"),
            "subtitle": period(cover),
            "owner": cover.room,
            "reference": cover.programme,
            "marking": marking,
            "lang": cover.language,
            "blocks": _blocks(analysis, measured, chains, marking),
        }
        return render(TEMPLATE, content, at=cover.made_at)


def _blocks(
    analysis: FullAnalysis, measured: dict[str, Concentration | None], chains: dict[str, Any], marking: str
) -> list[Block]:
    found, lang = analysis.incidents, analysis.cover.language
    return [
        cover_facts(analysis.cover, (_("Märkning"), marking)),
        heading(_("I korthet")),
        box([incidents.headline(found, lang), *groups.headlines(analysis.groups, measured, chains, lang)]),
        *incidents.section(found, lang),
        *groups.related(analysis.groups.related, lang),
        *groups.lines(analysis.groups, lang),
        *groups.conflict_map(analysis.groups.now, lang),
        *groups.concentration(analysis.groups, measured, lang),
        *groups.chains(analysis.groups, chains, lang),
        *incidents.areas(found, measured["areas"], lang),
        heading(_("Vad som är osäkert")),
        bullets([*incidents.unsure(found, lang), *groups.unsure(analysis, chains, lang)]),
        heading(_("Källor och metoder")),
        *incidents.sources(found, lang),
        *groups.sources(analysis.groups, lang),
        text(
            _(
                "Alla mått står bredvid vad en slump hade gett. Gruppernas läge är polisens bedömning, och en "
                "relation utan tecken på sex månader läses som osäker. Varje händelse räknas efter polisens "
                "senaste bedömning, också när den har ändrats efter händelsen."
            )
        ),
        bullets([papers.CONCENTRATION, *papers.CHAINS, papers.LAYOUT]),
    ]
