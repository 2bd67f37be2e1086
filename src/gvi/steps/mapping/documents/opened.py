"""The problem analysis without secrets, for politicians and the programme (J).

What stays out: code names, the map, chains, and every tie between a group and an incident or a place (T34). How the
violence gathers on groups is told only where no few groups are pointed out: at least ``LEAST`` groups, with at least as
many incidents, on either side of each figure, as domain.md asks of every figure on groups in the joint space.
"""

from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import override

from gvi.science.concentration import Concentration
from gvi.science.concentration.words import half_sentence
from gvi.science.disclosure_control import TOTAL
from gvi.science.numerals import whole
from gvi.steps.mapping.documents import incidents, papers
from gvi.steps.mapping.documents.blocks import Block, aside, box, bullets, heading, text
from gvi.steps.mapping.documents.data import OpenAnalysis
from gvi.steps.mapping.documents.words import cover_facts, day, period
from gvi.steps.mapping.queries.report.opened import Opened, Persons
from gvi.steps.review.queries.figures import GmiCounts
from gvi.steps.review.rhythm import STOCKHOLM
from gvi.trust.documents import render

TEMPLATE = Path(__file__).with_name("problem_analysis.typ")
LEAST = 3
LEAST_GROUPS = 5


def open_pdf(analysis: OpenAnalysis, measured: dict[str, Concentration | None]) -> bytes:
    """Write the version without secrets; ``measured`` by groups and areas."""
    cover = analysis.cover
    with override(cover.language):
        content = {
            "title": _("Problemanalys utan hemliga uppgifter"),
            "subtitle": period(cover),
            "owner": cover.room,
            "reference": cover.programme,
            "marking": "",
            "lang": cover.language,
            "blocks": _blocks(analysis, measured),
        }
        return render(TEMPLATE, content, at=cover.made_at)


def _blocks(analysis: OpenAnalysis, measured: dict[str, Concentration | None]) -> list[Block]:
    found, lang, told = analysis.incidents, analysis.cover.language, analysis.opened
    gathered = gathering(told, measured["groups"], lang)
    return [
        cover_facts(analysis.cover),
        heading(_("I korthet")),
        box([incidents.headline(found, lang), _related(told.released, lang), gathered]),
        *incidents.section(found, lang),
        heading(_("Grupprelaterade händelser")),
        text(_related(told.released, lang)),
        aside(
            _(
                "En händelse är grupprelaterad när en misstänkt eller utsatt hör till en grupp, oavsett motiv. "
                "Vilken grupp det gäller, och vilken händelse, lämnas inte ut."
            )
        ),
        heading(_("Grupper och personer")),
        text(_number_of_groups(told, lang)),
        *told_of_persons(told.persons, lang),
        heading(_("Hur våldet samlas på grupper")),
        text(gathered or _("Det går inte att säga utan att peka ut några få grupper.")),
        *incidents.areas(found, measured["areas"], lang),
        heading(_("Vad vi inte vet")),
        bullets([*incidents.unsure(found, lang), *_unknown()]),
        heading(_("Vad som inte står här, och varför")),
        bullets(_left_out()),
        heading(_("Källor och metoder")),
        *incidents.sources(found, lang),
        text(_method()),
        text(_no_c()),
        bullets([papers.CONCENTRATION, papers.SMALL_NUMBERS]),
    ]


def _related(counts: GmiCounts | None, lang: str) -> str:
    """What police have released, as of its own month end; never a bare per cent."""
    if counts is None or counts.released_at is None:
        return _("Polisen har ännu inte lämnat några antal grupprelaterade händelser.")
    return _(
        "Av %(total)s bekräftade händelser %(since)s–%(until)s är %(known)s kända som grupprelaterade och "
        "%(suspected)s misstänkta. Polisen lämnade antalen %(released)s."
    ) % {
        "total": whole(counts.total, lang),
        "since": day(counts.since.astimezone(STOCKHOLM).date()),
        "until": day(counts.last_day.astimezone(STOCKHOLM).date()),
        "known": whole(counts.known, lang),
        "suspected": whole(counts.suspected, lang),
        "released": day(counts.released_at.astimezone(STOCKHOLM).date()),
    }


