"""A step without an enabled rule says so in plain words, and who can change it (trust.md, "Law as data")."""

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from gvi.trust.law.roads import road
from gvi.trust.law.steps import ROADS, Step
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Workspace
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, in_room, make_player, make_workspace
from tests.trust.law.rules import switch_on_rule

pytestmark = pytest.mark.django_db


@pytest.fixture
def room() -> Workspace:
    return make_workspace(Kind.POLICE)


@pytest.fixture
def analyst(room: Workspace) -> Player:
    return make_player(room, Role.ANALYST)


def test_a_closed_road_says_who_opens_it(analyst: Player) -> None:
    with in_room(analyst) as actor:
        found = road(Step.NOMINEES, Kind.POLICE, Kind.PROBATION, actor, timezone.localdate())
    assert not found.is_open
    assert found.message == (
        "Det här steget kan inte användas förrän er jurist slagit på en regel för Polisen → Kriminalvården."
    )


def test_an_open_road_has_its_rules_and_no_message(
    analyst: Player, room: Workspace, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    switch_on_rule("osl_10_2", room)
    with in_room(analyst) as actor, django_assert_num_queries(1):
        found = road(Step.NOMINEES, Kind.POLICE, Kind.PROBATION, actor, timezone.localdate())
    assert [rule.code for rule in found.rules] == ["osl_10_2"]
    assert found.message == ""


def test_a_rule_that_is_on_for_another_step_opens_nothing(analyst: Player, room: Workspace) -> None:
    switch_on_rule("osl_10_2", room)
    with in_room(analyst) as actor:
        found = road(Step.EXCLUSION, Kind.POLICE, Kind.PROSECUTOR, actor, timezone.localdate())
    assert not found.is_open


def test_a_step_that_no_rule_can_serve_says_that(analyst: Player) -> None:
    with in_room(analyst) as actor:
        found = road(Step.EXCLUSION, Kind.POLICE, Kind.TAX, actor, timezone.localdate())
    assert found.message == "Det finns ingen regel som kan bära det här steget för Polisen → Skatteverket."


def test_another_authority_s_road_is_its_own_to_know(analyst: Player) -> None:
    with in_room(analyst) as actor:
        found = road(Step.SUPERVISION, Kind.PROBATION, Kind.POLICE, actor, timezone.localdate())
    assert found.message == "Kriminalvården avgör själv vad den lämnar ut och enligt vilken regel."


def test_t04_before_it_is_in_force_a_rule_opens_nothing(analyst: Player, room: Workspace) -> None:
    rule = switch_on_rule("osl_10_15a", room)
    with in_room(analyst) as actor:
        day = rule.valid_from.replace(month=11, day=30)
        assert not road(Step.NOMINEES, Kind.POLICE, Kind.PROBATION, actor, day).is_open


def test_every_step_has_somebody_who_takes_it() -> None:
    assert set(ROADS) == set(Step)
