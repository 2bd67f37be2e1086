"""Rules on screen: state in words, the right button for the right reader, and nothing of another room."""

from http import HTTPStatus
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from gvi.trust.law.models import RuleAct
from gvi.trust.law.overview import roads_out, what_waits
from gvi.trust.law.standing import current, standings
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Workspace
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, in_room, make_player, make_workspace
from tests.trust.law.rules import latest, switch_on_rule, verify

pytestmark = pytest.mark.django_db


@pytest.fixture
def room() -> Workspace:
    make_workspace(Kind.PROBATION)
    return make_workspace(Kind.POLICE)


def page(player: Player | Client, path: str) -> str:
    client = player.client() if isinstance(player, Player) else player
    answer = client.get(path)
    assert answer.status_code == HTTPStatus.OK, path
    return " ".join(answer.content.decode().split())


def test_it_works(room: Workspace) -> None:
    switch_on_rule("osl_10_2", room)
    shown = page(make_player(room, Role.ANALYST), "/regler/")
    assert "Ni kan lämna ut personuppgifter till Kriminalvården." in shown
    assert "Nödvändigt för den egna verksamheten" in shown
    assert "Väntar på dig" not in shown


def test_nothing_on_is_said_in_words(room: Workspace) -> None:
    assert "Ingen regel är påslagen." in page(make_player(room, Role.COORDINATOR), "/regler/")


def test_the_list_asks_the_database_three_times_whatever_it_holds(
    room: Workspace, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    player = make_player(room, Role.COORDINATOR)
    for code in ("osl_10_2", "osl_10_27", "osl_10_15a"):
        with in_room(player) as actor, django_assert_num_queries(3):
            roads_out(actor, current(standings(actor, timezone.localdate())))
        switch_on_rule(code, room)


def test_a_room_without_persons_has_no_rules_of_its_own() -> None:
    shown = page(make_player(make_workspace(Kind.MUNICIPALITY), Role.LAWYER), "/regler/")
    assert "Härifrån lämnas inga personuppgifter" in shown


def test_t01_what_another_room_has_done_is_not_seen(room: Workspace) -> None:
    switch_on_rule("osl_10_2", room)
    other = make_player(make_workspace(Kind.POLICE, name="Polisen Granvik"), Role.LAWYER)
    shown = page(other, "/regler/osl_10_2/")
    assert "Linnea Lag" not in shown
    assert "Ingen har kontrollerat regeln än." in shown


def test_each_reader_has_the_button_that_is_theirs(room: Workspace) -> None:
    path = "/regler/osl_10_27/"
    for role, button in {
        Role.LAWYER: "Jag har kontrollerat texten",
        Role.DATA_PROTECTION_OFFICER: "Spara rådet",
    }.items():
        assert button in page(make_player(room, role), path)
    decider, analyst = make_player(room, Role.RULES_DECIDER), make_player(room, Role.ANALYST)
    assert "Regeln kan slås på när en jurist har kontrollerat texten." in page(decider, path)
    verify("osl_10_27", room)
    assert "<button class" in page(decider, path)
    assert "Inget råd är lämnat." in page(decider, path)
    assert "<form" not in page(analyst, path).split("<main")[1].split("</main")[0]


def test_a_starred_text_says_so_until_it_is_verified(room: Workspace) -> None:
    analyst = make_player(room, Role.ANALYST)
    warning = "texten är inte kontrollerad"
    assert warning in page(analyst, "/regler/osl_10_27/")
    assert warning not in page(analyst, "/regler/osl_10_2/")
    verify("osl_10_27", room)
    assert warning not in page(analyst, "/regler/osl_10_27/")


def test_verify_advise_switch_on_and_off_by_form(room: Workspace) -> None:
    rule = latest("osl_10_2")
    forms = [
        (Role.LAWYER, "kontrollera", {"name": "Linnea Lag, chefsjurist"}),
        (
            Role.DATA_PROTECTION_OFFICER,
            "rad",
            {"name": "Dag Dal, ombud", "note": "Begränsa till det nödvändiga."},
        ),
        (Role.RULES_DECIDER, "sla-pa", {"name": "Rut Ek, avdelningschef"}),
        (Role.RULES_DECIDER, "sla-av", {"name": "Rut Ek, avdelningschef", "note": "Lagen ses över."}),
    ]
    for role, path, data in forms:
        answer = make_player(room, role).client().post(f"/regler/version/{rule.pk}/{path}/", data)
        assert answer.status_code == HTTPStatus.FOUND, path
    reader = make_player(room, Role.ANALYST)
    with in_room(reader):
        acts = list(RuleAct.objects.order_by("at").values_list("act", flat=True))
    assert acts == ["verified", "advised", "enabled", "disabled"]
    shown = page(reader, f"/regler/version/{rule.pk}/")
    assert "Begränsa till det nödvändiga." in shown
    assert "avslagen" in shown


@pytest.mark.parametrize(
    ("role", "path", "data", "told"),
    [
        (Role.LAWYER, "kontrollera", {"name": ""}, "måste fyllas i"),
        (Role.DATA_PROTECTION_OFFICER, "rad", {"name": "Dag Dal", "note": ""}, "måste fyllas i"),
        (Role.RULES_DECIDER, "sla-pa", {"name": "Rut Ek"}, "Regeln kan inte slås på än."),
        (Role.RULES_DECIDER, "sla-av", {"name": "Rut Ek", "note": "x"}, "Regeln är inte påslagen."),
    ],
)
def test_what_is_refused_is_said_in_the_form(
    room: Workspace, role: Role, path: str, data: dict[str, str], told: str
) -> None:
    answer = make_player(room, role).client().post(f"/regler/version/{latest('osl_10_2').pk}/{path}/", data)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert told in answer.content.decode()


def test_a_rule_that_is_not_there_is_404(room: Workspace) -> None:
    client = make_player(room, Role.LAWYER).client()
    for path in ("/regler/osl_99/", f"/regler/version/{uuid4()}/"):
        assert client.get(path).status_code == HTTPStatus.NOT_FOUND


def test_the_page_of_steps_says_where_there_is_no_road(room: Workspace) -> None:
    coordinator = make_player(room, Role.COORDINATOR)
    closed = (
        "Det här steget kan inte användas förrän er jurist slagit på en regel för Polisen → Kriminalvården."
    )
    assert closed in page(coordinator, "/regler/steg/")
    switch_on_rule("osl_10_2", room)
    shown = page(coordinator, "/regler/steg/")
    assert "Ta reda på vem som står under övervakning" not in shown
    assert shown.count(closed) == 3  # measures, support, memberships


def test_what_waits_is_told_to_the_lawyer_and_then_to_the_decider(
    room: Workspace, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    verify("osl_10_2", room)
    with in_room(make_player(room, Role.LAWYER)) as actor, django_assert_num_queries(1):
        lawyer = [str(wait.what) for wait in what_waits(actor, timezone.now())]
    with in_room(make_player(room, Role.RULES_DECIDER)) as actor:
        decider = [str(wait.what) for wait in what_waits(actor, timezone.now())]
    assert lawyer == ["10 regler väntar på din kontroll"]
    assert decider == ["1 kontrollerad regel kan slås på"]
    with in_room(make_player(room, Role.ANALYST)) as actor:
        assert list(what_waits(actor, timezone.now())) == []


def test_in_english_the_rule_is_explained_in_english(room: Workspace) -> None:
    client = make_player(room, Role.LAWYER).client()
    client.cookies["django_language"] = "en"
    assert (
        "Necessary for one"
        in client.get("/regler/osl_10_2/", headers={"accept-language": "en"}).content.decode()
    )
