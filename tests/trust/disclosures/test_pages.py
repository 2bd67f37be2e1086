"""The pages of disclosures: each screen's way through, what it logs, what it says when there is no road."""

from dataclasses import replace
from http import HTTPStatus
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from gvi.trust.disclosures.flows.save_draft import save_draft
from gvi.trust.disclosures.models import Agreement, Disclosure, Draft, DraftLine, Item, OnCall
from gvi.trust.disclosures.states import Form, Status
from gvi.trust.law.flows import Words, disable_rule
from gvi.trust.log.models import Operation
from gvi.trust.workspaces.free_text import IdentityNumberRefused
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, in_room, make_player, make_workspace
from tests.events import events_of
from tests.trust.disclosures.conftest import Doors
from tests.trust.disclosures.doors import (
    grounds_for,
    make_disclosure,
    make_draft,
    make_turn,
    propose_agreement,
    someone,
)
from tests.trust.law.rules import switch_on_rule
from tests.trust.people.persons import make_person


def get(player: Player, name: str, *args: Any, query: str = "") -> Any:
    return player.client().get(reverse(f"disclosures:{name}", args=args) + query)


def post(player: Player, name: str, *args: Any, **data: Any) -> Any:
    return player.client().post(reverse(f"disclosures:{name}", args=args), data)


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def begun(player: Player, receiver: Any, name: str = "joint") -> str:
    answer = post(player, name, receiver=receiver.pk)
    assert answer.status_code == HTTPStatus.FOUND
    with in_room(player):
        return str(Draft.objects.latest("made_at").pk)


def written(doors: Doors, position: int = 1, **more: Any) -> dict[str, Any]:
    rule = doors.rule
    return {
        "rule": rule.pk,
        "need": "Kallelse",
        "on_request": "nej",
        "necessity": "Utan namn ingen kallelse.",
        "test_words": "Väger över.",
        **{f"svar-{rule.code}-{rule.version}-{name}": "Ja." for name in rule.questions},
        f"rad-{position}-items": ["name"],
        f"rad-{position}-reason": "Känd i konflikten.",
        **more,
    }


def test_it_works_from_the_first_click_to_what_the_receiver_reads(doors: Doors) -> None:
    make_person(doors.analyst, surname="Ekdal", given_name="Rut")
    draft = begun(doors.analyst, doors.probation)
    assert post(doors.analyst, "find", draft, vem="ekdal").status_code == HTTPStatus.FOUND
    page = text_of(get(doors.analyst, "draft", draft))
    assert "Ekdal, Rut" in page and "misstänkt" in page
    assert "checked" not in page.split("<main")[1]
    assert post(doors.analyst, "send", draft, **written(doors)).status_code == HTTPStatus.FOUND
    page = text_of(get(doors.decider, "decide", draft))
    assert "Ekdal, Rut — misstänkt" in page and "Känd i konflikten." in page
    seen = page.split('name="seen" value="')[1].split('"')[0]
    ruling = {"rad-1-verdict": "yes", "rad-1-reason": "Behövs.", "seen": seen}
    assert post(doors.decider, "decide", draft, **ruling).status_code == HTTPStatus.FOUND
    with in_room(doors.officer):
        assert Item.objects.get().text == "Ekdal, Rut"


def test_a_decider_decides_on_the_page_where_everything_was_written(doors: Doors) -> None:
    make_person(doors.analyst, surname="Ekdal")
    draft = begun(doors.decider, doors.probation, "new")
    post(doors.decider, "find", draft, vem="ekdal")
    answer = post(doors.decider, "decide_own", draft, **written(doors))
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Svara ja eller nej" in text_of(answer)
    answer = post(doors.decider, "decide_own", draft, **written(doors), **{"rad-1-verdict": "yes"})
    assert answer.status_code == HTTPStatus.FOUND
    with in_room(doors.decider):
        assert Disclosure.objects.get().form == Form.SINGLE


@pytest.mark.parametrize("name", ["joint", "new", "urgent"])
def test_t03_where_there_is_no_road_the_form_says_so_before_anybody_types(db: None, name: str) -> None:
    police = make_workspace(Kind.POLICE)
    probation = make_workspace(Kind.PROBATION)
    page = text_of(get(make_player(police, Role.ANALYST), name))
    assert "ingen väg" in page
    if name != "urgent":
        assert f"ingen bekräftad överenskommelse mellan er och {probation.name}" in page
        assert "receiver" not in page


