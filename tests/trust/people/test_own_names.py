"""T31: a joint text that names somebody of the writer's own room asks first; another room's names are never told."""

import time
from datetime import timedelta

import psycopg
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gvi.steps.review.models import Task
from gvi.trust.people.own_names import find_own_names
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Programme, Workspace
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, in_room, make_player, make_workspace, switch_on
from tests.cluster import Cluster
from tests.trust.people.persons import make_person

in_a_test = pytest.mark.django_db


@pytest.fixture
def police() -> Workspace:
    Programme.objects.create(name="GVI Björkhamn", municipality="Björkhamn")
    return make_workspace(Kind.POLICE)


@pytest.fixture
def writer(police: Workspace) -> Player:
    """An analyst in whose room some are known."""
    player = make_player(police, Role.ANALYST)
    for surname, given in (("Ek", "Rut"), ("Öbergh", "Åke"), ("von Ask", "Lo Maria"), ("Ål-Dahl", "Ida")):
        make_person(player, surname=surname, given_name=given)
    return player


def found(player: Player, text: str) -> list[str]:
    with in_room(player):
        return [finding.text for finding in find_own_names(text)]


@in_a_test
@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ring Rut Ek i morgon", ["Rut Ek"]),
        ("Ring Ek, Rut i morgon", ["Ek Rut"]),
        ("ring rut ek i morgon", ["rut ek"]),
        ("RUT EK", ["RUT EK"]),
        ("Rut Eks bil", ["Rut Eks"]),
        ("Ek ska ringas", ["Ek"]),
        ("Eks bil", ["Eks"]),
        ("Öbergh och Åke Öbergh", ["Öbergh", "Åke Öbergh"]),
        ("Obergh", []),
        ("Lo Maria von Ask", ["Lo Maria von Ask"]),
        ("Fråga von Ask.", ["von Ask"]),
        ("Ida Ål-Dahl", ["Ida Ål-Dahl"]),
        ("R\u00adut E\u200bk", ["Rut Ek"]),
        ("Rut\nEk", ["Rut Ek"]),
    ],
)
def test_t31_a_name_of_the_own_room_is_found_however_it_is_written(
    writer: Player, text: str, names: list[str]
) -> None:
    assert found(writer, text) == names


@in_a_test
@pytest.mark.parametrize(
    "text",
    ["en ek vid vägen", "Rut ringer", "Ekarna vid torget", "Ekgatan", "Rut. Björk. Eken", "", "12 3", "!"],
)
def test_t31_ordinary_words_and_given_names_alone_pass(writer: Player, text: str) -> None:
    assert found(writer, text) == []


@in_a_test
def test_t31_another_rooms_names_are_never_told(writer: Player) -> None:
    other = make_player(make_workspace(Kind.POLICE, name="Polisen Granvik"), Role.ANALYST)
    probation = make_player(make_workspace(Kind.PROBATION), Role.PROBATION_OFFICER)
    town = make_player(make_workspace(Kind.MUNICIPALITY), Role.COORDINATOR)
    for player in (other, probation, town):
        assert found(player, "Ring Rut Ek") == []
    assert found(writer, "Ring Rut Ek") == ["Rut Ek"]


@in_a_test
def test_t31_t32_a_room_that_is_off_tells_nothing(writer: Player, police: Workspace) -> None:
    switch_on(police, on=False)
    assert found(writer, "Ring Rut Ek") == []


@in_a_test
def test_t31_nor_is_anybody_told_who_works_with_no_cases(writer: Player, police: Workspace) -> None:
    assert found(make_player(police, Role.ADMINISTRATOR), "Ring Rut Ek") == []


def task(player: Player, title: str, **more: str) -> dict[str, str]:
    due = timezone.localtime() + timedelta(days=2)
    owner = str(player.member.workspace_id)
    return {
        "title": title, "space": "joint", "owner": owner, "day": f"{due:%Y-%m-%d}", "time": "16:00", **more,
    }  # fmt: skip


@in_a_test
def test_t31_a_real_form_asks_once_and_then_takes_yes_for_an_answer(writer: Player) -> None:
    client = writer.client()
    answer = client.post(reverse("review:add_task"), task(writer, "Ring Rut Ek"))
    text = answer.content.decode()
    assert answer.status_code == 422 and not Task.objects.exists()
    assert "Rut Ek – namnet på någon som finns i er egen arbetsyta" in text
    confirm = answer.context["form"].confirm_value
    again = client.post(reverse("review:add_task"), task(writer, "Ring Rut Ek", spara_anda=confirm))
    assert again.status_code == 302 and Task.objects.count() == 1


@in_a_test
def test_t31_a_sealed_text_may_name_anybody(writer: Player) -> None:
    answer = writer.client().post(reverse("review:add_task"), task(writer, "Ring Rut Ek", space="sealed"))
    assert answer.status_code == 302


@in_a_test
def test_t31_another_rooms_writer_saves_without_a_question(writer: Player) -> None:
    probation = make_player(make_workspace(Kind.PROBATION), Role.PROBATION_OFFICER)
    answer = probation.client().post(reverse("review:add_task"), task(probation, "Ring Rut Ek"))
    assert answer.status_code == 302


@in_a_test
def test_t31_one_query_however_long_the_text(writer: Player) -> None:
    with (
        in_room(writer),
        CaptureQueriesContext(
            connection,
        ) as queries,
    ):
        find_own_names("Vi såg Rut Ek. " * 200)
    assert len(queries) == 1


MANY = 50_000
ADD_MANY = """
    insert into people_person (id, workspace_id, state, local_reference, given_name, surname, identity_number,
        identity_hash, protected, address, phone, purpose, regime, basis, evidence, based_on, concern,
        concern_reference, entered_on, entered_by, exit_reason, under_eighteen, review_due)
    select gen_random_uuid(), %(room)s, 'active', '', 'Nr' || letters, 'Släkt' || letters, '', '', false, '', '', 'x',
        'not_common', 'x', 'x', current_date, '', '', current_date, %(room)s, '', 'no', current_date + 90
    from generate_series(1, %(many)s) n, translate(n::text, '0123456789', 'abcdefghij') letters
"""


def letters(number: int) -> str:
    """The number in letters, since a name has no digits."""
    return str(number).translate(str.maketrans("0123456789", "abcdefghij"))


def add_many(cluster: Cluster, database: str, room: Workspace) -> None:
    """So many persons that no flow could write them in time; triggers off, as only the server's owner may."""
    with psycopg.connect(cluster.admin_url, dbname=database) as superuser:
        superuser.execute("set session_replication_role = replica")
        superuser.execute(ADD_MANY, {"room": room.pk, "many": MANY})
        superuser.execute("analyze people_person")


def test_t31_fifty_thousand_persons_cost_no_time_worth_speaking_of(
    cluster: Cluster, own_database: str
) -> None:
    room = make_workspace(Kind.POLICE)
    writer = make_player(room, Role.ANALYST)
    add_many(cluster, own_database, room)
    long = " ".join(f"Ord{letters(n)} alv{letters(n)}" for n in range(250)) + " Nrhh Släkthh sågs"
    assert found(writer, long) == ["Nrhh Släkthh"]
    with in_room(writer):
        begun = time.perf_counter()
        find_own_names(long)
        spent = time.perf_counter() - begun
    assert spent < 0.5
