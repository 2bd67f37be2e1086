"""What waits is told late first, then by time; each source asks for itself."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from gvi.trust.workspaces import waiting
from gvi.trust.workspaces.actor import CONSOLE, Actor
from gvi.trust.workspaces.waiting import Wait, register, waits

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "_SOURCES", {})


def test_late_comes_first_then_time_and_what_has_no_time_last() -> None:
    def source(_actor: Actor, now: datetime) -> Iterator[Wait]:
        yield Wait("no time", "x", "/")
        yield Wait("later", "x", "/", due=now + timedelta(days=2))
        yield Wait("soon", "x", "/", due=now + timedelta(days=1))
        yield Wait("late", "x", "/", late=True)

    register("a", source)
    assert [wait.what for wait in waits(CONSOLE, NOW)] == ["late", "soon", "later", "no time"]


def test_several_sources_are_asked() -> None:
    register("b", lambda _a, _n: [Wait("b", "x", "/")])
    register("a", lambda _a, _n: [Wait("a", "x", "/")])
    assert [wait.what for wait in waits(CONSOLE, NOW)] == ["a", "b"]
