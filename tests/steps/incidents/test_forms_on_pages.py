"""Reporting, correcting and deciding through the pages: what is kept, what is asked once, what is told."""

from datetime import UTC, datetime
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse

from gvi.steps.incidents.models import ContextEvent, Incident, Precision
from gvi.steps.incidents.refusals import NothingChanged
from gvi.steps.incidents.states import State
from gvi.trust.workspaces.roles import Role
from tests.steps.incidents.scene import make_incident, make_police

pytestmark = pytest.mark.django_db
TYPED = {"day": "2026-03-04", "kind": "shooting", "dead": "0", "injured": "1"}
REFUSED = HTTPStatus.UNPROCESSABLE_ENTITY


@pytest.fixture
def client() -> Client:
    return make_police().client()


@pytest.mark.parametrize(
    ("extra", "occurred", "precision"),
    [
        ({}, datetime(2026, 3, 3, 23, 0, tzinfo=UTC), Precision.DAY),
        ({"clock": "22:40"}, datetime(2026, 3, 4, 21, 40, tzinfo=UTC), Precision.MINUTE),
        ({"clock": "22.40", "about": "on"}, datetime(2026, 3, 4, 21, 40, tzinfo=UTC), Precision.HOUR),
    ],
)
def test_a_report_is_kept_with_its_precision(
    extra: dict[str, str], occurred: datetime, precision: Precision, client: Client
) -> None:
    answer = client.post(reverse("incidents:report"), {**TYPED, **extra})
    incident = Incident.objects.get()
    assert answer.headers["Location"] == reverse("incidents:detail", args=[incident.pk])
    assert (incident.occurred_at, incident.precision, incident.injured) == (occurred, precision, 1)


def test_a_patrol_leader_can_report() -> None:
    leader = make_police(Role.PATROL_LEADER).client()
    assert leader.post(reverse("incidents:report"), TYPED).status_code == HTTPStatus.FOUND


def test_what_is_missing_is_told_and_what_was_typed_is_kept(client: Client) -> None:
    answer = client.post(reverse("incidents:report"), {**TYPED, "kind": "", "summary": "Skott vid torget"})
    assert answer.status_code == REFUSED
    assert b'href="#id_kind"' in answer.content
    assert "Skott vid torget" in answer.content.decode()
    assert not Incident.objects.exists()


def test_a_refusal_of_the_flow_stands_at_its_field(client: Client) -> None:
    answer = client.post(reverse("incidents:report"), {**TYPED, "day": "2999-01-01"})
    assert answer.status_code == REFUSED
    assert b'href="#id_day"' in answer.content


def test_t31_a_phone_number_is_asked_about_once(client: Client) -> None:
    typed = {**TYPED, "summary": "Ring 070-174 06 40"}
    asked = client.post(reverse("incidents:report"), typed)
    assert asked.status_code == REFUSED
    confirmation = asked.context["form"].confirm_value
    assert not Incident.objects.exists()
    client.post(reverse("incidents:report"), {**typed, "spara_anda": confirmation})
    assert Incident.objects.get().summary == "Ring 070-174 06 40"


def test_t31_an_identity_number_is_refused(client: Client) -> None:
    answer = client.post(reverse("incidents:report"), {**TYPED, "summary": "Om 811228-9874"})
    assert answer.status_code == REFUSED
    assert b'href="#id_summary"' in answer.content


def test_the_form_of_a_correction_begins_with_what_is_kept(client: Client) -> None:
    url = reverse(
        "incidents:correct", args=[make_incident(latitude=59.5, longitude=18.25, summary="Skott").pk]
    )
    form = client.get(url).context["form"]
    values = {name: form[name].value() for name in form.fields}
    typed = {name: value for name, value in values.items() if value is not None and value is not False}
    typed = {**typed, "day": values["day"].isoformat(), "clock": values["clock"].isoformat()}
    unchanged = client.post(url, {**typed, "reason": "ingen"})
    assert unchanged.status_code == REFUSED
    assert [str(error) for error in unchanged.context["form"].non_field_errors()] == [str(NothingChanged())]
    client.post(url, {**typed, "dead": "2", "reason": "enligt sjukhuset"})
    kept = Incident.objects.get()
    assert (kept.dead, kept.latitude, kept.change_reason) == (2, 59.5, "enligt sjukhuset")


@pytest.mark.parametrize(
    ("route", "before", "after"),
    [
        ("wait", State.REPORTED, State.WAITING),
        ("confirm", State.WAITING, State.CONFIRMED),
        ("unfound", State.REPORTED, State.UNFOUNDED),
        ("reopen", State.UNFOUNDED, State.WAITING),
    ],
)
def test_a_decision_leads_back_to_where_it_was_made(
    route: str, before: State, after: State, client: Client
) -> None:
    incident = make_incident(state=before)
    url = reverse(f"incidents:{route}", args=[incident.pk])
    answer = client.post(url, {"reason": "var fyrverkeri", "next": "/genomgang/"})
    assert answer.headers["Location"] == "/genomgang/"
    assert Incident.objects.get(pk=incident.pk).state == after


def test_nobody_is_sent_out_of_the_house(client: Client) -> None:
    incident = make_incident()
    url = reverse("incidents:confirm", args=[incident.pk])
    answer = client.post(url, {"next": "https://elsewhere.example/"})
    assert answer.headers["Location"] == reverse("incidents:detail", args=[incident.pk])


@pytest.mark.parametrize("route", ["unfound", "reopen"])
def test_what_takes_something_back_asks_once_and_wants_a_reason(route: str, client: Client) -> None:
    state = State.REPORTED if route == "unfound" else State.CONFIRMED
    url = reverse(f"incidents:{route}", args=[make_incident(state=state).pk])
    assert client.get(url).status_code == HTTPStatus.OK
    answer = client.post(url, {"reason": " "})
    assert answer.status_code == REFUSED
    assert Incident.objects.get().state == state


def test_a_decision_too_late_is_told_and_changes_nothing(client: Client) -> None:
    incident = make_incident(state=State.CONFIRMED)
    answer = client.post(reverse("incidents:unfound", args=[incident.pk]), {"reason": "fyrverkeri"})
    assert answer.status_code == REFUSED
    assert "Händelsens läge har ändrats" in answer.content.decode()
    again = client.post(reverse("incidents:confirm", args=[incident.pk]))
    assert again.status_code == HTTPStatus.CONFLICT


def test_context_is_added_changed_and_removed(client: Client) -> None:
    typed = {"kind": "law", "title": "Ny lag", "starts": "2026-01-01", "ends": ""}
    client.post(reverse("incidents:context_new"), typed)
    event = ContextEvent.objects.get()
    url = reverse("incidents:context_change", args=[event.pk])
    assert client.get(url).context["form"]["title"].value() == "Ny lag"
    wrong = client.post(url, {**typed, "ends": "2025-12-31"})
    assert wrong.status_code == REFUSED
    assert b'href="#id_ends"' in wrong.content
    client.post(url, {**typed, "ends": "2026-12-31"})
    assert str(ContextEvent.objects.get().ends) == "2026-12-31"
    gone = reverse("incidents:context_remove", args=[event.pk])
    assert "Ny lag" in client.get(gone).content.decode()
    client.post(gone)
    assert not ContextEvent.objects.exists()
