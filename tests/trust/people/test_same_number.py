"""A number that the room has already: said on the person's page, own room only; and the number in the log."""

import pytest
from django.urls import reverse

from gvi.trust.log.models import Event
from gvi.trust.people.models import Person
from gvi.trust.people.words import Regime
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, in_room, make_player, make_workspace
from tests.trust.people.persons import make_person

NUMBER = "19850315-9801"
NOTICE = "Samma nummer finns redan i er arbetsyta"


def page_of(player: Player, person: Person) -> str:
    return player.client().get(reverse("people:person", args=[person.pk])).content.decode()


def test_a_number_that_the_room_has_already_is_told_with_the_other_record_and_its_role(
    analyst: Player,
) -> None:
    first = make_person(analyst, surname="Norrvik", identity_number=NUMBER, role="injured")
    second = make_person(analyst, identity_number="850315-9801")
    page = page_of(analyst, second)
    told = page[page.index(NOTICE) : page.index("</ul>", page.index(NOTICE))]
    assert reverse("people:person", args=[first.pk]) in told
    assert "Norrvik, Rut" in told
    assert "målsägande" in told
    with in_room(analyst):
        assert Event.objects.filter(verb="people.read", record_id=first.pk).exists()


@pytest.mark.parametrize("number", ["", "19850315-9819"])
def test_nothing_is_told_of_another_number_or_none(analyst: Player, number: str) -> None:
    make_person(analyst, identity_number=NUMBER)
    assert NOTICE not in page_of(analyst, make_person(analyst, identity_number=number))


def test_t01_the_same_number_in_another_room_is_not_told(analyst: Player) -> None:
    other = make_player(
        make_workspace(Kind.POLICE, name="Polisen Norrhamn"), Role.ANALYST, name="Karl Dalvik"
    )
    make_person(other, identity_number=NUMBER)
    assert NOTICE not in page_of(analyst, make_person(analyst, identity_number=NUMBER))


def test_a_record_that_the_writer_may_not_see_is_not_told(analyst: Player, coordinator: Player) -> None:
    make_person(
        coordinator,
        identity_number=NUMBER,
        regime=Regime.COMMON_P2,
        officers=(coordinator.member.pk,),
    )
    mine = make_person(analyst, identity_number=NUMBER)
    assert NOTICE not in page_of(analyst, mine)
    assert NOTICE in page_of(coordinator, mine)


def test_the_page_shows_the_number_that_the_log_is_asked_by(analyst: Player) -> None:
    person = make_person(analyst)
    assert f"Nummer i loggen: <code>{person.pk}</code>" in page_of(analyst, person)
