"""T04: a new version takes over the day it begins and is on in no room by itself; the old one can still be read."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import psycopg
import pytest
from django.db import connection
from django.utils import timezone

from gvi.trust.law.flows import enable_rule
from gvi.trust.law.models import RuleVersion
from gvi.trust.law.queries import enabled_rules
from gvi.trust.law.refused import NotInForce
from gvi.trust.law.standing import State, current, standings
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Workspace
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, in_room, make_player, make_workspace
from tests.cluster import Cluster
from tests.trust.law.rules import DECIDER, add_version_of, latest, switch_on_rule, verify

Adding = Callable[[int], UUID]


@pytest.fixture
def add_version(cluster: Cluster, own_database: str) -> Adding:
    """Bring in a second version of OSL 10:2 that begins so many days from today, as the migrator does."""

    return lambda days: add_version_of("osl_10_2", days, cluster.url("gvi_migrator", own_database))


@pytest.fixture
def room(own_database: str) -> Workspace:
    return make_workspace(Kind.POLICE)


@pytest.fixture
def decider(room: Workspace) -> Player:
    return make_player(room, Role.RULES_DECIDER)


def on_today(player: Player) -> list[int]:
    with in_room(player) as actor:
        return [rule.version for rule in enabled_rules(actor, Kind.PROBATION, timezone.localdate())]


def rule_on(room: Workspace, rule: RuleVersion, player: Player) -> bool:
    with in_room(player), connection.cursor() as cursor:
        cursor.execute("select gvi.rule_on(%s, %s)", [room.pk, rule.pk])
        return bool(cursor.fetchone()[0])


def states(player: Player) -> dict[int, State]:
    with in_room(player) as actor:
        found = standings(actor, timezone.localdate())
    return {it.rule.version: it.state for it in found if it.rule.code == "osl_10_2"}


def test_t04_the_day_the_new_version_begins_the_old_one_stops(
    room: Workspace, decider: Player, add_version: Adding
) -> None:
    old = switch_on_rule("osl_10_2", room)
    add_version(0)
    assert on_today(decider) == []
    assert not rule_on(room, old, decider)
    assert states(decider) == {1: State.REPLACED, 2: State.UNVERIFIED}
    with in_room(decider) as actor, pytest.raises(NotInForce):
        enable_rule(old, DECIDER, by=actor, at=timezone.now())
    switch_on_rule("osl_10_2", room)
    assert on_today(decider) == [2]


def test_t04_until_then_the_old_one_counts_and_the_new_one_can_be_verified(
    room: Workspace, decider: Player, add_version: Adding
) -> None:
    old = switch_on_rule("osl_10_2", room)
    add_version(1)
    assert on_today(decider) == [1]
    assert rule_on(room, old, decider)
    assert states(decider) == {1: State.ON, 2: State.NOT_YET}
    new = verify("osl_10_2", room)
    with in_room(decider) as actor:
        with pytest.raises(NotInForce):
            enable_rule(new, DECIDER, by=actor, at=timezone.now())
        shown = current(standings(actor, timezone.localdate()))
        tomorrow = enabled_rules(actor, Kind.PROBATION, timezone.localdate() + timedelta(days=1))
    assert [it.rule.version for it in shown if it.rule.code == "osl_10_2"] == [1]
    assert tomorrow == []


def test_t04_what_applied_then_can_still_be_read(
    room: Workspace, decider: Player, add_version: Adding
) -> None:
    old = latest("osl_10_2")
    add_version(0)
    then = decider.client().get(f"/regler/version/{old.pk}/").content.decode()
    assert "Nödvändigt för den egna verksamheten" in then
    assert "ersatt av en nyare version" in then
    assert "Version 2, från" in then
    assert "Ny lydelse" in decider.client().get("/regler/osl_10_2/").content.decode()


def test_t04_the_text_of_a_version_can_not_be_rewritten(cluster: Cluster, own_database: str) -> None:
    with psycopg.connect(cluster.url("gvi_migrator", own_database)) as owner, pytest.raises(psycopg.Error):
        owner.execute("update law_ruleversion set max_days = 366")
