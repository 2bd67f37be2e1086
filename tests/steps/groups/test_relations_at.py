"""Relations as they read on a day: six months without a sign, one source taken away, what was wrong or over."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from gvi.steps.groups.ageing import uncertain_on
from gvi.steps.groups.models import Group, Relation, RelationSign, Source
from gvi.steps.groups.queries.relations import RelationAt, relations_at
from gvi.steps.groups.words import RelationEnd, RelationKind
from tests.cast import Player, in_room
from tests.steps.groups.known import DAY, make_relation, make_sign, make_source

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def pair() -> tuple[Group, Group]:
    return Group.objects.create(code_name="Alm"), Group.objects.create(code_name="Bok")


def only(day: date, without: UUID | None = None) -> RelationAt | None:
    found = relations_at(day, without)
    assert len(found) <= 1
    return found[0] if found else None


def test_a_relation_reads_as_uncertain_six_months_to_the_day_after_its_last_sign(
    analyst: Player, pair: tuple[Group, Group]
) -> None:
    with in_room(analyst) as actor:
        relation = make_relation(actor, *pair, since=TODAY - 300 * DAY)
        make_sign(actor, relation, seen_on=TODAY - 280 * DAY)
        edge = uncertain_on(TODAY - 280 * DAY)
        before, after = only(edge - DAY), only(edge)
    assert before and after
    assert (before.kind, before.faded) == (RelationKind.CONFLICT, False)
    assert (after.kind, after.said, after.faded) == (RelationKind.UNCERTAIN, RelationKind.CONFLICT, True)
    assert before.age < 1 == after.age
    assert before.fades_on == after.fades_on == edge


def test_a_new_sign_gives_a_faded_relation_its_kind_again(analyst: Player, pair: tuple[Group, Group]) -> None:
    with in_room(analyst) as actor:
        relation = make_relation(actor, *pair, since=TODAY - 400 * DAY)
        make_sign(actor, relation, seen_on=TODAY - 400 * DAY)
        faded = only(TODAY - DAY)
        make_sign(actor, relation, seen_on=TODAY)
        awake, as_of = only(TODAY), only(TODAY - DAY)
    assert faded and awake and as_of
    assert (faded.kind, awake.kind, as_of.kind) == ("uncertain", "conflict", "uncertain")
    assert awake.age == 0


def test_a_withdrawn_sign_counts_on_no_day(analyst: Player, pair: tuple[Group, Group]) -> None:
    with in_room(analyst) as actor:
        relation = make_relation(actor, *pair, since=TODAY - 300 * DAY)
        make_sign(actor, relation, seen_on=TODAY - 300 * DAY)
        sign = make_sign(actor, relation, seen_on=TODAY - 10 * DAY)
        RelationSign.objects.filter(pk=sign.pk).update(withdrawn_at=timezone.now())
        found = only(TODAY)
    assert found and (found.kind, found.last_sign) == ("uncertain", TODAY - 300 * DAY)


def test_a_relation_holds_from_its_first_day_to_the_day_before_its_last(
    analyst: Player, pair: tuple[Group, Group]
) -> None:
    with in_room(analyst) as actor:
        relation = make_relation(actor, *pair, since=TODAY - 30 * DAY)
        Relation.objects.filter(pk=relation.pk).update(until=TODAY - 5 * DAY, end_reason=RelationEnd.OVER)
        days = [bool(relations_at(TODAY - ago * DAY)) for ago in (31, 30, 6, 5)]
    assert days == [False, True, True, False]


def test_what_was_wrong_was_so_on_no_day(analyst: Player, pair: tuple[Group, Group]) -> None:
    with in_room(analyst) as actor:
        relation = make_relation(actor, *pair, since=TODAY - 30 * DAY)
        Relation.objects.filter(pk=relation.pk).update(until=TODAY, end_reason=RelationEnd.WRONG)
        assert relations_at(TODAY - 10 * DAY) == []


def test_without_its_only_source_a_relation_is_not_there(analyst: Player, pair: tuple[Group, Group]) -> None:
    with in_room(analyst) as actor:
        source = make_source(actor, "UN 2026-1")
        relation = make_relation(actor, *pair, since=TODAY - 30 * DAY, source=source)
        make_sign(actor, relation, seen_on=TODAY - 30 * DAY, source=source)
        assert only(TODAY)
        assert only(TODAY, without=source.pk) is None


def test_without_one_source_a_relation_stands_on_the_signs_of_others(
    analyst: Player, pair: tuple[Group, Group]
) -> None:
    with in_room(analyst) as actor:
        one, other = make_source(actor, "UN 2026-1"), make_source(actor, "UN 2026-2")
        relation = make_relation(actor, *pair, since=TODAY - 300 * DAY, source=one)
        make_sign(actor, relation, seen_on=TODAY - 300 * DAY, source=one)
        make_sign(actor, relation, seen_on=TODAY - 250 * DAY, source=other)
        make_sign(actor, relation, seen_on=TODAY - 5 * DAY, source=one)
        whole, rest = only(TODAY), only(TODAY, without=one.pk)
        day_before = only(TODAY - 251 * DAY, without=one.pk)
    assert whole and rest
    assert (whole.kind, whole.sources) == ("conflict", tuple(sorted([one.pk, other.pk])))
    assert (rest.kind, rest.said, rest.sources) == ("uncertain", "conflict", (other.pk,))
    assert (rest.since, rest.last_sign) == (TODAY - 250 * DAY, TODAY - 250 * DAY)
    assert day_before is None


def test_another_room_has_no_relations(analyst: Player, stranger: Player, pair: tuple[Group, Group]) -> None:
    with in_room(analyst) as actor:
        make_relation(actor, *pair, since=TODAY - 30 * DAY)
    with in_room(stranger):
        assert relations_at(TODAY) == []


def test_reading_relations_is_one_query(
    analyst: Player, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with in_room(analyst) as actor:
        groups = [Group.objects.create(code_name=f"Träd {number}") for number in range(8)]
        for group in groups[1:]:
            relation = make_relation(actor, groups[0], group, since=TODAY - timedelta(days=90))
            make_sign(actor, relation, seen_on=TODAY)
        assert Source.objects.count() == 1
        with django_assert_num_queries(1):
            assert len(relations_at(TODAY)) == 7
