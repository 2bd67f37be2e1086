"""Rows to ties as Ibis expressions: written once, run by DuckDB on one machine and by Spark on many (science.md).

Newman (2001, Physical Review E 64, 016132): an incident of s persons gives each pair of them 1/(s - 1), so that each
person's ties from it weigh one together, and the whole incident s/2.
"""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ibis.expr.types import Table

DAY_THEN_HOUR = r"^\d{4}-\d{2}-\d{2}([ T].*)?$"
DAY_LENGTH = 10
DECIMALS = 12  # sums in another order differ after these


def readable(rows: "Table") -> "Table":
    """The four columns with ``date`` as a day; what is not written 2026-11-23 becomes an empty cell."""
    import ibis

    when = rows["date"]
    if when.type().is_string():
        when = ibis.cases((when.re_search(DAY_THEN_HOUR), when.left(DAY_LENGTH))).try_cast("date")
    elif when.type().is_timestamp():
        when = when.date()
    return rows.select("incident_id", "person_id", "role", date=when)


def totals(rows: "Table", roles: Sequence[str]) -> "Table":
    """One row: how many rows, how many in the roles, how many without a day in any role, and the last day of all."""
    return rows.aggregate(
        rows=rows.count(),
        chosen=rows.count(where=rows.role.isin(list(roles))),
        undated=rows.count(where=rows.date.isnull()),
        last=rows.date.max(),
    )


def persons(rows: "Table", roles: Sequence[str]) -> "Table":
    """Each person of each incident once, roles chosen first: incident_id, person_id, date."""
    chosen = rows.filter(rows.role.isin(list(roles)))
    return chosen.group_by("incident_id", "person_id").aggregate(date=chosen.date.min())


def nameless(persons: "Table") -> "Table":
    """The persons and incidents whose id is empty."""
    found = persons.incident_id.isnull() | persons.person_id.isnull()
    for column in (persons.incident_id, persons.person_id):
        found = found | (column == "") if column.type().is_string() else found
    return persons.filter(found)


def incidents(persons: "Table") -> "Table":
    """Each incident with its size s (distinct persons) and its day (the earliest of its rows)."""
    return persons.group_by("incident_id").aggregate(size=persons.count(), day=persons.date.min())


def sizes(incidents: "Table", since: date | None) -> "Table":
    """How many incidents there are of each size, from ``since`` on."""
    inside = incidents.filter(incidents.day >= since) if since else incidents
    return inside.group_by("size").aggregate(incidents=inside.count())


def members(persons: "Table", incidents: "Table", since: date | None, cap: int | None) -> "Table":
    """Each person of each incident that makes ties: two or more and at most ``cap`` persons, from ``since`` on."""
    makes = incidents.filter(incidents.size > 1)
    makes = makes.filter(makes.day >= since) if since else makes
    makes = makes.filter(makes.size <= cap) if cap else makes
    joined = persons.drop("date").join(makes, "incident_id")
    return joined.select("incident_id", "person_id", "size", "day")


def pairs(members: "Table", kind: str, evidence: str) -> "Table":
    """The ties: source < target, weight, kind, evidence, first, last."""
    import ibis

    other = members.select("incident_id", other="person_id")
    met = members.join(other, [members.incident_id == other.incident_id, members.person_id < other.other])
    ties = met.group_by(source=met.person_id, target=met.other).aggregate(
        weight=(1 / (met.size - 1).cast("float64")).sum().round(DECIMALS),
        first=met.day.min(),
        last=met.day.max(),
    )
    return ties.select(
        "source",
        "target",
        "weight",
        "first",
        "last",
        kind=ibis.literal(kind),
        evidence=ibis.literal(evidence),
    ).select("source", "target", "weight", "kind", "evidence", "first", "last")
