"""T16: with a person goes all that was said of them to others; that something was decided, and by which rule, stays."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from django.utils import timezone
from pytest_django import Settings

from gvi.trust.disclosures.models import Disclosure, Item
from gvi.trust.disclosures.states import Status
from gvi.trust.people.erasure import run
from gvi.trust.people.lasting.flows.decide_erasure import NewDecision, decide_erasure
from gvi.trust.people.retention import HOUSE_MONTHS, UNFINISHED_DAYS
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Programme, Workspace
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, in_room, make_player, make_workspace
from tests.cluster import Cluster
from tests.erasing import count, let_days_pass, superuser_of
from tests.trust.disclosures.doors import decider, make_agreement, make_disclosure, make_draft, rule_on
from tests.trust.people.persons import make_person

TABLES = {
    *("disclosures_ground", "disclosures_item", "disclosures_disclosuremove"),
    *("disclosures_draft", "disclosures_draftline"),
}
RULE = "osl_10_27"
LONG = 800


@pytest.fixture
def superuser(
    cluster: Cluster, own_database: str, tmp_path: Path, settings: Settings
) -> Iterator[psycopg.Connection]:
    settings.GVI_TOMBSTONES = str(tmp_path / "t.jsonl")
    Programme.objects.create(name="GVI Björkhamn", municipality="Björkhamn", helpline="0700-00 00 00")
    with superuser_of(cluster, own_database) as found:
        yield found


@pytest.fixture
def probation(superuser: psycopg.Connection) -> Workspace:
    return make_workspace(Kind.PROBATION)


@pytest.fixture
def analyst(superuser: psycopg.Connection) -> Player:
    return make_player(make_workspace(Kind.POLICE), Role.ANALYST)


def counts(superuser: psycopg.Connection) -> dict[str, int]:
    return {table: count(superuser, table) for table in TABLES}


@pytest.mark.parametrize("state", [Status.DECIDED, Status.RECEIVED, Status.WITHDRAWN, Status.REFUSED])
def test_t16_grounds_and_items_go_and_the_header_stays(
    superuser: psycopg.Connection, analyst: Player, probation: Workspace, state: Status
) -> None:
    gone, kept = make_person(analyst, surname="Ekvik"), make_person(analyst)
    about_gone = make_disclosure(analyst, probation, gone, state=state)
    make_disclosure(analyst, probation, kept)
    superuser.execute("update disclosures_disclosure set reservation = 'Säg inget till Ekvik'")
    let_days_pass(superuser, LONG, gone.pk)
    assert run(datetime.now(UTC)).erased == 1
    reservations = "select reservation <> '', count(*) from disclosures_disclosure group by 1 order by 1"
    assert superuser.execute(reservations).fetchall() == [(False, 1), (True, 1)]
    left = counts(superuser)
    assert (left["disclosures_ground"], left["disclosures_item"]) == (1, 1)
    assert left["disclosures_disclosuremove"] == (1 if state is Status.RECEIVED else 0)
    row = superuser.execute("select * from disclosures_disclosure where id = %s", (about_gone.pk,)).fetchone()
    assert row is not None
    assert "Ekvik" not in str(row)
    assert str(gone.pk) not in str(row)
    with in_room(decider(probation)):
        assert not Item.objects.filter(disclosure=about_gone.pk).exists()


def test_t13_t16_a_correction_still_reaches_its_receiver(
    superuser: psycopg.Connection, analyst: Player, probation: Workspace
) -> None:
    person = make_person(analyst)
    made = make_disclosure(analyst, probation, person, state=Status.CORRECTED)
    let_days_pass(superuser, LONG, person.pk)
    run(datetime.now(UTC))
    with in_room(decider(probation)):
        moves = Disclosure.objects.get(pk=made.pk).moves.values_list("move", flat=True)
        assert list(moves) == ["corrected"]


def test_t16_a_draft_loses_the_persons_line_or_goes_when_it_was_the_only_one(
    superuser: psycopg.Connection, analyst: Player, probation: Workspace
) -> None:
    make_agreement(analyst.member.workspace, probation)
    rule = rule_on(RULE, analyst)
    gone, kept = make_person(analyst), make_person(analyst)
    make_draft(analyst, probation, rule, [gone, kept])
    make_draft(analyst, probation, rule, [gone])
    let_days_pass(superuser, LONG, gone.pk)
    run(datetime.now(UTC))
    assert (count(superuser, "disclosures_draft"), count(superuser, "disclosures_draftline")) == (1, 1)


def test_t16_a_draft_that_nobody_decided_on_goes_by_its_age(
    superuser: psycopg.Connection, analyst: Player, probation: Workspace
) -> None:
    make_agreement(analyst.member.workspace, probation)
    make_draft(analyst, probation, rule_on(RULE, analyst), [make_person(analyst)])
    for days, left in ((UNFINISHED_DAYS - 1, 1), (UNFINISHED_DAYS, 0)):
        superuser.execute("update disclosures_draft set made_at = now() - make_interval(days => %s)", (days,))
        run(datetime.now(UTC))
        assert (count(superuser, "disclosures_draft"), count(superuser, "disclosures_draftline")) == (
            left,
            left,
        )


def told_by_case_number(superuser: psycopg.Connection, analyst: Player, probation: Workspace) -> None:
    """As if the disclosure had told of somebody who is no person of the sender's room."""
    make_disclosure(analyst, probation, make_person(analyst), state=Status.RECEIVED)
    superuser.execute("update disclosures_ground set person_id = null, subject_reference = 'SN 2026-17'")


def age(superuser: psycopg.Connection, months: int, days: int = 0) -> None:
    superuser.execute(
        """update disclosures_disclosure set
           decided_at = now() - make_interval(months => %(m)s, days => %(d)s),
           expires_on = current_date - 1""",
        {"m": months, "d": days},
    )


def test_t16_what_was_told_of_no_person_of_the_room_goes_after_the_house_months(
    superuser: psycopg.Connection, analyst: Player, probation: Workspace
) -> None:
    told_by_case_number(superuser, analyst, probation)
    age(superuser, HOUSE_MONTHS - 1)
    assert run(datetime.now(UTC)).erased == 0
    age(superuser, HOUSE_MONTHS, 2)
    assert run(datetime.now(UTC)).erased == 1
    left = counts(superuser)
    assert (left["disclosures_ground"], left["disclosures_item"]) == (0, 0)
    assert count(superuser, "disclosures_disclosure") == 1


def test_t16_social_services_keep_what_they_told_until_their_board_has_decided(
    superuser: psycopg.Connection, analyst: Player, probation: Workspace
) -> None:
    told_by_case_number(superuser, analyst, probation)
    superuser.execute("update workspaces_workspace set kind = 'social_services' where kind = 'police'")
    age(superuser, 100)
    assert run(datetime.now(UTC)).erased == 0
    coordinator = make_player(analyst.member.workspace, Role.COORDINATOR)
    today = timezone.localdate() - timedelta(days=1)
    with in_room(coordinator) as actor:
        decide_erasure(NewDecision("SN § 1", today, "Nämnden", 60), by=actor, at=timezone.now())
    assert run(datetime.now(UTC)).erased == 1
