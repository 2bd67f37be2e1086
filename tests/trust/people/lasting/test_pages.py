"""The pages of review, exit and erasure: overdue first, role beside the name, one event each, no person in counts."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from lxml import html
from pytest_django import Settings

from gvi.trust.log.models import Event, Operation
from gvi.trust.people.erasure import run
from gvi.trust.people.erasure.alarm import last_run_alarm
from gvi.trust.people.lasting.flows import Renewal, renew
from gvi.trust.people.models import ErasureDecision, Person
from gvi.trust.people.retention import FIRST_REVIEW_DAYS
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Workspace
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, in_room, make_player, make_workspace
from tests.erasing import let_days_pass, let_runs_age
from tests.trust.people.persons import make_person

TODAY = timezone.localdate()
NEED = "Konflikten mellan grupperna pågår och han har synts i den igen."
PERSON_READ = "people.read_review"


@pytest.fixture
def police(superuser: psycopg.Connection, tmp_path: Path, settings: Settings) -> Workspace:
    settings.GVI_TOMBSTONES = str(tmp_path / "t.jsonl")
    return make_workspace(Kind.POLICE)


@pytest.fixture
def analyst(police: Workspace) -> Player:
    return make_player(police, Role.ANALYST)


def page(player: Player, name: str, *args: object) -> Any:
    return player.client().get(reverse(f"people:{name}", args=args))


def reads(player: Player, verb: str) -> list[int]:
    with in_room(player):
        return list(Event.objects.filter(operation=Operation.READ, verb=verb).values_list("count", flat=True))


def test_t14_the_most_overdue_is_first_with_role_and_one_button(
    superuser: psycopg.Connection, analyst: Player
) -> None:
    late, later, soon, far = (
        make_person(analyst, surname=name) for name in ("Ask", "Björk", "Ceder", "Dill")
    )
    for person, days in ((late, 110), (later, 95), (soon, 80), (far, 10)):
        let_days_pass(superuser, days, person.pk)
    tree = html.fromstring(page(analyst, "due").content)
    rows = tree.xpath("//main//tbody/tr")
    assert [row.xpath("string(th)").split(",")[0].strip() for row in rows] == ["Ask", "Björk", "Ceder"]
    assert all("misstänkt" in row.xpath("string(th)") for row in rows)
    assert [len(row.xpath(".//a")) for row in rows] == [1, 1, 1]
    assert [bool(row.xpath("td[@class='gvi-late']")) for row in rows] == [True, True, False]
    assert "2 personer skulle redan ha granskats" in tree.xpath("string(//main)")
    assert "Läsningen loggas" in tree.xpath("string(//body)")
    assert reads(analyst, "people.read_due") == [3]


def test_the_list_costs_the_same_for_one_person_and_for_twenty(
    superuser: psycopg.Connection, analyst: Player
) -> None:
    client = analyst.client()

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(reverse("people:due")).status_code == 200
        return len(asked)

    people = [make_person(analyst)]
    let_days_pass(superuser, 100, people[0].pk)
    client.get(reverse("people:due"))
    one = queries()
    people = [make_person(analyst) for _ in range(19)]
    let_days_pass(superuser, 100, *(person.pk for person in people))
    assert queries() == one


def test_t14_set_apart_is_gone_from_the_list_and_from_its_page(
    superuser: psycopg.Connection, analyst: Player
) -> None:
    person = make_person(analyst, surname="Ekvik")
    let_days_pass(superuser, FIRST_REVIEW_DAYS + 30, person.pk)
    answer = page(analyst, "due")
    assert "Ekvik" not in answer.content.decode()
    assert "1 person är avskild" in html.fromstring(answer.content).xpath("string(//main)")
    for name in ("renew", "exit"):
        assert page(analyst, name, person.pk).status_code == 404


def test_t15_the_form_has_no_field_for_a_date_of_retention(analyst: Player) -> None:
    person = make_person(analyst)
    answer = page(analyst, "renew", person.pk)
    names = set(html.fromstring(answer.content).xpath("//main//form//@name"))
    assert names == {"csrfmiddlewaretoken", "need", "basis", "evidence", "based_on"}
    assert reads(analyst, PERSON_READ) == [1]
    typed = {"need": NEED, "review_due": "2099-01-01", "ends_on": "2099-01-01", "hidden_on": "2099-01-01"}
    assert analyst.client().post(reverse("people:renew", args=[person.pk]), typed).status_code == 302
    with in_room(analyst):
        stored = Person.objects.get(pk=person.pk)
    assert (stored.reviewed_on, stored.review_due) == (TODAY, TODAY + timedelta(days=180))


def test_a_need_that_says_nothing_is_shown_again_with_the_reason(analyst: Player) -> None:
    person = make_person(analyst)
    with in_room(analyst) as actor:
        renew(person, Renewal(NEED), by=actor, at=timezone.now())
    for need, said in (("Behövs", "minst 20 bokstäver"), (NEED, "Samma ord har använts förut")):
        answer = analyst.client().post(reverse("people:renew", args=[person.pk]), {"need": need})
        assert answer.status_code == 422
        assert said in answer.content.decode()
    assert NEED in page(analyst, "renew", person.pk).content.decode(), "what was written last time"


def test_t14_to_end_is_to_be_out_of_sight_at_once(analyst: Player) -> None:
    person = make_person(analyst)
    url = reverse("people:exit", args=[person.pk])
    tree = html.fromstring(page(analyst, "exit", person.pk).content)
    assert set(tree.xpath("//main//input[@type='radio']/@value")) == {
        *("no_longer_needed", "suspicion_dropped", "wrong_person", "moved", "deceased")
    }
    assert analyst.client().post(url, {"reason": "wrong_person"}).status_code == 422
    assert analyst.client().post(url, {"reason": "moved", "words": "Tog emot hjälp"}).status_code == 422
    assert analyst.client().post(url, {"reason": "moved"}).status_code == 302
    assert page(analyst, "exit", person.pk).status_code == 404


def test_social_services_close_a_case_and_enter_their_decision(superuser: psycopg.Connection) -> None:
    coordinator = make_player(make_workspace(Kind.SOCIAL_SERVICES), Role.COORDINATOR)
    case = make_person(coordinator)
    assert "Avsluta ärendet" in page(coordinator, "exit", case.pk).content.decode()
    assert "basis" not in page(coordinator, "renew", case.pk).content.decode()
    url, given = (
        reverse("people:erasure_decisions"),
        {"number": "SN § 1", "decider": "Nämnden", "kept_months": "60"},
    )
    assert coordinator.client().post(url, {**given, "decided_on": "2099-01-01"}).status_code == 422
    assert coordinator.client().post(url, {**given, "decided_on": TODAY.isoformat()}).status_code == 302
    with in_room(coordinator):
        assert ErasureDecision.objects.get().kept_months == 60
    assert "SN § 1" in page(coordinator, "erasure_decisions").content.decode()


def test_t16_the_protocol_counts_and_names_nobody(superuser: psycopg.Connection, analyst: Player) -> None:
    person = make_person(analyst, surname="Ekvik")
    coordinator = make_player(analyst.member.workspace, Role.COORDINATOR)
    let_days_pass(superuser, 400, person.pk)
    run(datetime.now(UTC))
    text = " ".join(html.fromstring(page(coordinator, "protocol").content).xpath("string(//main)").split())
    assert "personer 1, roller 1" in text
    assert "Ekvik" not in text
    assert str(person.pk) not in text


def test_t16_a_missed_night_is_red_for_whoever_answers_for_the_room(
    superuser: psycopg.Connection, analyst: Player
) -> None:
    room = analyst.member.workspace
    run(datetime.now(UTC))
    now = timezone.now()
    told = [
        make_player(room, role)
        for role in (Role.COORDINATOR, Role.ADMINISTRATOR, Role.DATA_PROTECTION_OFFICER)
    ]
    assert [last_run_alarm(player.actor, now) for player in told] == [None] * 3
    later = now + timedelta(hours=37)
    for player in told:
        alarm = last_run_alarm(player.actor, later)
        assert alarm is not None
        assert "kördes inte i natt" in alarm.sentence
    assert last_run_alarm(analyst.actor, later) is None, "an analyst can do nothing about it"
    ahead = last_run_alarm(told[0].actor, now - timedelta(days=2))
    assert ahead is not None
    assert "Klockan har ändrats" in ahead.sentence
    let_runs_age(superuser, 3, log=True)
    assert "kördes inte i natt" in page(told[0], "protocol").content.decode()


@pytest.mark.parametrize("name", ["due", "renew", "exit"])
def test_t18_no_person_is_shown_while_the_log_is_locked(
    superuser: psycopg.Connection, analyst: Player, name: str
) -> None:
    person = make_person(analyst, surname="Ekvik")
    let_days_pass(superuser, 80, person.pk)
    client, args = analyst.client(), [person.pk] if name != "due" else []
    with connection.cursor() as cursor:
        cursor.execute("set lock_timeout = '200ms'")
    with superuser.transaction():
        superuser.execute("lock table log_event in exclusive mode")
        answer = client.get(reverse(f"people:{name}", args=args))
    assert answer.status_code == 503
    assert "Databasen eller loggen svarar inte" in answer.content.decode()
    assert "Ekvik" not in answer.content.decode()
    assert "Ekvik" in client.get(reverse(f"people:{name}", args=args)).content.decode()
