"""T01, T34 by raw SQL: audits are locked when approved, named people decide, only what has no secret is released."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.cast import Player
from tests.safeguards.test_groups_by_sql import a_group, analyst, second, signed
from tests.safeguards.world import World, act_as, insert, passes, sql, taken_back

pytestmark = pytest.mark.django_db

OPEN = "update mapping_audit set state = 'running', opened_at = now(), opened_by = %s where id = %s"
APPROVE = """
    update mapping_audit set state = 'approved', approved_at = now(), approved_by = %s, minutes = 'x' where id = %s
"""
EMPTY = APPROVE.replace("minutes = 'x'", "minutes = null")


def decider(world: World) -> Player:
    return world.everyone[Kind.POLICE, Role.DECISION_MAKER]


def an_audit(world: World, by: Player, **given: Any) -> UUID:
    row = {
        "number": 1,
        "planned_on": timezone.localdate(),
        "state": "planned",
        "functions": ["Utredning"],
        "note": "",
    }
    return insert("mapping_audit", **(row | given), **signed(world, by))


def a_part(world: World, by: Player, audit: UUID) -> UUID:
    told = {"audit_id": audit, "group_id": a_group(), "changed": "same", "words": ""}
    return insert("mapping_auditgroup", **told, **signed(world, by))


def an_incident(days_ago: int) -> UUID:
    then = timezone.now() - timedelta(days=days_ago)
    return insert(
        "incidents_incident",
        **{"occurred_at": then, "precision": "minute", "kind": "shooting", "dead": 0, "injured": 0},
        **{"source": "egen", "source_id": uuid4().hex, "link": "", "summary": "", "state": "reported"},
        **{"unfounded_reason": "", "reported_at": then},
    )


def test_an_approved_audit_is_locked_with_all_that_stands_in_it(world: World) -> None:
    by, other = analyst(world), second(world)
    with taken_back():
        act_as(by)
        audit = an_audit(world, by)
        assert not passes(lambda: a_part(world, by, audit))
        sql(OPEN, by.member.pk, audit)
        part = a_part(world, by, audit)
        act_as(other)
        assert passes(lambda: sql(APPROVE, other.member.pk, audit))
        for change in (
            "update mapping_audit set note = 'x' where id = %s",
            "update mapping_audit set minutes = 'y' where id = %s",
            "update mapping_audit set state = 'running' where id = %s",
        ):
            assert not passes(lambda c=change: sql(c, audit))
        assert not passes(lambda: sql("update mapping_auditgroup set words = 'x' where id = %s", part))
        assert not passes(lambda: a_part(world, other, audit))


def test_nobody_approves_the_audit_they_opened_nor_hides_that_they_did(world: World) -> None:
    by, other = second(world), analyst(world)
    with taken_back():
        act_as(by)
        audit = an_audit(world, by)
        assert not passes(lambda: sql(OPEN, other.member.pk, audit))
        sql(OPEN, by.member.pk, audit)
        assert not passes(
            lambda: sql("update mapping_audit set opened_by = %s where id = %s", other.member.pk, audit)
        )
        assert not passes(lambda: sql(APPROVE, by.member.pk, audit))
        assert not passes(lambda: sql(APPROVE, decider(world).member.pk, audit))
        act_as(other)
        assert not passes(lambda: sql(APPROVE, other.member.pk, audit))
        act_as(decider(world))
        assert not passes(
            lambda: sql(APPROVE.replace("minutes = 'x'", "minutes = null"), decider(world).member.pk, audit)
        )
        assert passes(lambda: sql(APPROVE, decider(world).member.pk, audit))


@pytest.mark.parametrize("given", [{"state": "running"}, {"approved_by": uuid4()}, {"minutes": b"x"}])
def test_an_audit_begins_as_a_plan(world: World, given: dict[str, Any]) -> None:
    with taken_back():
        act_as(analyst(world))
        assert not passes(lambda: an_audit(world, analyst(world), **given))
        assert passes(lambda: an_audit(world, analyst(world)))


def decide(world: World, by: Player, *deciders: UUID) -> UUID:
    told = {
        "group_id": a_group(),
        "decided_on": timezone.localdate(),
        "reasons": "Tre skjutningar på en månad",
    }
    return insert("mapping_mostviolent", deciders=list(deciders), **told, **signed(world, by))


def test_named_people_of_the_room_decide_which_group_is_most_violent(world: World) -> None:
    by, stranger = decider(world), world.everyone[Kind.PROBATION, Role.COORDINATOR].member.pk
    with taken_back():
        act_as(by)
        assert not passes(lambda: decide(world, by, second(world).member.pk))
        assert not passes(lambda: decide(world, by, by.member.pk, stranger))
        assert passes(lambda: decide(world, by, by.member.pk, second(world).member.pk))
        act_as(analyst(world))
        assert not passes(lambda: decide(world, analyst(world), analyst(world).member.pk))


def month_end() -> date:
    """The latest end of a month that is at least thirty days ago."""
    return (timezone.localdate() - timedelta(days=30)).replace(day=1) - timedelta(days=1)


def an_analysis(world: World, by: Player, version: str, pdf: bytes, **given: Any) -> UUID:
    told = {
        "version": version,
        "language": "sv",
        "period_from": month_end().replace(day=1),
        "period_until": month_end(),
        "without_source": "",
    }
    return insert("mapping_problemanalysis", pdf=pdf, **(told | given), **signed(world, by))


def with_test(world: World, by: Player, target: UUID) -> None:
    insert("review_release", what="analysis", target=target, test="Inget men.", **signed(world, by))


def release(world: World, by: Player, analysis: UUID, pdf: bytes, **given: Any) -> UUID:
    told = {
        "id": analysis,
        "language": "sv",
        "period_from": month_end().replace(day=1),
        "period_until": month_end(),
        "registry_number": "A 1",
        "secrecy_marking": "",
    }
    whose = {
        "owner_id": world.rooms[Kind.POLICE].pk,
        "released_by": by.member.pk,
        "released_at": timezone.now(),
    }
    return insert("mapping_releasedanalysis", pdf=pdf, erasure_decision="G 1", **(told | whose | given))


OPENED = b"utan hemligt"


def test_t34_only_an_analysis_without_secrets_leaves_the_room(world: World) -> None:
    by, maker = decider(world), analyst(world)
    with taken_back():
        act_as(maker)
        full = an_analysis(world, maker, "full", b"hemligt")
        disguised = an_analysis(world, maker, "open", b"hemligt")
        opened = an_analysis(world, maker, "open", OPENED)
        assert not passes(lambda: release(world, maker, opened, OPENED))
        act_as(by)
        assert not passes(lambda: release(world, by, opened, OPENED))
        for one in (full, disguised, opened):
            with_test(world, by, one)
        assert not passes(lambda: release(world, by, full, b"hemligt"))
        assert not passes(lambda: release(world, by, disguised, b"hemligt"))
        assert not passes(lambda: release(world, by, opened, b"annat"))
        for given in (
            {"id": uuid4()},
            {"language": "en"},
            {"owner_id": world.rooms[Kind.PROBATION].pk},
            {"released_by": maker.member.pk},
            {"released_at": timezone.now() - timedelta(days=1)},
        ):
            assert not passes(lambda changed=given: release(world, by, opened, OPENED, **changed))
        assert passes(lambda: release(world, by, opened, OPENED))
        act_as(world.deciders[Kind.PROBATION])
        assert not passes(lambda: release(world, world.deciders[Kind.PROBATION], opened, OPENED))


@pytest.mark.parametrize("until", [0, 10, -1])
def test_t34_nothing_fresh_and_no_part_of_a_month_is_released(world: World, until: int) -> None:
    """Today, a few days into the next month, the day before the month's end."""
    by, maker = decider(world), analyst(world)
    day = timezone.localdate() if until == 0 else month_end() + timedelta(days=until)
    with taken_back():
        act_as(maker)
        opened = an_analysis(world, maker, "open", OPENED, period_until=day)
        act_as(by)
        with_test(world, by, opened)
        assert not passes(lambda: release(world, by, opened, OPENED, period_until=day))


