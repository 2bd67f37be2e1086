"""What each audit said of each group: read out of the profiles, relations and successions of the quarter before it."""

from datetime import date, timedelta
from itertools import pairwise

import polars as pl

from gvi.city.histories import Histories
from gvi.city.mapping.audits import EVERY
from gvi.city.mapping.profiles import lives
from gvi.city.period import Period

MOST = 40  # groups at one audit; in a larger city they take turns
COHESION = {"tight": "fast", "medium": "delvis fast", "loose": "lös"}
STANDS = {"conflict": "konflikt", "alliance": "allians", "uncertain": "osäker"}
BECAME = {
    "merged": "Är sedan {day} en och samma grupp som {other}.",
    "split": "Delades {day}. {other} bedöms sedan dess för sig.",
    "dissolved": "Upplöst {day}.",
    "renamed": "Bytte kodnamn {day}.",
}
HAPPENED = {"group": pl.String, "day": pl.Date, "words": pl.String, "ending": pl.Boolean}
COVERED = {"audit": pl.String, "group": pl.String, "came_to": pl.String, "changed": pl.String}


def build_covered(
    audits: pl.DataFrame, happened: pl.DataFrame, histories: Histories, period: Period
) -> pl.DataFrame:
    """Return what every audit held said of its groups: audit, group, came_to, changed (words; empty: nothing did).

    `came_to` is same, changed, or ending for a group that is no longer what it was. `happened` is what is said of
    a group from a day on: group, day, words, ending.
    """
    alive = list(lives(histories, int(period.days) + 1))
    held = audits.drop_nulls("approved_on")
    rows = []
    for (before, day), audit in zip(
        pairwise([period.first_day - timedelta(days=1), *held["day"]]), held["id"], strict=True
    ):
        first, last = ((one - period.first_day).days for one in (before, day))
        groups = [name for name, _, begins, ends in alive if begins - 1 <= last and first < ends]
        said = _said(happened.filter(pl.col("day").is_between(before, day, closed="right")))
        rows += [(audit, group, *said.get(group, ("same", ""))) for group in _turn(groups, last)]
    return pl.DataFrame(rows, schema=COVERED, orient="row")


def _said(happened: pl.DataFrame) -> dict[str, tuple[str, str]]:
    grouped = happened.group_by("group", maintain_order=True).agg(
        pl.col("words").unique(maintain_order=True).str.join(" "), pl.col("ending").any()
    )
    return {group: ("ending" if ending else "changed", words) for group, words, ending in grouped.iter_rows()}


def _turn(groups: list[str], at: int) -> list[str]:
    """Return the groups whose turn it is, all of them in a city of normal size."""
    turns = -(-len(groups) // MOST)
    return groups[(at // (7 * EVERY)) % turns :: turns]


def build_happened(
    profiles: pl.DataFrame, relations: pl.DataFrame, signs: pl.DataFrame, successions: pl.DataFrame
) -> pl.DataFrame:
    """Return what is said of groups from which day on: group, day, words, and whether it ends the group."""
    changes = pl.concat([_sizes(profiles), *_relations(relations), *_faded(relations, signs)])
    changes = changes.with_columns(ending=False)
    return pl.concat([changes, _became(successions)]).sort("day", "group", "words")


def _sizes(profiles: pl.DataFrame) -> pl.DataFrame:
    cohesion = pl.col("cohesion").replace(COHESION)
    words = pl.format(
        "Storleken bedöms till {}–{}, sammanhållningen är {}.", "size_low", "size_high", cohesion
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


def _faded(relations: pl.DataFrame, signs: pl.DataFrame) -> list[pl.DataFrame]:
    """Half a year after a sign that no other one followed, while the relation was said to hold."""
    seen = signs.sort("seen_on").with_columns(again=pl.col("seen_on").shift(-1).over("relation"))
    silent = seen.with_columns(day=pl.col("seen_on").dt.offset_by("6mo")).join(
        relations, left_on="relation", right_on="id"
    )
    ends = pl.min_horizontal(pl.col("again").fill_null(date.max), pl.col("until").fill_null(date.max))
    silent = silent.filter(pl.col("day") < ends, pl.col("kind") != "uncertain")
    words = "Inget tecken på sex månader på relationen till {} ({}), som läses som osäker."
    kind = pl.col("kind").replace(STANDS)
    return [
        silent.select(group=group, day="day", words=pl.format(words, other, kind))
        for group, other in (("first", "second"), ("second", "first"))
    ]


def _became(successions: pl.DataFrame) -> pl.DataFrame:
    told = successions.select("kind", "former", "successor", "day").iter_rows()
    rows = [
        (
            successor if kind == "renamed" else former,
            day,
            BECAME[kind].format(day=day, other=successor),
            kind != "renamed",
        )
        for kind, former, successor, day in told
    ]
    return pl.DataFrame(rows, schema=HAPPENED, orient="row")
