"""T12: whoever is named is named with the role, on screen and to a screen reader, in two queries."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.template import engines
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from gvi.trust.people.labels import labels
from gvi.trust.people.words import PersonRoleName
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, in_room, make_player, make_workspace
from tests.trust.people.persons import make_person, say_same, suspected

pytestmark = pytest.mark.django_db


@pytest.fixture
def analyst() -> Player:
    return make_player(make_workspace(Kind.POLICE), Role.ANALYST)


def test_t12_a_label_says_name_and_every_role(analyst: Player) -> None:
    roles = (suspected(), suspected(PersonRoleName.INJURED))
    person = make_person(analyst, surname="Ek", given_name="Rut", roles=roles)
    with in_room(analyst):
        assert labels([person.pk])[person.pk].text == "Ek, Rut — misstänkt, målsägande"


def test_a_bare_reference_is_shown_as_it_is(analyst: Player) -> None:
    person = make_person(analyst, surname="", given_name="", local_reference="Plats 7", role="injured")
    with in_room(analyst):
        assert labels([person.pk])[person.pk].text == "Plats 7 — målsägande"


def test_labels_cost_two_queries_however_many(
    analyst: Player, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    people = [make_person(analyst, given_name=name).pk for name in ("Rut", "Bo", "Disa", "Emil")]
    with in_room(analyst), django_assert_num_queries(2):
        assert set(labels(people)) == set(people)


def test_t01_another_rooms_person_has_no_label(analyst: Player) -> None:
    person = make_person(analyst)
    other = make_player(make_workspace(Kind.POLICE, name="Polisen Granvik"), Role.ANALYST)
    with in_room(other):
        assert labels([person.pk]) == {}


def test_merged_records_share_name_and_roles(analyst: Player) -> None:
    root = make_person(analyst, surname="Ek", given_name="Rut")
    child = make_person(analyst, surname="Eek", given_name="Ruth", role="injured")
    with in_room(analyst):
        say_same(root, child)
        found = labels([child.pk, root.pk])
    assert {found[pk].text for pk in (root.pk, child.pk)} == {"Ek, Rut — misstänkt, målsägande"}
    assert found[child.pk].id == child.pk


def test_t27_a_minor_is_marked(analyst: Player) -> None:
    young = make_person(analyst, birth_date=timezone.localdate() - timedelta(days=16 * 365))
    with in_room(analyst):
        assert labels([young.pk])[young.pk].minor


def test_t12_the_component_reads_the_role_inside_the_links_own_name(
    analyst: Player, tmp_path: Path, settings: Any
) -> None:
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [*settings.TEMPLATES[0]["DIRS"], tmp_path]}]
    (tmp_path / "sample.html").write_text('<c-person :label="label" href="/x/" />', encoding="utf-8")
    person = make_person(analyst, surname="Ek<b>", given_name="Rut", protected=True)
    with in_room(analyst):
        label = labels([person.pk])[person.pk]
    html = engines["django"].get_template("sample.html").render({"label": label})
    link = html[html.index("<a") : html.index("</a>")]
    assert "Ek&lt;b&gt;, Rut" in link
    assert "misstänkt" in link
    assert "skyddade personuppgifter" in html
