"""Duplicates in a room: suggested in words, decided by a person, undone without a trace, never across rooms."""

import sys
from datetime import date
from subprocess import run
from uuid import UUID, uuid4

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from procrastinate.contrib.django.models import ProcrastinateJob

from gvi.trust.log.models import Operation
from gvi.trust.people.duplicates.flows.ask_for_pairs import ask_for_pairs
from gvi.trust.people.duplicates.flows.decide_pair import decide_pair
from gvi.trust.people.duplicates.flows.find_pairs import find_pairs
from gvi.trust.people.duplicates.flows.undo_merge import undo_merge
from gvi.trust.people.duplicates.queries import open_page, waiting_count
from gvi.trust.people.duplicates.refusals import NoSuchPair, OtherReaders, OverduePair
from gvi.trust.people.labels import labels
from gvi.trust.people.models import Pair, Person
from gvi.trust.people.refusals import WrongState
from gvi.trust.people.tasks import find_pairs_of
from gvi.trust.people.words import PairState, Regime
from gvi.trust.refusals import NotAllowed
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Workspace
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, in_room, make_player, make_workspace
from tests.trust.people.persons import make_overdue, make_person
from tests.trust.workspaces.events import one_event

BORN = date(1990, 5, 17)


def twins(player: Player) -> tuple[Person, Person]:
    """The same person, the second time in a hurry; and somebody else."""
    one = make_person(player, surname="Kvistrand", given_name="Viktor", birth_date=BORN)
    other = make_person(player, surname="Kvistrnad", given_name="Viktor", birth_date=BORN)
    make_person(player, surname="Ekhult", given_name="Rut", birth_date=date(1971, 2, 3))
    return one, other


def found(player: Player) -> Pair:
    with in_room(player) as actor:
        find_pairs(by=actor, at=timezone.now())
        return Pair.objects.get(state=PairState.OPEN)


def above(player: Player) -> dict[UUID, UUID | None]:
    with in_room(player):
        return dict(Person.objects.order_by("id").values_list("pk", "merged_into"))


def test_it_works(analyst: Player) -> None:
    one, other = twins(analyst)
    with one_event(analyst, Operation.COMBINE, "people.find_pairs") as actor:
        assert find_pairs(by=actor, at=timezone.now()) == 1
    pair = found(analyst)
    assert {pair.first_id, pair.second_id} == {one.pk, other.pk}
    degrees = {it["field"]: it["degree"] for it in pair.reasons}
    assert degrees == {
        "identity_number": "missing",
        "given_name": "same",
        "surname": "similar",
        "birth_date": "same",
        "address": "missing",
    }


def test_t23_a_pair_holds_words_and_no_figure(analyst: Player) -> None:
    twins(analyst)
    assert all(isinstance(value, str) for it in found(analyst).reasons for value in it.values())


def test_a_second_look_adds_nothing(analyst: Player) -> None:
    twins(analyst)
    found(analyst)
    with in_room(analyst) as actor:
        assert find_pairs(by=actor, at=timezone.now()) == 0


def test_different_sticks(analyst: Player) -> None:
    twins(analyst)
    pair, before = found(analyst), above(analyst)
    with one_event(analyst, Operation.CHANGE, "people.tell_apart") as actor:
        decide_pair(pair.pk, same=False, by=actor, at=timezone.now())
    with in_room(analyst) as actor:
        assert find_pairs(by=actor, at=timezone.now()) == 0
        assert waiting_count() == 0
    assert above(analyst) == before


def test_same_is_read_under_the_older_with_the_roles_of_both(analyst: Player) -> None:
    one, other = twins(analyst)
    pair = found(analyst)
    with one_event(analyst, Operation.COMBINE, "people.merge_pair") as actor:
        decide_pair(pair.pk, same=True, by=actor, at=timezone.now())
    with in_room(analyst) as actor:
        root, child = sorted((one, other), key=lambda row: (row.entered_on, row.pk))
        assert Person.objects.get(pk=child.pk).merged_into_id == root.pk
        assert labels([child.pk])[child.pk].name == labels([root.pk])[root.pk].name
        assert find_pairs(by=actor, at=timezone.now()) == 0


@pytest.mark.parametrize(("different", "state"), [(False, PairState.OPEN), (True, PairState.DIFFERENT)])
def test_an_undone_merge_leaves_the_rows_as_they_were(
    analyst: Player, different: bool, state: PairState
) -> None:
    twins(analyst)
    pair, before = found(analyst), above(analyst)
    with in_room(analyst) as actor:
        decide_pair(pair.pk, same=True, by=actor, at=timezone.now())
    assert above(analyst) != before
    with one_event(analyst, Operation.CHANGE, "people.undo_merge") as actor:
        assert undo_merge(pair.pk, different=different, by=actor, at=timezone.now()).state == state
    assert above(analyst) == before