def test_t04_a_rule_that_is_switched_off_is_not_to_choose(doors: Doors) -> None:
    draft = begun(doors.analyst, doors.probation)
    with in_room(someone(doors.police, Role.RULES_DECIDER)) as actor:
        disable_rule(doors.rule, Words("Rut Ek, chef", "Ses över."), by=actor, at=timezone.now())
    page = text_of(get(doors.analyst, "draft", draft))
    assert "är påslagen hos er" in page and str(doors.rule.pk) not in page
    assert post(doors.analyst, "send", draft, **written(doors)).status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_t04_an_old_decision_still_shows_the_version_that_applied(doors: Doors) -> None:
    made = make_disclosure(doors.analyst, doors.probation, make_person(doors.analyst))
    with in_room(someone(doors.police, Role.RULES_DECIDER)) as actor:
        disable_rule(doors.rule, Words("Rut Ek, chef", "Ses över."), by=actor, at=timezone.now())
    page = text_of(get(doors.analyst, "sent", made.pk))
    assert f"version {doors.rule.version}" in page and "Generalklausulen" in page
    assert reverse("law:version", args=[doors.rule.pk]) in page


def test_t31_the_reservation_names_nobody(doors: Doors) -> None:
    make_person(doors.analyst, surname="Ekdal", given_name="Rut")
    draft = begun(doors.analyst, doors.probation)
    number = post(doors.analyst, "draft", draft, **written(doors, reservation="Gäller 19850315-9801."))
    assert number.status_code == HTTPStatus.UNPROCESSABLE_ENTITY and "personnummer" in text_of(number)
    named = written(doors, reservation="Ring Rut Ekdal först.")
    asked = post(doors.analyst, "draft", draft, **named)
    assert asked.status_code == HTTPStatus.UNPROCESSABLE_ENTITY and "Spara ändå" in text_of(asked)
    yes = text_of(asked).split('name="spara_anda" value="')[1].split('"')[0]
    for more in ({"spara_anda": yes}, {}):
        assert post(doors.analyst, "draft", draft, **named, **more).status_code == HTTPStatus.FOUND
    with in_room(doors.analyst) as actor:
        kept = Draft.objects.get()
        assert kept.reservation == "Ring Rut Ekdal först."
        grounds = replace(grounds_for(doors.rule), reservation="Gäller 19850315-9801.")
        with pytest.raises(IdentityNumberRefused):
            save_draft(kept, grounds, {}, by=actor, at=timezone.now())


def test_several_found_are_chosen_among_and_nobody_of_another_room_is(doors: Doors) -> None:
    one = make_person(doors.analyst, surname="Ekdal", given_name="Ada")
    make_person(doors.analyst, surname="Ekdal", given_name="Bo")
    make_person(doors.officer, surname="Ekdal", given_name="Cia")
    draft = begun(doors.analyst, doors.probation)
    page = text_of(post(doors.analyst, "find", draft, vem="ekdal"))
    assert page.count("Lägg till Ekdal") == 2 and "Cia" not in page
    assert post(doors.analyst, "add", draft, person=one.pk).status_code == HTTPStatus.FOUND
    with in_room(doors.analyst):
        assert DraftLine.objects.get().person_id == one.pk


@pytest.mark.parametrize("term", ["%", "*", "a", ""])
def test_t24_a_wildcard_finds_nobody(doors: Doors, term: str) -> None:
    draft = begun(doors.analyst, doors.probation)
    answer = post(doors.analyst, "find", draft, vem=term)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "minst två" in text_of(answer)
    refused = [event for event in events_of(doors.analyst).values() if event.verb == "people.search_refused"]
    assert len(refused) == bool(term)


def test_what_was_written_survives_a_search(doors: Doors) -> None:
    draft = begun(doors.analyst, doors.probation)
    page = text_of(post(doors.analyst, "find", draft, vem="ingen alls", need="Kallelse till call-in"))
    assert "Ingen träff i er arbetsyta" in page and "Kallelse till call-in" in page


