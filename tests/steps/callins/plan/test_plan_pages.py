"""The pages of the call-in's plan: list, new, one call-in with its checklist; with every room off as well."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gvi.steps.callins.cards import _CARDS, register
from gvi.steps.callins.models import CallIn
from gvi.trust.workspaces.rights import Right
from tests.steps.callins.plan.world import (
    Planners,
    day_in,
    item_of,
    make_callin,
    make_planners,
    planned,
    slot_of,
    today_it_is,
)

pytestmark = pytest.mark.django_db
LIST = "/call-in/"


def sent(days: int = 70, **more: object) -> dict[str, object]:
    """A filled form of a new call-in."""
    return {
        "day": f"{day_in(days)}",
        "starts": "10:00",
        "venue": "Storgatan 4",
        "plan": "normal",
        "sessions": "1",
        **more,
    }


@pytest.fixture
def town(planners: Planners) -> Client:
    """The municipality's coordinator's browser."""
    return planners.town.client()


def test_it_works(town: Client) -> None:
    assert "Ingen call-in än" in town.get(LIST).content.decode()
    page = town.post(f"{LIST}ny/", sent(), follow=True).content.decode()
    assert "Call-in är skapad." in page
    assert "Storgatan 4" in page
    assert "Nomineringarna är klara" in page
    assert "Anteckna beslutet" in page
    assert "Storgatan 4" in town.get(LIST).content.decode()


def test_t32_the_plan_works_with_every_room_off(db: None) -> None:
    planners = make_planners(on=False)
    town, police = planners.town.client(), planners.police.client()
    town.post(f"{LIST}ny/", sent())
    callin = CallIn.objects.get()
    decision = {"decided_by": "Kommundirektör", "decision": "Våldet ökar."}
    police.post(reverse("callins:decide_callin", args=[callin.pk]), decision)
    police.post(reverse("callins:start_planning", args=[callin.pk]))
    town.post(reverse("callins:tick", args=[item_of(callin, "speakers").pk]))
    page = planners.officer.client().get(reverse("callins:callin", args=[callin.pk])).content.decode()
    assert "planeras" in page
    assert "Sofia Klarsjö" in page


def test_a_plan_that_does_not_fit_is_told_at_its_field(town: Client) -> None:
    answer = town.post(f"{LIST}ny/", sent(30))
    assert answer.status_code == 422
    assert "Planen hinns inte" in answer.content.decode()


def test_late_lines_come_first_and_say_so(planners: Planners) -> None:
    callin = today_it_is(planners.town)
    page = planners.police.client().get(reverse("callins:callin", args=[callin.pk])).content.decode()
    assert page.index("Talarna har tackat ja") < page.index("Call-in hålls")
    assert "dagar sent" in page


def test_whose_a_line_is_decides_who_sees_its_button(planners: Planners) -> None:
    callin = planned(planners.town)
    url = reverse("callins:callin", args=[callin.pk])
    seen = {
        name: player.client().get(url).content.decode().count("/call-in/checklista/")
        for name, player in vars(planners).items()
    }
    assert seen == {"police": 11, "town": 11, "probation": 1, "social": 0, "officer": 0, "reader": 0}


def test_a_line_leads_to_its_page_whoever_may_open_it(planners: Planners) -> None:
    callin = planned(planners.town)
    url, lock = (reverse(f"callins:{name}", args=[callin.pk]) for name in ("callin", "lock"))
    seen = {
        name: lock in player.client().get(url).content.decode() for name, player in vars(planners).items()
    }
    assert seen == {name: name == "police" for name in seen}


def test_a_tick_is_taken_back_only_after_a_question(town: Client, planners: Planners) -> None:
    callin = planned(planners.town)
    item = item_of(callin, "speakers")
    town.post(reverse("callins:tick", args=[item.pk]))
    page = town.get(reverse("callins:callin", args=[callin.pk])).content.decode()
    back = page.split(reverse("callins:untick", args=[item.pk]))
    assert len(back) == 2
    assert 'role="dialog"' in back[0].rsplit("<button", 1)[1]
    assert "Är det inte gjort?" in back[1].split("</form>")[0]


def test_the_next_one_stands_first(planners: Planners) -> None:
    make_callin(planners.town, days=100, venue="Senare")
    make_callin(planners.town, days=60, venue="Snart")
    today_it_is(planners.town, state_held=True)
    page = planners.reader.client().get(LIST).content.decode()
    assert page.index("Snart") < page.index("Senare") < page.index("Stadshuset")


def test_a_place_without_a_script_is_where_the_first_is_written(planners: Planners) -> None:
    slot = slot_of(planned(planners.town), planners.town)
    page = planners.town.client().get(reverse("callins:slot", args=[slot.pk]))
    assert reverse("callins:write_script", args=[slot.pk]) in page.content.decode()


def test_moving_and_cancelling_by_the_page(town: Client, planners: Planners) -> None:
    callin = make_callin(planners.town)
    page = town.get(reverse("callins:change", args=[callin.pk])).content.decode()
    assert "Stadshuset, sal 3" in page
    moved = town.post(reverse("callins:change", args=[callin.pk]), sent(80), follow=True)
    assert "omräknade" in moved.content.decode()
    refused = town.post(reverse("callins:cancel", args=[callin.pk]), {"reason": ""})
    assert refused.status_code == 422
    gone = town.post(
        reverse("callins:cancel", args=[callin.pk]), {"reason": "Lokalen är stängd."}, follow=True
    )
    assert "Call-in ställdes in: Lokalen är stängd." in gone.content.decode()


def test_a_refusal_is_told_on_the_page(town: Client, planners: Planners) -> None:
    callin = planned(planners.town)
    page = town.post(reverse("callins:hold", args=[callin.pk]), follow=True).content.decode()
    assert "Dagen har inte kommit än." in page


def test_other_parts_put_their_cards_on_the_page_for_whoever_has_the_right(planners: Planners) -> None:
    register(
        "test", Right.SAY_GO, "callins/_state.html", lambda callin, actor, at: {"callin": {"state": "ask"}}
    )
    try:
        callin = make_callin(planners.town)
        url = reverse("callins:callin", args=[callin.pk])
        with_card = planners.social.client().get(url).content.decode().count("gvi-state")
        without = planners.reader.client().get(url).content.decode().count("gvi-state")
    finally:
        del _CARDS["test"]
    assert with_card == without + 1


def test_the_list_costs_the_same_however_many_there_are(planners: Planners) -> None:
    reader = planners.reader.client()
    make_callin(planners.town)
    reader.get(LIST)
    one = len(_asked(reader, LIST))
    for number in range(5):
        make_callin(planners.town, days=70 + number, at=timezone.now() - timedelta(days=1))
    assert len(_asked(reader, LIST)) == one


def test_a_call_in_costs_the_same_however_much_is_written_about_it(planners: Planners) -> None:
    reader, callin = planners.reader.client(), planned(planners.town)
    urls = [reverse(f"callins:{name}", args=[callin.pk]) for name in ("callin", "speakers", "run", "day")]
    town = planners.town.client()
    town.post(reverse("callins:say_go", args=[callin.pk]), {"verdict": "go"})
    town.post(reverse("callins:propose_run", args=[callin.pk]))
    reader.get(LIST)
    before = [len(_asked(reader, url)) for url in urls]
    for role in ("faith", "hope", "grief"):
        slot_of(callin, planners.town, role)
    planners.social.client().post(reverse("callins:say_go", args=[callin.pk]), {"verdict": "go"})
    town.post(reverse("callins:tick", args=[item_of(callin, "nominees").pk]))
    assert [len(_asked(reader, url)) for url in urls] == before


def _asked(client: Client, url: str) -> list[object]:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return list(asked.captured_queries)