def test_t34_nobody_releases_what_they_made_themselves(world: World) -> None:
    by = decider(world)
    with taken_back():
        act_as(by)
        opened = an_analysis(world, by, "open", OPENED)
        with_test(world, by, opened)
        assert not passes(lambda: release(world, by, opened, OPENED))


def frozen(world: World, by: Player, day: date, cells: list[Any], least: int = 5) -> UUID:
    told = {"rows": ["all"], "columns": [""], "least": least, "labelled": True, "cells": cells}
    return insert("mapping_frozencounts", quarter_end=day, cells=json.dumps(told), **signed(world, by))


def test_t26_counts_are_frozen_in_order_at_a_quarters_end_and_show_no_small_one(world: World) -> None:
    by, cell = analyst(world), ["all", "", 7, "shown"]
    with taken_back():
        act_as(by)
        assert not passes(lambda: frozen(world, by, date(2025, 6, 29), [cell]))
        assert not passes(lambda: frozen(world, by, date(2030, 6, 30), [cell]))
        assert not passes(lambda: frozen(world, by, date(2025, 6, 30), [["all", "", 4, "shown"]]))
        assert not passes(lambda: frozen(world, by, date(2025, 6, 30), [cell], least=1))
        assert passes(lambda: frozen(world, by, date(2025, 6, 30), [cell]))
        assert not passes(lambda: frozen(world, by, date(2025, 3, 31), [cell]))