def gathering(told: Opened, measured: Concentration | None, lang: str) -> str:
    """How few groups have half of the incidents, without their number; empty where it would point some out."""
    if measured is None:
        return ""
    half = measured.half
    held, rest = sum(told.counts[: half.units]), sum(told.counts[half.units :])
    if min(half.units, told.groups - half.units, held, rest) < LEAST:
        return ""
    return half_sentence(lang, "groups", half.units, told.groups, half.by_chance)


def _number_of_groups(told: Opened, lang: str) -> str:
    if told.groups < LEAST_GROUPS:
        return _("Antalet grupper lämnas inte ut, eftersom de är färre än fem.")
    return _("Polisen räknar med %(count)s grupper under perioden.") % {"count": whole(told.groups, lang)}


def told_of_persons(persons: Persons, lang: str) -> list[Block]:
    """Confirmed members in all groups together, one number: hidden while it is small or has moved too little."""
    return [
        text(_members(persons, lang), _shown_before(persons, lang)),
        aside(
            _(
                "Antalet tas fram en gång i kvartalet och räknas inte om. Det visas inte när det är under fem, noll "
                "också, och inte när det skiljer sig med färre än fem från något antal som har visats förut. Den som "
                "hör till två grupper räknas i båda."
            )
        ),
    ]


def _members(persons: Persons, lang: str) -> str:
    cell, on = persons.cells.cell(TOTAL), day(persons.quarter_end)
    if cell.value is not None:
        return _("Den %(day)s var %(count)s personer bekräftade av polisen som medlemmar i grupper.") % {
            "day": on,
            "count": whole(cell.value, lang),
        }
    if cell.state == "under":
        return _("Den %(day)s var färre än fem personer bekräftade av polisen som medlemmar i grupper.") % {
            "day": on
        }
    return _(
        "Hur många personer som den %(day)s var bekräftade av polisen som medlemmar i grupper visas inte."
    ) % {"day": on}


def _shown_before(persons: Persons, lang: str) -> str:
    if persons.before is None:
        return ""
    on, count = persons.before
    return _("Senast visades antalet för den %(day)s: %(count)s.") % {
        "day": day(on),
        "count": whole(count, lang),
    }


def _unknown() -> list[str]:
    return [
        _("Hur mycket våld som aldrig blir känt för polisen."),
        _(
            "Om en förändring beror på arbetet, på slumpen eller på något annat. Analysen beskriver men förklarar "
            "inte."
        ),
        _(
            "Hur många händelser som är grupprelaterade utan att det är känt. Ju mer polisen lär sig om grupperna, "
            "desto fler händelser kan kopplas till dem, också när våldet inte har ökat."
        ),
    ]


def _left_out() -> list[str]:
    return [
        _(
            "Vilka grupperna är, hur de står mot varandra och vilka händelser de haft del i: det kan skada människor."
        ),
        _("Uppgifter om enskilda personer, eller om någon har fått eller tackat nej till stöd."),
        _("Grupprelaterade händelser de senaste 30 dagarna: de lämnas först när månaden är 30 dagar gammal."),
    ]


def _method() -> str:
    return _(
        "Perioden slutar vid ett månadsskifte som är minst 30 dagar gammalt. Varje mått på hur våldet samlas står "
        "bredvid vad en slump hade gett. Händelser döljs aldrig, bara små antal personer. Analysen blir en allmän "
        "handling när den lämnas: diarienummer, sekretessmarkering och gallringsbeslut står i förteckningen över "
        "lämnade problemanalyser."
    )


def _no_c() -> str:
    return _(
        "Hur våldet samlas på grupper sägs utan antalet händelser (c). Det antalet räknar varje händelse en gång för "
        "varje grupp som har del i den, och skillnaden mellan två analyser hade visat hur många grupper som står "
        "bakom en enda händelse. Antalet står i polisens egen version. Av samma skäl lämnas en enda analys för varje "
        "period och språk, och ingen källa kan väljas bort."
    )
