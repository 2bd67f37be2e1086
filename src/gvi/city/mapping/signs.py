"""Relations and their signs as frames: each fact with its source and how accurate it is.

A sign says what was seen and never where, when or who: the words hold no person and no place of an incident.
"""

from datetime import timedelta

import polars as pl

from gvi.city.mapping.relations import Span
from gvi.city.mapping.sources import ACCURACY, Shelf
from gvi.city.period import Period
from gvi.city.seeds import Stream, pick, uuids

WORDS = {
    "conflict": (
        "Våld mellan grupperna, så bedömt vid händelsegenomgång.",
        "Uppgifter om hot från den ena sidan mot den andra.",
        "Den ena gruppen har dragit sig undan det gemensamma området.",
        "Två källor säger att en skuld inte är reglerad.",
        "Beväpnad närvaro från båda sidor samma kväll.",
        "Försök till medling har misslyckats, enligt en källa.",
        "Klotter som riktar sig mot den andra gruppen.",
    ),
    "alliance": (
        "Sedda tillsammans vid flera tillfällen.",
        "Delar lokal sedan en tid tillbaka.",
        "Den ena gruppen har stått för fordon åt den andra.",
        "Uppges ha delat upp försäljningen mellan sig.",
        "Har kallat på varandra vid bråk med andra.",
    ),
    "uncertain": (
        "En enda uppgift om osämja. Inte bekräftad.",
        "Uppges ha gjort affärer ihop, oklart om det fortsätter.",
        "Samtal mellan grupperna har iakttagits, oklart om vad.",
        "Motstridiga uppgifter om hur grupperna står till varandra.",
    ),
}
RELATION = {
    "conflict_number": pl.Int64,
    "first": pl.String,
    "second": pl.String,
    "kind": pl.String,
    "intensity": pl.String,
    "since": pl.Date,
    "until": pl.Date,
    "end_reason": pl.String,
}


def build_relations(
    rng: Stream, spans: list[Span], shelf: Shelf, period: Period
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the relations and their signs.

    Relations: id, first, second (code names), kind, intensity, since, until (null: holds), end_reason
    (empty: holds; else over, changed or succeeded), source, accuracy. Signs: id, relation, seen_on, words,
    source, accuracy.
    """
    ids = uuids(rng, len(spans))
    rows = [
        (span.conflict, *span.names, span.kind, span.intensity, *_dates(span, period), span.why)
        for span in spans
    ]
    relations = pl.DataFrame(rows, schema=RELATION, orient="row").insert_column(0, pl.Series("id", ids))
    relations = sourced(relations, "since", rng, shelf).drop("conflict_number")
    return relations, _signs(rng, list(zip(ids, spans, strict=True)), shelf, period)


def _dates(span: Span, period: Period) -> tuple[object, object]:
    until = None if span.ends is None else period.first_day + timedelta(days=span.ends)
    return period.first_day + timedelta(days=span.begins), until


def _signs(rng: Stream, spans: list[tuple[str, Span]], shelf: Shelf, period: Period) -> pl.DataFrame:
    rows = [
        (span.conflict, relation, period.first_day + timedelta(days=day), span.kind)
        for relation, span in spans
        for day in span.signs
    ]
    frame = pl.DataFrame(
        rows,
        schema={
            "conflict_number": pl.Int64,
            "relation": pl.String,
            "seen_on": pl.Date,
            "kind": pl.String,
        },
        orient="row",
    )
    throws = rng.integers(0, 2**31, frame.height).tolist()
    words = [WORDS[kind][throw % len(WORDS[kind])] for kind, throw in zip(frame["kind"], throws, strict=True)]
    frame = frame.with_columns(pl.Series("words", words, dtype=pl.String)).drop("kind")
    frame = sourced(frame, "seen_on", rng, shelf).drop("conflict_number")
    return frame.insert_column(0, pl.Series("id", uuids(rng, frame.height)))


def sourced(frame: pl.DataFrame, day: str, rng: Stream, shelf: Shelf) -> pl.DataFrame:
    """Return facts with source and accuracy; `conflict_number` and the column `day` say what can be known."""
    chances = rng.random(frame.height).tolist()
    told = zip(frame["conflict_number"], frame[day], chances, strict=True)
    source = [shelf.drawn(conflict, on, chance) for conflict, on, chance in told]
    accuracy = pick(rng, ACCURACY, frame.height)
    return frame.with_columns(
        pl.Series("source", source, dtype=pl.String), pl.Series("accuracy", accuracy, dtype=pl.String)
    )
