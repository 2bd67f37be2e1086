"""Whom the invented police may call or talk with: members of groups that go on, whom anybody in the room may see.

The rules are the product's own (T11, T14, T27); here they only keep the city from asking what would be refused.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import polars as pl

from gvi.city.city import City
from gvi.city.persons import People

ADULT = timedelta(days=18 * 365.25 + 1)
FIRST_REVIEW, NEXT_REVIEW = 90, 180  # days; half of them under eighteen
LIVING = ("active", "dormant")
SEEN_BY_ALL = ("not_common", "common_p1")


@dataclass(frozen=True)
class Eligible:
    """Somebody of a group, known since ``since``; ``probation`` is the same human in probation's register, if there.

    ``adult_from`` is the eighteenth birthday, or a day that never comes for whoever nobody knows the age of.
    Who is not ``named`` stands by a local reference alone, which travels to no other room.
    """

    person: str
    group: str
    since: date
    adult_from: date
    named: bool
    probation: str | None


def eligible(city: City, people: People, absent: Collection[str]) -> list[Eligible]:
    """Everybody but those ``absent``, in the order in which they became known."""
    same = dict(people.same_humans.select("police", "probation").iter_rows())
    known = people.persons.filter(
        pl.col("regime").is_in(SEEN_BY_ALL),
        ~pl.col("protected"),
        ~pl.col("id").is_in(list(absent)),
        pl.col("id").is_in(_part_of_it(people)),
        ~pl.col("id").is_in(_overdue(people, city.today)),
        pl.col("group").is_in(city.groups.filter(pl.col("state").is_in(LIVING))["code_name"].to_list()),
    ).sort("entered_at", "id")
    return [
        Eligible(
            row["id"],
            row["group"],
            row["entered_at"].date(),
            _adult_from(row),
            bool(row["surname"]),
            same.get(row["id"]),
        )
        for row in known.iter_rows(named=True)
    ]


def _overdue(people: People, today: date) -> list[str]:
    """Those whom nobody has looked at in time: nothing is added about them."""
    latest = people.reviews.group_by("person").agg(pl.col("at").max().dt.date().alias("reviewed"))
    rows = people.persons.join(latest, left_on="id", right_on="person", how="left")
    return [row["id"] for row in rows.iter_rows(named=True) if _due(row) < today]


def _due(row: dict[str, Any]) -> date:
    """When somebody is to be looked at again; sooner if they may have been under eighteen at the last time."""
    base: date = row["reviewed"] or row["entered_at"].date()
    days = NEXT_REVIEW if row["reviewed"] else FIRST_REVIEW
    return base + timedelta(days=days // (2 if _adult_from(row) > base else 1))


def _adult_from(row: dict[str, Any]) -> date:
    born: date | None = row["birth_date"]
    if born is None:
        return date.min if row["under_eighteen"] == "no" else date.max
    return born + ADULT


def _part_of_it(people: People) -> list[str]:
    """The suspected, and the confirmed members of groups; nobody who is no longer suspected."""
    suspected = people.roles.filter(pl.col("until").is_null(), role="suspected")["person"]
    members = people.memberships.filter(
        pl.col("confirmed_on").is_not_null(), pl.col("ended_on").is_null(), ~pl.col("lapsed")
    )["person"]
    cleared = set(people.roles.filter(role="not_suspected")["person"])
    return sorted({*suspected, *members} - cleared)


def injured(people: People) -> list[tuple[str, date]]:
    """Those who may be met for their safety, and since when: injured, adult and known; the latest first."""
    hurt = people.roles.filter(role="injured")["person"].to_list()
    found = people.persons.filter(
        pl.col("id").is_in(hurt), pl.col("regime").is_in(SEEN_BY_ALL), ~pl.col("protected")
    )
    since = [
        (row["id"], max(row["entered_at"].date(), _adult_from(row))) for row in found.iter_rows(named=True)
    ]
    return sorted(since, key=lambda one: (one[1], one[0]), reverse=True)
