"""Seats: pairs apart and groups in conflict far from each other; people move; the paper is marked and sealed."""

from io import BytesIO
from itertools import combinations
from uuid import UUID

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from gvi.steps.callins.flows.keep_apart import keep_apart
from gvi.steps.callins.flows.seat_people import seat_people, suggest_seats
from gvi.steps.callins.models import CallIn, Seat
from gvi.steps.callins.queries.seats import rooms
from gvi.steps.callins.refusals_nominees import AskedTooManySeats, NoSuchNominee, SeatTaken
from gvi.steps.callins.seating import Guests, distance, suggest, too_near
from gvi.steps.callins.states import NomineeState
from gvi.trust.log.models import Event
from gvi.trust.workspaces.roles import Role
from tests.cast import in_room, make_player
from tests.steps.callins.nominees.listed import Police, make_group, make_nominee, make_police
from tests.steps.groups.known import make_relation
from tests.trust.people.persons import make_person

TODAY = timezone.localdate()


def guests(count: int, apart: set[tuple[int, int]], groups: int = 1, conflicts: bool = False) -> Guests:
    people = {UUID(int=at + 1): UUID(int=1000 + at % groups) for at in range(count)}
    pairs = frozenset(frozenset((UUID(int=a + 1), UUID(int=b + 1))) for a, b in apart)
    sides = [frozenset(pair) for pair in combinations(sorted(set(people.values())), 2)]
    return Guests(people, pairs, frozenset(sides if conflicts else []))


@given(st.integers(1, 12), st.integers(1, 4), st.integers(1, 6))
def test_everybody_has_a_seat_of_their_own_or_there_are_too_few(count: int, rows: int, places: int) -> None:
    told = guests(count, set())
    if count > rows * places:
        with pytest.raises(ValueError, match="seats"):
            suggest(told, rows, places)
        return
    seats = suggest(told, rows, places)
    assert set(seats) == set(told.groups) and len(set(seats.values())) == count
    assert all(1 <= row <= rows and 1 <= place <= places for row, place in seats.values())


@given(st.sets(st.tuples(st.integers(0, 4), st.integers(5, 9)), max_size=3))
def test_pairs_apart_are_told_when_they_sit_too_near_and_only_then(apart: set[tuple[int, int]]) -> None:
    told = guests(10, apart)
    seats = suggest(told, 4, 8)
    near = {frozenset(pair) for pair in too_near(told, seats)}
    assert near == {pair for pair in told.apart if distance(*(seats[one] for one in pair)) <= 3}


def test_two_groups_in_conflict_never_sit_side_by_side_where_there_is_room() -> None:
    told = guests(10, set(), groups=2, conflicts=True)
    assert too_near(told, suggest(told, 4, 6)) == []


def test_the_same_people_get_the_same_seats() -> None:
    told = guests(9, {(0, 1)}, groups=3, conflicts=True)
    assert suggest(told, 3, 6) == suggest(told, 3, 6)


@pytest.fixture
def three(police: Police, callin: CallIn) -> list[UUID]:
    """Three approved: the first two must not meet, and the third is of a group in conflict with the first's."""
    hassel, vide = make_group("Hassel"), make_group("Vide")
    people = [make_person(police.analyst, surname=name) for name in ("Ekhult", "Granlund", "Lindholm")]
    with in_room(police.analyst) as actor:
        make_relation(actor, hassel, vide, since=TODAY)
        keep_apart(people[0].pk, people[1].pk, "Rånet i våras", by=actor, at=timezone.now())
    sides = zip(people, (hassel, hassel, vide), strict=True)
    return [
        make_nominee(police, callin, person, group=group, state=NomineeState.APPROVED).pk
        for person, group in sides
    ]


@pytest.mark.django_db
def test_the_suggestion_keeps_them_apart_and_people_move_them(
    police: Police, callin: CallIn, three: list[UUID]
) -> None:
    with in_room(police.coordinator) as actor:
        with pytest.raises(AskedTooManySeats):
            suggest_seats(callin, 1, 2, by=actor, at=timezone.now())
        suggest_seats(callin, 3, 6, by=actor, at=timezone.now())
        [room] = rooms(callin, reader=None, day=TODAY)
        assert len(Seat.objects.all()) == 3 and room.near == ()
        side_by_side = {three[0]: (1, 1), three[1]: (1, 2), three[2]: (2, 2)}
        seat_people(callin, side_by_side, by=actor, at=timezone.now())
        [room] = rooms(callin, reader=None, day=TODAY)
        assert len(room.near) == 3
        with pytest.raises(SeatTaken):
            seat_people(callin, {three[0]: (1, 1), three[1]: (1, 1)}, by=actor, at=timezone.now())


@pytest.mark.django_db
def test_t01_nobody_seats_another_rooms_nominees(police: Police, callin: CallIn, three: list[UUID]) -> None:
    from gvi.trust.workspaces.kinds import Kind
    from tests.cast import make_workspace

    others = make_police(make_workspace(Kind.POLICE, name="Polisen Sjöstad"))
    with in_room(others.coordinator) as actor, pytest.raises(NoSuchNominee):
        seat_people(callin, {three[0]: (1, 1)}, by=actor, at=timezone.now())


@pytest.mark.django_db
def test_t12_seats_are_moved_on_screen_and_every_name_has_its_role(
    police: Police, callin: CallIn, three: list[UUID]
) -> None:
    browser = police.coordinator.client()
    address = reverse("callins:seats", args=[callin.pk])
    assert browser.post(reverse("callins:suggest_seats", args=[callin.pk]), {"rows": 0}).status_code == 422
    furnished = {"rows": 3, "places": 6}
    assert browser.post(reverse("callins:suggest_seats", args=[callin.pk]), furnished).status_code == 302
    text = browser.get(address).content.decode()
    assert text.count("Ekhult, Rut") == text.count('Ekhult, Rut</bdi><span class="gvi-role">') + 2
    half = {f"row-{three[0]}": 1}
    save = reverse("callins:seat_people", args=[callin.pk])
    assert browser.post(save, half).status_code == 422
    whole = {f"row-{pk}": 1 for pk in three} | {f"place-{pk}": at for at, pk in enumerate(three, 1)}
    assert browser.post(save, whole).status_code == 302
    assert "Sitter för nära" in browser.get(address).content.decode()


@pytest.mark.django_db
def test_t12_the_paper_has_name_role_and_whose_copy_it_is_and_is_logged(
    police: Police, callin: CallIn, three: list[UUID]
) -> None:
    with in_room(police.coordinator) as actor:
        suggest_seats(callin, 2, 4, by=actor, at=timezone.now())
    answer = police.coordinator.client().get(reverse("callins:seat_map", args=[callin.pk]))
    assert "Ekhult" not in answer["Content-Disposition"]
    pdf = PdfReader(BytesIO(answer.content))
    text = " ".join(" ".join(page.extract_text().split()) for page in pdf.pages)
    assert "Ekhult, Rut" in text and text.count("misstänkt") == 3 and "Sekretess" in text
    assert police.coordinator.member.name in text and "Hassel" not in text
    with in_room(make_player(police.room, Role.LOG_REVIEWER)):
        assert Event.objects.get(verb="callins.seat_map").operation == "export"
