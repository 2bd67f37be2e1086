"""Probation's pages: nothing filled in, each reading logged, a role beside the name, and the same number of queries."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gvi.steps.callins.documents.letters import _receiver
from gvi.steps.callins.extracting_invitees import Summoned
from gvi.steps.callins.models import CallIn, HeldTotal, Invitee, Letter
from gvi.steps.callins.states import InviteeState
from gvi.steps.callins.waits_invitees import invitees as waits
from gvi.steps.callins.words import LetterKind, Supervision
from gvi.trust.disclosures.flows.correct import correct
from gvi.trust.disclosures.flows.withdraw import withdraw
from gvi.trust.disclosures.models import DraftLine
from gvi.trust.disclosures.states import Status
from gvi.trust.people.extracts.registry import Subject
from gvi.trust.people.models import Person
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.cast import in_room, make_player, make_workspace
from tests.events import events_of
from tests.steps.callins.invitees.world import (
    BASIS,
    Rooms,
    approved,
    at_the_door,
    hold,
    letters,
    make_callin,
    named,
    served,
    taken_in,
    tapped,
)
from tests.trust.disclosures.doors import decider
from tests.trust.people.persons import make_person

pytestmark = pytest.mark.django_db


def url(name: str, *ids: object) -> str:
    return reverse(f"callins:{name}", args=ids)


def read(client: Client, name: str, *ids: object) -> str:
    answer = client.get(url(name, *ids))
    assert answer.status_code == 200, answer.content.decode()[:2000]
    return answer.content.decode()


def test_it_works_from_what_police_told_to_a_served_letter(rooms: Rooms, callin: CallIn) -> None:
    told, person = named(rooms, surname="Hassel"), make_person(rooms.officer, surname="Hassel")
    letters(rooms)
    officer, coordinator = rooms.officer.client(), rooms.coordinator.client()
    page = read(officer, "invitees", callin.pk)
    assert url("add_invitee", callin.pk, told.pk) in page and "Hassel" not in page
    taking = read(officer, "add_invitee", callin.pk, told.pk)
    assert "Hassel, Rut" in taking and "Du läser personuppgifter" in taking
    found = officer.post(url("add_invitee", callin.pk, told.pk), {"term": "Hassel"}).content.decode()
    assert f"?person={person.pk}" in found
    address = f"{url('add_invitee', callin.pk, told.pk)}?person={person.pk}"
    empty = officer.post(address, {})
    assert empty.status_code == 422
    until = callin.day + timedelta(days=10)
    officer.post(address, {"supervision": "parole", "supervision_until": until.isoformat()})
    with in_room(rooms.officer):
        one = Invitee.objects.get(told_by=told.pk)
    assert (one.kind, one.person_id) == (LetterKind.SUMMONS, person.pk)
    ids = (callin.pk, one.pk)
    assert "Väntar på att en annan" not in read(officer, "invitee", *ids)
    assert coordinator.post(url("approve_invitee", *ids)).status_code == 302
    today = timezone.localdate().isoformat()
    assert officer.post(url("serve", *ids), {"service": "", "on": today}).status_code == 422
    assert officer.post(url("serve", *ids), {"service": "in_person", "on": today}).status_code == 302
    assert officer.post(url("confirm_invitee", *ids)).status_code == 302
    assert "har bekräftat" in read(officer, "invitee", *ids)
    pdf = officer.get(url("invitee_pdf", *ids))
    assert pdf.content.startswith(b"%PDF-") and "brev.pdf" in pdf.headers["Content-Disposition"]


def test_somebody_new_is_entered_with_the_short_list_of_fields(rooms: Rooms, callin: CallIn) -> None:
    told, client = named(rooms), rooms.officer.client()
    today = timezone.localdate().isoformat()
    new = {"ny": "1", "local_reference": "Plats 7", "under_eighteen": "no", "based_on": today}
    new |= {"role": "convicted", "since": today, "source": "Dom"}
    answer = client.post(url("add_invitee", callin.pk, told.pk), new)
    assert answer.status_code == 302 and "?person=" in answer.headers["Location"]
    assert "Plats 7" in client.get(answer.headers["Location"]).content.decode()
    assert client.post(url("add_invitee", callin.pk, told.pk), {"ny": "1"}).status_code == 422


def test_what_is_not_acknowledged_is_acknowledged_first(rooms: Rooms, callin: CallIn) -> None:
    told, client = named(rooms, Status.DECIDED), rooms.officer.client()
    page = read(client, "add_invitee", callin.pk, told.pk)
    assert reverse("disclosures:received", args=[told.pk]) in page and "Sök" not in page


def test_nothing_is_chosen_beforehand_and_there_is_no_choosing_all(rooms: Rooms, callin: CallIn) -> None:
    taken_in(rooms, callin)
    page = read(rooms.officer.client(), "answer_supervision", callin.pk)
    assert 'type="checkbox"' in page and "checked" not in page


def test_choosing_begins_a_draft_and_choosing_nobody_says_so(rooms: Rooms, callin: CallIn) -> None:
    one, client = taken_in(rooms, callin), rooms.officer.client()
    assert client.post(url("answer_supervision", callin.pk), {}).status_code == 422
    answer = client.post(url("answer_supervision", callin.pk), {"chosen": [str(one.pk)]})
    with in_room(rooms.officer):
        line = DraftLine.objects.get(in_answer_to=one.told_by)
    assert answer.headers["Location"] == reverse("disclosures:draft", args=[line.draft_id])
    assert "Ja, står under övervakning" in client.get(answer.headers["Location"]).content.decode()


def test_an_ended_word_of_police_is_shown_and_stops_the_letter(rooms: Rooms, callin: CallIn) -> None:
    one = approved(rooms, taken_in(rooms, callin))
    with in_room(decider(rooms.police)) as actor:
        correct(one.told_by, "Fel person.", by=actor, at=timezone.now())
    client = rooms.officer.client()
    page = read(client, "invitee", callin.pk, one.pk)
    assert "Brevet får inte gå vidare" in page and "Fel person." in page
    today = timezone.localdate().isoformat()
    again = client.post(url("serve", callin.pk, one.pk), {"service": "post", "on": today})
    assert again.status_code == 422


def test_absentees_total_and_follow_up(rooms: Rooms) -> None:
    callin, rows = at_the_door(rooms, 6)
    tapped(rooms, rows[0], InviteeState.ABSENT)
    for one in rows[1:]:
        tapped(rooms, one, InviteeState.ATTENDED)
    hold(callin)
    coordinator, officer = rooms.coordinator.client(), rooms.officer.client()
    page = read(coordinator, "absentees", callin.pk)
    assert "Ek00" in page and "Ek01" not in page
    done = {"words": "Ringde, sjuk.", "on": timezone.localdate().isoformat()}
    assert officer.post(url("follow_up_invitee", callin.pk, rows[0].pk), done).status_code == 302
    assert officer.post(url("disclose_absentees", callin.pk)).status_code == 302
    assert officer.post(url("disclose_absentees", callin.pk)).status_code == 422
    assert coordinator.post(url("release_total", callin.pk)).status_code == 302
    assert HeldTotal.objects.get(callin=callin).total == 5
    assert coordinator.post(url("release_total", callin.pk)).status_code == 422
    assert "Ringde, sjuk." in read(officer, "invitee", callin.pk, rows[0].pk)


def test_one_button_begins_the_answers_about_everybody_marked(rooms: Rooms) -> None:
    callin, [came, away, _unmarked] = at_the_door(rooms, 3)
    officer = rooms.officer.client()
    assert url("disclose_attendance", callin.pk) not in read(officer, "absentees", callin.pk)
    assert officer.post(url("disclose_attendance", callin.pk)).status_code == 422
    tapped(rooms, came, InviteeState.ATTENDED)
    tapped(rooms, away, InviteeState.ABSENT)
    page = read(officer, "absentees", callin.pk)
    assert "Närvaro till Polisen" in page and "2 markerade personer" in page
    assert officer.post(url("disclose_attendance", callin.pk)).status_code == 302
    page = read(officer, "absentees", callin.pk)
    assert "Närvaro till Polisen" not in page and "förbereds" in page


def test_nothing_is_offered_at_the_door_or_in_answers_about_a_name_that_has_ended(rooms: Rooms) -> None:
    callin, [ended, other] = at_the_door(rooms, 2)
    tapped(rooms, ended, InviteeState.ABSENT)
    with in_room(decider(rooms.police)) as actor:
        withdraw(ended.told_by, "Gällde en annan.", by=actor, at=timezone.now())
    officer = rooms.officer.client()
    door, answers, away = (
        read(officer, name, callin.pk) for name in ("attendance", "answer_supervision", "absentees")
    )
    assert url("tap", callin.pk, other.pk) in door and url("tap", callin.pk, ended.pk) not in door
    assert f'value="{other.pk}"' in answers and f'value="{ended.pk}"' not in answers
    for page in (door, answers, away):
        assert "Polisens uppgift har upphört" in page
    assert url("disclose_absentees", callin.pk) not in away
    again = {"tap": str(ended.pk), "mark": "attended"}
    refused = officer.post(url("tap", callin.pk, ended.pk), again)
    assert refused.status_code == 422 and "ingen närvaro tas" in refused.content.decode()


def test_words_are_written_read_and_approved(rooms: Rooms) -> None:
    officer, coordinator = rooms.officer.client(), rooms.coordinator.client()
    new = {"words": "Du kallas.", "legal_basis": BASIS}
    assert officer.post(url("new_letter", "summons"), {"words": "Du kallas."}).status_code == 422
    assert officer.post(url("new_letter", "summons"), new).status_code == 302
    with in_room(rooms.officer):
        letter = Letter.objects.get()
    assert "väntar på en annan" in read(coordinator, "letters")
    assert BASIS in read(coordinator, "approve_letter", letter.pk)
    assert officer.get(url("letter_pdf", letter.pk)).content.startswith(b"%PDF-")
    assert coordinator.post(url("approve_letter", letter.pk)).status_code == 302
    assert "används" in read(officer, "letters")


def test_t01_t02_other_rooms_and_roles_find_no_such_page(rooms: Rooms, callin: CallIn) -> None:
    one = taken_in(rooms, callin)
    others = (
        rooms.analyst,
        make_player(make_workspace(Kind.PROBATION, name="Frivården Granvik"), Role.COORDINATOR),
    )
    for player in others:
        assert player.client().get(url("invitee", callin.pk, one.pk)).status_code in (403, 404)


def test_t12_role_beside_the_name_and_each_reading_logged(rooms: Rooms, callin: CallIn) -> None:
    one, client = taken_in(rooms, callin), rooms.officer.client()
    reviewer = make_player(rooms.probation, Role.LOG_REVIEWER)
    for name, ids, verb in (
        ("invitees", (callin.pk,), "callins.read_invitees"),
        ("invitee", (callin.pk, one.pk), "people.read"),
        ("answer_supervision", (callin.pk,), "callins.read_answers"),
    ):
        page = read(client, name, *ids)
        assert "— misstänkt" in page
        assert verb in {event.verb for event in events_of(reviewer).values()}


def test_the_list_costs_the_same_whoever_is_on_it(rooms: Rooms) -> None:
    counts = []
    for count in (1, 5):
        callin, _rows = at_the_door(rooms, count)
        client = rooms.officer.client()
        for name in ("invitees", "attendance", "absentees"):
            client.get(url(name, callin.pk))
            counts.append((name, _queries(client, url(name, callin.pk))))
    assert counts[:3] == counts[3:]


def _queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_the_first_page_says_what_waits_and_never_about_whom(rooms: Rooms) -> None:
    callin = make_callin(timezone.localdate() + timedelta(days=14))
    approved(rooms, taken_in(rooms, callin))
    taken_in(rooms, callin, person=make_person(rooms.officer, surname="Ekstam"))
    named(rooms)
    with in_room(rooms.coordinator) as actor:
        said = [str(wait.what) for wait in waits(actor, timezone.now())]
    assert said == [
        "1 uppgift från Polisen att ta in till call-in",
        "1 brev väntar på att godkännas",
        "1 brev är inte delgivet",
    ]
    with in_room(rooms.analyst) as actor:
        assert not list(waits(actor, timezone.now()))
    assert "Ekstam" not in rooms.coordinator.client().get("/").content.decode()


def test_the_card_stands_on_the_call_ins_page_for_probation_alone(rooms: Rooms, callin: CallIn) -> None:
    taken_in(rooms, callin)
    address = reverse("callins:callin", args=[callin.pk])
    assert 'id="kallelser"' in rooms.officer.client().get(address).content.decode()
    police = make_player(rooms.police, Role.COORDINATOR)
    assert 'id="kallelser"' not in police.client().get(address).content.decode()


def test_t28_a_persons_extract_holds_the_summons(rooms: Rooms, callin: CallIn) -> None:
    one = served(rooms, taken_in(rooms, callin, transport="Hämtas"))
    with in_room(rooms.officer) as actor:
        subject: Any = Subject(persons=(one.person_id,), received=())
        [section] = Summoned().sections(subject, by=actor)
    said = " ".join(line.text for line in section.lines)
    assert all(words in said for words in ("villkorligt frigiven", "Hämtas", "personligen"))


def test_the_persons_page_tells_of_the_summons(rooms: Rooms, callin: CallIn) -> None:
    one = taken_in(rooms, callin)
    page = rooms.officer.client().get(reverse("people:person", args=[one.person_id])).content.decode()
    assert url("invitee", callin.pk, one.pk) in page


def test_a_protected_person_has_no_address_in_the_letter(rooms: Rooms, callin: CallIn) -> None:
    shown = make_person(rooms.officer, address="Hittevägen 3")
    hidden = Person(given_name="Rut", surname="Ek", address="Hittevägen 3", protected=True)
    assert (_receiver(shown)["address"], _receiver(hidden)["address"]) == ("Hittevägen 3", "")


def test_what_is_changed_stays_in_the_room_and_another_person_is_chosen_by_search(
    rooms: Rooms, callin: CallIn
) -> None:
    one, other = taken_in(rooms, callin), make_person(rooms.officer, surname="Gran")
    client, ids = rooms.officer.client(), (callin.pk, one.pk)
    told = {"supervision": Supervision.NONE, "supervision_until": "", "transport": "Buss 4"}
    assert client.post(url("change_invitee", *ids), told).status_code == 302
    assert "Buss 4" in read(client, "invitee", *ids)
    assert str(other.pk) in client.post(url("another_invitee", *ids), {"term": "Gran"}).content.decode()
    assert client.post(f"{url('another_invitee', *ids)}?person={other.pk}").status_code == 302
    assert "Gran, Rut" in read(client, "invitee", *ids)
    assert client.post(url("redo_invitee", *ids)).status_code == 422
    assert client.get(url("invitee", callin.pk, uuid4())).status_code == 404
