"""Persons on screen: what is shown, what is asked, what is logged, and how few queries it takes."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gvi.trust.disclosures.finding import find_person
from gvi.trust.log.models import Event
from gvi.trust.people.flows.add_person import add_person
from gvi.trust.people.flows.add_statement import NewStatement, add_statement
from gvi.trust.people.flows.drop_suspicion import drop_suspicion
from gvi.trust.people.flows.search_people import MANY, Question, Reason, search_people
from gvi.trust.people.models import Person, PersonRole, Statement
from gvi.trust.people.words import Accuracy, PersonRoleName, Reliability, State, StatementKind
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Workspace
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, in_room, make_player, make_workspace
from tests.trust.people.persons import make_overdue, make_person, new_person, say_same, suspected

HOME = reverse("people:search")
TODAY = timezone.localdate()


def events(player: Player, verb: str) -> list[Event]:
    with in_room(player):
        return list(Event.objects.filter(verb=verb, member_id=player.member.pk).order_by("at"))


def look_up(client: Client, term: str, **other: Any) -> str:
    answer = client.post(HOME, {"term": term, "reason": "meeting", **other})
    return str(answer.content.decode())


def at(name: str, pk: object) -> str:
    return reverse(f"people:{name}", args=[pk])


def test_it_works(analyst: Player) -> None:
    person = make_person(analyst)
    client = analyst.client()
    assert client.get(HOME).status_code == 200
    page = client.get(at("person", person.pk)).content.decode()
    assert "Ekhult, Rut" in page
    assert "Du läser personuppgifter. Läsningen loggas." in page


@pytest.mark.parametrize("term", ["ekh", "Ekhult, Rut", "Rut Ekh", "rut", "EKHULT RUT"])
def test_t24_a_name_is_found_by_its_beginning_in_any_order(analyst: Player, term: str) -> None:
    make_person(analyst)
    assert "Ekhult, Rut" in look_up(analyst.client(), term)


def test_t24_a_reference_and_an_identity_number_are_found_too(analyst: Player) -> None:
    make_person(analyst, local_reference="Plats 7", identity_number="850315-9801")
    client = analyst.client()
    for term in ("Plats 7", "19850315-9801", "8503159801"):
        assert "Ekhult, Rut" in look_up(client, term)
    assert "Ekhult, Rut" not in look_up(client, "850315-9819")


@pytest.mark.parametrize("term", ["", "*", "%%", "e", "_ ?", " * a *"])
def test_t24_wildcards_and_single_letters_find_nobody(analyst: Player, term: str) -> None:
    make_person(analyst)
    answer = analyst.client().post(HOME, {"term": term, "reason": "meeting"})
    assert answer.status_code == 422
    assert events(analyst, "people.search") == []
    assert len(events(analyst, "people.search_refused")) == bool(term)


def test_t24_the_search_is_logged_with_reason_and_hits_and_without_the_term(analyst: Player) -> None:
    make_person(analyst)
    look_up(analyst.client(), "Ekhult", reason="other", words="fråga från åklagaren")
    [event] = events(analyst, "people.search")
    assert (event.count, event.reason) == (1, "annat, skriv vad: fråga från åklagaren")
    assert "ekhult" not in event.reason.lower()


@pytest.mark.parametrize("words", ["Ekhult frågas efter", "gäller 850315-9801", "ring 0700-12 34 56"])
def test_t24_the_reason_holds_no_name_and_no_number(analyst: Player, words: str) -> None:
    make_person(analyst)
    answer = analyst.client().post(HOME, {"term": "Ekhult", "reason": "meeting", "words": words})
    assert answer.status_code == 422
    assert events(analyst, "people.search") == []


def test_t24_a_reason_is_asked_each_time(analyst: Player) -> None:
    client = analyst.client()
    assert client.post(HOME, {"term": "Ekhult"}).status_code == 422
    assert client.post(HOME, {"term": "Ekhult", "reason": "other"}).status_code == 422


def test_t24_many_searches_in_an_hour_are_an_alert(analyst: Player) -> None:
    client = analyst.client()
    for _time in range(MANY - 1):
        look_up(client, "ingen alls")
    assert events(analyst, "people.many_searches") == []
    look_up(client, "ingen alls")
    [alert] = events(analyst, "people.many_searches")
    assert alert.count == MANY


def test_t24_searches_of_all_kinds_count_and_each_forty_alert_once(analyst: Player) -> None:
    room = Question("ingen alls", Reason.MEETING)
    for number in range(MANY * 2 + 3):
        with in_room(analyst) as actor:
            if number % MANY == MANY - 1:
                assert find_person("ingen alls", by=actor, at=timezone.now()) == []
            else:
                search_people(room, by=actor, at=timezone.now())
    assert [event.count for event in events(analyst, "people.many_searches")] == [MANY, MANY]
    assert {event.count for event in events(analyst, "people.search")} == {0}


def test_t19_each_person_that_a_search_shows_is_told_who_saw(analyst: Player) -> None:
    people = {make_person(analyst, given_name=name).pk for name in ("Rut", "Bo")}
    make_person(analyst, surname="Alm")
    look_up(analyst.client(), "Ekhult")
    seen = events(analyst, "people.seen_in_search")
    assert {event.record_id for event in seen} == people and len(seen) == 2
    assert {event.reason for event in seen} == {"mötet eller en uppgift därifrån"}


def test_t24_a_hundred_at_most_are_shown_and_paged_by_post(analyst: Player) -> None:
    with in_room(analyst) as actor:
        for number in range(103):
            new = new_person(Kind.POLICE, surname=f"Norrvik{number:03d}")
            add_person(new, by=actor, at=timezone.now())
    client = analyst.client()
    first = look_up(client, "Norrvik")
    assert "Fler än 100 träffar" in first
    assert "Norrvik024" in first
    assert "Norrvik025" not in first
    assert "Norrvik025" in look_up(client, "Norrvik", page="2")


def test_t13_who_is_no_longer_suspected_is_not_shown_as_suspected(analyst: Player) -> None:
    person = make_person(analyst)
    with in_room(analyst) as actor:
        drop_suspicion(person, "Annan gärningsman", by=actor, at=timezone.now())
    client = analyst.client()
    found = look_up(client, "Ekhult")
    assert "inte misstänkt" in found
    assert "— misstänkt" not in found
    assert "— misstänkt" not in client.get(at("person", person.pk)).content.decode()


def test_t01_another_room_finds_nobody(analyst: Player) -> None:
    person = make_person(analyst)
    other = make_player(make_workspace(Kind.POLICE, name="Polisen Granvik"), Role.ANALYST).client()
    assert "Ekhult" not in look_up(other, "ekh")
    assert other.get(at("person", person.pk)).status_code == 404


def test_no_name_is_in_an_address(analyst: Player) -> None:
    make_person(analyst)
    assert analyst.client().get(HOME, {"term": "Ekhult"}).status_code == 400


def test_t22_a_page_refuses_what_it_does_not_know(analyst: Player) -> None:
    person = make_person(analyst)
    assert analyst.client().get(at("person", person.pk), {"sort": "name"}).status_code == 400


def test_the_reason_of_the_search_follows_to_the_person(analyst: Player) -> None:
    person = make_person(analyst)
    client = analyst.client()
    client.get(at("person", person.pk))
    look_up(client, "ekh")
    client.get(at("person", person.pk))
    first, second = events(analyst, "people.read")
    assert (first.reason, second.reason) == ("öppnad utan sökning", "mötet eller en uppgift därifrån")
    assert first.record_id == person.pk


def furnish(player: Player, person: Person, count: int) -> None:
    with in_room(player) as actor:
        for number in range(count):
            said = NewStatement(
                kind=StatementKind.ASSESSMENT,
                text=f"Uppgift {number}",
                source="Yttre befäl",
                reliability=Reliability.B,
                accuracy=Accuracy.PROBABLE,
                said_on=TODAY,
            )
            add_statement(person, said, by=actor, at=timezone.now())


def queries_of(client: Client, url: str) -> list[str]:
    client.get(url)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url).status_code == 200
    return [it["sql"] for it in caught.captured_queries]


def test_a_persons_page_takes_twelve_queries_at_most(analyst: Player) -> None:
    person = make_person(analyst)
    client, url = analyst.client(), at("person", person.pk)
    few = queries_of(client, url)
    furnish(analyst, person, 12)
    many = queries_of(client, url)
    own = [sql for sql in many if "people_" in sql or "log_event" in sql or "workspaces_member" in sql]
    assert len(many) == len(few)
    assert len(own) <= 12, own
    assert len([sql for sql in many if "SAVEPOINT" not in sql]) <= 21, many


def test_the_first_page_takes_the_same_queries_however_many_wait(analyst: Player) -> None:
    client = analyst.client()
    few = queries_of(client, HOME)
    for name in ("Bo", "Disa", "Emil"):
        with in_room(analyst) as actor:
            young = new_person(Kind.POLICE, given_name=name, birth_date=TODAY - timedelta(days=6000))
            add_person(young, by=actor, at=timezone.now())
    assert len(queries_of(client, HOME)) <= len(few) + 3


def test_protected_persons_have_no_address_anywhere(analyst: Player) -> None:
    person = make_person(analyst, protected=True, address="Hittevägen 3")
    page = analyst.client().get(at("person", person.pk)).content.decode()
    assert "skyddade personuppgifter" in page
    assert "Hittevägen" not in page


def test_t14_an_overdue_person_is_shown_with_what_to_do_and_no_way_to_write(analyst: Player) -> None:
    person = make_overdue(analyst)
    client = analyst.client()
    page = client.get(at("person", person.pk)).content.decode()
    assert "kan bara läsas" in page
    for name in ("edit", "add_role", "add_statement"):
        assert at(name, person.pk) not in page
    assert at("drop_suspicion", person.pk) in page
    said = {"role": "injured", "since": TODAY.isoformat(), "source": "K-1"}
    assert client.post(at("add_role", person.pk), said).status_code == 422


def test_merged_records_are_read_as_one_with_each_rows_source(analyst: Player) -> None:
    root, child = make_person(analyst), make_person(analyst, surname="Eckhult", role="injured")
    furnish(analyst, child, 1)
    with in_room(analyst):
        say_same(root, child)
    page = analyst.client().get(at("person", child.pk)).content.decode()
    assert "Ekhult, Rut" in page
    assert "misstänkt, målsägande" in page
    assert "Samma person, annan post" in page
    assert "Uppgift 0" in page


FORM = {
    "surname": "Norrvik",
    "given_name": "Bo",
    "under_eighteen": "no",
    "purpose": "Förebygga våld",
    "regime": "not_common",
    "basis": "Två konflikter",
    "evidence": "PM 2026-41",
    "based_on": TODAY.isoformat(),
    "role": "suspected",
    "since": TODAY.isoformat(),
    "source": "K-1",
}


def test_a_person_is_entered_corrected_and_given_a_statement_by_form(analyst: Player) -> None:
    client = analyst.client()
    answer = client.post(reverse("people:add"), FORM)
    assert answer.status_code == 302, answer.content.decode()
    with in_room(analyst):
        person = Person.objects.get()
    client.post(at("edit", person.pk), {**FORM, "surname": "Norrvall"})
    said = {"kind": "fact", "text": "Greps", "source": "R", "reliability": "A", "accuracy": "1"}
    said |= {"said_on": TODAY.isoformat(), "secrecy": "osl_35_1"}
    assert client.post(at("add_statement", person.pk), said).status_code == 302
    with in_room(analyst):
        person.refresh_from_db()
        statement = Statement.objects.get()
    assert person.surname == "Norrvall"
    assert client.post(at("withdraw_statement", statement.pk), {"reason": "Fel"}).status_code == 302
    page = client.get(at("person", person.pk)).content.decode()
    assert "Tillbakadragen" in page


def test_t10_the_form_wants_role_and_reasons(analyst: Player) -> None:
    answer = analyst.client().post(reverse("people:add"), {"surname": "Ek", "based_on": TODAY.isoformat()})
    assert answer.status_code == 422
    assert {"role", "since", "source"} <= set(answer.context["form"].errors)
    without = analyst.client().post(reverse("people:add"), {**FORM, "purpose": ""})
    assert "purpose" in without.context["form"].errors


def test_t27_a_minor_is_approved_by_another_on_a_page_of_its_own(
    analyst: Player, coordinator: Player
) -> None:
    young = {**FORM, "birth_date": (TODAY - timedelta(days=6000)).isoformat()}
    client = analyst.client()
    assert "concern" in client.post(reverse("people:add"), young).context["form"].errors
    client.post(reverse("people:add"), {**young, "concern": "to_be_reported"})
    with in_room(analyst):
        person = Person.objects.get()
    assert person.state == State.PROPOSED
    second = coordinator.client()
    assert "Norrvik, Bo" in second.get(HOME).content.decode()
    assert "under 18 år" in second.get(reverse("people:proposed")).content.decode()
    assert second.post(at("approve", person.pk), {"concern": "reported"}).status_code == 302
    with in_room(analyst):
        person.refresh_from_db()
    assert (person.state, person.concern) == (State.ACTIVE, "reported")


def test_t27_the_form_asks_where_the_day_of_birth_is_not_known(analyst: Player, coordinator: Player) -> None:
    client, place = analyst.client(), {**FORM, "surname": "", "given_name": "", "local_reference": "Plats 7"}
    asked = client.post(reverse("people:add"), {**place, "under_eighteen": ""})
    assert "under_eighteen" in asked.context["form"].errors
    said = {**place, "under_eighteen": "unknown", "concern": "not_called_for"}
    assert client.post(reverse("people:add"), said).status_code == 302
    with in_room(analyst):
        person = Person.objects.get()
    page = client.get(at("person", person.pk)).content.decode()
    assert "kanske under 18 år" in page
    assert "<dt>Under 18 år</dt><dd>vet inte</dd>" in page
    assert "kan vara under 18 år" in coordinator.client().get(at("approve", person.pk)).content.decode()


def test_roles_are_added_ended_and_a_suspicion_dropped_by_form(analyst: Player) -> None:
    person = make_person(analyst, roles=(suspected(), suspected(PersonRoleName.CLOSE_TO)))
    client = analyst.client()
    with in_room(analyst):
        close = PersonRole.objects.get(role="close_to")
    assert client.post(at("end_role", close.pk), {"reason": "Fel"}).status_code == 302
    said = {"role": "injured", "since": TODAY.isoformat(), "source": "K-2"}
    assert client.post(at("add_role", person.pk), said).status_code == 302
    assert client.post(at("drop_suspicion", person.pk), {"reason": "Nedlagt"}).status_code == 302
    assert "Ekhult, Rut</bdi>" in client.get(at("person", person.pk)).content.decode()
    with in_room(analyst):
        assert list(PersonRole.objects.filter(until=None).values_list("role", flat=True)) == ["injured"]


def test_social_services_have_no_field_for_a_name(case_worker: Player) -> None:
    client = case_worker.client()
    form = client.get(reverse("people:add")).context["form"]
    assert list(form.fields) == ["local_reference"]
    assert client.post(reverse("people:add"), {"local_reference": "Rut Ek"}).status_code == 422
    assert client.post(reverse("people:add"), {"local_reference": "SN 2026-17"}).status_code == 302


def test_probation_fills_in_its_short_list(officer: Player) -> None:
    fields = set(officer.client().get(reverse("people:add")).context["form"].fields)
    assert not fields & {"purpose", "regime", "basis", "evidence", "officers"}
    assert {"surname", "role", "based_on"} <= fields


def test_a_receiving_room_is_told_where_to_read(db: None) -> None:
    contact = make_player(make_workspace(Kind.PROSECUTOR), Role.CONTACT_PERSON)
    page = contact.client().get(HOME)
    assert page.status_code == 200
    assert "inga egna personer" in page.content.decode()
    assert contact.client().post(HOME, {"term": "Ek", "reason": "meeting"}).context.get("hits") is None


@pytest.mark.parametrize("kind", [Kind.MUNICIPALITY, Kind.COUNTY_BOARD])
def test_t32_rooms_without_persons_have_no_route(db: None, kind: Kind) -> None:
    client = make_player(make_workspace(kind), Role.COORDINATOR).client()
    for name in ("search", "add", "batches", "proposed"):
        assert client.get(reverse(f"people:{name}")).status_code == 404


def test_t32_a_room_that_is_off_has_no_reachable_person(db: None) -> None:
    off = make_workspace(Kind.POLICE, on=False)
    client = make_player(off, Role.ANALYST).client()
    assert client.get(HOME).status_code == 404
    assert client.post(HOME, {"term": "Ekhult", "reason": "meeting"}).status_code == 404


def test_t25_administrator_and_lawyer_reach_no_person(police: Workspace, analyst: Player) -> None:
    person = make_person(analyst)
    for role in (Role.ADMINISTRATOR, Role.LAWYER, Role.DATA_PROTECTION_OFFICER, Role.RULES_DECIDER):
        client = make_player(police, role).client()
        for url in (HOME, at("person", person.pk)):
            assert client.get(url).status_code == 404
