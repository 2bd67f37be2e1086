"""Everything police know of the groups put together: `build_mapping` draws every part, `Mapping` holds the frames."""

from dataclasses import dataclass

import polars as pl

from gvi.city.bonds import draw_bonds
from gvi.city.groups import code_names
from gvi.city.histories import build_former, build_successions, draw_histories
from gvi.city.mapping.audits import build_audits, build_questions
from gvi.city.mapping.covered import build_covered, build_happened
from gvi.city.mapping.decisions import build_most_violent, build_verdicts
from gvi.city.mapping.profiles import build_profiles
from gvi.city.mapping.relations import Known, draw_spans, met_days
from gvi.city.mapping.signs import build_relations
from gvi.city.mapping.sources import build_sources, shelf_of
from gvi.city.period import Period
from gvi.city.scale import Scale
from gvi.city.seeds import stream

GAP, WIDE_GAP = (
    45,
    120,
)  # days between two signs worth writing down; in a city of more than ten times the size
MANY = 50  # groups


@dataclass(frozen=True)
class Mapping:
    """What police know of groups; columns stand in docs/reference/city-groups.md. No row is about a person.

    `former` are groups that are no more, `successions` what became of them, `covered` which groups an audit took up.
    """

    former: pl.DataFrame
    successions: pl.DataFrame
    sources: pl.DataFrame
    profiles: pl.DataFrame
    relations: pl.DataFrame
    signs: pl.DataFrame
    audits: pl.DataFrame
    covered: pl.DataFrame
    questions: pl.DataFrame
    most_violent: pl.DataFrame
    verdicts: pl.DataFrame


def build_mapping(
    seed: int, scale: Scale, period: Period, areas: pl.DataFrame, incidents: pl.DataFrame
) -> Mapping:
    """Draw what police know of the groups by the end of the period."""
    histories = draw_histories(seed, scale.groups, period.days)
    audits = build_audits(seed, period)
    sources = build_sources(seed, period, areas, scale.groups, audits)
    shelf = shelf_of(sources)
    known = Known(
        histories,
        {(bond.first, bond.second): bond for bond in draw_bonds(seed, scale.groups, period.days)},
        met_days(incidents, histories.numbers, period.first_day),
        int(period.days),
        WIDE_GAP if scale.groups > MANY else GAP,
    )
    rng = stream(seed, "relations")
    relations, signs = build_relations(rng, draw_spans(known, rng), shelf, period)
    profiles = build_profiles(seed, histories, areas, shelf, period)
    successions = build_successions(seed, histories, period)
    happened = build_happened(profiles, relations, signs, successions)
    return Mapping(
        former=build_former(histories),
        successions=successions,
        sources=sources,
        profiles=profiles,
        relations=relations,
        signs=signs,
        audits=audits,
        covered=build_covered(audits, happened, histories, period),
        questions=build_questions(seed, audits, relations),
        most_violent=build_most_violent(seed, incidents, audits, code_names(scale.groups)),
        verdicts=build_verdicts(seed, incidents, period),
    )
