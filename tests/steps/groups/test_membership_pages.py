"""The pages of memberships, parts in incidents and ties: what they show, to whom, what they log and what they cost."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gvi.steps.groups.models import Involvement, Membership, PersonTie
from gvi.steps.groups.waits import memberships as waits
from gvi.trust.log.models import Event
from gvi.trust.people.extracts.registry import Subject, sections_about
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, in_room, make_player, make_workspace
from tests.steps.groups.belonging import (
    make_group,
    make_incident,
    make_involvement,
    make_member,
    make_source,
    make_tie,
    propose,
)
from tests.trust.people.persons import make_person

pytestmark = pytest.mark.django_db
LIST = reverse("groups:memberships")


@pytest.fixture
def coordinator(analyst: Player) -> Player:
    """A colleague who may confirm."""
    return make_player(analyst.member.workspace, Role.COORDINATOR)


def verbs(player: Player) -> list[str]:
    """What the log of the room holds, of reading."""
    with in_room(make_player(player.member.workspace, Role.LOG_REVIEWER)):
        return list(Event.objects.filter(operation="read").values_list("verb", flat=True))


def test_t12_t19_the_list_names_role_and_source_and_is_logged(analyst: Player) -> None:
    group = make_group("Hassel")
    make_member(analyst, make_person(analyst, surname="Ekhult"), group)
    page = analyst.client().get(LIST)
    text = page.content.decode()
    assert "Ekhult, Rut" in text and "misstänkt" in text and "(B2)" in text and "Hassel" in text
    assert "groups.read_memberships" in verbs(analyst)


def test_the_list_is_filtered_and_refuses_what_it_does_not_know(analyst: Player, coordinator: Player) -> None:
    one, other = make_group("Hassel"), make_group("Rönn")
    make_member(analyst, make_person(analyst, surname="Ekhult"), one)
    propose(analyst, make_person(analyst, surname="Granlund"), other)
    browser = coordinator.client()
    current, waiting = (
        browser.get(LIST).content.decode(),
        browser.get(f"{LIST}?visa=bekrafta").content.decode(),
    )
    assert "Ekhult" in current and "Granlund" not in current
    assert "Granlund" in waiting and "Ekhult" not in waiting
    assert "Ekhult" not in browser.get(f"{LIST}?grupp={other.pk}").content.decode()
    assert browser.get(f"{LIST}?visa=allt").status_code == 400
    assert browser.get(f"{LIST}?etnicitet=x").status_code == 400


def test_a_list_costs_the_same_with_one_and_with_many(analyst: Player) -> None:
    group, costs = make_group(), []
    browser = analyst.client()
    for many in (1, 6):
        for number in range(many):
            make_member(analyst, make_person(analyst, surname=f"Ek{many}{number}"), group)
        browser.get(LIST)
        with CaptureQueriesContext(
            connection,
        ) as counted:
            assert browser.get(LIST).status_code == 200
        costs.append(len(counted))
    assert costs[0] == costs[1]


def test_a_person_costs_the_same_with_one_line_and_with_many(analyst: Player) -> None:
    person, browser = make_person(analyst), analyst.client()
    costs: list[int] = []
    for many in (1, 4):
        for number in range(many):
            make_member(analyst, person, make_group())
            make_involvement(analyst, person, make_incident())
            if not costs:
                other = make_person(analyst, surname="Alm")
            make_tie(analyst, person, other, days_ago=1 + number + 10 * many)
        with CaptureQueriesContext(connection) as counted:
            assert browser.get(reverse("people:person", args=[person.pk])).status_code == 200
        costs.append(len(counted))
    assert costs[0] == costs[1]


def test_t12_the_persons_page_shows_each_line_with_source_and_logs_the_other_end(analyst: Player) -> None:
    person, other = make_person(analyst), make_person(analyst, surname="Granlund")
    make_member(analyst, person, make_group("Hassel"))
    make_involvement(analyst, person, make_incident())
    make_tie(analyst, person, other)
    text = analyst.client().get(reverse("people:person", args=[person.pk])).content.decode()
    assert text.count("(B2)") == 3 and "Granlund, Rut" in text and "Hassel" in text
    with in_room(make_player(analyst.member.workspace, Role.LOG_REVIEWER)):
        read = Event.objects.filter(verb="people.read").values_list("record_id", flat=True)
        assert {person.pk, other.pk} <= set(read)


def test_t01_no_other_room_has_the_section_nor_the_pages(analyst: Player, stranger: Player) -> None:
    person = make_person(analyst)
    held = make_member(analyst, person, make_group("Hassel"))
    officer = make_player(make_workspace(Kind.PROBATION), Role.COORDINATOR)
    own = make_person(officer)
    text = officer.client().get(reverse("people:person", args=[own.pk])).content.decode()
    assert 'id="grupper"' not in text
    for name in ("confirm_membership", "end_membership", "review_membership"):
        assert stranger.client().get(reverse(f"groups:{name}", args=[held.pk])).status_code == 404


def test_a_membership_from_proposal_to_end(analyst: Player, coordinator: Player) -> None:
    person, group, source = make_person(analyst), make_group("Hassel"), make_source(analyst)
    path = f"{reverse('groups:propose_membership')}?person={person.pk}"
    told = {
        "group": group.pk,
        "role": "driver",
        "certainty": "high",
        "basis": "Körde bilen",
        "since": "2026-01-02",
        "source": source.pk,
        "accuracy": "2",
    }
    mine, other = analyst.client(), coordinator.client()
    assert mine.post(path, {**told, "basis": ""}).status_code == 422
    assert mine.post(path, told).status_code == 302
    assert mine.post(path, told).status_code == 422
    with in_room(analyst):
        held = Membership.objects.get()
    assert other.post(reverse("groups:confirm_membership", args=[held.pk]), {"svar": "ja"}).status_code == 302
    review = reverse("groups:review_membership", args=[held.pk])
    answer = {
        "words": "för kort",
        "role": "follower",
        "certainty": "low",
        "source": source.pk,
        "accuracy": "1",
    }
    assert mine.post(review, answer).status_code == 422
    again = {**answer, "words": "Sågs åter med gruppen vid torget"}
    assert mine.post(review, again).status_code == 422
    said = "Du kan låta bedömningen stå fast, men en annan i arbetsytan ändrar roll"
    assert (said in mine.get(review).content.decode(), said in other.get(review).content.decode()) == (
        True,
        False,
    )
    assert other.post(review, again).status_code == 302
    end = reverse("groups:end_membership", args=[held.pk])
    assert "Ingen annan har uppgiften" in mine.get(end).content.decode()
    assert mine.post(end, {"reason": "support"}).status_code == 422
    assert mine.post(end, {"reason": "left"}).status_code == 302
    with in_room(analyst):
        assert Membership.objects.get().end_reason == "left"


def test_a_proposal_is_declined_by_another_and_not_confirmed_by_its_own(
    analyst: Player, coordinator: Player
) -> None:
    held = propose(coordinator, make_person(analyst), make_group())
    path = reverse("groups:confirm_membership", args=[held.pk])
    mine = coordinator.client()
    assert 'value="ja"' not in mine.get(path).content.decode()
    assert mine.post(path, {"svar": "ja"}).status_code == 422
    decider = make_player(analyst.member.workspace, Role.DECISION_MAKER).client()
    assert decider.post(path, {"svar": "nej"}).status_code == 302
    with in_room(analyst):
        assert Membership.objects.get().end_reason == "not_confirmed"


def test_t24_somebody_is_found_by_search_and_each_hit_is_logged(analyst: Player) -> None:
    make_person(analyst, surname="Granlund")
    path = reverse("groups:propose_membership")
    page = analyst.client().post(path, {"term": "Granl"})
    assert "Granlund, Rut" in page.content.decode() and "?person=" in page.content.decode()
    assert analyst.client().post(path, {"term": "*"}).status_code == 422
    assert {"people.search", "people.seen_in_search"} <= set(verbs(analyst))


def test_parts_and_ties_are_put_down_and_withdrawn(analyst: Player) -> None:
    person, other = make_person(analyst), make_person(analyst, surname="Granlund")
    incident, source = make_incident(), make_source(analyst)
    browser, graded = analyst.client(), {"source": source.pk, "accuracy": "2"}
    part = reverse("groups:add_involvement", args=[person.pk])
    assert browser.post(part, {"incident": incident.pk, "side": "injured", **graded}).status_code == 422
    assert browser.post(part, {"incident": incident.pk, "side": "suspected", **graded}).status_code == 302
    tie = f"{reverse('groups:add_tie', args=[person.pk])}?person={other.pk}"
    seen = {"kind": "stated", "seen_on": timezone.localdate().isoformat(), **graded}
    assert browser.post(tie, seen).status_code == 302
    assert browser.post(tie, seen).status_code == 422
    with in_room(analyst):
        rows = Involvement.objects.get().pk, PersonTie.objects.get().pk
    for name, row in zip(("withdraw_involvement", "withdraw_tie"), rows, strict=True):
        path = reverse(f"groups:{name}", args=[row])
        assert browser.get(path).status_code == 200
        assert browser.post(path).status_code == 302
        assert browser.get(path).status_code in {200, 404}
    assert browser.get(reverse("groups:withdraw_tie", args=[uuid4()])).status_code == 404


def test_the_first_page_tells_how_many_wait_and_never_whose(analyst: Player, coordinator: Player) -> None:
    propose(analyst, make_person(analyst), make_group())
    propose(coordinator, make_person(analyst, surname="Granlund"), make_group())
    make_member(analyst, make_person(analyst, surname="Alm"), make_group())
    with in_room(coordinator) as actor, CaptureQueriesContext(connection) as counted:
        told = list(waits(actor, timezone.now()))
    assert len(counted) == 1
    assert [str(wait.what) for wait in told] == ["1 medlemskap väntar på bekräftelse"]
    with in_room(analyst) as actor:
        assert not list(waits(actor, timezone.now()))


def test_t28_a_persons_extract_holds_memberships_and_names_no_other(analyst: Player) -> None:
    person, other = make_person(analyst), make_person(analyst, surname="Granlund")
    make_member(analyst, person, make_group("Hassel"))
    make_involvement(analyst, person, make_incident())
    make_tie(analyst, person, other)
    with in_room(analyst) as actor:
        sections = {it.title: it.lines for it in sections_about(Subject(persons=(person.pk,)), by=actor)}
    text = " ".join(f"{line.name} {line.text} {line.source}" for lines in sections.values() for line in lines)
    assert {"Grupper", "Händelser", "Samröre"} <= set(sections)
    assert "Hassel" in text and "(B2)" in text and "Granlund" not in text
