"""What the police hold about a person, sentence by sentence: fact or assessment, graded and dated.

Careful by rule: what was seen or decided, and assessments that say they are. Nothing about origin, faith,
health, politics or sexuality, no clothes or music, nothing about relatives, no one's help from social
services (trust.md, "Never").
"""

from datetime import datetime, timedelta
from typing import Any

import numpy as np
import polars as pl

from gvi.city.persons.office import at_work
from gvi.city.persons.register import UTC_TIME, Case
from gvi.city.seeds import Stream, stream, uuids

MOST = 4  # statements about one person

FACTS = (
    "Påträffad av patrull i {area} tillsammans med två personer som förekommer i samma utredning.",
    "Kontrollerad som förare i {area}. Inget otillåtet hittades.",
    "Namngiven som deltagare i bråket i {area} av två av varandra oberoende vittnen.",
    "Delgiven misstanke. Förnekar. Förundersökning pågår.",
    "Hittades i {area} med ett knivliknande föremål. Anmälan upprättad.",
    "Har vid samtal med områdespolis sagt att han eller hon vill bli lämnad i fred av båda sidor.",
    "Var inte på platsen vid händelsen i {area}. Uppgiften är bekräftad med kamerabilder.",
)
ASSESSMENTS = (
    "Bedöms kunna föra ett budskap vidare till andra i gruppen.",
    "Bedöms löpa risk att utsättas för våld med anledning av händelsen i {area}.",
    "Bedöms ha lämnat den inre kretsen. Uppgiften bygger på en enda källa.",
    "Bedöms vara en av dem som andra i gruppen lyssnar på.",
    "Bedöms förekomma i gruppens utkant. Underlaget är tunt och ska ses över vid nästa granskning.",
)
SAFETY_FACTS = (
    "Målsägande i ärendet om händelsen i {area}. Uppgiften är bekräftad.",
    "Har själv kontaktat polisen om ett hot i {area}.",
    "Hörd som målsägande. Vill inte ha ytterligare kontakt just nu.",
)
SAFETY_ASSESSMENTS = (
    "Bedöms löpa risk att utsättas för våld på nytt. Trygghetskontakt föreslås.",
    "Risken bedöms ha minskat. Kontakten följs upp.",
)
SOURCES = ("Patrull i yttre tjänst, PM", "Områdespolis, PM", "Underrättelserapport", "Kamerabild, PM")
RELIABILITY = (np.array(list("ABCDEF")), np.array([0.2, 0.35, 0.2, 0.08, 0.02, 0.15]))
ACCURACY = (np.array(list("123456")), np.array([0.2, 0.35, 0.22, 0.08, 0.02, 0.13]))
SCHEMA = pl.Schema(
    {
        "person": pl.String(),
        "kind": pl.String(),
        "reliability": pl.String(),
        "accuracy": pl.String(),
        "source": pl.String(),
        "secrecy": pl.String(),
        "said_on": pl.Date(),
        "at": UTC_TIME,
        "by": pl.String(),
        "text": pl.String(),
    }
)


def build_statements(
    seed: int, persons: pl.DataFrame, areas: pl.DataFrame, author: str, end: datetime
) -> pl.DataFrame:
    """Return the statements, as in `SCHEMA` with an id; `kind` is fact or assessment, grades are A-F and 1-6."""
    rng = stream(seed, "persons.statements")
    names = dict(areas.select("id", "name").iter_rows())
    rows = [
        {**statement, "person": person["id"], "by": author, "said_on": statement["at"].date()}
        for row, person in enumerate(persons.iter_rows(named=True))
        for statement in _statements(Case(row), person, names[person["area"]], rng, end)
    ]
    frame = pl.DataFrame(rows, schema=SCHEMA)
    return frame.insert_column(0, pl.Series("id", uuids(rng, len(rows)))).sort("at", "id")


def _statements(
    case: Case, person: dict[str, Any], area: str, rng: Stream, end: datetime
) -> list[dict[str, Any]]:
    facts, assessments = (SAFETY_FACTS, SAFETY_ASSESSMENTS) if case.spared else (FACTS, ASSESSMENTS)
    count = int(rng.integers(1, MOST + 1))
    told = [*rng.permutation(facts)[:count], *rng.permutation(assessments)[: count // 2]]
    return [
        {
            "kind": "fact" if text in facts else "assessment",
            "reliability": str(rng.choice(RELIABILITY[0], p=RELIABILITY[1])),
            "accuracy": str(rng.choice(ACCURACY[0], p=ACCURACY[1])),
            "source": SOURCES[int(rng.integers(0, len(SOURCES)))],
            "at": _moment(number, person, rng, end),
            "text": str(text).format(area=area),
            "secrecy": "osl_18_1" if "örundersökning" in text else "osl_35_1",
        }
        for number, text in enumerate(told)
    ]


def _moment(number: int, person: dict[str, Any], rng: Stream, end: datetime) -> datetime:
    """Return the hour of entry for the first, later ones while the person's need was under review."""
    if number == 0:
        first: datetime = person["entered_at"] + timedelta(minutes=10)
        return first
    latest = min(end, max([person["entered_at"], *person["reviews"]]) + timedelta(days=40))
    wanted = person["entered_at"] + (latest - person["entered_at"]) * float(rng.random())
    soonest: datetime = person["entered_at"] + timedelta(minutes=20)
    return max(at_work(wanted, rng), soonest)
