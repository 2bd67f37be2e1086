"""T28: a person's own extract with data, sources, roles, receivers and retention; the police give one answer to all."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gvi.trust.disclosures.states import Status
from gvi.trust.log.models import Operation
from gvi.trust.people.extracts.flows.answer_request import answer_request
from gvi.trust.people.extracts.flows.choose_subject import choose_person, choose_received
from gvi.trust.people.extracts.flows.register_request import register_request
from gvi.trust.people.extracts.queries import find_request
from gvi.trust.people.extracts.refusals import (
    Answered,
    NoSuchRequest,
    NotYet,
    OneAnswerForAll,
    ReferenceTaken,
)
from gvi.trust.people.models import ExtractRequest, Person
from gvi.trust.people.refusals import NoSuchPerson
from gvi.trust.workspaces.free_text import IdentityNumberRefused
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Programme
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, in_room, make_player, make_workspace, switch_on
from tests.events import events_of, one_event
from tests.steps.review.documents.reading import headings
from tests.steps.review.documents.reading import text as text_in
from tests.trust.disclosures.doors import make_disclosure
from tests.trust.people.persons import make_person, say_same

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def probation() -> Player:
    Programme.objects.create(name="GVI Björkhamn", municipality="Björkhamn")
    return make_player(make_workspace(Kind.PROBATION), Role.COORDINATOR)


@pytest.fixture
def police() -> Player:
    return make_player(make_workspace(Kind.POLICE), Role.COORDINATOR)


def asked(player: Player, reference: str = "Dnr 7", received_on: date = TODAY) -> ExtractRequest:
    with in_room(player) as actor:
        return register_request(reference, received_on, by=actor, at=timezone.now())


def test_t31_the_case_number_names_nobody(police: Player, probation: Player) -> None:
    make_person(police)
    make_person(probation)
    told: dict[str, Any] = {"received_on": TODAY, "reference": "19850315-9801"}
    for player in (police, probation):
        answer = player.client().post(reverse("people:new_extract"), told)
        assert answer.status_code == 422 and "personnummer" in answer.content.decode()
        with pytest.raises(IdentityNumberRefused):
            asked(player, told["reference"])
    named = told | {"reference": "Dnr 7 Rut Ekhult"}
    answer = probation.client().post(reverse("people:new_extract"), named)
    assert answer.status_code == 422
    yes = answer.content.decode().split('name="spara_anda" value="')[1].split('"')[0]
    answer = probation.client().post(reverse("people:new_extract"), named | {"spara_anda": yes})
    assert answer.status_code == 302
    assert police.client().post(reverse("people:new_extract"), named).status_code == 302  # looks nobody up


def about(player: Player, request: ExtractRequest, person: Person | None) -> None:
    with in_room(player) as actor:
        choose_person(request.pk, person.pk if person else None, by=actor, at=timezone.now())


def pdf(player: Player, request: ExtractRequest) -> bytes:
    answer = player.client().get(reverse("people:extract_pdf", args=[request.pk]))
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == 'inline; filename="utdrag.pdf"'
    return answer.content


@pytest.mark.parametrize(
    ("came_in", "due"),
    [
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2024, 1, 31), date(2024, 2, 29)),
        (date(2026, 11, 3), date(2026, 12, 3)),
    ],
)
def test_t28_the_answer_is_due_in_a_month_and_the_database_counts(
    probation: Player, came_in: date, due: date
) -> None:
    assert asked(probation, received_on=came_in).due_on == due


def test_t28_nobody_types_the_clock_or_rewrites_a_request(probation: Player) -> None:
    request = asked(probation)
    for change in (
        "reference = 'x'",
        "received_on = received_on - 9",
        "answered_at = now(), received_on = '2020-01-01'",
    ):
        with (
            in_room(probation),
            connection.cursor() as cursor,
            pytest.raises(DatabaseError),
            transaction.atomic(),
        ):
            cursor.execute(f"update people_extractrequest set {change}")
    with in_room(probation), connection.cursor() as cursor:
        cursor.execute("update people_extractrequest set due_on = '2030-01-01'")
    with in_room(probation) as actor:
        assert find_request(actor, request.pk).due_on == request.due_on


def test_t28_the_extract_tells_data_sources_roles_receivers_and_retention(
    probation: Player, police: Player
) -> None:
    person = make_person(probation)
    make_disclosure(probation, police.member.workspace, person, rule="osl_10_28")
    request = asked(probation)
    about(probation, request, person)
    told = text_in(pdf(probation, request))
    for words in (
        "Ekhult, Rut",
        "misstänkt",
        "K-1234-26",
        police.member.workspace.name,
        "10 kap. 28 §",
        "Gallras senast",
    ):
        assert words in told, words
    titles = [title for kind, title in headings(pdf(probation, request)) if kind == "H2"]
    assert titles[:2] == ["Uppgifter om personen", "Roller"]


def test_t28_refused_disclosures_are_told_too(probation: Player, police: Player) -> None:
    person = make_person(probation)
    make_disclosure(probation, police.member.workspace, person, state=Status.REFUSED, rule="osl_10_28")
    request = asked(probation)
    about(probation, request, person)
    assert "inte utlämnat" in text_in(pdf(probation, request))


def test_t28_merged_records_are_told_as_one(probation: Player) -> None:
    person, same = make_person(probation), make_person(probation, surname="Ekhullt")
    with in_room(probation):
        say_same(person, same)
    request = asked(probation)
    about(probation, request, same)
    told = text_in(pdf(probation, request))
    assert "Ekhult, Rut" in told and "Ekhullt, Rut" in told


def test_t28_a_receiving_room_tells_what_it_was_told_and_what_was_chosen_by_hand(police: Player) -> None:
    Programme.objects.create(name="GVI Björkhamn", municipality="Björkhamn")
    tax = make_player(make_workspace(Kind.TAX), Role.CONTACT_PERSON)
    mine = make_disclosure(police, tax.member.workspace, make_person(police), rule="osl_10_28")
    make_disclosure(police, tax.member.workspace, make_person(police, surname="Lindhult"), rule="osl_10_28")
    request = asked(tax)
    page = tax.client().get(reverse("people:extract", args=[request.pk])).content.decode()
    assert "Ekhult, Rut — misstänkt" in page and "checked" not in page and "Sök i egen arbetsyta" not in page
    tax.client().post(reverse("people:choose_for_extract", args=[request.pk]), {"chosen": [str(mine.pk)]})
    told = text_in(pdf(tax, request))
    assert "Ekhult, Rut" in told and "Lindhult" not in told and police.member.workspace.name in told


def test_t28_social_services_are_found_by_case_number(probation: Player) -> None:
    social = make_player(make_workspace(Kind.SOCIAL_SERVICES), Role.COORDINATOR)
    person = make_person(social, local_reference="SN 2026-17")
    request = asked(social)
    client = social.client()
    found = client.post(reverse("people:find_for_extract", args=[request.pk]), {"term": "SN 2026-17"})
    assert str(person.pk) in found.content.decode()
    client.post(reverse("people:choose_for_extract", args=[request.pk]), {"person": str(person.pk)})
    assert "SN 2026-17" in text_in(pdf(social, request))


def test_t28_nothing_held_is_said(probation: Player) -> None:
    assert "behandlar inga uppgifter om dig" in text_in(pdf(probation, asked(probation)))


def test_t28_chosen_disclosures_must_be_the_rooms_own_and_open(probation: Player, police: Player) -> None:
    made = make_disclosure(probation, police.member.workspace, make_person(probation), rule="osl_10_28")
    request = asked(probation)
    with in_room(probation) as actor:
        assert choose_received(request.pk, [made.pk], by=actor, at=timezone.now()).received == []


def test_t01_another_rooms_person_and_request_are_not_there(probation: Player, police: Player) -> None:
    theirs = make_person(police)
    request = asked(probation)
    with pytest.raises(NoSuchPerson):
        about(probation, request, theirs)
    other = make_player(make_workspace(Kind.PROBATION, name="Frivården Granvik"), Role.COORDINATOR)
    with in_room(other) as actor, pytest.raises(NoSuchRequest):
        find_request(actor, request.pk)
    assert other.client().get(reverse("people:extract", args=[request.pk])).status_code == 404


NUMBERS = re.compile(rb"/(ID|CreationDate|ModDate).*|D:\d+[^)]*|<xmp:[^>]*>[^<]*<|uuid:[^<]*|[0-9T:+Z-]{10,}")


def test_t28_the_police_page_and_document_are_the_same_whether_or_not_anything_is_held(
    police: Player,
) -> None:
    Programme.objects.create(name="GVI Björkhamn", municipality="Björkhamn")
    request = asked(police)
    client, page = police.client(), reverse("people:extract", args=[request.pk])

    def told() -> tuple[bytes, bytes, list[str]]:
        with CaptureQueriesContext(connection) as asked_of_the_database:
            shown = client.get(page).content
            document = client.get(reverse("people:extract_pdf", args=[request.pk])).content
        queries = [re.sub(r"'[^']*'|\d+", "·", query["sql"]) for query in asked_of_the_database]
        return TOKENS.sub(b"", shown), NUMBERS.sub(b"", document), queries

    told()
    nothing_held = told()
    make_person(police)
    assert told() == nothing_held
    assert not any("people_person" in query for query in nothing_held[2])
    assert "varken bekräftar eller dementerar" in text_in(pdf(police, request))
    assert "Säkerhets- och integritetsskyddsnämnden (SIN)" in text_in(pdf(police, request))


TOKENS = re.compile(rb"\b\w{64}\b")


def test_t28_the_police_never_tie_a_request_to_a_person_not_even_by_raw_sql(police: Player) -> None:
    person, request = make_person(police), asked(police)
    with pytest.raises(OneAnswerForAll):
        about(police, request, person)
    for change in (f"person_id = '{person.pk}'", f"received = array['{person.pk}'::uuid]"):
        with (
            in_room(police),
            connection.cursor() as cursor,
            pytest.raises(DatabaseError),
            transaction.atomic(),
        ):
            cursor.execute(f"update people_extractrequest set {change}")
    found = police.client().post(reverse("people:find_for_extract", args=[request.pk]), {"term": "Ekhult"})
    assert "Ekhult" not in found.content.decode()


def test_an_answered_request_is_closed_for_good(probation: Player) -> None:
    request = asked(probation)
    with in_room(probation) as actor:
        answer_request(request.pk, by=actor, at=timezone.now())
        with pytest.raises(Answered):
            answer_request(request.pk, by=actor, at=timezone.now())
        with pytest.raises(Answered):
            choose_person(request.pk, None, by=actor, at=timezone.now())
    with (
        in_room(probation),
        connection.cursor() as cursor,
        pytest.raises(DatabaseError),
        transaction.atomic(),
    ):
        cursor.execute("update people_extractrequest set answered_at = null")


def test_what_does_not_fit_is_refused(probation: Player) -> None:
    asked(probation)
    with pytest.raises(ReferenceTaken):
        asked(probation)
    with pytest.raises(NotYet):
        asked(probation, "Dnr 8", TODAY + timedelta(days=1))


def test_t28_a_late_answer_is_red(probation: Player) -> None:
    asked(probation, "Dnr 8", TODAY - timedelta(days=40))
    asked(probation, "Dnr 9")
    page = probation.client().get(reverse("people:extracts")).content.decode()
    assert page.count('class="gvi-late"') == 1
    assert page.index("Dnr 8") < page.index("Dnr 9")


def test_t19_each_act_is_one_event_and_reading_a_person_one_more(probation: Player) -> None:
    person = make_person(probation)
    with one_event(probation, Operation.COLLECT, "people.register_extract", secret="Dnr 7"):
        request = asked(probation)
    with one_event(probation, Operation.COMBINE, "people.choose_extract_subject", secret="Ekhult"):
        about(probation, request, person)
    before = set(events_of(probation))
    pdf(probation, request)
    new = [event for key, event in events_of(probation).items() if key not in before]
    assert sorted((it.verb, it.record_id) for it in new) == sorted(
        [("people.extract_pdf", request.pk), ("people.read", person.pk)]
    )


def test_t32_a_room_that_is_off_has_no_extracts(probation: Player) -> None:
    request = asked(probation)
    switch_on(probation.member.workspace, on=False, at=timezone.now() + timedelta(seconds=1))
    for address in (reverse("people:extracts"), reverse("people:extract", args=[request.pk])):
        assert probation.client().get(address).status_code == 404


def test_the_list_costs_the_same_however_many_have_asked(probation: Player) -> None:
    client = probation.client()

    def queries() -> int:
        with CaptureQueriesContext(connection) as counted:
            client.get(reverse("people:extracts"))
        return len(counted)

    asked(probation, "1")
    queries()
    one = queries()
    for number in range(2, 6):
        asked(probation, str(number))
    assert queries() == one


def test_the_pages_lead_from_request_to_answer(probation: Player) -> None:
    person, client = make_person(probation), probation.client()
    wrong = client.post(reverse("people:new_extract"), {"reference": "", "received_on": str(TODAY)})
    assert wrong.status_code == 422
    made = client.post(reverse("people:new_extract"), {"reference": "Dnr 1", "received_on": str(TODAY)})
    page = made.headers["Location"]
    narrow = client.post(f"{page}sok/", {"term": "*"})
    assert narrow.status_code == 422
    hits = client.post(f"{page}sok/", {"term": "ekh"}).content.decode()
    assert "Ekhult, Rut — misstänkt" in hits and "Läsningen loggas" in hits
    chosen = client.post(f"{page}valj/", {"person": str(person.pk)}, follow=True).content.decode()
    assert "<strong>Ekhult, Rut — misstänkt</strong>" in chosen
    done = client.post(f"{page}besvara/", follow=True).content.decode()
    assert "Besvarad" in done and "Svaret är lämnat" not in done
