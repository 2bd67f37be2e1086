"""Incidents move between states only as states.py allows."""

from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation

from gvi.database.states import guard_states
from gvi.steps.incidents.states import FIRST, MOVES


class Migration(migrations.Migration):
    """Guards of the tables made in 0001."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("incidents", "0001_initial")]
    operations: ClassVar[list[Operation]] = [
        guard_states("incidents_incident", first=FIRST, moves=MOVES),
    ]
