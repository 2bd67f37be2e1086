"""The page *Budbärare*: what a choice reaches, told about the whole list and never about one person."""

import json
import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gvi.steps.callins.flows.keep_apart import keep_apart
from gvi.steps.callins.models import CallIn, Nominee, Selection
from gvi.steps.callins.queries.network import network_of
from gvi.steps.callins.states import NomineeState
from gvi.steps.groups.models import Group
from gvi.trust.log.models import Event
from gvi.trust.people.models import Person
from gvi.trust.workspaces.roles import Role
from tests.cast import in_room, make_player
from tests.steps.callins.nominees.listed import WORDS, Police, make_callin, make_group, make_nominee
from tests.steps.groups.belonging import make_member, make_tie
from tests.trust.people.persons import make_person

pytestmark = pytest.mark.django_db
TODAY: date = timezone.localdate()


def url(callin: CallIn, name: str = "messengers", *args: object) -> str:
    return reverse(f"callins:{name}", args=[callin.pk, *args])


def circle(police: Police, group: Group, names: list[str]) -> list[Person]:
    """Confirmed members of ``group``; the first has been seen with each of the others."""
    people = [make_person(police.analyst, surname=name) for name in names]
    for person in people:
        make_member(police.analyst, person, group, second=police.coordinator)
    for other in people[1:]:
        make_tie(police.analyst, people[0], other)
    return people


@pytest.fixture
def hassel(police: Police) -> list[Person]:
    """Four of Hassel; the first is seen with all of them."""
    return circle(police, make_group("Hassel"), ["Ekhult", "Granlund", "Lindholm", "Sälgfors"])


def nominate_first(police: Police, callin: CallIn, people: list[Person], **given: Any) -> Nominee:
    group = Group.objects.get(code_name="Hassel")
    state = given.get("state", NomineeState.CHECKED)
    return make_nominee(police, callin, people[0], group=group, state=state)


def lit_in(text: str) -> Any:
    found = re.search(r'<script id="budbarare-lyser"[^>]*>(.*?)</script>', text)
    assert found
    return json.loads(found[1])


def test_a_messenger_reaches_those_they_are_seen_with(
    police: Police, callin: CallIn, hassel: list[Person]
) -> None:
    nominate_first(police, callin, hassel)
    page = police.analyst.client().get(url(callin))
    text = page.content.decode()
    assert page.status_code == 200
    assert "Ekhult, Rut" in text and "misstänkt" in text and WORDS in text and "4 av 4" in text
    assert len(lit_in(text)["reached"]) == 4 and len(lit_in(text)["chosen"][0]) == 1
    assert "förslag, beviset söks" in text and "bevisa=1" in text


def test_the_proof_is_said_when_it_is_there(police: Police, callin: CallIn, hassel: list[Person]) -> None:
    nominate_first(police, callin, hassel)
    text = police.analyst.client().get(f"{url(callin)}?bevisa=1").content.decode()
    assert "bevisat bästa" in text and "En plats till ger +0" in text and 'hx-trigger="load' not in text


def test_only_checked_nominees_are_chosen_among(police: Police, callin: CallIn, hassel: list[Person]) -> None:
    nominate_first(police, callin, hassel, state=NomineeState.NOMINATED)
    assert "Ingen att välja bland än" in police.analyst.client().get(url(callin)).content.decode()


def test_two_who_must_not_meet_are_never_proposed_together(
    police: Police, callin: CallIn, hassel: list[Person]
) -> None:
    other = circle(police, make_group("Rönn"), ["Almskog", "Bokvist"])
    nominate_first(police, callin, hassel)
    make_nominee(
        police, callin, other[0], group=Group.objects.get(code_name="Rönn"), state=NomineeState.CHECKED
    )
    with in_room(police.analyst) as actor:
        keep_apart(hassel[0].pk, other[0].pk, "Rånet i våras", by=actor, at=timezone.now())
    browser = police.analyst.client()
    impossible = browser.get(f"{url(callin)}?minst=1").content.decode()
    assert "Inget val uppfyller" in impossible
    one = lit_in(browser.get(f"{url(callin)}?minst=0").content.decode())
    assert sum(len(room) for room in one["chosen"]) == 1


