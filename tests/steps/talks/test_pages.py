"""The pages of talks: what they show, to whom, what they log and what they cost."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gvi.steps.talks.models import Attempt, Talk, TalkLetter
from gvi.steps.talks.states import TalkState
from gvi.steps.talks.waits import talks as waits
from gvi.steps.talks.words import Outcome
from gvi.trust.log.models import Event
from gvi.trust.people.extracts.registry import Subject, sections_about
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, in_room, make_player
from tests.steps.groups.belonging import make_group, make_incident
from tests.steps.talks.talking import ask, attempt_of, make_team, met, prepare, ready, try_it
from tests.trust.people.persons import make_person

pytestmark = pytest.mark.django_db
BOARD, LIST, REQUEST = reverse("talks:board"), reverse("talks:list"), reverse("talks:request")


def verbs(player: Player) -> list[str]:
    """What the log of the room holds, of reading."""
    with in_room(make_player(player.member.workspace, Role.LOG_REVIEWER)):
        return list(Event.objects.filter(operation="read").values_list("verb", flat=True))


def test_t12_t19_the_board_shows_role_beside_the_name_the_clock_and_is_logged(analyst: Player) -> None:
    talk = ask(analyst, make_person(analyst, surname="Granlund"))
    text = analyst.client().get(BOARD).content.decode()
    assert "Granlund, Rut" in text and "misstänkt" in text and "Senast" in text
    assert f"{timezone.localtime(talk.due_at):%H.%M}" in text
    assert "talks.read_board" in verbs(analyst)


def test_the_board_and_the_list_cost_the_same_with_one_and_with_many(analyst: Player) -> None:
    browser = analyst.client()
    for url in (BOARD, LIST, reverse("talks:plan"), reverse("talks:contact")):
        costs = []
        for many in (1, 5):
            for _each in range(many):
                try_it(ready(analyst), analyst)
            browser.get(url)
            with CaptureQueriesContext(connection) as counted:
                assert browser.get(url).status_code == 200
            costs.append(len(counted))
        assert costs[0] == costs[1], url


def test_the_list_is_filtered_on_the_server_and_refuses_what_it_does_not_know(analyst: Player) -> None:
    group = make_group("Hassel")
    ask(analyst, make_person(analyst, surname="Granlund"), group=group)
    met(analyst, make_person(analyst, surname="Lindgren"))
    browser = analyst.client()
    assert "Lindgren" not in browser.get(f"{LIST}?grupp={group.pk}").content.decode()
    held = browser.get(f"{LIST}?lage={TalkState.DELIVERED}").content.decode()
    assert "Lindgren" in held and "Granlund" not in held
    assert browser.get(f"{LIST}?lage=annat").status_code == 400
    assert browser.get(f"{LIST}?religion=x").status_code == 400


def test_a_button_elsewhere_posts_incident_and_group_and_the_person_is_found_here(analyst: Player) -> None:
    person, group, incident = make_person(analyst, surname="Granlund"), make_group("Hassel"), make_incident()
    browser, carried = analyst.client(), {"incident": incident.pk, "group": group.pk, "reason": "revenge"}
    text = browser.post(REQUEST, {**carried, "term": "Granl"}).content.decode()
    assert str(person.pk) in text and text.count(str(incident.pk)) >= 2
    form = browser.post(REQUEST, {**carried, "person": person.pk}).content.decode()
    assert f'value="{group.pk}" selected' in form and 'value="revenge" selected' in form
    assert "checked" not in form
    sent = {**carried, "person": person.pk, "spara": "1", "kind": "message", "words": "Vännen sköts"}
    assert browser.post(REQUEST, {**sent, "words": ""}).status_code == 422
    assert browser.post(REQUEST, sent).status_code == 302
    assert browser.post(REQUEST, sent).status_code == 422
    with in_room(analyst):
        talk = Talk.objects.get()
        assert (talk.incident_id, talk.group_id) == (incident.pk, group.pk)
        assert talk.due_at == incident.occurred_at + timedelta(hours=48)


def test_t11_who_is_a_witness_is_offered_a_contact_for_safety_and_never_the_message(analyst: Player) -> None:
    witness = make_person(analyst, surname="Granlund", role="witness")
    browser = analyst.client()
    text = browser.post(REQUEST, {"person": witness.pk}).content.decode()
    assert 'value="safety"' in text and 'value="message"' not in text and "inget budskap" in text
    told = {"person": witness.pk, "spara": "1", "reason": "revenge", "words": "Har hotats"}
    assert browser.post(REQUEST, {**told, "kind": "message"}).status_code == 422
    assert browser.post(REQUEST, {**told, "kind": "safety"}).status_code == 302


def test_a_bare_local_reference_goes_the_whole_way(analyst: Player, coordinator: Player) -> None:
    person = make_person(analyst, surname="", given_name="", local_reference="Plats 7")
    browser, other, team = analyst.client(), coordinator.client(), make_team(analyst)
    told = {"kind": "message", "reason": "conflict", "words": "Har hotats", "group": make_group().pk}
    assert browser.post(REQUEST, {**told, "person": person.pk, "spara": "1"}).status_code == 302
    with in_room(analyst):
        talk = Talk.objects.get()
    page = {
        name: reverse(f"talks:{name}", args=[talk.pk])
        for name in (
            "talk",
            "approve",
            "prepare",
            "check",
            "attempt",
            "follow_up",
            "close",
            "stop",
            "letter_pdf",
        )
    }
    assert "Plats 7" in browser.get(page["talk"]).content.decode()
    assert browser.post(page["approve"]).status_code == 404
    assert other.post(page["approve"]).status_code == 302
    day = timezone.localdate().isoformat()
    assert browser.post(page["prepare"], {"team": team.pk, "day": day}).status_code == 422
    assert browser.post(page["prepare"], {"team": team.pk, "day": day, "place": "Torget"}).status_code == 302
    assert browser.get(page["letter_pdf"]).status_code == 404
    assert "inte gjord" in browser.get(page["attempt"]).content.decode()
    yes = dict.fromkeys(("no_rivals", "no_open_case", "safe_place"), "yes")
    assert browser.post(page["check"], {**yes, "no_rivals": ""}).status_code == 422
    assert browser.post(page["check"], yes).status_code == 302
    assert 'name="outcome"' in browser.get(page["attempt"]).content.decode()
    tap = {"id": uuid4(), "outcome": "met", "lines": ["not_die", "help"], "card_left": "on"}
    assert [browser.post(page["attempt"], tap).status_code for _twice in range(2)] == [302, 302]
    with in_room(analyst):
        tried, held = Attempt.objects.get(), Talk.objects.get()
    assert (tried.lines, held.state) == (["not_die", "help"], TalkState.DELIVERED)
    assert browser.post(page["follow_up"], {"words": ""}).status_code == 302
    assert browser.post(page["close"]).status_code == 422
    with in_room(analyst):
        assert Talk.objects.filter(follows=talk.pk).count() == 2


def test_t01_no_other_room_opens_a_talk(analyst: Player, stranger: Player) -> None:
    talk = ready(analyst)
    for name in (
        "talk",
        "approve",
        "prepare",
        "check",
        "attempt",
        "stop",
        "close",
        "follow_up",
        "letter_pdf",
    ):
        assert stranger.client().get(reverse(f"talks:{name}", args=[talk.pk])).status_code == 404


def test_a_talk_is_moved_in_the_planner_without_script(analyst: Player) -> None:
    talk, team = ready(analyst), make_team(analyst, "Lag norr")
    browser, day = analyst.client(), timezone.localdate() + timedelta(days=2)
    move = reverse("talks:plan_talk", args=[talk.pk])
    assert browser.post(move, {"team": team.pk, "day": "2020-01-01"}).status_code == 422
    assert browser.post(move, {"team": team.pk, "day": day.isoformat()}).status_code == 302
    with in_room(analyst):
        held = Talk.objects.get(pk=talk.pk)
    assert (held.team_id, held.planned_on) == (team.pk, day)
    assert "Lag norr" in browser.get(f"{reverse('talks:plan')}?fran={day}").content.decode()


def test_a_letter_is_approved_by_another_and_the_pdf_hides_a_protected_address(
    analyst: Player, coordinator: Player
) -> None:
    browser, other, url = analyst.client(), coordinator.client(), reverse("talks:letters")
    assert browser.post(url, {"words": "Sluta skjuta. 20090620-9804"}).status_code == 422
    assert browser.post(url, {"words": "Vi vill inte att du dör."}).status_code == 302
    with in_room(analyst):
        letter = TalkLetter.objects.get()
    assert other.post(reverse("talks:approve_letter", args=[letter.pk])).status_code == 302
    with in_room(analyst):
        letter = TalkLetter.objects.get()
    talk = ready(analyst, make_person(analyst, surname="Granlund", protected=True))
    prepare(talk, analyst, letter=letter)
    pdf = browser.get(reverse("talks:letter_pdf", args=[talk.pk]))
    assert pdf["Content-Type"] == "application/pdf" and "Granlund" not in pdf["Content-Disposition"]


def test_the_first_page_tells_when_and_never_with_whom_and_only_the_police(
    analyst: Player, coordinator: Player
) -> None:
    asked = ask(analyst, make_person(analyst, surname="Granlund"), sooner=timezone.now() + timedelta(hours=3))
    with in_room(coordinator) as actor, CaptureQueriesContext(connection) as counted:
        told = list(waits(actor, timezone.now()))
        late = list(waits(actor, timezone.now() + timedelta(hours=4)))
    assert len(counted) == 2
    assert [str(it.what) for it in told] == ["Ett samtal ska ske", "1 samtal väntar på godkännande"]
    assert told[0].due == asked.due_at and late[0].late
    assert "Granlund" not in " ".join(f"{it.what}{it.url}{it.why}" for it in told)


def test_t28_a_persons_extract_and_page_hold_the_talks(analyst: Player) -> None:
    person = make_person(analyst, surname="Granlund")
    talk = met(analyst, person)
    text = analyst.client().get(reverse("people:person", args=[person.pk])).content.decode()
    assert reverse("talks:talk", args=[talk.pk]) in text
    with in_room(analyst) as actor:
        sections = {it.title: it.lines for it in sections_about(Subject(persons=(person.pk,)), by=actor)}
    assert "Vi vill inte att du dör" in sections["Försök till samtal"][0].text


def test_a_groups_page_tells_the_last_contact(analyst: Player) -> None:
    group = make_group("Hassel")
    talk = ready(analyst, group=group)
    url = reverse("groups:detail", args=[group.pk])
    assert "aldrig, 1 samtal väntar" in analyst.client().get(url).content.decode()
    try_it(talk, analyst, attempt_of(Outcome.FAMILY))
    assert "senast" in analyst.client().get(url).content.decode()
