"""Groups: naming, renaming, states, and what partners see of them."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from gvi.steps.groups.flows.change_state import change_state
from gvi.steps.groups.flows.name_group import name_group
from gvi.steps.groups.flows.rename_group import rename_group
from gvi.steps.groups.flows.show_group import show_group
from gvi.steps.groups.models import Group
from gvi.steps.groups.refusals import NameMissing, NameNotLatin, NameTaken, WrongState
from gvi.steps.groups.states import State
from gvi.trust.log.models import Event, Operation
from gvi.trust.refusals import NotAllowed
from gvi.trust.workspaces.free_text import IdentityNumberRefused
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, in_room, make_player, make_workspace

pytestmark = pytest.mark.django_db


@pytest.fixture
def partner() -> Player:
    return make_player(make_workspace(Kind.MUNICIPALITY), Role.COORDINATOR)


def verbs(player: Player) -> list[str]:
    with in_room(player):
        return list(Event.objects.order_by("at").values_list("verb", flat=True))


def named(analyst: Player, code_name: str, *, own_row: bool = False) -> Group:
    with in_room(analyst) as actor:
        return name_group(code_name, own_row=own_row, reason="Känd av alla", by=actor, at=timezone.now())


def test_naming_a_group_leaves_one_event(analyst: Player) -> None:
    group = named(analyst, "  Stora   eken ")
    assert group.code_name == "Stora eken"
    assert not group.own_row
    assert verbs(analyst) == ["groups.name_group"]


def test_a_code_name_is_taken_whatever_its_case(analyst: Player) -> None:
    named(analyst, "Ek")
    with pytest.raises(NameTaken):
        named(analyst, "EK")


@pytest.mark.parametrize("code_name", ["", "   ", "x" * 41])
def test_a_code_name_is_one_to_forty_signs(analyst: Player, code_name: str) -> None:
    with pytest.raises(NameMissing):
        named(analyst, code_name)


@pytest.mark.parametrize(
    "code_name", ["A\u030angstrom", "\u200bÅngstrom", "Å\u00adngstrom\u00a0", "Å\u2060ngstrom"]
)
def test_one_name_has_one_spelling(analyst: Player, code_name: str) -> None:
    assert named(analyst, code_name).code_name == "Ångstrom"
    with pytest.raises(NameTaken):
        named(analyst, "ångstrom")


@pytest.mark.parametrize(
    "code_name", ["\u0410lm", "Alm\u0430r", "\u0391lm", "\u0251lm", "Al\u0307m", "G\u0131g", "Alm\u3164"]
)
def test_a_letter_that_looks_like_another_is_refused(analyst: Player, code_name: str) -> None:
    with pytest.raises(NameNotLatin):
        named(analyst, code_name)


@pytest.mark.parametrize("code_name", ["Åäö", "Łódź", "Čáhci", "Träd 07", "Al-Bek", "O'Dal"])
def test_the_letters_of_europe_are_plain(analyst: Player, code_name: str) -> None:
    assert named(analyst, code_name).code_name == code_name


def test_t31_a_code_name_is_no_identity_number(analyst: Player) -> None:
    with pytest.raises(IdentityNumberRefused):
        named(analyst, "701063-9800")


def test_renaming_keeps_the_old_name_in_the_history(analyst: Player) -> None:
    group = named(analyst, "Ek")
    with in_room(analyst) as actor:
        rename_group(group, "Alm", by=actor, at=timezone.now())
    assert [version.code_name for version in group.events.all()] == ["Ek"]  # type: ignore[attr-defined]
    assert verbs(analyst)[-1] == "groups.rename_group"


def test_a_group_may_keep_its_own_name(analyst: Player) -> None:
    group = named(analyst, "Ek")
    with in_room(analyst) as actor:
        assert rename_group(group, "ek", by=actor, at=timezone.now()).code_name == "ek"


def test_a_dormant_group_may_wake_and_none_ends_in_passing(analyst: Player) -> None:
    group = named(analyst, "Ek")
    with in_room(analyst) as actor:
        for state in (State.DORMANT, State.ACTIVE):
            group = change_state(group, state, by=actor, at=timezone.now())
        for end in (State.DISSOLVED, State.MERGED, State.SPLIT):
            with pytest.raises(WrongState):
                change_state(group, end, by=actor, at=timezone.now())
    assert verbs(analyst).count("groups.change_state") == 2


@pytest.mark.parametrize("role", [Role.DECISION_MAKER, Role.PATROL_LEADER])
def test_only_coordinator_and_analyst_name_groups(role: Role) -> None:
    player = make_player(make_workspace(Kind.POLICE), role)
    with in_room(player) as actor, pytest.raises(NotAllowed):
        name_group("Ek", by=actor, at=timezone.now())


def test_partners_may_change_nothing(analyst: Player, partner: Player) -> None:
    group, now = named(analyst, "Ek"), timezone.now()
    with in_room(partner) as actor:
        with pytest.raises(NotAllowed):
            rename_group(group, "Alm", by=actor, at=now)
        with pytest.raises(NotAllowed):
            change_state(group, State.DORMANT, by=actor, at=now)
        with pytest.raises(NotAllowed):
            show_group(group, True, by=actor, at=now)


def page_of(player: Player, **query: str) -> str:
    return player.client().get(reverse("groups:list"), query).content.decode()


def test_partners_see_own_rows_and_the_rest_as_one(analyst: Player, partner: Player) -> None:
    for code_name in ("Alm", "Bok", "Rönn"):
        named(analyst, code_name, own_row=code_name == "Alm")
    text = page_of(partner)
    assert "Alm" in text and text.count("Övriga") == 1
    assert "Bok" not in text and "Rönn" not in text
    assert "Bok" in page_of(analyst)


def test_partners_can_not_find_a_hidden_group_by_asking_for_it(analyst: Player, partner: Player) -> None:
    named(analyst, "Bok")
    assert ">Bok<" not in page_of(partner, text="Bok")


def test_police_choose_what_partners_see(analyst: Player, partner: Player) -> None:
    group = named(analyst, "Bok")
    why = {"row": "own", "reason": "Känd av alla sedan i våras"}
    analyst.client().post(reverse("groups:show", args=[group.pk]), why)
    assert "Bok" in page_of(partner)
    analyst.client().post(reverse("groups:show", args=[group.pk]), {"row": "others"})
    assert "Bok" not in page_of(partner)


@pytest.mark.parametrize("route", ["detail", "rename", "state", "show"])
def test_t01_a_partner_on_a_police_page_is_told_nothing_and_logged(
    analyst: Player, partner: Player, route: str
) -> None:
    url = reverse(f"groups:{route}", args=[named(analyst, "Bok").pk])
    client = partner.client()
    response = client.get(url) if route == "detail" else client.post(url)
    assert response.status_code == 404
    with in_room(partner):
        assert Event.objects.filter(operation=Operation.DENIAL).count() == 1


def test_the_list_sorts_filters_and_pages_in_constant_queries(
    analyst: Player, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with in_room(analyst) as actor:
        for number in range(60):
            name_group(f"Träd {number:02d}", by=actor, at=timezone.now())
        change_state(Group.objects.get(code_name="Träd 07"), State.DORMANT, by=actor, at=timezone.now())
    client = analyst.client()
    url = reverse("groups:list")
    client.get(url)
    with django_assert_num_queries(12):
        text = client.get(url, {"sort": "-name", "page": "2"}).content.decode()
    assert "Träd 34" in text and "Träd 35" not in text and "Träd 09" not in text
    assert "Träd 07" in client.get(url, {"state": "dormant"}).content.decode()
    assert client.get(url, {"text": "träd 1"}).content.decode().count("Träd 1") == 10


@pytest.mark.parametrize("query", [{"sort": "members"}, {"religion": "x"}, {"state": "x"}, {"row": "x"}])
def test_t22_unknown_filters_are_refused(analyst: Player, query: dict[str, str]) -> None:
    assert analyst.client().get(reverse("groups:list"), query).status_code == 400


def post(client: Client, route: str, data: dict[str, str], *args: object) -> int:
    return client.post(reverse(f"groups:{route}", args=args), data).status_code


def test_the_forms_save_and_say_what_is_wrong(analyst: Player) -> None:
    client = analyst.client()
    assert post(client, "name", {"code_name": "Ek", "row": "own"}) == 422
    assert post(client, "name", {"code_name": "Ek", "row": "own", "reason": "Känd av alla"}) == 302
    assert post(client, "name", {"code_name": "ek", "row": "others"}) == 422
    group = Group.objects.get()
    assert group.own_row
    assert client.get(reverse("groups:detail", args=[group.pk])).status_code == 200
    assert post(client, "rename", {"code_name": "Alm"}, group.pk) == 302
    assert post(client, "rename", {"code_name": ""}, group.pk) == 422
    assert post(client, "state", {"state": "dormant"}, group.pk) == 302
    assert post(client, "state", {"state": "x"}, group.pk) == 422
    assert "Alm" in client.get(reverse("groups:detail", args=[group.pk])).content.decode()
