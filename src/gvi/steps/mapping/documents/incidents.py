"""The sections that both versions share: what happened, when and where, and what is not known of it."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gvi.science.concentration import Concentration
from gvi.science.numerals import percent, whole
from gvi.science.paper_charts import month_columns
from gvi.steps.incidents.sources import source_words
from gvi.steps.mapping.documents.blocks import (
    Block,
    aside,
    bullets,
    heading,
    nothing,
    numbered,
    picture,
    small_heading,
    table,
    text,
)
from gvi.steps.mapping.documents.words import capital, listed, month
from gvi.steps.mapping.documents.words import incidents as so_many
from gvi.steps.mapping.queries.report.incidents import Counted, Incidents, MonthCounted

AREAS = 10


def headline(found: Incidents, lang: str) -> str:
    """How many incidents, dead and injured, in one sentence or two."""
    counted = found.all
    confirmed = ngettext(
        "Under perioden är %(count)s händelse bekräftad. Antal döda i den: %(dead)s. Antal skadade: %(injured)s.",
        "Under perioden är %(count)s händelser bekräftade. Antal döda i dem: %(dead)s. Antal skadade: %(injured)s.",
        counted.confirmed,
    )
    said = confirmed % {
        "count": whole(counted.confirmed, lang),
        "dead": whole(counted.dead, lang),
        "injured": whole(counted.injured, lang),
    }
    if not counted.undecided:
        return said
    waiting = ngettext(
        "%(count)s händelse till är inte avgjord.",
        "%(count)s händelser till är inte avgjorda.",
        counted.undecided,
    )
    return f"{said} {waiting % {'count': whole(counted.undecided, lang)}}"


def section(found: Incidents, lang: str) -> list[Block]:
    """Counts by kind, the months as a picture and as a table, and what else may have moved them."""
    start = heading(_("Händelser"))
    if not found.kinds:
        return [start, nothing(_("Inga händelser är kända i perioden."))]
    rule = _(
        "Händelser och offer räknas var för sig. Döda och skadade räknas bara i bekräftade händelser. "
        "Avförda händelser är inte med."
    )
    return [
        start,
        _picture(found, lang),
        *_context(found),
        small_heading(_("I tal")),
        _kinds(found, lang),
        _months(found, lang),
        aside(rule),
    ]


def _kinds(found: Incidents, lang: str) -> Block:
    rows = [(capital(str(kind.label)), *_cells(counted, lang)) for kind, counted in found.kinds]
    return table(
        _("Händelser efter slag"),
        [_("Slag"), _("Bekräftade"), _("Inte avgjorda"), _("Döda"), _("Skadade")],
        rows,
        numbers=range(1, 5),
        total=(_("Alla"), *_cells(found.all, lang)),
    )


def _cells(counted: Counted, lang: str) -> list[str]:
    numbers = (counted.confirmed, counted.undecided, counted.dead, counted.injured)
    return [whole(number, lang) for number in numbers]


def _picture(found: Incidents, lang: str) -> Block:
    most = max(found.months, key=lambda one: one.counted.confirmed)
    summary = _(
        "Bekräftade händelser per månad: flest i %(month)s, %(count)s. Alla tal står i tabellen efter."
    ) % {
        "month": month(most.first).lower() if lang == "sv" else month(most.first),
        "count": whole(most.counted.confirmed, lang),
    }
    drawn = month_columns([one.drawn() for one in found.months], found.bands, lang)
    return picture(drawn, alt=summary, caption=_("Händelser per månad, med omvärlden bakom."))


def _months(found: Incidents, lang: str) -> Block:
    return table(
        _("Händelser per månad"),
        [_("Månad"), _("Bekräftade"), _("Inte avgjorda"), _("Döda"), _("Skadade")],
        [(_name(one), *_cells(one.counted, lang)) for one in found.months],
        numbers=range(1, 5),
    )


def _name(one: MonthCounted) -> str:
    name = month(one.first)
    return _("%(month)s, preliminär") % {"month": name} if one.preliminary else name


def _context(found: Incidents) -> list[Block]:
    """Numbered as the picture numbers them."""
    start = small_heading(_("Omvärlden"))
    if not found.context:
        return [start, nothing(_("Inget i omvärlden är antecknat för perioden."))]
    said = _("Annat som kan ha påverkat kurvan. Siffrorna är bildens.")
    rows = [
        f"{one.title} ({one.get_kind_display()}), {one.starts}{f'–{one.ends}' if one.ends else ''}"
        for one in found.context
    ]
    return [start, text(said), numbered(rows)]


def areas(found: Incidents, measured: Concentration | None, lang: str) -> list[Block]:
    """Where: the areas with most incidents, and how much they gather beside chance."""
    start = heading(_("Områden"))
    if measured is None:
        return [start, nothing(_("Ingen händelse i perioden har ett område."))]
    ranked = sorted(zip(found.areas.counts, found.areas.ids, strict=True), key=lambda one: (-one[0], one[1]))
    rows = [(name, whole(count, lang)) for count, name in ranked[:AREAS] if count]
    rest = sum(count for count, _name in ranked[AREAS:])
    if rest:
        rows.append((_("Övriga områden"), whole(rest, lang)))
    if found.no_area:
        rows.append((_("Utan känt område"), whole(found.no_area, lang)))
    return [
        start,
        text(measured.sentence(lang, of="areas")),
        table(_("Händelser efter område"), [_("Område"), _("Händelser")], rows, numbers=[1]),
        shares(measured, _("De områden som har flest, bredvid slumpen"), _("Områden"), lang),
        aside(
            _(
                "Bekräftade händelser och sådana som inte är avgjorda. Områden är olika stora och olika många bor "
                "i dem, så listan säger inte var risken är störst."
            )
        ),
    ]


def shares(measured: Concentration, caption: str, unit: str, lang: str) -> Block:
    """What the first few hold, and what chance alone would have given them."""
    rows = [
        (
            _("Den med flest")
            if one.units == 1
            else _("De %(units)s med flest") % {"units": whole(one.units, lang)},
            whole(round(one.events_share * measured.c), lang),
            percent(one.events_share, lang),
            percent(one.equal_risk, lang),
        )
        for one in measured.top
        if one.units <= measured.n
    ]
    names = [unit, _("Händelser"), _("Andel"), _("Av en slump")]
    return table(caption, names, rows, numbers=range(1, 4))


def unsure(found: Incidents, lang: str) -> list[str]:
    """What is not known of the incidents, in sentences."""
    young = [month(one.first) for one in found.months if one.preliminary]
    said = []
    if young:
        months = listed(name.lower() if lang == "sv" else name for name in young)
        said.append(_("Preliminära månader, som ännu kan ändras: %(months)s.") % {"months": months})
    if found.all.undecided:
        said.append(
            _("Inte avgjorda händelser: %(count)s. De kan bli bekräftade eller avföras.")
            % {"count": whole(found.all.undecided, lang)}
        )
    if found.no_area:
        said.append(_("Händelser utan känt område: %(count)s.") % {"count": whole(found.no_area, lang)})
    return said


def sources(found: Incidents, lang: str) -> list[Block]:
    """Where the incidents come from."""
    rows = [f"{capital(source_words(name))}: {so_many(count, lang)}" for name, count in found.sources]
    return [text(_("Händelserna kommer från:")), bullets(rows)] if rows else []
