"""Who belongs to which group as the police have judged it: proposed, confirmed, renewed, lapsed or ended.

Every membership is somebody's assessment, with basis, source, grade and the days of its life. Some have ended, each for
a reason, and none of the reasons names support; some have lapsed because nobody looked. Four in sixty hang together
and belong to no group that anybody knows of.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import polars as pl

from gvi.city.groups import CONFLICT_SIZE
from gvi.city.mapping.sources import ACCURACY, shelf_of
from gvi.city.persons.office import SATURDAY
from gvi.city.seeds import Stream, pick, stream, uuids

PATTERN = 60  # the register repeats itself every so many rows
OUTSIDE = (10, 25, 40, 55)  # of the pattern: in nobody's group, but often together
NEVER = (21, 48)  # of the pattern: cleared of suspicion before anybody had judged
CYCLE = 40  # of so many memberships these ended, wait for confirmation, or lapse if they are old enough
ENDS = {3: "left", 16: "moved", 24: "wrong", 33: "deceased", 38: "not_confirmed"}
WAITING = (9, 30)
LEAVES = 3  # among `ENDS`: the fate of the first whose group somebody was told of
LAPSES = (7, 22)
FIRST_REVIEW, NEXT_REVIEW, UNCONFIRMED = 90, 180, 30  # days, half of the first two for minors
LATELY = (2, 27)  # days ago: what ended or lapsed long ago is set apart and then erased
FORMER_MEMBERS = 3  # of a small group that was dissolved, who are known still
DRIVERS, FOLLOWERS = 2, 5  # in a group: the first are drivers, then come followers, then the periphery
ROLES = ("driver", "follower", "periphery")
CERTAINTY = {"high": 0.3, "medium": 0.45, "low": 0.25}
BASES = (
    "Misstänkt tillsammans med andra i gruppen i två ärenden.",
    "Har setts med gruppen vid minst fyra tillfällen på ett halvår.",
    "Uppges av två av varandra oberoende källor höra till gruppen.",
    "Har själv sagt sig höra till gruppen, vid två tillfällen.",
    "Dömd för brott begånget tillsammans med andra i gruppen.",
    "Förekommer i gruppens kommunikation enligt förundersökning.",
)
RENEWED = (
    "Har setts med gruppen även efter förra granskningen.",
    "Nya uppgifter från en annan källa stöder bedömningen.",
    "Roll och säkerhet prövade på nytt. Bedömningen står fast.",
)
Told = dict[str, tuple[str, date]]
Row = dict[str, Any]


@dataclass(frozen=True)
class Ground:
    """What memberships are judged upon: the groups, who are what ended when, and what day it is."""

    groups: list[str]
    offshoots: dict[int, tuple[str, date]]  # small groups that are no more, by conflict: name and last day
    cleared: dict[str, date]  # persons, and the day on which they ceased to be suspected
    today: date


def build_memberships(
    seed: int, persons: pl.DataFrame, disclosures: pl.DataFrame, ground: Ground, sources: pl.DataFrame
) -> pl.DataFrame:
    """Return the memberships as they came about.

    Columns: id, person, group, role, certainty, basis, since, proposed_on, confirmed_on (null: not yet), reviews
    (a list of days), ended_on, end_reason (empty: holds or lapsed), lapsed (nobody looked in time), told (the
    disclosure whose receiver is to be told that it ended, or null), source, accuracy.
    """
    rng = stream(seed, "persons.memberships")
    members = list(_members(persons))
    told = _received(disclosures)
    leaver = next((person["id"] for _, person in members if person["id"] in told), None)
    rows: list[Row] = []
    counted: dict[str, int] = {}
    for place, (row, person) in enumerate(members):
        counted[person["group"]] = counted.get(person["group"], 0) + 1
        first = _first(row, person, counted[person["group"]], ground, rng)
        turn = place % CYCLE if person["id"] not in told else LEAVES if person["id"] == leaver else CYCLE
        if person["id"] in ground.cleared:
            rows.append(_cleared(first, ground.cleared[person["id"]]))
        else:
            rows += _fate(turn, first, person, ground, told, rng)
    rows += list(_earlier(rows, persons, ground, rng))
    frame = pl.DataFrame(
        rows, schema_overrides={"ended_on": pl.Date, "told": pl.String}, infer_schema_length=None
    )
    frame = _sourced(frame, ground, rng, sources)
    return frame.insert_column(0, pl.Series("id", uuids(rng, frame.height))).sort("proposed_on", "person")


def belongs(row: int) -> bool:
    """Say whether a row of the register may be somebody's member: the outsiders and the cleared are nobody's."""
    return row % PATTERN not in {*OUTSIDE, *NEVER}


def _members(persons: pl.DataFrame) -> Iterator[tuple[int, Row]]:
    for row, person in enumerate(persons.iter_rows(named=True)):
        if person["group"] and belongs(row):
            yield row, person


def _received(disclosures: pl.DataFrame) -> Told:
    """Return those whose group somebody has been told of and still knows: person, disclosure and day."""
    held = disclosures.filter(
        pl.col("items").list.eval(pl.element().struct.field("data_class") == "group").list.any(),
        state="received",
    )
    return {
        person: (disclosure, at.date())
        for person, disclosure, at in held.select("person", "id", "received_at").iter_rows()
    }


def _first(row: int, person: Row, number: int, ground: Ground, rng: Stream) -> Row:
    entered: date = person["entered_at"].date()
    proposed = min(
        _workday(entered + timedelta(days=int(rng.integers(1, 6)))), ground.today - timedelta(days=1)
    )
    role = ROLES[0 if number <= DRIVERS else 1 if number <= FOLLOWERS + DRIVERS else 2]
    confirmed = _workday(proposed + timedelta(days=int(rng.integers(1, 7))))
    return {
        "person": person["id"],
        "group": person["group"],
        "role": role,
        "certainty": pick(rng, CERTAINTY, 1)[0],
        "basis": BASES[int(rng.integers(0, len(BASES)))],
        "since": entered - timedelta(days=int(rng.integers(10, 200))),
        "proposed_on": proposed,
        "confirmed_on": confirmed if confirmed < ground.today else None,
        "reviews": [day for at in person["reviews"] if (day := at.date()) > confirmed],
        "ended_on": None,
        "end_reason": "",
        "lapsed": False,
        "told": None,
    }


def _fate(turn: int, first: Row, person: Row, ground: Ground, told: Told, rng: Stream) -> list[Row]:
    """Return the membership with what became of it, and the next one of somebody who moved."""
    if turn in WAITING:
        proposed = _workday(ground.today - timedelta(days=int(rng.integers(5, 10))))
        return [
            {**first, "proposed_on": max(proposed, first["proposed_on"]), "confirmed_on": None, "reviews": []}
        ]
    if turn in LAPSES:
        return [_forgotten(first, person, ground, rng)]
    reason = ENDS.get(turn, "")
    if not reason or not first["confirmed_on"]:
        return [_timely(first, person, ground)]
    after = told.get(first["person"], (None, first["confirmed_on"]))[1] + timedelta(days=4)
    ended = max(_lately(ground, rng), after, first["confirmed_on"] + timedelta(days=1))
    over = {**first, "ended_on": min(ended, ground.today - timedelta(days=1)), "end_reason": reason}
    over["reviews"] = [day for day in over["reviews"] if day < over["ended_on"]]
    over["told"] = told.get(first["person"], (None,))[0]
    if reason == "not_confirmed":
        proposed = _workday(over["ended_on"] - timedelta(days=9))
        earlier = min(proposed, over["ended_on"])
        return [
            {**over, "confirmed_on": None, "reviews": [], "proposed_on": max(earlier, first["proposed_on"])}
        ]
    return [over, *_moved(over, ground)] if reason == "moved" else [over]


def _cleared(first: Row, day: date) -> Row:
    """Return the membership of somebody who is no longer suspected: it was wrong, if it came about at all."""
    if not first["confirmed_on"] or first["confirmed_on"] >= day:
        proposed = min(first["proposed_on"], day)
        return {
            **first,
            "proposed_on": proposed,
            "confirmed_on": None,
            "reviews": [],
            "ended_on": day,
            "end_reason": "wrong",
        }
    kept = [review for review in first["reviews"] if review < day]
    return {**first, "reviews": kept, "ended_on": day, "end_reason": "wrong"}


def _lately(ground: Ground, rng: Stream) -> date:
    return _workday(ground.today - timedelta(days=int(rng.integers(*LATELY))) - timedelta(days=2))


def _forgotten(first: Row, person: Row, ground: Ground, rng: Stream) -> Row:
    """Return a membership confirmed so long ago that it has just lapsed, if the person was known by then."""
    due = ground.today - timedelta(days=int(rng.integers(*LATELY)))
    confirmed = due - timedelta(days=FIRST_REVIEW // (1 + person["minor"]))
    if confirmed.weekday() >= SATURDAY or person["entered_at"].date() > confirmed - timedelta(days=4):
        return _timely(first, person, ground)
    proposed = max(first["proposed_on"], _workday(confirmed - timedelta(days=4)))
    return {
        **first,
        "proposed_on": min(proposed, confirmed),
        "confirmed_on": confirmed,
        "reviews": [],
        "lapsed": True,
    }


def _timely(first: Row, person: Row, ground: Ground) -> Row:
    """Return the membership, and say whether it has lapsed because the person was not looked at either."""
    if not first["confirmed_on"]:
        return first
    days = NEXT_REVIEW if first["reviews"] else FIRST_REVIEW
    latest = first["reviews"][-1] if first["reviews"] else first["confirmed_on"]
    return {**first, "lapsed": latest + timedelta(days=days // (1 + person["minor"])) < ground.today}


def _moved(over: Row, ground: Ground) -> list[Row]:
    """Return the membership of the group that somebody moved to: two places on in the same conflict."""
    number = ground.groups.index(over["group"])
    start = number - number % CONFLICT_SIZE
    group = ground.groups[start + (number - start + 2) % (CONFLICT_SIZE - 1)]
    confirmed = _workday(over["ended_on"] + timedelta(days=4))
    return [
        {
            **over,
            "group": group,
            "role": "periphery",
            "certainty": "low",
            "since": over["ended_on"],
            "proposed_on": over["ended_on"],
            "confirmed_on": confirmed if confirmed < ground.today else None,
            "reviews": [],
            "ended_on": None,
            "end_reason": "",
            "told": None,
        }
    ]


def _earlier(rows: list[Row], persons: pl.DataFrame, ground: Ground, rng: Stream) -> Iterator[Row]:
    """Yield memberships of groups that have been dissolved since, for those who were known by then."""
    entered = dict(persons.select("id", "entered_at").iter_rows())
    found: dict[str, int] = {}
    for row in rows:
        conflict = ground.groups.index(row["group"]) // CONFLICT_SIZE
        name, last = ground.offshoots.get(conflict, ("", ground.today))
        known = entered[row["person"]].date()
        open_ = not row["end_reason"] and found.get(name, 0) < FORMER_MEMBERS
        if name and open_ and known < last - timedelta(days=20):
            found[name] = found.get(name, 0) + 1
            yield {
                **row,
                "group": name,
                "role": "follower",
                "certainty": "medium",
                "since": known - timedelta(days=int(rng.integers(10, 90))),
                "proposed_on": (early := _workday(known + timedelta(days=1))),
                "confirmed_on": min(_workday(early + timedelta(days=4)), last),
                "reviews": [day for day in row["reviews"] if day < last],
                "ended_on": last,
                "end_reason": "group_ended",
                "lapsed": False,
            }


def _workday(day: date) -> date:
    """Return the day, or the Monday after when it falls on a weekend."""
    return day + timedelta(days=7 - day.weekday() if day.weekday() >= SATURDAY else 0)


def _sourced(frame: pl.DataFrame, ground: Ground, rng: Stream, sources: pl.DataFrame) -> pl.DataFrame:
    shelf = shelf_of(sources)
    numbers = {name: number // CONFLICT_SIZE for number, name in enumerate(ground.groups)}
    numbers |= {name: conflict for conflict, (name, _) in ground.offshoots.items()}
    chances = rng.random(frame.height).tolist()
    told = zip(frame["group"], frame["proposed_on"], chances, strict=True)
    source = [shelf.drawn(numbers[group], day, chance) for group, day, chance in told]
    return frame.with_columns(source=pl.Series(source), accuracy=pl.Series(pick(rng, ACCURACY, frame.height)))
