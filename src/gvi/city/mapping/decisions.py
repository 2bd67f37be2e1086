"""Decisions by named functions: which group is the most violent right now, and which answers were answers.

*Most violent* is decided twice a year at an audit, after a look at the last half year's incidents; it is never a
computed label (domain.md, "Groups"), so once the city decides for another group than the one with the most incidents.
"""

from datetime import timedelta

import polars as pl

from gvi.city.period import Period
from gvi.city.seeds import stream, uuids

HALF_YEAR = timedelta(days=182)
WINDOW = timedelta(days=14)
DECIDERS = ["decision_maker", "coordinator", "analyst"]
REASONS = (
    "Flest bekräftade händelser som utövande grupp det senaste halvåret, och risken för svar är stor.",
    "Har svarat på våld två gånger inom två veckor. De andra grupperna bedöms avvakta.",
    "Färre händelser än en annan grupp, men grövre, och flera uppgifter om planer.",
    "Driver konflikten enligt tre av varandra oberoende källor.",
)
ANOTHER = 2  # the decision that falls on the second in order
ACCEPTED, REJECTED = 6, 3
YES, NO = (
    "Samma konflikt. Flera uppgifter pekar åt samma håll.",
    "Annan bakgrund: en skuld mellan två personer.",
)


def build_most_violent(
    seed: int, incidents: pl.DataFrame, audits: pl.DataFrame, groups: list[str]
) -> pl.DataFrame:
    """Return the decisions: id, group, day, reasons, deciders (roles)."""
    held = audits.drop_nulls("approved_on")["day"].reverse().gather_every(2).reverse()
    rows = []
    for number, day in enumerate(held[1:]):
        recent = incidents.filter(
            pl.col("occurred_at").dt.date().is_between(day - HALF_YEAR, day), state="confirmed"
        )
        acted = (
            recent["actor_group"]
            .drop_nulls()
            .value_counts(sort=True)
            .filter(pl.col("actor_group").is_in(groups))
        )
        if acted.height:
            place = min(int(number == ANOTHER), acted.height - 1)
            reason = REASONS[2] if place else REASONS[(0, 1, 3)[number % 3]]
            rows.append(
                (
                    acted.sort("count", "actor_group", descending=[True, False])["actor_group"][place],
                    day,
                    reason,
                )
            )
    schema = {"group": pl.String, "day": pl.Date, "reasons": pl.String}
    frame = pl.DataFrame(rows, schema=schema, orient="row").with_columns(deciders=pl.lit(DECIDERS))
    return frame.insert_column(0, pl.Series("id", uuids(stream(seed, "most_violent"), frame.height)))


def build_verdicts(seed: int, incidents: pl.DataFrame, period: Period) -> pl.DataFrame:
    """Return verdicts on suggested answers: id, incident, earlier, verdict (accepted or rejected), words, day.

    What is accepted is true in the made-up city, what is rejected is not; the other suggestions wait.
    """
    suggested = suggestions(incidents).filter(pl.col("occurred_at") < period.last_meeting - WINDOW)
    true = (pl.col("answers") == pl.col("earlier")).fill_null(value=False)
    chosen = pl.concat(
        [
            suggested.filter(true)
            .tail(2 * ACCEPTED)
            .gather_every(2)
            .with_columns(verdict=pl.lit("accepted"), words=pl.lit(YES)),
            suggested.filter(~true).tail(REJECTED).with_columns(verdict=pl.lit("rejected"), words=pl.lit(NO)),
        ]
    ).sort("occurred_at")
    day = pl.col("occurred_at").dt.date() + pl.duration(days=12)
    ids = pl.Series("id", uuids(stream(seed, "verdicts"), chosen.height))
    return chosen.select(ids, "incident", "earlier", "verdict", "words", day=day)


def unasked(incidents: pl.DataFrame, verdicts: pl.DataFrame) -> set[str]:
    """Return the incidents whose suggested answer nobody has been asked about: those since the first verdict."""
    if verdicts.is_empty():
        return set()
    since = incidents.join(verdicts, left_on="id", right_on="incident")["occurred_at"].min()
    waiting = suggestions(incidents).filter(pl.col("occurred_at") >= since)
    return set(waiting["incident"]) - set(verdicts["incident"])


def suggestions(incidents: pl.DataFrame) -> pl.DataFrame:
    """Return what the rule of 14 days suggests: incident, occurred_at, answers (the truth), earlier.

    The latest confirmed incident before in which the sufferer of now acted and the actor of now suffered.
    """
    known = incidents.filter(state="confirmed").drop_nulls(["actor_group", "target_group"])
    now = known.select("occurred_at", "actor_group", "target_group", "answers", incident="id")
    before = known.select(
        "occurred_at", at="occurred_at", earlier="id", actor_group="target_group", target_group="actor_group"
    )
    joined = now.join_asof(
        before,
        on="occurred_at",
        by=["actor_group", "target_group"],
        tolerance=WINDOW,
        allow_exact_matches=False,
        check_sortedness=False,
    )
    return joined.drop_nulls("earlier").select("incident", "occurred_at", "answers", "earlier")
