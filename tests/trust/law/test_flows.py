"""T03, T04, T29: a rule counts once it is verified by one and enabled by another, while it is in force, until off."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from gvi.trust.law.flows import Words, advise_on_rule, disable_rule, enable_rule, verify_rule
from gvi.trust.law.models import RuleAct
from gvi.trust.law.queries import enabled_rules, is_on
from gvi.trust.law.refused import (
    AlreadyOn,
    NotInForce,
    NotOn,
    NotThisRoomsRule,
    NotVerified,
    PersonNamed,
    WordsMissing,
)
from gvi.trust.law.words import Act
from gvi.trust.log.models import Event
from gvi.trust.refusals import NotAllowed
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Workspace
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, give, in_room, make_player, make_workspace
from tests.trust.law.rules import DECIDER, LAWYER, latest, player_with, switch_on_rule, verify

pytestmark = pytest.mark.django_db
WHY = Words("Rut Ek, avdelningschef", "Juristen läser om texten.")


@pytest.fixture
def room() -> Workspace:
    return make_workspace(Kind.POLICE)


@pytest.fixture
def lawyer(room: Workspace) -> Player:
    return make_player(room, Role.LAWYER)


@pytest.fixture
def decider(room: Workspace) -> Player:
    return make_player(room, Role.RULES_DECIDER)


def on_in(player: Player) -> list[str]:
    with in_room(player) as actor:
        return [rule.code for rule in enabled_rules(actor, Kind.PROBATION, timezone.localdate())]


def acts(player: Player) -> list[tuple[str, str]]:
    with in_room(player):
        return [(act.act, act.name) for act in RuleAct.objects.order_by("at")]


def test_a_rule_is_on_in_the_room_that_switched_it_on_and_in_no_other(
    room: Workspace, decider: Player
) -> None:
    other = make_player(make_workspace(Kind.POLICE, name="Polisen Granvik"), Role.RULES_DECIDER)
    switch_on_rule("osl_10_2", room)
    assert on_in(decider) == ["osl_10_2"]
    assert on_in(other) == []
    assert acts(other) == []


def test_t03_nothing_is_on_before_somebody_has_switched_it_on(decider: Player, room: Workspace) -> None:
    verify("osl_10_2", room)
    assert on_in(decider) == []


def test_t03_no_rule_is_switched_on_before_another_has_verified_it(decider: Player) -> None:
    with in_room(decider) as actor, pytest.raises(NotVerified):
        enable_rule(latest("osl_10_2"), DECIDER, by=actor, at=timezone.now())


def test_t03_who_verified_does_not_switch_on(room: Workspace) -> None:
    both = make_player(room, Role.LAWYER)
    today = timezone.localdate()
    give(both, Role.RULES_DECIDER, starts=today, ends=today + timedelta(days=30))
    with in_room(both) as actor:
        verify_rule(latest("osl_10_2"), LAWYER, by=actor, at=timezone.now())
        with pytest.raises(NotVerified):
            enable_rule(latest("osl_10_2"), DECIDER, by=actor, at=timezone.now())
        with pytest.raises(DatabaseError, match="somebody else has verified"), transaction.atomic():
            RuleAct.objects.create(
                workspace=room,
                rule=latest("osl_10_2"),
                act=Act.ENABLED,
                name="x",
                by=both.member.pk,
                at=timezone.now(),
            )


def test_t29_switched_off_it_stops_at_once_and_can_be_switched_on_again(
    room: Workspace, decider: Player
) -> None:
    rule = switch_on_rule("osl_10_2", room)
    with in_room(decider) as actor:
        disable_rule(rule, WHY, by=actor, at=timezone.now())
    assert on_in(decider) == []
    with in_room(decider) as actor:
        enable_rule(rule, DECIDER, by=actor, at=timezone.now())
    assert on_in(decider) == ["osl_10_2"]


def test_t29_the_latest_act_counts_whatever_the_clock_does(room: Workspace, decider: Player) -> None:
    rule = switch_on_rule("osl_10_2", room)
    with in_room(decider) as actor:
        disable_rule(rule, WHY, by=actor, at=timezone.now() - timedelta(days=400))
        assert not is_on(rule, room.pk)
        with connection.cursor() as cursor:
            cursor.execute("select gvi.rule_on(%s, %s)", [room.pk, rule.pk])
            assert cursor.fetchone() == (False,)


def test_t04_no_rule_is_switched_on_before_it_is_in_force(room: Workspace, decider: Player) -> None:
    verify("osl_10_15a", room)
    early = timezone.now().replace(year=2025, month=11, day=30)
    with in_room(decider) as actor, pytest.raises(NotInForce):
        enable_rule(latest("osl_10_15a"), DECIDER, by=actor, at=early)


def test_a_rule_is_not_switched_on_twice_nor_off_twice(room: Workspace, decider: Player) -> None:
    rule = switch_on_rule("osl_10_2", room)
    with in_room(decider) as actor:
        with pytest.raises(AlreadyOn):
            enable_rule(rule, DECIDER, by=actor, at=timezone.now())
        disable_rule(rule, WHY, by=actor, at=timezone.now())
        with pytest.raises(NotOn):
            disable_rule(rule, WHY, by=actor, at=timezone.now())


def test_a_rule_that_does_not_lead_out_of_the_room_is_the_others_to_decide_on(lawyer: Player) -> None:
    with in_room(lawyer) as actor, pytest.raises(NotThisRoomsRule):
        verify_rule(latest("osl_10_18a"), LAWYER, by=actor, at=timezone.now())


@pytest.mark.parametrize("flow", [verify_rule, advise_on_rule, enable_rule, disable_rule])
def test_each_act_takes_its_own_right(flow: object, room: Workspace) -> None:
    analyst = make_player(room, Role.ANALYST)
    with in_room(analyst) as actor, pytest.raises(NotAllowed):
        flow(latest("osl_10_2"), LAWYER, by=actor, at=timezone.now())  # type: ignore[operator]


def test_advice_needs_words_and_everybody_a_name(lawyer: Player, room: Workspace) -> None:
    officer = make_player(room, Role.DATA_PROTECTION_OFFICER)
    with in_room(officer) as actor, pytest.raises(WordsMissing) as missing:
        advise_on_rule(
            latest("osl_10_2"), Words("Dag Dal, dataskyddsombud", " "), by=actor, at=timezone.now()
        )
    assert missing.value.field == "note"
    with in_room(lawyer) as actor, pytest.raises(WordsMissing):
        verify_rule(latest("osl_10_2"), Words(" "), by=actor, at=timezone.now())


def test_what_is_said_of_a_rule_points_at_nobody(lawyer: Player) -> None:
    said = Words("Linnea Lag", "Se ärendet om 20130101-9806.")
    with in_room(lawyer) as actor, pytest.raises(PersonNamed):
        verify_rule(latest("osl_10_2"), said, by=actor, at=timezone.now())


def test_t19_one_event_for_each_act(room: Workspace, decider: Player) -> None:
    officer = make_player(room, Role.DATA_PROTECTION_OFFICER)
    rule = switch_on_rule("osl_10_2", room)
    with in_room(officer) as actor:
        advise_on_rule(rule, Words("Dag Dal, dataskyddsombud", "Begränsa."), by=actor, at=timezone.now())
    with in_room(decider) as actor:
        disable_rule(rule, WHY, by=actor, at=timezone.now())
    with in_room(make_player(room, Role.LOG_REVIEWER)):
        told = list(Event.objects.filter(kind="rule").values_list("verb", "operation", "reason", "record_id"))
    verbs = ["law.advise_on_rule", "law.disable_rule", "law.enable_rule", "law.verify_rule"]
    assert sorted(told) == [(verb, "settings", "osl_10_2 v1", rule.pk) for verb in verbs]


def test_an_act_is_signed_by_whoever_does_it(room: Workspace, lawyer: Player, decider: Player) -> None:
    forged = {"workspace": room, "rule": latest("osl_10_2"), "act": Act.VERIFIED, "name": "x"}
    with in_room(lawyer), pytest.raises(DatabaseError, match="signed by whoever"), transaction.atomic():
        RuleAct.objects.create(**forged, by=decider.member.pk, at=timezone.now())


def test_an_act_is_never_changed_or_removed(room: Workspace, decider: Player) -> None:
    switch_on_rule("osl_10_2", room)
    with in_room(decider):
        for change in (lambda: RuleAct.objects.update(name="x"), lambda: RuleAct.objects.all().delete()):
            with pytest.raises(DatabaseError), transaction.atomic():
                change()


def test_the_cast_of_the_helper_is_found_again(room: Workspace) -> None:
    assert player_with(room, Role.LAWYER).member == player_with(room, Role.LAWYER).member