def test_two_sessions_part_them(police: Police, hassel: list[Person]) -> None:
    callin = make_callin(police.coordinator, sessions=2)
    other = circle(police, make_group("Rönn"), ["Almskog", "Bokvist"])
    nominate_first(police, callin, hassel)
    make_nominee(
        police, callin, other[0], group=Group.objects.get(code_name="Rönn"), state=NomineeState.CHECKED
    )
    with in_room(police.analyst) as actor:
        keep_apart(hassel[0].pk, other[0].pk, "Rånet i våras", by=actor, at=timezone.now())
    text = police.analyst.client().get(f"{url(callin)}?bevisa=1").content.decode()
    assert [len(room) for room in lit_in(text)["chosen"]] == [1, 1] and "Omgång 2" in text


def test_t23_no_figure_is_about_a_person(police: Police, callin: CallIn, hassel: list[Person]) -> None:
    nominate_first(police, callin, hassel)
    text = police.analyst.client().get(f"{url(callin)}?bevisa=1").content.decode()
    found = re.search(r'<script id="budbarare-natverk"[^>]*>(.*?)</script>', text)
    assert found
    network = json.loads(found[1])
    assert {frozenset(node) for node in network["nodes"]} == {frozenset({"id", "label", "words", "x", "y"})}
    left = text.split('id="nominerade"')[1].split("</ul>")[0]
    names = re.findall(r"<bdi>(.*?)</bdi>", left)
    assert names == sorted(names)
    with in_room(police.analyst):
        told = network_of(callin, reader=None, day=TODAY)
    assert set(told.people_table(None).columns) == {"person_id", "group_id", "eligible"}


def test_people_decide_from_the_page_and_write_why(
    police: Police, callin: CallIn, hassel: list[Person]
) -> None:
    made = nominate_first(police, callin, hassel)
    decider = police.decider.client()
    answer = decider.post(f"{url(callin, 'choose', made.pk)}?platser=3", {"beslut": "godkand"})
    assert answer.status_code == 302 and answer["Location"].endswith("?platser=3")
    assert decider.post(url(callin, "choose", made.pk), {"beslut": "bäst"}).status_code == 400
    text = decider.get(url(callin)).content.decode()
    assert "De godkända når 4 av 4. Förslaget når 4." in text
    assert decider.post(f"{url(callin, 'select')}?platser=3&led=2", {"words": ""}).status_code == 422
    said = {"words": "Vi valde den som flest litar på."}
    assert (
        decider.post(f"{url(callin, 'select')}?platser=3&led=2&kallelse=80&inbjudan=60", said).status_code
        == 302
    )
    with in_room(police.analyst):
        kept = Selection.objects.get()
    assert (kept.seats, kept.steps, float(kept.summons_share or 0)) == (3, 2, 0.8)
    assert said["words"] in decider.get(url(callin)).content.decode()


def test_expected_attendance_is_one_value_a_class(
    police: Police, callin: CallIn, hassel: list[Person]
) -> None:
    nominate_first(police, callin, hassel)
    text = police.analyst.client().get(f"{url(callin)}?kallelse=80&inbjudan=50").content.decode()
    assert "väntas budskapet nå" in text


def test_t12_everybody_shown_has_their_role_and_the_reading_is_logged(
    police: Police, callin: CallIn, hassel: list[Person]
) -> None:
    nominate_first(police, callin, hassel)
    police.analyst.client().get(url(callin))
    with in_room(make_player(police.room, Role.LOG_REVIEWER)):
        assert Event.objects.get(verb="callins.read_messengers").count == 4


def test_terms_that_make_no_sense_are_refused(police: Police, callin: CallIn, hassel: list[Person]) -> None:
    nominate_first(police, callin, hassel)
    browser = police.analyst.client()
    assert browser.get(f"{url(callin)}?led=3").status_code == 422
    assert browser.get(f"{url(callin)}?sort=risk").status_code == 400


def test_the_page_costs_the_same_with_few_and_with_many(police: Police, callin: CallIn) -> None:
    browser, costs = police.analyst.client(), []
    group = make_group("Hassel")
    for turn in range(2):
        people = circle(police, group, [f"Ek{turn}{n}" for n in range(3)])
        make_nominee(police, callin, people[0], group=group, state=NomineeState.CHECKED)
        browser.get(url(callin))
        with CaptureQueriesContext(connection) as counted:
            assert browser.get(url(callin)).status_code == 200
        costs.append(len(counted))
    assert costs[0] == costs[1] and costs[0] < 45
