"""T34: whoever writes about an incident names no group that they know; a refusal never tells a hidden one."""

from dataclasses import replace
from datetime import date
from http import HTTPStatus

import pytest
from django.urls import reverse
from django.utils import timezone

from gvi.steps.groups.models import Group
from gvi.steps.incidents.facts import Facts
from gvi.steps.incidents.flows.add_context import add_context
from gvi.steps.incidents.flows.context_entry import Entry
from gvi.steps.incidents.flows.correct import correct
from gvi.steps.incidents.flows.report import report
from gvi.steps.incidents.flows.unfound import unfound
from gvi.steps.incidents.models import ContextKind, Incident, Kind
from gvi.trust.workspaces.code_names import CodeNameRefused
from gvi.trust.workspaces.free_text import IdentityNumberRefused
from gvi.trust.workspaces.kinds import Kind as RoomKind
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, in_room, make_player, make_workspace
from tests.steps.incidents.scene import ago, make_incident, make_police

pytestmark = pytest.mark.django_db
TYPED = {"day": "2026-03-04", "kind": "shooting", "dead": "0", "injured": "1"}


@pytest.fixture
def partner() -> Player:
    return make_player(make_workspace(RoomKind.MUNICIPALITY), Role.COORDINATOR)


def reported(player: Player, summary: str, link: str = "") -> Incident:
    with in_room(player) as actor:
        facts = Facts(ago(1), Kind.SHOOTING, summary=summary, link=link)
        return report(facts, by=actor, at=timezone.now())


def test_t34_no_summary_names_a_group() -> None:
    Group.objects.create(code_name="Sälg")
    with pytest.raises(CodeNameRefused, match="Sälg"):
        reported(make_police(), "Skott mot Sälgs lokal")
    assert not Incident.objects.exists()


def test_t34_a_refusal_does_not_tell_a_hidden_name(partner: Player) -> None:
    Group.objects.create(code_name="Rönn", own_row=False)
    Group.objects.create(code_name="Sälg", own_row=True)
    assert reported(partner, "Skott vid Rönn").summary
    with pytest.raises(CodeNameRefused):
        reported(partner, "Skott vid Sälg")


def test_t34_no_reason_and_no_title_names_a_group() -> None:
    Group.objects.create(code_name="Sälg")
    police, incident = make_police(), make_incident()
    with in_room(police) as actor:
        with pytest.raises(CodeNameRefused):
            unfound(incident, "Det var Sälg", by=actor, at=timezone.now())
        with pytest.raises(CodeNameRefused):
            facts = replace(Facts.of(incident), injured=4)
            correct(incident, facts, "SÄLG har uppgett fyra", by=actor, at=timezone.now())
        with pytest.raises(CodeNameRefused):
            add_context(
                Entry(ContextKind.OPERATION, "Insats mot Sälg", date(2026, 3, 4)), by=actor, at=timezone.now()
            )


def test_t31_no_link_holds_an_identity_number() -> None:
    with pytest.raises(IdentityNumberRefused):
        reported(make_police(), "Skott", "https://sok.example/701063-9800")


def test_t31_the_form_looks_at_the_link_too() -> None:
    data = {**TYPED, "link": "https://sok.example/?q=701063-9800"}
    answer = make_police().client().post(reverse("incidents:report"), data)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "link" in answer.context["form"].errors


def test_t34_the_form_refuses_a_name_and_asks_once_about_what_is_alike() -> None:
    Group.objects.create(code_name="Sälg")
    client, url = make_police().client(), reverse("incidents:report")
    refused = client.post(url, {**TYPED, "summary": "Sälg sköt"}).context["form"]
    assert "Sälg" in str(refused.errors["summary"]) and not refused.asks
    asked = client.post(url, {**TYPED, "summary": "Skott under en sälg"}).context["form"]
    assert asked.asks
    again = {**TYPED, "summary": "Skott under en sälg", asked.confirm_name: asked.confirm_value}
    assert client.post(url, again).status_code == HTTPStatus.FOUND
