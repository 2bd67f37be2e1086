"""Whom T11 lets be called: the database's own answer, so that pages and guards never differ (``sql/nominees.sql``)."""

from collections.abc import Iterable
from uuid import UUID

from django.db import connection

FITTING = "select p from unnest(%s::uuid[]) p where gvi.may_be_called(%s, p)"


def who_may_be_called(persons: Iterable[UUID], room: UUID) -> frozenset[UUID]:
    """Those of ``persons`` whom T11 lets be called today: one query."""
    asked = list(set(persons))
    if not asked:
        return frozenset()
    with connection.cursor() as cursor:
        cursor.execute(FITTING, [asked, room])
        return frozenset(row[0] for row in cursor.fetchall())
