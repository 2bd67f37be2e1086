"""T14, T15 by raw SQL as the application's role, for what a review of a membership may be and change."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.safeguards.test_groups_by_sql import (
    CONFIRM,
    REVIEW,
    WORDS,
    a_member,
    a_membership,
    a_person,
    a_source,
    analyst,
    second,
)
from tests.safeguards.world import World, act_as, passes, sql, taken_back

pytestmark = pytest.mark.django_db

CHANGE = "update groups_membership set reviewed_on = %s, review_words = %s, {} = %s where id = %s"


def test_t14_words_that_were_written_before_renew_nothing(world: World) -> None:
    today, other = timezone.localdate(), "Har setts i nya sammanhang med de andra"
    said = ((WORDS, True), (other, True), (WORDS.upper(), False), (f"{other}.", False), ("kort", False))
    with taken_back():
        by = analyst(world)
        act_as(by)
        held = a_member(world, a_person(world, by))
        for words, fresh in said:
            assert passes(lambda w=words: sql(REVIEW, today, w, held)) == fresh
        assert not passes(lambda: sql(REVIEW, None, "", held))


def test_t15_words_of_a_review_come_with_its_day(world: World) -> None:
    today = timezone.localdate()
    with taken_back():
        by = analyst(world)
        act_as(by)
        held = a_membership(world, by, a_person(world, by), days_ago=5)
        act_as(second(world))
        sql(CONFIRM, second(world).member.pk, timezone.now() - timedelta(days=4), held)
        act_as(by)
        assert passes(lambda: sql(REVIEW, today - timedelta(days=2), WORDS, held))
        other = "Har setts i nya sammanhang med de andra"
        assert not passes(lambda: sql(REVIEW, today - timedelta(days=2), other, held))
        assert not passes(lambda: sql(REVIEW, today - timedelta(days=3), other, held))
        assert not passes(lambda: sql(REVIEW, today + timedelta(days=1), other, held))
        assert passes(lambda: sql(REVIEW, today, other, held))


@pytest.mark.parametrize(
    ("column", "value"), [("role", "driver"), ("certainty", "high"), ("accuracy", "1"), ("source_id", None)]
)
def test_t14_who_proposed_it_changes_nothing_of_it_alone(
    world: World, column: str, value: str | None
) -> None:
    today, by = timezone.localdate(), analyst(world)
    change = CHANGE.format(column)
    with taken_back():
        act_as(by)
        held = a_member(world, a_person(world, by))
        given = value or a_source(world, by)
        assert not passes(lambda: sql(change, today, WORDS, given, held))
        assert passes(lambda: sql(REVIEW, today, WORDS, held))
        act_as(second(world))
        other = "Har setts i nya sammanhang med de andra"
        assert passes(lambda: sql(change, today, other, given, held))
        assert sql(f"select {column} from groups_membership where id = %s", held) == [(given,)]
