"""The sections of the full version that speak of groups: profiles, map, concentration, chains, what is unsure (W)."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from gvi.science.concentration import Concentration
from gvi.science.numerals import percent, whole
from gvi.science.paper_charts import lorenz_lines
from gvi.steps.groups.words import Intensity, RelationKind
from gvi.steps.mapping.documents.blocks import (
    NEEDED,
    REST,
    Block,
    aside,
    bullets,
    heading,
    nothing,
    picture,
    table,
    text,
)
from gvi.steps.mapping.documents.data import FullAnalysis
from gvi.steps.mapping.documents.incidents import shares
from gvi.steps.mapping.documents.map_on_paper import map_on_paper
from gvi.steps.mapping.documents.words import capital, day, listed
from gvi.steps.mapping.drawing import Words, description
from gvi.steps.mapping.drawing import heading as map_heading
from gvi.steps.mapping.queries.conflict_map import RelationRow, Situation
from gvi.steps.mapping.queries.report.groups import GroupLine, Groups, Related
from gvi.steps.review.models import Gmi

LORENZ = 120


def headlines(
    groups: Groups, measured: dict[str, Concentration | None], chained: dict[str, Any], lang: str
) -> Iterable[str]:
    """The summary's sentences on groups."""
    yield _related_words(groups.related, lang)
    acting = measured["acting"]
    if acting:
        yield acting.half.sentence(lang, of="groups")
    yield _map_words(groups.now, lang)
    if chained["n"]:
        yield chained["sentence"][lang]
    if groups.most_violent:
        name, decided = groups.most_violent
        yield _("Mest våldsdrivande grupp är %(name)s, enligt beslut %(day)s.") % {
            "name": name,
            "day": day(decided),
        }


def _related_words(related: Related, lang: str) -> str:
    """Counts with their total, never a bare per cent."""
    return _(
        "Av %(total)s bekräftade händelser är %(known)s kända som grupprelaterade och %(suspected)s misstänkta."
    ) % {
        "total": whole(related.total, lang),
        "known": whole(related.of(Gmi.KNOWN), lang),
        "suspected": whole(related.of(Gmi.SUSPECTED), lang),
    }


def _map_words(now: Situation, lang: str) -> str:
    kinds = Counter(row.at.kind for row in now.relations)
    return _(
        "Relationer mellan %(groups)s grupper, läget %(day)s: %(conflicts)s i konflikt, %(alliances)s i allians, "
        "%(uncertain)s osäkra."
    ) % {
        "groups": whole(len(now.groups), lang),
        "conflicts": whole(kinds[RelationKind.CONFLICT], lang),
        "alliances": whole(kinds[RelationKind.ALLIANCE], lang),
        "uncertain": whole(kinds[RelationKind.UNCERTAIN], lang),
        "day": day(now.day),
    }


def related(counted: Related, lang: str) -> list[Block]:
    """Group-related incidents, known and suspected, with their total."""
    rows = [(capital(str(gmi.label)), whole(counted.of(gmi), lang)) for gmi in Gmi]
    rows += [(_("Ännu inte bedömda"), whole(counted.unjudged, lang))]
    return [
        heading(_("Grupprelaterade händelser")),
        text(_related_words(counted, lang)),
        table(
            _("Bekräftade händelser efter bedömning"),
            [_("Grupprelaterad"), _("Händelser")],
            rows,
            numbers=[1],
            total=(_("Alla bekräftade"), whole(counted.total, lang)),
        ),
        aside(
            _(
                "En händelse är grupprelaterad när en misstänkt eller utsatt hör till en grupp, oavsett motiv. "
                "Andelen beror på hur många som har bedömts: ju mer polisen lär sig om grupperna, desto fler "
                "händelser kan kopplas till dem."
            )
        ),
    ]


def lines(groups: Groups, lang: str) -> list[Block]:
    """Each group that there was in the period."""
    start = heading(_("Grupperna"))
    if not groups.lines:
        return [start, nothing(_("Inga grupper är inlagda."))]
    names = [_("Grupp"), _("Läge"), _("Storlek"), _("Sammanhållning"), _("Misstänkt sida"), _("Utsatt sida")]
    rows = [_row(line, lang) for line in groups.lines]
    widths = [REST, NEEDED, NEEDED, NEEDED, NEEDED, NEEDED]
    return [
        start,
        table(_("Grupper i perioden"), names, rows, numbers=[4, 5], widths=widths),
        aside(
            _(
                "Ordnade efter antalet händelser på endera sidan i perioden. Storleken är profilens spann, inte en "
                "räkning av personer. En avslutad grupps händelser räknas inte för den som följer."
            )
        ),
    ]


def _row(line: GroupLine, lang: str) -> list[str]:
    profile = line.profile
    said = [line.group.name]
    if line.areas:
        said.append(listed(line.areas))
    followed = [name for _since, name in line.group.after]
    if followed:
        said.append(_("efter %(names)s") % {"names": listed(followed)})
    return [
        "\n".join(said),
        str(line.group.state.label),
        _size(profile.size_low, profile.size_high) if profile else "–",
        str(profile.get_cohesion_display()) if profile else "–",
        whole(line.counts.acting, lang),
        whole(line.counts.suffering, lang),
    ]


def _size(low: int | None, high: int | None) -> str:
    if low is None or high is None:
        return "–"
    return f"{low}" if low == high else f"{low}–{high}"


