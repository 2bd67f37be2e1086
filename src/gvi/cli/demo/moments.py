"""One act of an invented member, in a transaction of its own, and when it is said to have happened.

The product's flows sign with the database's clock, which nobody sets: written now, the city would have no past. Each
act therefore notes its transaction's time beside the time of the story, and ``past.py`` brings the rows there.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection

from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rooms import as_workspace


@dataclass
class Story:
    """The pairs of real and told time, in the order in which things were written."""

    told: dict[datetime, datetime] = field(default_factory=dict)

    @contextmanager
    def act(self, actor: Actor, told: datetime) -> Iterator[datetime]:
        """Act as ``actor``; yields the time to give to the flows, and takes it for ``told``."""
        with as_workspace(actor):
            with connection.cursor() as cursor:
                cursor.execute("select now()")
                (now,) = cursor.fetchone()
            yield now
        self.told[now] = told
