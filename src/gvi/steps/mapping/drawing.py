"""The conflict map drawn: each group and relation in a sentence, and the copies that leave the page marked.

A copy says on itself which day it shows and that it is secret (OSL 18 kap. 1–2 §§), since nothing else follows it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from uuid import UUID

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from gvi.science.conflict_drawing import LEGEND, ConflictMap, Group, Relation, conflict_map, drawing, graphml
from gvi.science.conflict_layout import HEIGHT, WIDTH
from gvi.steps.groups.ageing import RELATION_MONTHS
from gvi.steps.groups.words import RelationKind
from gvi.steps.mapping.queries.conflict_map import GroupAt, RelationRow, Situation

HEAD = 44
MARGIN = 16


def drawn(now: Situation, url: Callable[[UUID], str] = lambda group: "") -> ConflictMap:
    """The map as the science draws it; ``url`` gives the page of a group."""
    groups = [
        Group(str(one.id), one.name, one.incidents, one.state.value, group_words(one), url(one.id))
        for one in now.groups
    ]
    words = Words.said()
    relations = [
        Relation(
            str(row.at.id),
            str(row.at.first),
            str(row.at.second),
            row.at.kind.value,  # type: ignore[arg-type]
            row.at.age,
            words.relation(row),
        )
        for row in now.relations
    ]
    return conflict_map(groups, relations, now.places)


def group_words(one: GroupAt) -> str:
    """One sentence about a group: "Gran: 7 händelser på 12 månader, 2 konflikter"."""
    incidents = ngettext(
        "%(count)d händelse på 12 månader", "%(count)d händelser på 12 månader", one.incidents
    )
    parts = [incidents % {"count": one.incidents}, *_relations(one)]
    if one.after:
        parts.append(_("följer efter %(names)s") % {"names": ", ".join(one.after)})
    return f"{one.name}: {', '.join(parts)}"


def _relations(one: GroupAt) -> Iterator[str]:
    count = one.relations.get(RelationKind.CONFLICT, 0)
    if count:
        yield ngettext("%(count)d konflikt", "%(count)d konflikter", count) % {"count": count}
    count = one.relations.get(RelationKind.ALLIANCE, 0)
    if count:
        yield ngettext("%(count)d allians", "%(count)d allianser", count) % {"count": count}
    count = one.relations.get(RelationKind.UNCERTAIN, 0)
    if count:
        yield ngettext("%(count)d osäker relation", "%(count)d osäkra relationer", count) % {"count": count}


@dataclass(frozen=True, slots=True)
class Words:
    """How relations are put into words, in the reader's language: looked up once, not once a relation."""

    kinds: Mapping[RelationKind, str]
    faded: Mapping[RelationKind, str]
    pair: str
    sign: str

    @classmethod
    def said(cls) -> "Words":
        """The words in the language of now."""
        faded = _("osäker (%(kind)s, inget tecken på %(months)d månader)")
        kinds = {kind: str(kind.label) for kind in RelationKind}
        return cls(
            kinds,
            {kind: faded % {"kind": said, "months": RELATION_MONTHS} for kind, said in kinds.items()},
            _("%(first)s och %(second)s: %(kind)s, sedan %(since)s"),
            _("senaste tecken %(day)s"),
        )

    def kind(self, row: RelationRow) -> str:
        """How the relation reads, and why it is uncertain when only time has made it so."""
        return self.faded[row.at.said] if row.at.faded else self.kinds[row.at.kind]

    def relation(self, row: RelationRow) -> str:
        """One sentence about a relation."""
        names = {"first": row.first.name, "second": row.second.name}
        sign = ", " + self.sign % {"day": row.at.last_sign} if row.at.last_sign else ""
        return self.pair % {**names, "kind": self.kind(row), "since": row.at.since} + sign


def kind_words(row: RelationRow) -> str:
    """How one relation reads."""
    return Words.said().kind(row)


def heading(now: Situation) -> str:
    """What a copy is called: the day it shows, and without which source."""
    words = _("Konfliktkarta, läget %(day)s") % {"day": f"{now.day}"}
    return words + (", " + _("utan källan %(source)s") % {"source": now.without} if now.without else "")


def description(now: Situation) -> str:
    """What the picture shows, for whoever does not see it."""
    groups = ngettext("%(count)d grupp", "%(count)d grupper", len(now.groups)) % {"count": len(now.groups)}
    relations = ngettext("%(count)d relation", "%(count)d relationer", len(now.relations))
    asked = {"groups": groups, "relations": relations % {"count": len(now.relations)}}
    return _("%(groups)s och %(relations)s. Samma uppgifter står i tabellen.") % asked


def on_page(now: Situation, made: ConflictMap) -> str:
    """The map as one ``<svg>`` for the page, with links."""
    return drawing(made, title=heading(now), description=description(now), lang=language())


def copy(now: Situation) -> str:
    """The map as one ``<svg>`` that says on itself what it is, and that it is secret."""
    inner = drawing(
        drawn(now), title=heading(now), description=description(now), lang=language(), links=False
    )
    placed = f'<svg x="0" y="{HEAD}" width="{WIDTH:g}" height="{HEIGHT + LEGEND:g}" '
    words = (
        f'<text x="{MARGIN}" y="28" font-size="18" font-weight="600">{escape(heading(now))}</text>'
        f'<text x="{WIDTH - MARGIN:g}" y="28" font-size="18" font-weight="600" '
        f'text-anchor="end">{escape(_("Sekretess"))}</text>'
        f'<text x="{MARGIN}" y="{HEAD + HEIGHT + LEGEND + 14:g}" font-size="12">{escape(origin())}</text>'
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {HEAD + HEIGHT + LEGEND + 28:g}" '
        f'font-family="Inter, sans-serif">{words}{inner.replace("<svg ", placed, 1)}</svg>'
    )


def marked_graphml(now: Situation) -> str:
    """The map as GraphML whose first element says what it is, and that it is secret."""
    start, _tag, rest = graphml(drawn(now)).partition("<graphml")
    tag, _end, body = rest.partition(">")
    said = escape(f"{_('Sekretess')}. {heading(now)}. {origin()}")
    return f"{start}<graphml{tag}><desc>{said}</desc>{body}"


def origin() -> str:
    """Where the figures come from."""
    return _(
        "Källa: polisens kartläggning och bedömningar av händelser. Preliminärt, uppgifterna kan ändras. "
        "Gruppens yta visar händelser de senaste 12 månaderna, på endera sidan."
    )


def language() -> str:
    """The language that the picture's own words are in."""
    return "en" if get_language() == "en" else "sv"
