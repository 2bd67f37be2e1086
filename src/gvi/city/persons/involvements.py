"""Who was suspected or injured in which incident, in keeping with the groups that acted and suffered there.

Of each group's latest incidents some have suspects, mostly the same few; two allied groups act together so often that
the data see them as one. Four who belong to nobody turn up in an incident without groups. Somebody who is only
injured is nothing else (trust.md, T11), and who was cleared is suspected of nothing (T13).
"""

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np
import polars as pl

from gvi.city.mapping.sources import ACCURACY, shelf_of
from gvi.city.persons.memberships import OUTSIDE, PATTERN
from gvi.city.persons.register import Case
from gvi.city.persons.roles import roles_of
from gvi.city.seeds import Stream, pick, stream, uuids

WITHIN = timedelta(days=700)  # kept no longer than two years
MOST = 14  # incidents a group
SUSPECTS = np.array([0.2, 0.22, 0.3, 0.2, 0.08])  # chances of none, one, two …
HURT = 0.6  # of incidents with somebody hurt, in which the police know who
TOGETHER = 0.45  # of an ally's incidents in which somebody of the other group is suspected too
OUTSIDERS_IN = 3  # incidents without groups
Link = tuple[str, str, str, date, int]  # person, incident, side, day, conflict


def suspects(persons: pl.DataFrame) -> set[str]:
    """Return those who may be suspected of something: suspected or convicted, and never cleared."""
    return {
        person
        for row, person in enumerate(persons["id"])
        if {"suspected", "convicted"} & set(roles_of(Case(row)))
        and "not_suspected" not in roles_of(Case(row))
    }


def outsiders(persons: pl.DataFrame) -> list[str]:
    """Return those who hang together without a group."""
    return [person for row, person in enumerate(persons["id"]) if row % PATTERN in OUTSIDE]


class Circles:
    """Who stands in which group, in the order of the register, and which groups act as one."""

    def __init__(self, persons: pl.DataFrame, memberships: pl.DataFrame, fused: dict[str, str]) -> None:
        able, wrong = (
            suspects(persons),
            memberships.filter(pl.col("end_reason").is_in(["wrong", "not_confirmed"])),
        )
        left = set(wrong["person"])
        self.fused = fused
        self.members: dict[str, list[str]] = {}
        for person, group in memberships.select("person", "group").iter_rows():
            if person in able and person not in left:
                self.members.setdefault(group, []).append(person)
        injured = [person for row, person in enumerate(persons["id"]) if "injured" in roles_of(Case(row))]
        placed = dict(memberships.select("person", "group").iter_rows())
        self.injured: dict[str | None, list[str]] = {}
        for person in injured:
            self.injured.setdefault(placed.get(person), []).append(person)


def build_involvements(
    seed: int,
    incidents: pl.DataFrame,
    persons: pl.DataFrame,
    circles: Circles,
    conflicts: dict[str, int],
    sources: pl.DataFrame,
    today: date,
) -> pl.DataFrame:
    """Return the involvements: id, person, incident, side (suspected or injured), day, source, accuracy."""
    rng = stream(seed, "persons.involvements")
    recent = incidents.filter(state="confirmed").filter(pl.col("occurred_at").dt.date() > today - WITHIN)
    links = list(_acted(recent, circles, conflicts, rng))
    links += _suffered(recent, circles, conflicts, rng)
    links += _without_groups(recent, outsiders(persons))
    schema = {
        "person": pl.String,
        "incident": pl.String,
        "side": pl.String,
        "day": pl.Date,
        "conflict": pl.Int64,
    }
    frame = pl.DataFrame(links, schema=schema, orient="row").unique(
        ["person", "incident"], keep="first", maintain_order=True
    )
    return with_sources(frame, rng, sources).insert_column(0, pl.Series("id", uuids(rng, frame.height)))


def with_sources(frame: pl.DataFrame, rng: Stream, sources: pl.DataFrame) -> pl.DataFrame:
    """Return facts of a `conflict` and a `day` with source and accuracy in place of the conflict."""
    shelf, chances = shelf_of(sources), rng.random(frame.height).tolist()
    told = zip(frame["conflict"], frame["day"], chances, strict=True)
    source = [shelf.drawn(conflict, day, chance) for conflict, day, chance in told]
    accuracy = pick(rng, ACCURACY, frame.height)
    return frame.drop("conflict").with_columns(
        source=pl.Series(source, dtype=pl.String), accuracy=pl.Series(accuracy, dtype=pl.String)
    )


def _latest(incidents: pl.DataFrame, side: str) -> Iterator[tuple[str, str, date]]:
    latest = incidents.drop_nulls(side).group_by(side, maintain_order=True).tail(MOST)
    day = pl.col("occurred_at").dt.date()
    yield from latest.select(side, "id", day).iter_rows()


def _acted(
    incidents: pl.DataFrame, circles: Circles, conflicts: dict[str, int], rng: Stream
) -> Iterator[Link]:
    for group, incident, day in _latest(incidents, "actor_group"):
        own = circles.members.get(group, [])
        count = min(len(own), int(rng.choice(len(SUSPECTS), p=SUSPECTS)))
        seen = _some(own, count, rng)
        allies = circles.members.get(circles.fused.get(group, ""), [])
        if allies and rng.random() < TOGETHER:
            seen = [*seen, *_some(own, 1, rng), *_some(allies, 2, rng)]
        for person in seen:
            yield person, incident, "suspected", day + timedelta(days=3), conflicts[group]


def _some(members: list[str], count: int, rng: Stream) -> list[str]:
    """Draw some, those who stand early in the register more often than the others."""
    if not members or not count:
        return []
    weights = 1 / (1 + np.arange(len(members))) ** 0.5
    chosen = rng.choice(len(members), size=min(count, len(members)), replace=False, p=weights / weights.sum())
    return [members[at] for at in sorted(chosen)]


def _suffered(
    incidents: pl.DataFrame, circles: Circles, conflicts: dict[str, int], rng: Stream
) -> list[Link]:
    links: list[Link] = []
    hurt = incidents.filter((pl.col("injured") > 0) & (pl.col("dead") == 0))
    for group, incident, day in _latest(hurt, "target_group"):
        known = circles.injured.get(group) or circles.injured.get(None, [])
        if known and rng.random() < HURT:
            person = known[int(rng.integers(0, len(known)))]
            links.append((person, incident, "injured", day + timedelta(days=1), conflicts[group]))
    return links


def _without_groups(incidents: pl.DataFrame, people: list[str]) -> list[Link]:
    """Return a few incidents without groups in which the outsiders are suspected together."""
    alone = incidents.filter(
        pl.col("actor_group").is_null(), pl.col("kind").is_in(["aggravated_assault", "robbery_with_weapon"])
    )
    pairs = [people[at : at + 3] for at in range(0, len(people), 4)]
    days = alone.tail(OUTSIDERS_IN * len(pairs)).select("id", pl.col("occurred_at").dt.date()).rows()
    return [
        (person, incident, "suspected", day + timedelta(days=5), 0)
        for number, (incident, day) in enumerate(days)
        for person in pairs[number % len(pairs)]
    ]
