"""T03, T04, T29: a rule counts once it is verified by one and enabled by another, while it is in force, until off."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from gvi.trust.law.flows import Words, advise_on_rule, disable_rule, enable_rule, verify_rule
from gvi.trust.law.models import RuleAct
from gvi.trust.law.queries import enabled_rules
from gvi.trust.law.refused import AlreadyOn, NotOn, NotThisRoomsRule, NotVerified, WordsMissing
from gvi.trust.law.words import Act
from gvi.trust.log.models import Event
from gvi.trust.refusals import NotAllowed
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Workspace
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, in_room, make_player, make_workspace
from tests.trust.law.rules import DECIDER, LAWYER, latest, switch_on_rule, verify

pytestmark = pytest.mark.django_db


@pytest.fixture
def room() -> Workspace:
    return make_workspace(Kind.POLICE)


@pytest.fixture
def decider(room: Workspace) -> Player:
    return make_player(room, Role.RULES_DECIDER)


def on_in(player: Player) -> list[str]:
    with in_room(player) as actor:
        return [rule.code for rule in enabled_rules(actor, Kind.PROBATION, timezone.localdate())]


def test_a_rule_is_on_in_the_room_that_switched_it_on_and_in_no_other(
    room: Workspace, decider: Player
) -> None:
    other = make_player(make_workspace(Kind.POLICE, name="Polisen Granvik"), Role.RULES_DECIDER)
    switch_on_rule("osl_10_2", room)
    assert on_in(decider) == ["osl_10_2"]
    assert on_in(other) == []


def test_t03_nothing_is_on_before_somebody_has_switched_it_on(decider: Player) -> None:
    assert on_in(decider) == []
