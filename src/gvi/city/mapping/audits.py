"""Group audits (gruppgenomgångar) about every quarter: who was there by function, what the data asked, what was said.

Audits are numbered; the latest is some weeks old and the next one is planned for next week.
"""

from datetime import date, datetime, time, timedelta
from itertools import cycle

import polars as pl

from gvi.city.period import Period, last, moment
from gvi.city.seeds import stream, uuids

THURSDAY, CLOCK = 3, time(13, 30)
LATEST, NEXT = 5, 1  # weeks ago, weeks ahead
EVERY = 13  # weeks
APPROVED_AFTER = (2, 8)  # days
PRESENT = ("Samordnare", "Analytiker", "Underrättelse", "Utredning")
SOMETIMES = ("Områdespolis", "Beslutsfattare", "Gruppchef, yttre tjänst", "Ungdomsutredare")
QUESTIONS = (  # kind, answer, words
    ("one_or_two", "no", "De samarbetar, men var och en har sin egen krets och sina egna konflikter."),
    ("without_group", "unknown", "Underlaget är tunt. Frågan tas upp igen nästa gång."),
    ("in_parts", "no", "Delarna bygger på två olika källor. Det är en grupp."),
    ("without_group", "no", "De känner varandra från annat håll. Inget tyder på en grupp."),
    ("one_or_two", "yes", "Bedöms nu tillsammans. Frågan om att slå samman dem tas upp nästa gång."),
)
SEEN = {"one_or_two": (11, 17), "without_group": (3, 6), "in_parts": (8, 14)}  # persons a question is about
ABOUT = {"one_or_two": 2, "without_group": 0, "in_parts": 1}  # groups
QUESTION = pl.Schema(
    {
        "audit": pl.String(),
        "kind": pl.String(),
        "groups": pl.List(pl.String),
        "persons": pl.Int64(),
        "answer": pl.String(),
        "words": pl.String(),
    }
)
ASKED = 0.85


def audit_moments(period: Period) -> list[datetime]:
    """Return the moments of the audits, the last of them still to come."""
    latest = last(THURSDAY, period.today - timedelta(weeks=LATEST))
    held = [
        latest - timedelta(weeks=weeks)
        for weeks in range(0, (latest - period.first_day).days // 7 - 3, EVERY)
    ]
    coming = last(THURSDAY, period.today) + timedelta(weeks=NEXT)
    if coming <= period.today + timedelta(days=1):
        coming += timedelta(weeks=1)
    return [moment(day, CLOCK) for day in [*reversed(held), coming]]


def build_audits(seed: int, period: Period) -> pl.DataFrame:
    """Return the audits: id, number, starts_at (UTC), day, present (functions), approved_on (null: planned)."""
    rng = stream(seed, "audits")
    times = audit_moments(period)
    present = [[*PRESENT, *(who for who in SOMETIMES if rng.random() < 0.45)] for _ in times]
    approved: list[date | None] = [
        at.date() + timedelta(days=int(rng.integers(*APPROVED_AFTER))) for at in times
    ]
    approved[-1], present[-1] = None, list(PRESENT)
    return pl.DataFrame(
        {
            "id": uuids(rng, len(times)),
            "number": range(1, len(times) + 1),
            "starts_at": times,
            "day": [at.date() for at in times],
            "present": present,
            "approved_on": approved,
        },
        schema_overrides={"starts_at": pl.Datetime("us", "UTC"), "number": pl.Int64},
    )


def build_questions(seed: int, audits: pl.DataFrame, relations: pl.DataFrame) -> pl.DataFrame:
    """Return questions that the data asked at audits held: audit, kind, groups, persons (a count), answer, words.

    Whether two groups are one is asked of two who were allied on the day; else the data ask nothing.
    """
    rng = stream(seed, "audits.questions")
    rows = []
    held = audits.drop_nulls("approved_on").select("id", "day").iter_rows()
    for (audit, day), (kind, answer, words) in zip(held, cycle(QUESTIONS), strict=False):
        allied = relations.filter(
            pl.col("since") <= day, pl.col("until").fill_null(date.max) > day, kind="alliance"
        )
        groups = allied.select("first", "second").row(0) if allied.height else ()
        if len(groups) >= ABOUT[kind] and rng.random() < ASKED:
            rows.append(
                (audit, kind, list(groups[: ABOUT[kind]]), int(rng.integers(*SEEN[kind])), answer, words)
            )
    return pl.DataFrame(rows, schema=QUESTION, orient="row")
