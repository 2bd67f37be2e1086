"""T19 for any flow's test: exactly one event of the operation, in the actor's name, and never the content."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import connection

from gvi.trust.log.models import Event, Operation
from gvi.trust.workspaces.rooms import set_ticket
from tests.cast import Player

TICKET = "select current_setting('gvi.ticket', true), current_setting('pghistory.context_metadata', true)"
PUT_BACK = "select set_config('gvi.ticket', %s, true), set_config('pghistory.context_metadata', %s, true)"


def events_of(player: Player) -> dict[UUID, Event]:
    """Every event that the player's room may read, whatever room the test stands in right now."""
    with connection.cursor() as cursor:
        cursor.execute(TICKET)
        before = [text or "" for text in cursor.fetchone()]
        set_ticket(player.actor)
        found = {event.pk: event for event in Event.objects.all()}
        cursor.execute(PUT_BACK, before)
    return found


@contextmanager
def one_event(player: Player, operation: Operation, verb: str, *, secret: str = "") -> Iterator[None]:
    """Let what is done inside leave exactly one event: this operation and verb, by ``player``.

    ``secret`` is a text of the content (a title, a name) that must stand nowhere in the event.
    """
    before = events_of(player)
    yield
    new = [event for key, event in events_of(player).items() if key not in before]
    assert [(e.operation, e.verb) for e in new] == [(operation, verb)]
    (event,) = new
    assert (event.workspace_id, event.member_id) == (player.member.workspace_id, player.member.pk)
    if secret:
        assert secret not in f"{event.reason} {event.kind} {event.verb}"
