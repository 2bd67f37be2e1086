"""The canonical text of an event: the database and Python write the same, and no two events share one."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from gvi.trust.log.canonical import LINK, SealedHead, event_text, microseconds

pytestmark = pytest.mark.django_db

words = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=60)
FIRST, LAST = datetime.fromisoformat("1900-01-01"), datetime.fromisoformat("2200-01-01")
moments = st.datetimes(FIRST, LAST, timezones=st.just(UTC))
ids = st.none() | st.uuids()
events = st.tuples(
    *(st.uuids(), moments, ids, ids, words, words, words, ids, words),
    st.integers(0, 2**31 - 1),
)
NAMES = ("id", "at", "workspace_id", "member_id", "operation", "verb", "kind", "record_id", "reason", "count")
TYPES = ("uuid", "timestamptz", "uuid", "uuid", "text", "text", "text", "uuid", "text", "int")
QUERY = "select {} from (select {}) e".format(
    LINK, ", ".join(f"%s::{kind} as {name}" for name, kind in zip(NAMES, TYPES, strict=True))
)


def by_database(event: tuple[Any, ...]) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute(QUERY, event)
        return bytes(cursor.fetchone()[0])


@given(events)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_database_and_python_write_the_same(event: tuple[Any, ...]) -> None:
    assert by_database(event) == event_text(*event)


@given(events)
@settings(max_examples=200)
def test_every_value_can_be_read_back_from_the_text(event: tuple[Any, ...]) -> None:
    said = [
        str(value) if name.endswith("id") and value else value
        for name, value in zip(NAMES, event, strict=True)
    ]
    said[1] = microseconds(event[1])
    assert json.loads(event_text(*event)) == said


@given(st.tuples(words, words), st.tuples(words, words))
@example(('a", "b', "c"), ("a", 'b", "c'))
@example(("a", ""), ("", "a"))
def test_two_events_never_share_a_text(first: tuple[str, str], second: tuple[str, str]) -> None:
    at = datetime(2026, 11, 23, tzinfo=UTC)
    rest: tuple[Any, ...] = ("kind", None, "reason", 1)
    texts = [event_text(None, at, None, None, *pair, *rest) for pair in (first, second)]  # type: ignore[arg-type]
    assert (texts[0] == texts[1]) == (first == second)


def test_a_head_signs_block_position_hash_and_time() -> None:
    head = SealedHead(3, 70, bytes(32), datetime(2026, 11, 23, 6, 30, tzinfo=UTC))
    assert head.text == b"gvi log head|3|70|" + b"00" * 32 + b"|1795415400000000"
