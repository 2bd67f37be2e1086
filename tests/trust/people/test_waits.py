"""The first page tells who may approve that something waits, and never about whom."""

from datetime import timedelta

from django.utils import timezone

from gvi.trust.people.flows.add_person import add_person
from gvi.trust.people.flows.propose_batch import propose_batch
from gvi.trust.people.waits import approvals
from gvi.trust.workspaces.kinds import Kind
from tests.cast import Player, in_room
from tests.trust.people.files import small_file
from tests.trust.people.persons import new_person


def told(player: Player) -> list[str]:
    with in_room(player) as actor:
        return [str(wait.what) for wait in approvals(actor, timezone.now())]


def test_files_and_minors_wait_for_another_than_who_entered_them(
    analyst: Player, coordinator: Player
) -> None:
    assert told(coordinator) == []
    born = timezone.localdate() - timedelta(days=6000)
    for player in (analyst, coordinator):
        with in_room(player) as actor:
            add_person(new_person(Kind.POLICE, birth_date=born), by=actor, at=timezone.now())
    with in_room(analyst) as actor:
        propose_batch(small_file(Kind.POLICE), by=actor, at=timezone.now())
    found = told(coordinator)
    assert found == [
        "1 fil med personer väntar på beslut",
        "1 person som är eller kan vara under 18 år väntar på godkännande",
    ]
    assert told(analyst) == []