def test_an_answer_is_kept_as_it_was_asked_and_given(world: World) -> None:
    by, watcher = analyst(world), world.everyone[Kind.POLICE, Role.LOG_REVIEWER]
    told = {"analysis": "chains", "asked": "{}", "mark": "m", "state": "queued", "done": 0, "error": ""}
    with taken_back():
        act_as(by)
        assert not passes(lambda: insert("mapping_analysisrun", result="{}", **told, **signed(world, by)))
        run = insert("mapping_analysisrun", **told, **signed(world, by))
        assert not passes(lambda: sql("update mapping_analysisrun set asked = '[]' where id = %s", run))
        sql("update mapping_analysisrun set state = 'running' where id = %s", run)
        sql("update mapping_analysisrun set state = 'done', result = '{}' where id = %s", run)
        assert not passes(lambda: sql("update mapping_analysisrun set result = '[1]' where id = %s", run))
        act_as(watcher)
        assert not passes(lambda: sql("delete from mapping_analysisrun where id = %s", run))


@pytest.mark.parametrize("kind", sorted(Kind))
def test_only_police_who_work_with_cases_give_and_change_code_names(world: World, kind: Kind) -> None:
    with taken_back():
        group = a_group()
        for (room, role), player in world.everyone.items():
            if room is not kind:
                continue
            act_as(player)
            works = room is Kind.POLICE and role in {Role.COORDINATOR, Role.ANALYST, Role.DECISION_MAKER}
            renamed = passes(lambda: sql("update groups_group set code_name = 'Ny' where id = %s", group))
            assert renamed == works


def test_a_group_ends_with_a_row_that_says_what_became_of_it(world: World) -> None:
    by = analyst(world)
    with taken_back():
        act_as(by)
        group = a_group()

        def end_unlooked() -> None:
            sql("update groups_group set state = 'dissolved' where id = %s", group)

        def end() -> None:
            end_unlooked()
            sql("set constraints all immediate")

        assert not passes(end)
        assert not passes(lambda: written(world, by, a_group()))
        assert passes(lambda: written(world, by, group, first=end_unlooked))


def written(world: World, by: Player, group: UUID, first: Callable[[], None] = lambda: None) -> None:
    told = {"former_id": group, "kind": "dissolved", "day": timezone.localdate(), "reason": "Ingen är kvar"}
    first()
    insert("groups_succession", **told, **signed(world, by))
    sql("set constraints all immediate")


def test_t34_nobody_without_a_room_releases_anything(world: World) -> None:
    with taken_back():
        sql("select set_config('gvi.ticket', '', true)")
        assert not passes(lambda: release(world, decider(world), uuid4(), b"annat"))


@pytest.mark.parametrize("kind", sorted({Kind.POLICE, Kind.PROBATION, Kind.SOCIAL_SERVICES}))
def test_only_police_who_judge_say_what_answers_what(world: World, kind: Kind) -> None:
    def say(by: Player, incident: UUID, earlier: UUID) -> UUID:
        told = {"verdict": "accepted", "window_days": 14.0, "rule": "Inom 14 dagar"}
        return insert(
            "review_answerverdict", incident_id=incident, earlier_id=earlier, **told, **signed(world, by)
        )

    with taken_back():
        by = world.deciders[kind]
        act_as(by)
        late, early = an_incident(1), an_incident(5)
        assert passes(lambda: say(by, late, early)) == (kind is Kind.POLICE)
        assert not passes(lambda: say(by, early, late))
        for role in (Role.LOG_REVIEWER, Role.ADMINISTRATOR):
            act_as(world.everyone[kind, role])
            assert not passes(lambda r=role: say(world.everyone[kind, r], late, early))
