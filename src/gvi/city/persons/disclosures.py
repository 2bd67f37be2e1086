"""Planned disclosures as frames: who lets whom know what about one person, under which rule, and what became of it.

`PLANS` says what; here persons and moments are chosen. The demo writes them through the flows.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import polars as pl

from gvi.city.persons.disclosure_plan import ITEMS, PLANS, TEXTS, Plan
from gvi.city.persons.office import at_work
from gvi.city.persons.register import UTC_TIME
from gvi.city.seeds import Stream, stream, uuids

RECEIVED = {"received", "expired", "withdrawn", "corrected"}
ITEM = ("data_class", "assertion", "text")
SCHEMA = pl.Schema(
    {
        "state": pl.String(),
        "rule": pl.String(),
        "sender": pl.String(),
        "receiver": pl.String(),
        "register": pl.String(),
        "person": pl.String(),
        "birth_date": pl.Date(),
        "items": pl.List(pl.Struct(dict.fromkeys(ITEM, pl.String()))),
        "necessity": pl.String(),
        "test": pl.String(),
        "reason": pl.String(),
        "requested": pl.Boolean(),
        "form": pl.String(),
        "drafted_at": UTC_TIME,
        "decided_at": UTC_TIME,
        "decided_by": pl.String(),
        "received_at": UTC_TIME,
        "received_by": pl.String(),
        "ended_at": UTC_TIME,
        "outcome": pl.String(),
    }
)
SEVENTEEN = timedelta(days=17.4 * 365.25)  # years old; a case has no day of birth of its own
WEEKEND = timedelta(days=3)  # what office hours may move a moment by
Row = dict[str, Any]


@dataclass(frozen=True)
class Pool:
    """Persons of one kind: the register they stand in, and for each id when known from and until."""

    register: str
    persons: list[tuple[str, datetime, datetime]]


def build_disclosures(
    seed: int,
    pools: dict[str, Pool],
    authorities: pl.DataFrame,
    members: pl.DataFrame,
    end: datetime,
    times: int,
) -> pl.DataFrame:
    """Return `PLANS` told so many times, with persons out of the pools that they name; columns as in `SCHEMA`."""
    rng = stream(seed, "persons.disclosures")
    names = authorities.group_by("kind", maintain_order=True).agg("name")
    rooms: dict[str, list[str]] = dict(names.iter_rows())
    used = dict.fromkeys(pools, 0)
    rows = []
    for plan in PLANS * times:
        sender, receiver = (
            rooms[kind][plan.youth and len(rooms[kind]) > 1] for kind in (plan.sender, plan.receiver)
        )
        row = _row(plan, pools[plan.who], used[plan.who], end, rng)
        used[plan.who] += 1
        row |= {"sender": sender, "receiver": receiver}
        row["decided_by"] = decider(members, sender, on_call=plan.urgent) if row["decided_at"] else None
        row["received_by"] = receiver_in(members, receiver) if row["received_at"] else None
        rows.append(row)
    frame = pl.DataFrame(rows, schema=SCHEMA).insert_column(0, pl.Series("id", uuids(rng, len(rows))))
    return frame.sort("drafted_at", "id")


def _row(plan: Plan, pool: Pool, nth: int, end: datetime, rng: Stream) -> Row:
    person, wanted, over = _chosen(plan, pool, nth, end)
    drafted = wanted if plan.urgent else at_work(wanted, rng)
    decided = None if plan.state == "draft" else _next_day(plan, drafted, rng)
    received = _next_day(plan, decided, rng) if decided and plan.state in RECEIVED else None
    necessity, test = TEXTS[plan.rule]
    return {
        "state": plan.state,
        "rule": plan.rule,
        "register": pool.register,
        "person": person,
        "birth_date": end.date() - SEVENTEEN if plan.who == "young_case" else None,
        "items": [dict(zip(ITEM, ITEMS[name], strict=True)) for name in plan.items],
        "necessity": necessity,
        "test": "" if plan.urgent or plan.state == "draft" else test,
        "reason": plan.reason,
        "requested": plan.requested,
        "form": plan.form,
        "drafted_at": drafted,
        "decided_at": decided,
        "received_at": received,
        "ended_at": _ended(plan, received, over),
        "outcome": plan.outcome,
    }


def _chosen(plan: Plan, pool: Pool, nth: int, end: datetime) -> tuple[str, datetime, datetime]:
    """Return the next person of the pool who was known in time, the moment of the draft, and when it was over."""
    wanted = end - timedelta(days=plan.days)
    if plan.who == "dropped":
        person, known, over = pool.persons[nth % len(pool.persons)]
        return person, max(known + (over - known) / 2, over - timedelta(days=plan.days)), over
    in_time = [one for one in pool.persons if one[1] < wanted - WEEKEND]
    known_then = in_time or [min(pool.persons, key=lambda one: one[1])]
    person, known, over = known_then[nth % len(known_then)]
    return person, max(wanted, known + WEEKEND), over


def _next_day(plan: Plan, before: datetime, rng: Stream) -> datetime:
    """Return when the next step was taken: at once in an emergency, else the next working day."""
    if plan.urgent:
        return before
    return max(at_work(before + timedelta(days=1), rng), before + timedelta(minutes=50))


def _ended(plan: Plan, received: datetime | None, over: datetime) -> datetime | None:
    """Return when a disclosure was withdrawn or corrected; it expires by its date, without anybody."""
    if received is None or plan.state not in {"withdrawn", "corrected"}:
        return None
    return max(over, received) + timedelta(hours=4) if plan.who == "dropped" else received + timedelta(days=6)


def decider(members: pl.DataFrame, room: str, *, on_call: bool) -> str:
    """Return who decides in a room, by mail address: the one on call, the decision maker, else the coordinator."""
    own = members.filter(pl.col("authority") == room)
    if on_call:
        return str(own.filter("on_call")["email"][0])
    return holder(own, "decision_maker", "coordinator")


def receiver_in(members: pl.DataFrame, room: str) -> str:
    """Return who receives in a room, by mail address."""
    return holder(members.filter(pl.col("authority") == room), "coordinator", "contact_person")


def holder(own: pl.DataFrame, *roles: str) -> str:
    """Return the mail address of the first who holds the first of these roles that a room has."""
    for role in roles:
        found = own.filter(pl.col("roles").list.contains(role))["email"]
        if len(found):
            return str(found[0])
    raise LookupError(f"no member is {' or '.join(roles)}")
