"""The context log: added, changed, removed, each by those who may and each as one event."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from gvi.steps.incidents.flows.add_context import add_context
from gvi.steps.incidents.flows.change_context import change_context
from gvi.steps.incidents.flows.context_entry import Entry
from gvi.steps.incidents.flows.remove_context import remove_context
from gvi.steps.incidents.models import ContextEvent, ContextKind
from gvi.steps.incidents.refusals import DayOutOfReach, EndsBeforeItBegins, TitleMissing
from gvi.trust.log.models import Operation
from gvi.trust.refusals import NotAllowed
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.free_text import IdentityNumberRefused
from gvi.trust.workspaces.roles import Role
from tests.cast import in_room
from tests.steps.incidents.scene import make_police, one_event

AT = datetime(2026, 11, 23, 8, tzinfo=UTC)
ENTRY = Entry(ContextKind.OPERATION, "Särskild händelse", date(2026, 3, 1), date(2026, 4, 1))


@pytest.fixture
def by(db: None) -> Iterator[Actor]:
    with in_room(make_police(Role.ANALYST)) as actor:
        yield actor


def test_a_line_is_added_changed_and_removed_with_one_event_each(by: Actor) -> None:
    with one_event(Operation.COLLECT, "context.add"):
        event = add_context(ENTRY, by=by, at=AT)
    assert (event.title, event.by) == ("Särskild händelse", by.member_id)
    with one_event(Operation.CHANGE, "context.change"):
        change_context(event, replace(ENTRY, title="Insatsvecka", ends=None), by=by, at=AT)
    assert ContextEvent.objects.values_list("title", "ends").get() == ("Insatsvecka", None)
    with one_event(Operation.ERASE, "context.remove"):
        remove_context(event, by=by)
    assert not ContextEvent.objects.exists()


@pytest.mark.parametrize(
    ("entry", "refusal"),
    [
        (replace(ENTRY, title="  "), TitleMissing),
        (replace(ENTRY, title="x" * 121), TitleMissing),
        (replace(ENTRY, ends=date(2026, 2, 28)), EndsBeforeItBegins),
        (replace(ENTRY, starts=date(1989, 12, 31)), DayOutOfReach),
        (replace(ENTRY, ends=date(2226, 4, 1)), DayOutOfReach),
        (replace(ENTRY, title="Frigiven 811228-9874"), IdentityNumberRefused),
    ],
)
def test_a_line_that_says_nothing_or_too_much_is_refused(
    entry: Entry, refusal: type[Exception], by: Actor
) -> None:
    with pytest.raises(refusal):
        add_context(entry, by=by, at=AT)


def test_others_read_and_do_not_write(db: None) -> None:
    leader = make_police(Role.PATROL_LEADER)
    event = ContextEvent.objects.create(kind="law", title="Ny lag", starts=date(2026, 1, 1))
    for act in (
        lambda: add_context(ENTRY, by=leader.actor, at=AT),
        lambda: change_context(event, ENTRY, by=leader.actor, at=AT),
        lambda: remove_context(event, by=leader.actor),
    ):
        with pytest.raises(NotAllowed):
            act()
