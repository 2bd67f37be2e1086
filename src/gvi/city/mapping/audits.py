"""Group audits (gruppgenomgångar) about every quarter: who was there by function, what changed, what was asked.

What changed is read out of the profiles, relations and successions of the quarter. Audits are numbered; the latest is
some weeks old and the next one is planned for next week.
"""

from datetime import date, datetime, time, timedelta
from itertools import pairwise

import polars as pl

from gvi.city.histories import Histories
from gvi.city.mapping.profiles import lives
from gvi.city.period import Period, last, moment
from gvi.city.seeds import stream, uuids

THURSDAY, CLOCK = 3, time(13, 30)
LATEST, NEXT = 5, 1  # weeks ago, weeks ahead
EVERY = 13  # weeks
APPROVED_AFTER = (2, 8)  # days
MOST = 40  # groups at one audit; in a larger city they take turns
PRESENT = ("Samordnare", "Analytiker", "Underrättelse", "Utredning")
SOMETIMES = ("Områdespolis", "Beslutsfattare", "Gruppchef, yttre tjänst", "Ungdomsutredare")
UNCHANGED = "Ingen ändring. Bedömningen från förra gången står fast."
COHESION = {"tight": "fast", "medium": "delvis fast", "loose": "lös"}
STANDS = {"conflict": "konflikt", "alliance": "allians", "uncertain": "osäker"}
BECAME = {
    "merged": "Är sedan {day} en och samma grupp som {other}.",
    "split": "Delades {day}. {other} bedöms sedan dess för sig.",
    "dissolved": "Upplöst {day}.",
    "renamed": "Bytte kodnamn {day}.",
}
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
ASKED = 0.6


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


def build_covered(
    audits: pl.DataFrame, happened: pl.DataFrame, histories: Histories, period: Period
) -> pl.DataFrame:
    """Return which groups each audit covered: audit, group, changed (words; empty for the one to come).

    `happened` holds what is said of a group from a day on: group, day, words.
    """
    days = [period.first_day - timedelta(days=1), *audits["day"]]
    alive = list(lives(histories, int(period.days) + 99))
    rows = []
    for (before, day), (audit, approved) in zip(
        pairwise(days), audits.select("id", "approved_on").iter_rows(), strict=True
    ):
        at = (day - period.first_day).days
        groups = [
            name
            for name, _, begins, ends in alive
            if begins - 1 <= at and (before - period.first_day).days < ends
        ]
        said = dict(
            happened.filter(pl.col("day").is_between(before, day, closed="right"))
            .group_by("group", maintain_order=True)
            .agg(pl.col("words").unique(maintain_order=True).str.join(" "))
            .iter_rows()
        )
        rows += [
            (audit, group, said.get(group, UNCHANGED) if approved else "") for group in _turn(groups, at)
        ]
    return pl.DataFrame(
        rows, schema={"audit": pl.String, "group": pl.String, "changed": pl.String}, orient="row"
    )


def _turn(groups: list[str], at: int) -> list[str]:
    """Return the groups whose turn it is, all of them in a city of normal size."""
    turns = -(-len(groups) // MOST)
    return groups[(at // (7 * EVERY)) % turns :: turns]


def build_happened(
    profiles: pl.DataFrame, relations: pl.DataFrame, successions: pl.DataFrame
) -> pl.DataFrame:
    """Return what is said of groups from which day on: group, day, words."""
    return pl.concat([_sizes(profiles), *_relations(relations), *_became(successions)]).sort(
        "day", "group", "words"
    )


def _sizes(profiles: pl.DataFrame) -> pl.DataFrame:
    words = pl.format(
        "Storleken bedöms till {}–{}, sammanhållningen är {}.",
        "size_low",
        "size_high",
        pl.col("cohesion").replace(COHESION),
    )
    return profiles.select("group", day="as_of", words=words)


def _relations(relations: pl.DataFrame) -> list[pl.DataFrame]:
    kind = pl.col("kind").replace(STANDS)
    ended = relations.filter(end_reason="over")
    frames = []
    for group, other in (("first", "second"), ("second", "first")):
        began = pl.format("Relationen till {} bedöms som {}.", other, kind)
        over = pl.format("Relationen till {} ({}) bedöms ha upphört.", other, kind)
        frames.append(relations.select(group=group, day="since", words=began))
        frames.append(ended.select(group=group, day="until", words=over))
    return frames


def _became(successions: pl.DataFrame) -> list[pl.DataFrame]:
    rows = [
        (group, day, BECAME[kind].format(day=day, other=other))
        for kind, former, successor, day in successions.select(
            "kind", "former", "successor", "day"
        ).iter_rows()
        for group, other in (((former, successor),) if kind != "renamed" else ((successor, former),))
    ]
    schema = {"group": pl.String, "day": pl.Date, "words": pl.String}
    return [pl.DataFrame(rows, schema=schema, orient="row")]


def build_questions(seed: int, audits: pl.DataFrame, covered: pl.DataFrame) -> pl.DataFrame:
    """Return questions that the data asked at audits held: audit, kind, groups, persons (a count), answer, words."""
    rng = stream(seed, "audits.questions")
    rows = []
    for number, audit in enumerate(audits.drop_nulls("approved_on")["id"]):
        if rng.random() < ASKED:
            kind, answer, words = QUESTIONS[number % len(QUESTIONS)]
            groups = covered.filter(audit=audit)["group"].to_list()
            about = [groups[at] for at in rng.permutation(len(groups))[: ABOUT[kind]]]
            rows.append((audit, kind, about, int(rng.integers(*SEEN[kind])), answer, words))
    return pl.DataFrame(rows, schema=QUESTION, orient="row")
