"""Duplicates on screen: side by side with roles, two buttons, logged, and the same number of queries for any number."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gvi.trust.log.models import Event, Operation
from gvi.trust.people.models import Pair
from gvi.trust.people.words import PairState
from gvi.trust.workspaces.models import Workspace
from gvi.trust.workspaces.roles import Role
from gvi.trust.workspaces.waiting import waits
from tests.cast import Player, in_room, make_player
from tests.trust.people.duplicates.test_flows import BORN, found, twins
from tests.trust.people.persons import make_overdue, make_person

PAIRS = reverse("people:pairs")


def test_it_works(analyst: Player) -> None:
    twins(analyst)
    client = analyst.client()
    assert "Inget par väntar" in client.get(PAIRS).content.decode()
    assert client.post(PAIRS).status_code == 302
    page = client.get(PAIRS).content.decode()
    assert "Kvistrand, Viktor" in page
    assert "Kvistrnad, Viktor" in page
    assert "nästan lika" in page
    assert "Du läser personuppgifter. Läsningen loggas." in page


def test_t12_the_role_stands_beside_both_names(analyst: Player) -> None:
    twins(analyst)
    found(analyst)
    page = analyst.client().get(PAIRS).content.decode()
    assert page.count('<span class="gvi-role"> — misstänkt</span>') == 2


def test_reading_the_pairs_is_one_event_for_all_that_is_shown(analyst: Player) -> None:
    twins(analyst)
    found(analyst)
    analyst.client().get(PAIRS)
    with in_room(analyst):
        [event] = Event.objects.filter(verb="people.read_pairs")
    assert (event.operation, event.count) == (Operation.READ, 2)


def test_a_pair_is_decided_and_undone_with_a_button(analyst: Player) -> None:
    twins(analyst)
    pair, client = found(analyst), analyst.client()
    client.post(reverse("people:decide_pair", args=[pair.pk]), {"answer": "same"})
    page = client.get(PAIRS).content.decode()
    assert "Förda ihop" in page
    assert "Kvistrnad, Viktor" in page
    client.post(reverse("people:undo_merge", args=[pair.pk]), {"answer": "different"})
    with in_room(analyst):
        assert Pair.objects.get().state == PairState.DIFFERENT


def test_t14_the_page_says_why_an_overdue_record_is_not_joined(analyst: Player) -> None:
    late, other = make_overdue(analyst, surname="Kvistrand"), make_person(analyst, surname="Kvistrand")
    first, second = sorted((late.pk, other.pk))
    with in_room(analyst):
        pair = Pair.objects.create(workspace=analyst.member.workspace, first_id=first, second_id=second)
    answer = analyst.client().post(reverse("people:decide_pair", args=[pair.pk]), {"answer": "same"})
    assert answer.status_code == 422
    assert "försenad, så den kan bara läsas" in answer.content.decode()


@pytest.mark.parametrize("answer", ["", "open", "maybe"])
def test_another_answer_decides_nothing(analyst: Player, answer: str) -> None:
    twins(analyst)
    pair = found(analyst)
    url = reverse("people:decide_pair", args=[pair.pk])
    assert analyst.client().post(url, {"answer": answer}).status_code == 422
    with in_room(analyst):
        assert Pair.objects.get().state == PairState.OPEN


def test_the_page_costs_the_same_for_one_pair_and_for_six(analyst: Player) -> None:
    def queries() -> int:
        client.get(PAIRS)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(PAIRS)
        return len(asked)

    client = analyst.client()
    twins(analyst)
    client.post(PAIRS)
    one = queries()
    for name in ("Kvistrand", "Kvistrannd"):
        make_person(analyst, surname=name, given_name="Viktor", birth_date=BORN)
    client.post(PAIRS)
    assert queries() == one


def test_the_first_page_tells_how_many_wait_and_nobody_by_name(police: Workspace, analyst: Player) -> None:
    twins(analyst)
    found(analyst)
    with in_room(analyst) as actor:
        told = [it for it in waits(actor, timezone.now()) if it.url == PAIRS]
    assert [str(it.what) for it in told] == ["1 par poster kan gälla samma person"]
    with in_room(make_player(police, Role.DECISION_MAKER)) as actor:
        assert not [it for it in waits(actor, timezone.now()) if it.url == PAIRS]


def test_social_services_have_no_names_to_compare(case_worker: Player) -> None:
    make_person(case_worker)
    page = case_worker.client().get(PAIRS).content.decode()
    assert "Här finns inga namn att jämföra" in page
    assert "SN 2026-17" not in page
