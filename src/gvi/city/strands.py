"""The four strands that a city's incidents are spun from, each with its own truth.

Violence between groups (process.py); serious violence without groups; lesser incidents; and reports
that turn out to be something else. The last three are plain Poisson processes.
"""

import numpy as np
import polars as pl

from gvi.city import kinds, texts
from gvi.city.bonds import draw_bonds, lost_share, within_seasons
from gvi.city.clock import towards_evening
from gvi.city.groups import draw_base_rates, draw_rivals
from gvi.city.histories import draw_histories
from gvi.city.process import BRANCHING, UNPROVOKED, Feud, Floats, draw_feud
from gvi.city.scale import (
    FALSE_REPORTS,
    GROUP_INCIDENTS,
    MINOR_INCIDENTS,
    OTHER_INCIDENTS,
    Scale,
)
from gvi.city.seeds import Stream, pick, stream, uuids

KNOWN = 0.86  # of group incidents; the others are suspected to be
TARGET_UNKNOWN = 0.4  # of the suspected
FIRST_MOTIVES = {"dispute": 0.55, "market": 0.25, "unknown": 0.2}
ANSWER_MOTIVES = {"retaliation": 0.8, "unknown": 0.2}
OTHER_MOTIVES = {"dispute": 0.35, "domestic": 0.25, "other": 0.25, "unknown": 0.15}
OTHER_GMI = {"no": 0.7, "unknown": 0.3}
HOUR_ONLY = {"minute": 0.8, "hour": 0.2}
OFTEN_VAGUE = {"minute": 0.6, "hour": 0.25, "day": 0.15}

TYPES = {
    "days": pl.Float64,
    "dead": pl.Int64,
    "injured": pl.Int64,
    "home": pl.Int64,
    "unfounded_reason": pl.String,
    "actor_group": pl.String,
    "target_group": pl.String,
    "answers": pl.String,
}


def draw_strands(seed: int, scale: Scale, days: float) -> pl.DataFrame:
    """Return the incidents of all strands; `days` counts from the start, `home` is a group's number."""
    strands = [
        _between_groups(seed, scale, days),
        _without_groups(stream(seed, "other"), scale.rate(OTHER_INCIDENTS), days, serious=True),
        _without_groups(stream(seed, "minor"), scale.rate(MINOR_INCIDENTS), days, serious=False),
        _false_reports(stream(seed, "false"), scale.rate(FALSE_REPORTS), days),
    ]
    return pl.concat(strands, how="diagonal")


def _frame(rng: Stream, days: Floats, what: list[str], **columns: object) -> pl.DataFrame:
    injured, dead = kinds.draw_injured(rng, what), kinds.draw_dead(rng, what)
    data = {
        "id": uuids(rng, len(days)),
        "days": towards_evening(days),
        "kind": what,
        "dead": dead,
        "injured": injured,
        "state": ["confirmed"] * len(days),
        "summary": texts.write_summaries(rng, what, dead, injured),
    }
    return _typed(data | columns)


def _typed(data: dict[str, object]) -> pl.DataFrame:
    return pl.DataFrame(data, schema_overrides={name: kind for name, kind in TYPES.items() if name in data})


def _between_groups(seed: int, scale: Scale, days: float) -> pl.DataFrame:
    rng = stream(seed, "feud")
    feud = _feud(rng, seed, scale, days)
    count = len(feud.times)
    histories = draw_histories(seed, scale.groups, days)
    known = rng.random(count) < KNOWN
    unseen = ~known & (rng.random(count) < TARGET_UNKNOWN)
    frame = _frame(
        rng,
        feud.times,
        kinds.draw_kinds(rng, kinds.BETWEEN_GROUPS, count),
        home=feud.targets,
        gmi=np.where(known, "known", "suspected").tolist(),
        actor_group=histories.named(feud.actors, feud.targets, feud.times),
        target_group=pl.Series(histories.named(feud.targets, feud.actors, feud.times)).set(
            pl.Series(unseen), None
        ),
    )
    return frame.with_columns(**_truth(rng, feud, frame["id"]))


def _feud(rng: Stream, seed: int, scale: Scale, days: float) -> Feud:
    """Return the violence between groups, in the seasons in which they are at war, at the scale's rate."""
    rivals, bonds = draw_rivals(seed, scale.groups), draw_bonds(seed, scale.groups, days)
    base = draw_base_rates(seed, scale.groups, scale.rate(GROUP_INCIDENTS) * (1 - BRANCHING))
    base = base / (1 - lost_share(base, rivals, bonds, days))
    return within_seasons(draw_feud(rng, base, rivals, days), scale.groups, bonds)


def _truth(rng: Stream, feud: Feud, ids: pl.Series) -> dict[str, pl.Series]:
    """Return what only the maker of the city knows: who answered whom, and why.

    The time of an answer is kept to the minute: rounding it could place it before what it answers.
    """
    unprovoked = feud.answers == UNPROVOKED
    count = len(ids)
    first, answer = pick(rng, FIRST_MOTIVES, count), pick(rng, ANSWER_MOTIVES, count)
    vague = pick(rng, HOUR_ONLY, count)
    rows = pl.Series(feud.answers).replace(UNPROVOKED, None)
    return {
        "answers": ids.gather(rows),
        "motive": pl.Series(np.where(unprovoked, first, answer).tolist()),
        "precision": pl.Series(np.where(unprovoked, vague, "minute").tolist()),
    }


def _moments(rng: Stream, daily: float, days: float) -> Floats:
    return np.sort(rng.uniform(0, days, int(rng.poisson(daily * days))))


def _without_groups(rng: Stream, daily: float, days: float, *, serious: bool) -> pl.DataFrame:
    moments = _moments(rng, daily, days)
    count = len(moments)
    shares = kinds.WITHOUT_GROUPS if serious else kinds.LESS_SERIOUS
    return _frame(
        rng,
        moments,
        kinds.draw_kinds(rng, shares, count),
        gmi=pick(rng, OTHER_GMI, count),
        motive=pick(rng, OTHER_MOTIVES, count),
        precision=pick(rng, OFTEN_VAGUE, count),
    )


def _false_reports(rng: Stream, daily: float, days: float) -> pl.DataFrame:
    moments = _moments(rng, daily, days)
    count = len(moments)
    accounts, reasons = texts.write_false_alarms(rng, count)
    return _frame(
        rng,
        moments,
        kinds.draw_kinds(rng, kinds.FALSE, count),
        dead=[0] * count,
        injured=[0] * count,
        state=["unfounded"] * count,
        unfounded_reason=reasons,
        summary=accounts,
        gmi=["unknown"] * count,
        motive=["unknown"] * count,
        precision=pick(rng, OFTEN_VAGUE, count),
    )
