"""What the tests of incidents stand on: one police room, a few players, and incidents made on the spot."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from gvi.steps.incidents.models import Incident, Kind
from gvi.steps.incidents.states import State
from gvi.trust.log.models import Event, Operation
from gvi.trust.workspaces.kinds import Kind as RoomKind
from gvi.trust.workspaces.models import Programme
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, make_player, make_workspace

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def ago(days: float) -> datetime:
    """A moment before NOW."""
    return NOW - timedelta(days=days)


def make_programme() -> Programme:
    """The one programme."""
    return Programme.objects.create(name="GVI Björkhamn", municipality="Björkhamn")


def make_police(role: Role = Role.COORDINATOR, name: str = "Rut Ek") -> Player:
    """Someone in the police room, which is made on the way."""
    return make_player(make_workspace(RoomKind.POLICE, name=f"Polisen {uuid4().hex[:4]}"), role, name=name)


def make_incident(**values: Any) -> Incident:
    """An incident two days ago unless told otherwise."""
    given = {
        "occurred_at": ago(2),
        "kind": Kind.SHOOTING,
        "source": "sheet",
        "source_id": uuid4().hex,
        "reported_at": ago(1),
        **values,
    }
    if given.get("state") == State.UNFOUNDED:
        given.setdefault("unfounded_reason", "fyrverkeri")
    return Incident.objects.create(**given)


@contextmanager
def one_event(operation: Operation, verb: str, record: object = None) -> Iterator[None]:
    """Fail unless exactly one event is written inside, without a word of content (the room must be open)."""
    before = set(Event.objects.values_list("pk", flat=True))
    yield
    written = list(Event.objects.exclude(pk__in=before))
    assert [(event.operation, event.verb, event.reason) for event in written] == [(operation, verb, "")]
    assert record is None or written[0].record_id == record
