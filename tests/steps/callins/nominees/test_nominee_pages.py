"""The pages of the police's list: what they show, to whom, what they log and what they cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gvi.steps.callins.flows.keep_apart import keep_apart
from gvi.steps.callins.models import Apart, CallIn, ListLock, Nominee
from gvi.steps.callins.states import NomineeState
from gvi.trust.log.models import Event
from gvi.trust.workspaces.roles import Role
from tests.cast import in_room, make_player
from tests.steps.callins.nominees.listed import WORDS, Police, lock, make_callin, make_group, make_nominee
from tests.trust.people.persons import make_person

pytestmark = pytest.mark.django_db


def url(name: str, callin: CallIn, *args: object) -> str:
    return reverse(f"callins:{name}", args=[callin.pk, *args])


def verbs(police: Police) -> list[str]:
    with in_room(make_player(police.room, Role.LOG_REVIEWER)):
        return list(Event.objects.filter(operation="read").values_list("verb", flat=True))


def test_t12_the_list_names_role_and_judgement_and_is_logged(police: Police, callin: CallIn) -> None:
    make_nominee(police, callin, make_person(police.analyst, surname="Ekhult"), group=make_group("Hassel"))
    page = police.analyst.client().get(url("nominees", callin))
    text = page.content.decode()
    assert page["Cache-Control"] == "no-store" or "no-store" in page["Cache-Control"]
    assert "Ekhult, Rut" in text and "misstänkt" in text and WORDS in text and "Hassel" in text
    assert "callins.read_nominees" in verbs(police)


def test_the_list_is_filtered_and_refuses_what_it_does_not_know(police: Police, callin: CallIn) -> None:
    make_nominee(police, callin, make_person(police.analyst, surname="Ekhult"))
    browser = police.analyst.client()
    assert "Ekhult" in browser.get(f"{url('nominees', callin)}?visa=kontrollera").content.decode()
    assert "Ekhult" not in browser.get(f"{url('nominees', callin)}?visa=listan").content.decode()
    assert browser.get(f"{url('nominees', callin)}?visa=farligast").status_code == 400
    assert browser.get(f"{url('nominees', callin)}?etnicitet=x").status_code == 400


def test_somebody_is_nominated_checked_and_decided_about_on_screen(police: Police, callin: CallIn) -> None:
    person, group = make_person(police.analyst, surname="Ekhult"), make_group("Hassel")
    analyst, coordinator = police.analyst.client(), police.coordinator.client()
    decider = police.decider.client()
    find = analyst.post(url("nominate", callin), {"term": "Ekhult"})
    assert f"?person={person.pk}" in find.content.decode()
    address = f"{url('nominate', callin)}?person={person.pk}"
    assert analyst.post(address, {"group": group.pk, "words": ""}).status_code == 422
    assert analyst.post(address, {"group": group.pk, "words": WORDS}).status_code == 302
    with in_room(police.analyst):
        made = Nominee.objects.get()
    assert coordinator.get(url("check", callin, made.pk)).status_code == 200
    assert coordinator.post(url("check", callin, made.pk)).status_code == 302
    assert decider.post(url("decide", callin, made.pk), {}).status_code == 422
    assert decider.post(url("decide", callin, made.pk), {"decision": "approved"}).status_code == 302
    with in_room(police.analyst):
        assert Nominee.objects.get().state == NomineeState.APPROVED
    assert "people.read" in verbs(police)


def test_t11_the_page_explains_and_offers_the_safety_contact(police: Police, callin: CallIn) -> None:
    witness = make_person(police.analyst, role="witness")
    page = police.analyst.client().get(f"{url('nominate', callin)}?person={witness.pk}")
    text = page.content.decode()
    assert "trygghetskontakt" in text and 'name="words"' not in text
    posted = police.analyst.client().post(
        f"{url('nominate', callin)}?person={witness.pk}", {"group": make_group().pk, "words": WORDS}
    )
    assert posted.status_code == 422


def test_not_this_time_reads_the_same_whatever_the_cause(police: Police, callin: CallIn) -> None:
    group = make_group("Hassel")
    people = [make_person(police.analyst, surname="Ekhult") for _ in range(2)]
    early = make_nominee(police, callin, people[0], group=group)
    late = make_nominee(police, callin, people[1], group=group, state=NomineeState.CHECKED)
    decider = police.decider.client()
    for made in (early, late):
        assert decider.post(url("decide", callin, made.pk), {"decision": "not_called"}).status_code == 302
    page = decider.get(f"{url('nominees', callin)}?visa=inte").content.decode()
    rows = page.split("<tbody")[1].split("<tr ")[1:]
    for person in people:
        rows = [row.replace(str(person.pk), "") for row in rows]
    told = {" ".join(row.split("</tr>")[0].split()) for row in rows}
    assert len(rows) == 2 and len(told) == 1
    assert WORDS not in page and "Samordnare" not in told.pop()


def test_a_list_costs_the_same_with_one_and_with_many(police: Police, callin: CallIn) -> None:
    browser, costs = police.analyst.client(), []
    for many in (1, 5):
        for _ in range(many):
            make_nominee(police, callin)
        for name in ("nominees", "apart"):
            browser.get(url(name, callin))
        with CaptureQueriesContext(connection) as counted:
            assert browser.get(url("nominees", callin)).status_code == 200
        costs.append(len(counted))
    assert costs[0] == costs[1]


def test_pairs_are_said_and_taken_back_on_screen(police: Police, callin: CallIn) -> None:
    one, other = (make_person(police.analyst, surname=name) for name in ("Ekhult", "Granlund"))
    browser = police.analyst.client()
    address = f"{url('say_apart', callin)}?forsta={one.pk}"
    assert f"{other.pk}" in browser.post(address, {"term": "Granlund"}).content.decode()
    assert browser.post(f"{address}&person={other.pk}", {"words": "Rånet i våras"}).status_code == 302
    assert "Rånet i våras" in browser.get(url("apart", callin)).content.decode()
    with in_room(police.analyst):
        pair = Apart.objects.get()
    assert browser.get(url("end_apart", callin, pair.pk)).status_code == 200
    assert browser.post(url("end_apart", callin, pair.pk)).status_code == 302
    assert "Rånet i våras" not in browser.get(url("apart", callin)).content.decode()


def test_the_list_is_locked_and_looked_at_again_on_screen(police: Police) -> None:
    callin = make_callin(police.coordinator, days=3)
    made = make_nominee(police, callin, state=NomineeState.APPROVED)
    browser = police.coordinator.client()
    assert browser.get(url("lock", callin)).status_code == 200
    assert browser.post(url("lock", callin)).status_code == 302
    with in_room(police.analyst):
        assert ListLock.objects.filter(callin=callin).exists()
    assert browser.get(url("recheck", callin)).status_code == 200
    assert browser.post(url("look_again", callin, made.pk)).status_code == 302
    with in_room(police.analyst):
        assert Nominee.objects.get().rechecked_at


def test_people_are_moved_between_two_sessions(police: Police) -> None:
    callin = make_callin(police.coordinator, sessions=2)
    made = make_nominee(police, callin, state=NomineeState.APPROVED)
    browser = police.coordinator.client()
    assert browser.get(url("session", callin, made.pk)).status_code == 200
    assert browser.post(url("session", callin, made.pk), {"session": "2"}).status_code == 302
    with in_room(police.analyst):
        assert Nominee.objects.get().session == 2


def test_t01_a_nominee_of_another_call_in_is_not_found(police: Police, callin: CallIn) -> None:
    made, other = make_nominee(police, callin), make_callin(police.coordinator, days=50)
    assert police.coordinator.client().get(url("check", other, made.pk)).status_code == 404


def test_a_pair_waits_in_nobodys_way_once_locked(police: Police, callin: CallIn) -> None:
    one, other = make_person(police.analyst), make_person(police.analyst)
    make_nominee(police, callin, one, state=NomineeState.APPROVED)
    with in_room(police.analyst) as actor:
        from django.utils import timezone

        keep_apart(one.pk, other.pk, "Rånet i våras", by=actor, at=timezone.now())
    assert lock(police, callin).callin_id == callin.pk
