"""The problem analysis without secrets, for politicians and the programme (J).

What stays out: code names, the map, chains, and every tie between a group and an incident or a place (T34). How the
violence gathers on groups is told only where no few groups are pointed out: at least ``LEAST`` groups, with at least as
many incidents, on either side of each figure, as domain.md asks of every figure on groups in the joint space.
"""

from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import override

from gvi.science.concentration import Concentration
from gvi.science.disclosure_control import TOTAL
from gvi.science.numerals import whole
from gvi.steps.mapping.documents import incidents, papers
from gvi.steps.mapping.documents.blocks import Block, aside, box, bullets, heading, table, text
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
        *_persons(told.persons, lang),
        heading(_("Hur våldet samlas på grupper")),
        text(gathered or _("Det går inte att säga utan att peka ut några få grupper.")),
        *incidents.areas(found, measured["areas"], lang),
        heading(_("Vad vi inte vet")),
        bullets([*incidents.unsure(found, lang), *_unknown()]),
        heading(_("Vad som inte står här, och varför")),
        bullets(_left_out()),
        heading(_("Källor och metoder")),
        *incidents.sources(found, lang),
        text(_method(analysis)),
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
    """How few groups have half of the incidents, or what the first three have; empty where it would point some out."""
    if measured is None or told.groups < 2 * LEAST:
        return ""
    units = max(measured.half.units, LEAST)
    held, rest = sum(told.counts[:units]), sum(told.counts[units:])
    if told.groups - units < LEAST or held < LEAST or rest < LEAST:
        return ""
    if measured.half.units >= LEAST:
        return measured.half.sentence(lang, of="groups")
    top = next(one for one in measured.top if one.units == LEAST)
    return _(
        "De %(units)s grupper som har flest har del i %(held)s av %(all)s händelser som kan kopplas till en grupp; "
        "av en slump hade det varit %(chance)s. n = %(n)s grupper."
    ) % {
        "units": whole(LEAST, lang),
        "held": whole(held, lang),
        "all": whole(held + rest, lang),
        "chance": whole(round(top.equal_risk * (held + rest)), lang),
        "n": whole(told.groups, lang),
    }


def _number_of_groups(told: Opened, lang: str) -> str:
    if told.groups < LEAST_GROUPS:
        return _("Antalet grupper lämnas inte ut, eftersom de är färre än fem.")
    return _("Polisen räknar med %(count)s grupper under perioden.") % {"count": whole(told.groups, lang)}


def _persons(persons: Persons, lang: str) -> list[Block]:
    """Confirmed members by the order of the groups' size, without names; small numbers are hidden everywhere alike."""
    names = {
        "largest": _("I de tre största grupperna"),
        "others": _("I övriga grupper tillsammans"),
        "all": _("I alla grupper"),
    }
    before = {
        row: _("%(count)s, %(day)s") % {"count": whole(n, lang), "day": f"{on}"}
        for row, on, n in persons.earlier
    }
    listed = [row for row in persons.cells.rows if row != "all"]
    rows = [(names[row], persons.cells.shown(row, lang=lang), before.get(row, "–")) for row in listed]
    total = (_("Alla grupper"), persons.cells.shown(TOTAL, lang=lang), before.get(TOTAL, "–"))
    caption = _("Personer som polisen har bekräftat som medlemmar, %(day)s") % {
        "day": day(persons.quarter_end)
    }
    return [
        table(
            caption,
            [_("Var"), _("Personer"), _("Senast visat, om det döljs nu")],
            rows,
            numbers=[1],
            total=total,
        ),
        aside(
            _(
                "Antalen tas fram en gång i kvartalet och räknas inte om. Tal under fem döljs, noll också, och så "
                "många till att de inte går att räkna fram. Ett tal som har ändrats med färre än fem sedan det "
                "senast visades döljs också. Den som hör till två grupper räknas i båda."
            )
        ),
    ]


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


def _method(analysis: OpenAnalysis) -> str:
    return _(
        "Perioden slutar vid ett månadsskifte som är minst 30 dagar gammalt. Varje mått på hur våldet samlas står "
        "bredvid vad en slump hade gett. Händelser döljs aldrig, bara små antal personer. Analysen blir en allmän "
        "handling när den lämnas: diarienummer, sekretessmarkering och gallringsbeslut står i förteckningen över "
        "lämnade problemanalyser."
    )
