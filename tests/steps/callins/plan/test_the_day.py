"""The day and after: go or no-go by authority, said once whatever the network does; observations, debrief, memo."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gvi.steps.callins.flows.advance_callin import report_back
from gvi.steps.callins.flows.debrief_callin import debrief_callin
from gvi.steps.callins.flows.say_go import observe, say_go
from gvi.steps.callins.models import Debrief, GoNoGo, Observation
from gvi.steps.callins.queries.plan import find_callin, said_by_each
from gvi.steps.callins.queries.run import summary_of
from gvi.steps.callins.refusals_plan import GroupNamed, ReasonForNo, SaidSince, WordsNeeded, WrongCallInState
from gvi.steps.callins.states import CallInState
from gvi.steps.callins.words import ObservationKind, Verdict
from gvi.steps.groups.models import Group
from gvi.trust.refusals import NotAllowed
from gvi.trust.workspaces.records.documents import joint_documents
from tests.cast import in_room
from tests.steps.callins.plan.world import Planners, item_of, planned, today_it_is

pytestmark = pytest.mark.django_db


def test_the_latest_word_of_each_authority_counts(planners: Planners) -> None:
    callin = planned(planners.town)
    assert summary_of(said_by_each(callin)).startswith("0 av 4 myndigheter har sagt klart.")
    with in_room(planners.police) as actor:
        say_go(callin, Verdict.NO_GO, "Ett bråk i går.", by=actor, at=timezone.now())
        say_go(callin, Verdict.GO, by=actor, at=timezone.now())
    with in_room(planners.probation) as actor:
        with pytest.raises(ReasonForNo):
            say_go(callin, Verdict.NO_GO, " ", by=actor, at=timezone.now())
        say_go(callin, Verdict.NO_GO, "Tre delgivningar saknas.", by=actor, at=timezone.now())
    told = summary_of(said_by_each(callin))
    assert told == (
        "1 av 4 myndigheter har sagt klart. Inte klart: Frivården. "
        "Har inte sagt något: Kommunen, Socialtjänsten."
    )
    for player in (planners.probation, planners.town, planners.social):
        with in_room(player) as actor:
            say_go(callin, Verdict.GO, by=actor, at=timezone.now())
    assert summary_of(said_by_each(callin)) == "Alla myndigheter har sagt klart."


def test_the_same_word_sent_twice_is_said_once(planners: Planners) -> None:
    callin, now, word = planned(planners.town), timezone.now(), uuid4()
    with in_room(planners.police) as actor:
        first = say_go(callin, Verdict.GO, by=actor, at=now, word=word)
        assert say_go(callin, Verdict.GO, by=actor, at=now, word=word) == first
    with in_room(planners.probation) as actor, pytest.raises(WrongCallInState):
        say_go(callin, Verdict.GO, by=actor, at=now, word=word)
    assert GoNoGo.objects.count() == 1


def test_a_word_that_waited_does_not_undo_what_was_said_since(planners: Planners) -> None:
    callin, now = planned(planners.town), timezone.now()
    with in_room(planners.police) as actor:
        say_go(callin, Verdict.NO_GO, "Ett bråk i går.", by=actor, at=now)
        with pytest.raises(SaidSince):
            say_go(callin, Verdict.GO, by=actor, at=now, word=uuid4(), said_at=now - timedelta(hours=1))
        say_go(callin, Verdict.GO, by=actor, at=now, word=uuid4(), said_at=now + timedelta(seconds=1))
    assert GoNoGo.objects.count() == 2


def test_the_queue_of_a_page_is_answered_in_words_it_understands(planners: Planners) -> None:
    callin = planned(planners.town)
    police, url = planners.police.client(), reverse("callins:say_go", args=[callin.pk])
    told = {"verdict": "go", "reason": "", "word": f"{uuid4()}"}
    for _turn in range(2):
        assert police.post(url, told, headers={"Accept": "application/json"}).json()["said"] is True
    refused = police.post(
        url, {**told, "verdict": "no_go", "word": f"{uuid4()}"}, headers={"Accept": "application/json"}
    )
    assert refused.status_code == 422
    assert "Skriv vad som saknas" in refused.json()["words"]
    assert GoNoGo.objects.count() == 1


def test_who_may_not_speak_for_an_authority_does_not(planners: Planners) -> None:
    callin = planned(planners.town)
    for player in (planners.officer, planners.reader):
        with in_room(player) as actor, pytest.raises(NotAllowed):
            say_go(callin, Verdict.GO, by=actor, at=timezone.now())


def test_t34_an_observation_names_no_group(planners: Planners) -> None:
    Group.objects.create(code_name="Sälg", own_row=True)
    callin, now = today_it_is(planners.police, state_held=True), timezone.now()
    with in_room(planners.officer) as actor:
        observe(callin, ObservationKind.WORKED, "Insläppet gick fort.", by=actor, at=now)
        with pytest.raises(GroupNamed):
            observe(callin, ObservationKind.SAFETY, "Sälg gick tidigt.", by=actor, at=now)
        with pytest.raises(WordsNeeded):
            observe(callin, ObservationKind.SAFETY, "", by=actor, at=now)
    assert Observation.objects.count() == 1


def test_the_debrief_closes_a_held_call_in_with_a_memo_that_is_found(planners: Planners) -> None:
    callin, now = today_it_is(planners.police, state_held=True), timezone.now()
    with in_room(planners.town) as actor:
        debrief = debrief_callin(callin, "Lugnt och värdigt.", "Börja tidigare.", by=actor, at=now)
        assert bytes(debrief.memo).startswith(b"%PDF")
        with pytest.raises(WrongCallInState):
            debrief_callin(callin, "Igen.", by=actor, at=now)
        with pytest.raises(WrongCallInState):
            observe(callin, ObservationKind.WORKED, "För sent.", by=actor, at=now)
        assert find_callin(callin.pk).state == CallInState.DEBRIEFED
        assert item_of(callin, "debrief").done_on
        assert report_back(callin, by=actor, at=now).state == CallInState.REPORTED
    today = timezone.localdate(now)
    assert [it.title for it in joint_documents(today, today)] == ["Promemoria, call-in 1"]


def test_a_debrief_needs_a_call_in_that_was_held(planners: Planners) -> None:
    callin = planned(planners.town)
    with in_room(planners.town) as actor, pytest.raises(WrongCallInState):
        debrief_callin(callin, "Lugnt.", by=actor, at=timezone.now())
    assert not Debrief.objects.exists()


@pytest.fixture
def town(planners: Planners) -> Client:
    return planners.town.client()


def test_the_days_page_shows_what_goes_on_and_takes_the_word(planners: Planners, town: Client) -> None:
    callin = today_it_is(planners.town)
    town.post(reverse("callins:propose_run", args=[callin.pk]))
    url = reverse("callins:day", args=[callin.pk])
    page = town.get(url).content.decode()
    assert "Hjälpen som finns, och numret att ringa" in page
    assert "0 av 4 myndigheter" in page
    said = {"verdict": "no_go", "reason": ""}
    assert town.post(reverse("callins:say_go", args=[callin.pk]), said).status_code == 422
    after = town.post(reverse("callins:say_go", args=[callin.pk]), {"verdict": "go"}, follow=True)
    assert "1 av 4 myndigheter har sagt klart." in after.content.decode()
    reader = planners.reader.client().get(url).content.decode()
    assert "Lämna besked" not in reader


def test_the_worker_is_served_beside_the_page_and_keeps_to_it(planners: Planners, town: Client) -> None:
    callin = planned(planners.town)
    worker = reverse("callins:day_worker", args=[callin.pk])
    assert worker.startswith(reverse("callins:day", args=[callin.pk]))
    answer = town.get(worker)
    assert answer["Content-Type"].startswith("text/javascript")
    assert '"/static/"' in answer.content.decode()


def test_signing_out_makes_the_browser_forget_what_it_keeps(town: Client) -> None:
    assert town.post("/konto/logout/")["Clear-Site-Data"] == '"storage"'


def test_the_debrief_by_its_page(planners: Planners, town: Client) -> None:
    callin = today_it_is(planners.police, state_held=True)
    noted = {"kind": "worked", "words": "Insläppet gick fort."}
    page = town.post(reverse("callins:observe", args=[callin.pk]), noted, follow=True).content.decode()
    assert "Insläppet gick fort." in page
    close = reverse("callins:close_debrief", args=[callin.pk])
    assert town.post(close, {"words": ""}).status_code == 422
    after = town.post(close, {"words": "Lugnt.", "changes": ""}, follow=True).content.decode()
    assert "Promemorian är skriven och låst." in after
    memo = planners.officer.client().get(reverse("callins:memo", args=[callin.pk]))
    assert memo["Content-Type"] == "application/pdf"