def test_the_receivers_view_grows_while_one_writes(doors: Doors) -> None:
    make_person(doors.analyst, surname="Ekdal")
    draft = begun(doors.analyst, doors.probation)
    post(doors.analyst, "find", draft, vem="ekdal")
    client = doors.analyst.client()
    url = reverse("disclosures:draft", args=[draft])
    page = text_of(client.post(url, written(doors), headers={"HX-Request": "true"}))
    view = page.split('id="mottagaren"')[1]
    assert "Ekdal, Rut — misstänkt" in view and "Inget hindrar ett beslut" in view
    page = text_of(client.post(url, {"need": "Kallelse"}, headers={"HX-Request": "true"}))
    assert "mottagaren får inte veta något" in page.split('id="mottagaren"')[1]


def test_t19_a_page_that_shows_a_person_says_so_and_logs_each(doors: Doors) -> None:
    persons = [make_person(doors.analyst, surname=f"Ek{n}") for n in range(2)]
    draft = make_draft(doors.analyst, doors.probation, doors.rule, persons)
    before = events_of(doors.analyst)
    answer = get(doors.analyst, "draft", draft.pk)
    new = [event for key, event in events_of(doors.analyst).items() if key not in before]
    assert {(e.operation, e.verb, e.record_id) for e in new} == {
        (Operation.READ, "disclosures.read_draft", one.pk) for one in persons
    }
    assert "Läsningen loggas" in text_of(answer)
    assert "no-store" in answer.headers["Cache-Control"]


def test_the_list_shows_role_beside_name_and_what_is_late(doors: Doors) -> None:
    make_disclosure(doors.analyst, doors.probation, make_person(doors.analyst), form=Form.URGENT)
    page = text_of(get(doors.analyst, "home"))
    assert "Ekhult, Rut — misstänkt" in page and "ska kompletteras" in page
    assert "saknar skriven prövning" in page
    assert "Ekhult" not in text_of(get(doors.analyst, "home", query="?lage=refused"))
    assert get(doors.analyst, "home", query="?sortera=risk").status_code == HTTPStatus.BAD_REQUEST


def test_an_oral_decision_is_recorded_on_one_screen_and_completed(doors: Doors) -> None:
    make_turn(doors.police)
    make_person(doors.analyst, surname="Ekdal", address="Granvägen 1")
    page = text_of(post(doors.analyst, "urgent", vem="ekdal", sok="1", reason="Hot i natt."))
    assert "Granvägen 1" in page and "Hot i natt." in page and "checked" not in page.split("<main")[1]
    person = page.split('name="person" value="')[1].split('"')[0]
    rule = doors.rule
    told = {
        "person": person,
        "items": ["name", "address"],
        "receiver": doors.probation.pk,
        "rule": rule.pk,
        "decider": doors.decider.member.pk,
        "reason": "Hot i natt.",
        **{f"svar-{rule.code}-{rule.version}-{name}": "Ja." for name in rule.questions},
    }
    assert post(doors.analyst, "urgent", **told).status_code == HTTPStatus.FOUND
    with in_room(doors.analyst):
        made = Disclosure.objects.get()
    assert (made.form, made.decided_by) == (Form.URGENT, doors.decider.member.pk)
    answer = post(doors.decider, "complete", made.pk, **{"komplettera-text": "Nödvändigt, väger över."})
    assert answer.status_code == HTTPStatus.FOUND
    assert "ska kompletteras" not in text_of(get(doors.analyst, "home")).split("<table")[-1]


def test_an_oral_decision_without_a_person_is_refused_at_the_form(doors: Doors) -> None:
    make_turn(doors.police)
    answer = post(doors.analyst, "urgent", receiver=doors.probation.pk, rule=doors.rule.pk)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


@pytest.mark.parametrize("act", ["withdraw", "correct"])
def test_one_decision_shows_what_was_sent_and_ends(doors: Doors, act: str) -> None:
    made = make_disclosure(doors.analyst, doors.probation, make_person(doors.analyst))
    page = text_of(get(doors.decider, "sent", made.pk))
    assert "Ekhult, Rut" in page and "Bo Berg" in page
    prefix = {"withdraw": "aterkalla", "correct": "ratta"}[act]
    empty = post(doors.decider, act, made.pk, **{f"{prefix}-text": " "})
    assert empty.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    answer = post(doors.decider, act, made.pk, **{f"{prefix}-text": "Fel adress."})
    assert answer.status_code == HTTPStatus.FOUND
    with in_room(doors.officer):
        assert not Item.objects.exists()