def conflict_map(now: Situation, lang: str) -> list[Block]:
    """The drawing of the screen, and the same as a table."""
    start = heading(_("Konfliktkartan"))
    if not now.relations:
        return [start, nothing(_("Inga relationer mellan grupper är inlagda."))]
    rows, words = sorted(now.relations, key=lambda row: row.place), Words.said()
    return [
        start,
        text(_map_words(now, lang), sticky=True),
        picture(
            map_on_paper(now, lang),
            alt=f"{map_heading(now)}. {description(now)}",
            caption=_(
                "Gruppens yta visar händelser de senaste 12 månaderna på endera sidan. Linjen bleknar när det senaste "
                "tecknet blir gammalt."
            ),
        ),
        table(
            _("Relationer mellan grupper"),
            [_("Grupp"), _("Grupp"), _("Relation"), _("Styrka"), _("Sedan"), _("Senaste tecken")],
            [_relation(row, words) for row in rows],
            widths=[REST, REST, REST, NEEDED, NEEDED, NEEDED],
        ),
    ]


def _relation(row: RelationRow, words: Words) -> list[str]:
    return [
        row.first.name,
        row.second.name,
        words.kind(row),
        str(Intensity(row.at.intensity).label),
        f"{row.at.since}",
        f"{row.at.last_sign}" if row.at.last_sign else _("inget"),
    ]


def concentration(groups: Groups, measured: dict[str, Concentration | None], lang: str) -> list[Block]:
    """How the violence gathers on groups: the sentence, the curve and the shares, each beside chance."""
    start, acting, either = heading(_("Hur våldet samlas på grupper")), measured["acting"], measured["either"]
    if acting is None:
        return [start, nothing(_("Ingen händelse i perioden har en känd misstänkt grupp."))]
    sentence = acting.sentence(lang, of="groups")
    drawn_curve = lorenz_lines(acting.lorenz, acting.equal_risk_lorenz, lang, of="groups")
    found = [
        start,
        text(_("Räknat på misstänkt sida."), sentence, sticky=True),
        picture(
            drawn_curve,
            alt=sentence,
            caption=_(
                "Ju längre den hela linjen ligger under den streckade, desto mer samlat än av en slump."
            ),
            width=LORENZ,
        ),
        shares(acting, _("De grupper som har flest, bredvid slumpen"), _("Grupper"), lang),
    ]
    if either:
        found.append(text(_("Räknat på endera sidan:"), either.half.sentence(lang, of="groups")))
    return [
        *found,
        aside(
            _(
                "Grupper som fanns under perioden räknas med också när de inte har någon händelse. En händelse "
                "med två grupper på samma sida räknas för båda."
            )
        ),
    ]


def chains(groups: Groups, found: dict[str, Any], lang: str) -> list[Block]:
    """What exceeds chance, never a list of who answered whom."""
    since = _("Händelser mellan grupper från %(day)s.") % {"day": day(groups.chains_since)}
    start = [heading(_("Kedjor av svar")), text(since, found["sentence"][lang])]
    if not found["n"]:
        return start
    rows = [
        (f"{one['window_days']:g}", *(_part(one[name], lang) for name in ("share", "chance", "excess")))
        for one in found["by_window"]
    ]
    names = [_("Fönster, dagar"), _("Uppmätt"), _("Av en slump"), _("Utöver slumpen")]
    rule = _(
        "Regeln: den senaste tidigare händelsen där rollerna var ombytta, inom fönstret. Ju längre fönster, desto "
        "fler följer på en omvänd händelse av en slump, så läs aldrig ett fönster utan sin slump."
    )
    return [*start, table(_("Svar efter fönster"), names, rows, numbers=range(1, 4)), aside(rule)]


def _part(share: float | None, lang: str) -> str:
    return "–" if share is None else percent(share, lang)


def unsure(analysis: FullAnalysis, chained: dict[str, Any], lang: str) -> Iterable[str]:
    """What is not known of the groups, in sentences."""
    groups = analysis.groups
    faded = sum(row.at.faded for row in groups.now.relations)
    said = sum(row.at.kind == RelationKind.UNCERTAIN for row in groups.now.relations) - faded
    numbers = [
        (faded, _("Relationer som bleknat till osäkra för att ingen sett tecken på sex månader: %(count)s.")),
        (said, _("Relationer som är inlagda som osäkra: %(count)s.")),
        (
            _sides_unknown(groups),
            _("Grupprelaterade händelser där någon sida är okänd, på två år: %(count)s."),
        ),
        (groups.related.unjudged, _("Bekräftade händelser som inte är bedömda: %(count)s.")),
        (sum(line.profile is None for line in groups.lines), _("Grupper utan profil: %(count)s.")),
    ]
    yield from (words % {"count": whole(number, lang)} for number, words in numbers if number)
    if analysis.cover.without:
        yield _("Källan %(name)s är utelämnad. Jämför med analysen där alla källor är med.") % {
            "name": analysis.cover.without
        }
    if chained["n"] < FEW_EVENTS:
        yield _(
            "Antalet händelser mellan grupper är litet, och varje mått på kedjor är därför mycket osäkert."
        )
    yield _(
        "Tal under ungefär tio kan ändras mycket av en enda händelse. Läs dem som antal, inte som andelar."
    )


FEW_EVENTS = 30


def _sides_unknown(groups: Groups) -> int:
    rows = groups.chain_rows
    unknown = rows.filter(rows["actor_group"].is_null() | rows["target_group"].is_null())
    return unknown["incident_id"].str.split(":").list.first().n_unique() if len(unknown) else 0


def sources(groups: Groups, lang: str) -> list[Block]:
    """What the profile and the relations stand on, by kind of source."""
    if not groups.sources:
        return []
    rows = [f"{capital(str(kind.label))}: {whole(count, lang)}" for kind, count in groups.sources]
    return [text(_("Grupper och relationer bygger på källor av dessa slag:")), bullets(rows)]
