"""Time for erasure's tests: a person's dates are moved into the past by a superuser, as if the days had gone by.

The application can move no date (T15), and the database's clock is nobody's to set.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import psycopg

from tests.cluster import Cluster

SHIFT = """
    update people_person set entered_on = entered_on - %(d)s, based_on = based_on - %(d)s,
        reviewed_on = reviewed_on - %(d)s, review_due = review_due - %(d)s, hidden_on = hidden_on - %(d)s,
        ends_on = ends_on - %(d)s, erase_on = erase_on - %(d)s, closed_on = closed_on - %(d)s,
        exited_at = exited_at - make_interval(days => %(d)s)
    where id = any(%(ids)s)
"""
RUNS = """
    update people_retentionrun set day = day - %(d)s, horizon = horizon - %(d)s,
        started_at = started_at - make_interval(days => %(d)s), finished_at = finished_at - make_interval(days => %(d)s)
"""
EVENTS = "update log_event set at = at - make_interval(days => %(d)s)"


@contextmanager
def superuser_of(cluster: Cluster, database: str) -> Iterator[psycopg.Connection]:
    """A superuser of ``database`` whose changes no trigger sees."""
    address = f"{cluster.admin_url.rsplit('/', 1)[0]}/{database}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("set session_replication_role = replica")
        yield connection


def let_days_pass(connection: psycopg.Connection, days: int, *persons: UUID) -> None:
    """As if ``days`` had gone by since these persons were last written."""
    connection.execute(SHIFT, {"d": days, "ids": list(persons)})


def let_runs_age(connection: psycopg.Connection, days: int, *, log: bool = False) -> None:
    """As if every run so far had been ``days`` earlier; with ``log``, all that was logged as well."""
    connection.execute(RUNS, {"d": days})
    if log:
        connection.execute(EVENTS, {"d": days})


def count(connection: psycopg.Connection, table: str, where: str = "true") -> int:
    """Rows of ``table``."""
    row = connection.execute(f"select count(*) from {table} where {where}").fetchone()
    assert row is not None
    return int(row[0])
