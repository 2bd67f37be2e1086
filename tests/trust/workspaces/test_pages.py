"""The settings pages: who sees what, forms that answer, lists that cost the same however long they are."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import (
    Area,
    DeviceReset,
    Grant,
    Holiday,
    Member,
    Programme,
    Switch,
    Workspace,
)
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.roles import Role
from gvi.trust.workspaces.words import RIGHT_WORDS
from tests.cast import Player, give, make_player, make_workspace
from tests.trust.workspaces.room import Staff, now

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
LAST = (TODAY + timedelta(days=90)).isoformat()


@pytest.fixture
def administrator(staff: Staff) -> Client:
    return staff.administrator.client()


@pytest.fixture
def coordinator() -> Player:
    Programme.objects.create(name="GVI Björkhamn", municipality="Björkhamn")
    return make_player(make_workspace(Kind.MUNICIPALITY), Role.COORDINATOR)


def url(name: str, *args: object) -> str:
    return reverse(f"workspaces:{name}", args=args)


def test_every_right_has_words() -> None:
    assert set(RIGHT_WORDS) == set(Right)


def test_my_account_says_what_i_may_do_and_until_when(staff: Staff) -> None:
    text = staff.analyst.client().get(url("settings")).content.decode()
    last = staff.analyst.member.grants.get().last_day
    for words in ("Disa Analytiker", "Analytiker", last.isoformat(), "bedöma händelser"):
        assert words in text
    assert "sköta medlemmar och roller" not in text
    assert text.count('aria-pressed="true"') == text.count('value="sv" lang="sv" data-variant="primary"') == 1


def test_the_tabs_are_those_one_may_open(staff: Staff) -> None:
    text = staff.administrator.client().get(url("settings")).content.decode()
    assert url("members") in text
    assert url("room") not in text
    assert staff.analyst.client().get(url("members")).status_code == 404


def test_members_and_roles_that_end_soon(staff: Staff, administrator: Client) -> None:
    Grant.objects.filter(member=staff.analyst.member).update(ends=TODAY + timedelta(days=20))
    text = administrator.get(url("members")).content.decode()
    assert "Roller som tar slut inom 30 dagar" in text
    assert text.count("Disa Analytiker") == 2
    assert "Cilla Samordnare" in text


def queries_of(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_the_list_of_members_costs_the_same_however_long(staff: Staff, administrator: Client) -> None:
    few = queries_of(administrator, url("members"))
    for number in range(40):
        make_player(staff.room, Role.ANALYST, name=f"Medlem {number}")
    assert queries_of(administrator, url("members")) == few <= 12


def test_inviting_shows_the_link_once(staff: Staff, administrator: Client) -> None:
    form = {"name": "Nils Ny", "email": "nils@bjorkhamn.example", "role": Role.ANALYST, "ends": LAST}
    text = administrator.post(url("invite"), form).content.decode()
    assert "/konto/valkommen/" in text
    member = Member.objects.get(name="Nils Ny")
    assert member.grants.get().last_day.isoformat() == LAST
    assert "/konto/valkommen/" not in administrator.get(url("member", member.pk)).content.decode()


def test_a_refusal_stands_at_its_field(staff: Staff, administrator: Client) -> None:
    form = {"name": "X", "email": staff.analyst.user.email, "role": Role.ANALYST, "ends": LAST}
    answer = administrator.post(url("invite"), form)
    assert answer.status_code == 422
    assert "E-postadress i tjänsten: Adressen används redan av ett annat konto." in answer.content.decode()


def test_an_invitation_offers_the_rooms_own_roles(administrator: Client) -> None:
    text = administrator.get(url("invite")).content.decode()
    assert 'value="analyst"' in text
    assert 'value="case_worker"' not in text


def test_roles_are_given_and_ended(staff: Staff, administrator: Client) -> None:
    form = {"role": Role.LOG_REVIEWER, "starts": TODAY.isoformat(), "ends": LAST}
    answer = administrator.post(url("give_role", staff.analyst.member.pk), form)
    assert answer.headers["Location"] == url("member", staff.analyst.member.pk)
    given = Grant.objects.get(member=staff.analyst.member, role=Role.LOG_REVIEWER)
    administrator.post(url("end_role", given.pk))
    given.refresh_from_db()
    assert given.ended_at is not None


def test_more_than_a_year_is_a_form_error(staff: Staff, administrator: Client) -> None:
    ends = (TODAY + timedelta(days=500)).isoformat()
    form = {"role": Role.LOG_REVIEWER, "starts": TODAY.isoformat(), "ends": ends}
    answer = administrator.post(url("give_role", staff.analyst.member.pk), form)
    assert answer.status_code == 422
    assert "högst tolv månader" in answer.content.decode()


def test_deputies_are_named_and_ended(staff: Staff, administrator: Client) -> None:
    principal = staff.coordinator.member
    form = {"deputy": staff.analyst.member.pk, "starts": TODAY.isoformat(), "ends": LAST}
    administrator.post(url("give_deputy", principal.pk), form)
    named = principal.deputies.get()
    assert named.last_day.isoformat() == LAST
    administrator.post(url("end_deputy", named.pk))
    assert not principal.deputies.exists()


def test_a_lost_device_goes_through_two_people_on_screen(staff: Staff, administrator: Client) -> None:
    administrator.post(url("ask_reset", staff.analyst.member.pk), {"reason": "mobilen ligger i sjön"})
    reset = DeviceReset.objects.get()
    approver = staff.coordinator.client()
    assert "mobilen ligger i sjön" in approver.get(url("resets")).content.decode()
    assert "/konto/valkommen/" in approver.post(url("approve_reset", reset.pk)).content.decode()
    assert "mobilen ligger i sjön" not in approver.get(url("resets")).content.decode()


def test_whoever_may_approve_may_ask_and_then_not_approve(staff: Staff) -> None:
    client = staff.coordinator.client()
    form = {"member": staff.administrator.member.pk, "reason": "nyckeln är borta"}
    assert client.post(url("resets"), form).status_code == 302
    text = client.get(url("resets")).content.decode()
    assert "Någon annan ska godkänna." in text
    assert client.post(url("approve_reset", DeviceReset.objects.get().pk)).status_code == 409


def test_t33_a_hand_over_shows_what_moves_and_ends_the_account(staff: Staff, administrator: Client) -> None:
    address = url("hand_over", staff.analyst.member.pk)
    assert "Inget öppet arbete." in administrator.get(address).content.decode()
    assert administrator.post(address, {"deputy": staff.coordinator.member.pk}).status_code == 302
    assert "Har slutat" in administrator.get(url("members")).content.decode()
    assert "Kontot är avslutat." in administrator.get(url("member", staff.analyst.member.pk)).content.decode()


def test_t01_another_rooms_member_is_not_found(administrator: Client) -> None:
    other = make_player(make_workspace(Kind.PROBATION), Role.COORDINATOR)
    for name in ("member", "give_role", "give_deputy", "ask_reset", "hand_over"):
        assert administrator.get(url(name, other.member.pk)).status_code == 404
    for name in ("new_password", "new_invitation"):
        assert administrator.post(url(name, other.member.pk)).status_code == 404
    assert administrator.post(url("end_role", other.member.grants.get().pk)).status_code == 404


def test_a_room_is_switched_on_on_screen() -> None:
    decider = make_player(make_workspace(Kind.POLICE, on=False), Role.RULES_DECIDER)
    client = decider.client()
    assert "Arbetsytan är avstängd" in client.get(url("room")).content.decode()
    form = {"on": "on", "assessment": "KB 1", "decider": "Rut Ek", "decided_on": TODAY.isoformat()}
    assert client.post(url("room"), form).status_code == 302
    assert "Arbetsytan är på" in client.get(url("room")).content.decode()
    assert Switch.objects.get().recorded_by == decider.member


def test_a_decision_without_a_date_is_a_form_error() -> None:
    client = make_player(make_workspace(Kind.POLICE), Role.RULES_DECIDER).client()
    assert client.post(url("room"), {"on": "off"}).status_code == 422
    assert Switch.objects.count() == 1


def test_the_programme_is_set_on_screen(coordinator: Player) -> None:
    client = coordinator.client()
    form = {
        "name": "GVI Nya",
        "municipality": "Björkhamn",
        "helpline": "",
        "meeting_weekday": 2,
        "meeting_time": "10:15",
        "meeting_weeks": 2,
    }
    assert client.post(url("programme"), form).status_code == 302
    assert 'value="10:15"' in client.get(url("programme")).content.decode()
    assert client.post(url("programme"), {**form, "name": ""}).status_code == 422


def test_areas_and_holidays_on_screen(coordinator: Player) -> None:
    client = coordinator.client()
    client.post(url("areas"), {"name": "Norra torget"})
    assert client.post(url("areas"), {"name": "NORRA torget"}).status_code == 422
    client.post(url("area", Area.objects.get().pk), {"name": "Södra torget"})
    assert "Södra torget" in client.get(url("areas")).content.decode()
    day = (TODAY + timedelta(days=5)).isoformat()
    client.post(url("holidays"), {"day": day, "name": "Studiedag"})
    assert day in client.get(url("holidays")).content.decode()
    client.post(url("holiday_off"), {"day": day})
    assert not Holiday.objects.exists()


def test_a_room_is_opened_on_screen_with_its_first_link(coordinator: Player) -> None:
    client = coordinator.client()
    form = {"kind": Kind.POLICE, "name": "Polisen", "founder": "Per Alm", "email": "per@polisen.example"}
    assert "/konto/valkommen/" in client.post(url("rooms"), form).content.decode()
    assert client.post(url("rooms"), form).status_code == 422
    assert Workspace.objects.filter(kind=Kind.POLICE).count() == 1


def test_the_list_of_resets_costs_the_same_however_long(staff: Staff) -> None:
    client = staff.coordinator.client()
    few = queries_of(client, url("resets"))
    for _ in range(30):
        lost = make_player(staff.room, Role.ANALYST)
        DeviceReset.objects.create(
            member=lost.member, reason="x", requested_at=now(), requested_by=staff.administrator.member
        )
    assert queries_of(client, url("resets")) == few <= 14


def test_the_page_of_a_member_costs_the_same_however_many_roles(staff: Staff, administrator: Client) -> None:
    address = url("member", staff.analyst.member.pk)
    few = queries_of(administrator, address)
    for number in range(1, 12):
        start = TODAY + timedelta(days=400 * number)
        give(staff.analyst, Role.ANALYST, starts=start, ends=start + timedelta(days=30))
    assert queries_of(administrator, address) == few <= 12


def test_an_account_without_a_password_is_not_offered_to_change_it(staff: Staff) -> None:
    address = reverse("account_change_password")
    assert address in staff.analyst.client().get(url("settings")).content.decode()
    staff.analyst.user.set_unusable_password()
    staff.analyst.user.save()
    client = staff.analyst.client()
    assert address not in client.get(url("settings")).content.decode()
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("route", "field", "data"),
    [
        ("areas", "name", {}),
        ("holidays", "name", {"day": LAST}),
        ("programme", "name", {}),
        ("programme", "helpline", {}),
    ],
)
def test_t31_no_setting_that_all_see_holds_an_identity_number(
    coordinator: Player, route: str, field: str, data: dict[str, str]
) -> None:
    response = coordinator.client().post(reverse(f"workspaces:{route}"), {**data, field: "701063-9800"})
    assert response.status_code == 422 and field in response.context["form"].errors
    assert not Area.objects.exists() and not Holiday.objects.exists()


@pytest.mark.parametrize("field", ["name", "function"])
def test_t31_nor_does_an_invitation(administrator: Client, field: str) -> None:
    before = Member.objects.count()
    data = {"name": "Ulla Berg", "email": "ulla@bjorkhamn.example", "ends": LAST, field: "701063-9800"}
    response = administrator.post(reverse("workspaces:invite"), data)
    assert response.status_code == 422 and field in response.context["form"].errors
    assert Member.objects.count() == before


def test_an_area_called_like_a_street_address_asks_once(coordinator: Player) -> None:
    client, url = coordinator.client(), reverse("workspaces:areas")
    asked = client.post(url, {"name": "Storgatan 3"})
    form = asked.context["form"]
    assert form.confirm_value in asked.content.decode()
    assert client.post(url, {"name": "Storgatan 3", form.confirm_name: form.confirm_value}).status_code == 302