def test_a_decided_pair_is_not_decided_again(analyst: Player) -> None:
    twins(analyst)
    pair = found(analyst)
    with in_room(analyst) as actor:
        with pytest.raises(WrongState):
            undo_merge(pair.pk, different=True, by=actor, at=timezone.now())
        decide_pair(pair.pk, same=False, by=actor, at=timezone.now())
        with pytest.raises(WrongState):
            decide_pair(pair.pk, same=True, by=actor, at=timezone.now())


def test_t14_an_overdue_record_is_not_joined_but_may_be_told_apart(analyst: Player) -> None:
    late = make_overdue(analyst, surname="Kvistrand", given_name="Viktor")
    other = make_person(analyst, surname="Kvistrand", given_name="Viktor")
    first, second = sorted((late.pk, other.pk))
    with in_room(analyst) as actor:
        pair = Pair.objects.create(workspace=analyst.member.workspace, first_id=first, second_id=second)
        with pytest.raises(OverduePair):
            decide_pair(pair.pk, same=True, by=actor, at=timezone.now())
        assert decide_pair(pair.pk, same=False, by=actor, at=timezone.now()).state == PairState.DIFFERENT


def test_a_person_kept_for_named_officers_is_not_told_of_and_not_joined(
    police: Workspace, analyst: Player, coordinator: Player
) -> None:
    named = {"regime": Regime.COMMON_P2, "officers": (analyst.member.pk,)}
    make_person(analyst, surname="Kvistrand", given_name="Viktor", birth_date=BORN, **named)
    make_person(analyst, surname="Kvistrand", given_name="Viktor", birth_date=BORN)
    pair = found(analyst)
    with in_room(analyst) as actor, pytest.raises(OtherReaders):
        decide_pair(pair.pk, same=True, by=actor, at=timezone.now())
    with in_room(coordinator) as actor:
        assert waiting_count() == 0
        assert open_page(1, day=timezone.localdate())[1] == []
        with pytest.raises(NoSuchPair):
            decide_pair(pair.pk, same=False, by=actor, at=timezone.now())


def test_t01_another_rooms_records_are_neither_compared_nor_decided(analyst: Player, officer: Player) -> None:
    twins(analyst)
    make_person(officer, surname="Kvistrand", given_name="Viktor", birth_date=BORN)
    pair = found(analyst)
    with in_room(officer) as actor:
        assert find_pairs(by=actor, at=timezone.now()) == 0
        with pytest.raises(NoSuchPair):
            decide_pair(pair.pk, same=False, by=actor, at=timezone.now())


def test_whoever_only_reads_decides_nothing(police: Workspace, analyst: Player) -> None:
    twins(analyst)
    pair = found(analyst)
    with in_room(make_player(police, Role.DECISION_MAKER)) as actor:
        for act in (
            lambda: find_pairs(by=actor, at=timezone.now()),
            lambda: decide_pair(pair.pk, same=True, by=actor, at=timezone.now()),
            lambda: undo_merge(pair.pk, different=True, by=actor, at=timezone.now()),
        ):
            with pytest.raises(NotAllowed):
                act()


def test_a_big_room_is_compared_in_the_background_with_opaque_ids_only(analyst: Player) -> None:
    twins(analyst)
    with in_room(analyst) as actor:
        assert ask_for_pairs(by=actor, at=timezone.now(), at_once=1) is None
    job = ProcrastinateJob.objects.get(task_name="people.find_pairs")
    assert job.args == {"workspace": str(analyst.member.workspace_id), "member": str(analyst.member.pk)}
    find_pairs_of.func(**job.args)
    with in_room(analyst):
        assert waiting_count() == 1


def test_the_background_work_ends_with_the_right(police: Workspace, analyst: Player) -> None:
    twins(analyst)
    gone = make_player(police, Role.DECISION_MAKER).member
    find_pairs_of.func(workspace=str(police.pk), member=str(gone.pk))
    with in_room(analyst):
        assert not Pair.objects.exists()


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(6)), undone=st.permutations(range(6)))
def test_any_order_of_merging_and_undoing_gives_the_same_rows(
    db: None, order: list[int], undone: list[int]
) -> None:
    player = make_player(make_workspace(Kind.POLICE, name=f"Polisen {uuid4()}"), Role.ANALYST)
    rows = sorted(make_person(player, given_name=f"Rut {letter}").pk for letter in "ABCD")
    before = above(player)
    with in_room(player) as actor:
        pairs = [
            Pair.objects.create(workspace_id=player.member.workspace_id, first_id=one, second_id=other)
            for at, one in enumerate(rows)
            for other in rows[at + 1 :]
        ]
        for at in order:
            decide_pair(pairs[at].pk, same=True, by=actor, at=timezone.now())
    assert set(above(player).values()) == {None, rows[0]}
    with in_room(player) as actor:
        for at in undone:
            undo_merge(pairs[at].pk, different=False, by=actor, at=timezone.now())
    assert above(player) == before


def test_splink_is_not_loaded_with_the_pages() -> None:
    check = "import django, sys; django.setup(); import gvi.site.urls; print({'splink', 'duckdb'} & set(sys.modules))"
    done = run([sys.executable, "-c", check], capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout.strip() == "set()"
