"""T03, T09, T10 by raw SQL: where a flow asks for words, the database does not take a blank for them."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from gvi.trust.workspaces.kinds import Kind
from tests.cast import Player
from tests.safeguards.door import Attempt, Told, fitting, person_row, prepare, send
from tests.safeguards.test_signed_by_sql import FULL, add_role, add_statement, somebody
from tests.safeguards.world import World, act_as, insert, passes, sql, taken_back

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
WORDS = pytest.mark.parametrize(("words", "may"), [("", False), ("  ", False), ("PM 41", True)])


def deciding(world: World, kind: Kind = Kind.POLICE) -> Player:
    act_as(world.deciders[kind])
    return world.deciders[kind]


@WORDS
def test_t10_a_person_is_named_or_has_a_mark(world: World, words: str, may: bool) -> None:
    facts = {"given_name": words, "surname": words, "local_reference": ""}
    mark = {"given_name": "", "surname": "", "local_reference": words}
    with taken_back():
        deciding(world)
        for told in (facts, mark):
            person = uuid4()

            def write(who: UUID = person, given: dict[str, str] = told) -> None:
                insert("people_person", **person_row(world, Kind.POLICE, who) | given | FULL)
                add_role(world, who)

            assert passes(write) == may


@WORDS
def test_t09_t10_roles_and_statements_have_words_and_source(world: World, words: str, may: bool) -> None:
    with taken_back():
        deciding(world)
        person = somebody(world)
        assert passes(lambda: add_role(world, person, source=words)) == may
        assert passes(lambda: add_statement(world, person, source=words)) == may
        assert passes(lambda: add_statement(world, person, text=words)) == may


@WORDS
@pytest.mark.parametrize("name", ["basis", "evidence"])
def test_t15_a_newer_basis_has_words(world: World, name: str, words: str, may: bool) -> None:
    room = world.rooms[Kind.POLICE].pk
    told = {"basis": "Ny anmälan", "evidence": "K-2", "based_on": TODAY} | {name: words}
    with taken_back():
        by = deciding(world).member.pk
        person = somebody(world)
        need = "Konflikten mellan grupperna pågår fortfarande."
        signed = {"need": need, "by": by, "at": timezone.now()}
        renew = {"workspace_id": room, "person_id": person} | signed | told
        assert passes(lambda: insert("people_personreview", **renew)) == may


@WORDS
@pytest.mark.parametrize("name", ["number", "decider"])
def test_t16_a_decision_of_erasure_has_number_and_decider(
    world: World, name: str, words: str, may: bool
) -> None:
    told: dict[str, Any] = {"number": "SN 12", "decider": "Nämnden", "decided_on": TODAY, "kept_months": 1}
    with taken_back():
        by = deciding(world, Kind.SOCIAL_SERVICES).member.pk
        told |= {"workspace_id": world.rooms[Kind.SOCIAL_SERVICES].pk, "by": by, "at": timezone.now()}
        assert passes(lambda: insert("people_erasuredecision", **told | {name: words})) == may


@WORDS
@pytest.mark.parametrize("name", ["reference", "purposes", "signatory"])
def test_t29_an_agreement_has_words(world: World, name: str, words: str, may: bool) -> None:
    told: dict[str, Any] = {"reference": "A 1", "purposes": "Möten", "signatory": "Rut Ek"}
    told |= {"counter_signatory": "", "end_reason": "", "made_at": timezone.now(), "made_by": uuid4()}
    told |= {"valid_from": TODAY, "valid_until": TODAY + timedelta(days=9)}
    rooms = {"first_id": world.rooms[Kind.POLICE].pk, "second_id": world.rooms[Kind.PROBATION].pk}
    end = "update disclosures_agreement set ended_at = now(), end_reason = %s where id = %s"
    confirm = "update disclosures_agreement set confirmed_at = now(), counter_signatory = %s where id = %s"
    with taken_back():
        act_as(world.rulers[Kind.POLICE])
        assert passes(lambda: insert("disclosures_agreement", **rooms, **told | {name: words})) == may
        made = insert("disclosures_agreement", **rooms, **told)
        act_as(world.rulers[Kind.PROBATION])
        assert passes(lambda: sql(confirm, words, made)) == may
        assert passes(lambda: sql(end, words, made)) == may


@WORDS
@pytest.mark.parametrize(("act", "noted"), [("verified", False), ("disabled", True)])
def test_t03_an_act_about_a_rule_is_signed_by_name(
    world: World, act: str, noted: bool, words: str, may: bool
) -> None:
    player = (world.lawyers if act == "verified" else world.rulers)[Kind.POLICE]
    told: dict[str, Any] = {"rule_id": world.rules[0].id, "act": act, "at": timezone.now()}
    told |= {"workspace_id": world.rooms[Kind.POLICE].pk, "by": player.member.pk}
    with taken_back():
        act_as(player)
        assert passes(lambda: insert("law_ruleact", **told, name=words, note="Upphävd")) == may
        assert passes(lambda: insert("law_ruleact", **told, name="Rut Ek", note=words)) == (may or not noted)


@WORDS
def test_t03_t09_a_disclosure_has_need_reason_and_words(world: World, words: str, may: bool) -> None:
    attempt = fitting_for_typing(world)
    with taken_back():
        prepare(world, attempt)
        assert passes(send(world, attempt))
        for name in ("need", "reason", "subject_reference"):
            assert passes(send(world, attempt.but(grounds={name: words}))) == may, name
        told = Told(attempt.items[0].data_class, attempt.items[0].secrecy, text=words or " ")
        assert passes(send(world, attempt.but(items=(told,)))) == may


def fitting_for_typing(world: World) -> Attempt:
    """An attempt from a room that types its items by hand."""
    today = timezone.localdate()
    fit = (fitting(rule) for rule in world.rules if rule.valid(today) and "statement" not in rule.carries[:1])
    return next(it for it in fit if it.sender not in (Kind.POLICE, Kind.PROBATION, Kind.SOCIAL_SERVICES))


@WORDS
def test_t28_a_request_has_a_number(world: World, words: str, may: bool) -> None:
    row = """insert into people_extractrequest (id, workspace_id, reference, received_on, due_on, received, made_by)
        values (gen_random_uuid(), %s, %s, %s, %s, '{}', %s)"""
    with taken_back():
        by, room = deciding(world).member.pk, world.rooms[Kind.POLICE].pk
        assert passes(lambda: sql(row, room, words, TODAY, TODAY, by)) == may
