"""Thirty phones at once, each sending twice: nothing is lost and nothing is counted twice."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from django.db import connection
from django.utils import timezone

from gvi.steps.talks.flows.record_attempt import NewAttempt, record_attempt
from gvi.steps.talks.models import Attempt, Talk
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, in_room, make_player, make_workspace
from tests.steps.talks.talking import attempt_of, ready

PHONES = 30


def send(player: Player, talk: Talk, new: NewAttempt) -> UUID:
    """One sending, on a connection of its own."""
    try:
        with in_room(player) as actor:
            return record_attempt(talk, new, by=actor, at=timezone.now()).pk
    finally:
        connection.close()


@pytest.mark.usefixtures("own_database")
def test_thirty_phones_at_once_each_sending_twice_lose_nothing_and_double_nothing() -> None:
    player = make_player(make_workspace(Kind.POLICE), Role.ANALYST)
    talks = [ready(player) for _each in range(3)]
    attempts = [(talks[number % 3], attempt_of()) for number in range(PHONES)]
    with ThreadPoolExecutor(PHONES) as pool:
        sent = list(pool.map(lambda told: send(player, *told), [*attempts, *attempts]))
    assert sorted(sent) == sorted([new.id for _talk, new in attempts] * 2)
    with in_room(player):
        assert Attempt.objects.count() == PHONES
        assert {talk.state for talk in Talk.objects.all()} == {"attempted"}