@pytest.mark.parametrize("status", list(Status))
def test_every_state_has_a_page(doors: Doors, status: Status) -> None:
    if status is Status.EXPIRED:
        return
    made = make_disclosure(doors.analyst, doors.probation, make_person(doors.analyst), state=status)
    page = text_of(get(doors.analyst, "sent", made.pk))
    assert str(status.label) in page
    assert "aterkalla-text" not in page


def test_t01_what_was_received_is_not_among_what_was_sent(doors: Doors) -> None:
    made = make_disclosure(doors.analyst, doors.probation, make_person(doors.analyst))
    assert get(doors.officer, "sent", made.pk).status_code == HTTPStatus.NOT_FOUND
    assert get(doors.officer, "sent_pdf", made.pk).status_code == HTTPStatus.NOT_FOUND


def test_agreements_are_signed_confirmed_and_ended_on_screen(doors: Doors) -> None:
    other = make_workspace(Kind.TAX)
    lawyer = someone(doors.police, Role.LAWYER)
    today = timezone.localdate()
    paper = {"second": other.pk, "reference": "A 2", "purposes": "GVI", "signatory": "Rut Ek, chef"}
    paper |= {"valid_from": today, "valid_until": today}
    assert post(lawyer, "agreements", **paper).status_code == HTTPStatus.FOUND
    made = Agreement.objects.get(second=other)
    assert "väntar på motparten" in text_of(get(lawyer, "agreement", made.pk))
    contact = make_player(other, Role.CONTACT_PERSON)
    assert "väntar på er bekräftelse" in text_of(get(contact, "agreements"))
    post(contact, "confirm_agreement", made.pk, **{"bekrafta-signatory": "Bo Gran, chef"})
    assert "gäller" in text_of(get(lawyer, "agreement", made.pk))
    post(contact, "end_agreement", made.pk, **{"avsluta-reason": "Görs om."})
    assert "Görs om." in text_of(get(lawyer, "agreement", made.pk))
    assert get(doors.officer, "agreement", made.pk).status_code == HTTPStatus.NOT_FOUND


def test_t01_an_agreement_of_others_is_404(doors: Doors) -> None:
    made = propose_agreement(doors.police, make_workspace(Kind.TAX))
    stranger = someone(doors.probation, Role.LAWYER)
    assert get(stranger, "agreement", made.pk).status_code == HTTPStatus.NOT_FOUND


def test_a_turn_on_call_is_given_and_taken(doors: Doors) -> None:
    turn = {"member": doors.decider.member.pk, "starts_at": "2026-01-01T08:00", "ends_at": "2099-01-01T08:00"}
    assert post(doors.decider, "on_call", **turn).status_code == HTTPStatus.FOUND
    assert "Bo Berg" in text_of(get(doors.decider, "on_call"))
    with in_room(doors.decider):
        pk = OnCall.objects.get().pk
    make_person(doors.analyst, surname="Ekdal")
    assert "Bo Berg (i jour)" in text_of(get(doors.analyst, "urgent"))
    assert post(doors.decider, "off_call", pk).status_code == HTTPStatus.FOUND
    wrong = turn | {"member": doors.analyst.member.pk}
    assert post(doors.decider, "on_call", **wrong).status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_a_question_that_was_received_is_answered(doors: Doors) -> None:
    made = make_disclosure(doors.analyst, doors.probation, make_person(doors.analyst))
    switch_on_rule("osl_10_27", doors.probation)
    page = text_of(get(doors.officer, "new", query=f"?in_answer_to={made.pk}"))
    assert "Svara på det som ni har mottagit" in page
    answer = post(doors.officer, "new", receiver=doors.police.pk, in_answer_to=made.pk)
    assert answer.status_code == HTTPStatus.FOUND
    with in_room(doors.officer):
        draft = Draft.objects.get()
    assert (draft.in_answer_to, draft.on_request) == (made.pk, True)
