"""T19: a flow writes exactly one event, in its own room, of the operation it is."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from gvi.trust.log.models import Operation
from gvi.trust.workspaces.actor import Actor
from tests.cast import Player, in_room

OWN = "select id, operation, verb from log_event where member_id = %s"


@contextmanager
def one_event(player: Player, operation: Operation, verb: str) -> Iterator[Actor]:
    """Act as ``player``; afterwards exactly one new event says ``operation`` and ``verb``."""
    with in_room(player) as actor:
        before = {row[0] for row in _events(player)}
        yield actor
        new = [row[1:] for row in _events(player) if row[0] not in before]
        assert new == [(operation, verb)]


def _events(player: Player) -> list[tuple[object, str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(OWN, [player.member.pk])
        return list(cursor.fetchall())
