"""A month that has ended, with events in it: written by a superuser, since nobody else can date an event."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import psycopg
from django.utils import timezone

from gvi.trust.log.review.month import Month
from gvi.trust.workspaces.models import Workspace
from tests.cast import Player
from tests.cluster import Cluster

ADD = """
    insert into log_event (id, at, workspace_id, member_id, operation, verb, kind, record_id, reason, count)
    values (%s, %s, %s, %s, %s, %s, %s, %s, '', 1)
"""


def last_month() -> Month:
    """The latest month that has ended."""
    return Month((timezone.localdate().replace(day=1) - timedelta(days=1)).replace(day=1))


@dataclass(frozen=True)
class Past:
    """Events of ``last_month()``, on a working day at noon unless told otherwise."""

    superuser: psycopg.Connection

    def noon(self, day: int = 0) -> datetime:
        """Twelve o'clock, Swedish time, on a Wednesday of the month; ``day`` moves it."""
        first = last_month().since
        wednesday = first + timedelta(days=(2 - first.weekday()) % 7 + 7 + day)
        return wednesday.replace(hour=12).astimezone(UTC)

    def add(
        self,
        player: Player,
        operation: str = "read",
        verb: str = "people.read",
        *,
        kind: str = "person",
        record: UUID | None = None,
        at: datetime | None = None,
        count: int = 1,
    ) -> UUID:
        """``count`` events by ``player``, a second apart; returns the id of the first."""
        ids = [uuid4() for _ in range(count)]
        member = player.member
        start = at or self.noon()
        rows = [
            (
                key,
                start + timedelta(seconds=number),
                member.workspace_id,
                member.pk,
                operation,
                verb,
                kind,
                record,
            )
            for number, key in enumerate(ids)
        ]
        with self.superuser.cursor() as cursor:
            cursor.executemany(ADD, rows)
        return ids[0]

    def many(self, room: Workspace, players: list[Player], count: int) -> None:
        """``count`` reads of persons in ``room``, spread over the month and over ``players``."""
        self.superuser.execute(
            """insert into log_event (id, at, workspace_id, member_id, operation, verb, kind, record_id, reason, count)
               select gen_random_uuid(), %s::timestamptz + n * (%s::timestamptz - %s::timestamptz) / %s, %s,
                   (%s::uuid[])[1 + n %% %s], 'read', 'people.read', 'person',
                   ('00000000-0000-4000-8000-' || lpad((n %% 500)::text, 12, '0'))::uuid, '', 1
               from generate_series(0, %s - 1) n""",
            (
                *(last_month().since, last_month().until, last_month().since, count, room.pk),
                *([player.member.pk for player in players], len(players), count),
            ),
        )


@contextmanager
def past_of(cluster: Cluster, database: str) -> Iterator[Past]:
    """The past of ``database``."""
    address = f"{cluster.admin_url.rsplit('/', 1)[0]}/{database}"
    with psycopg.connect(address, autocommit=True) as superuser:
        yield Past(superuser)
