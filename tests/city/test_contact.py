"""Call-ins and talks of the invented city: who may be called at all, what comes of it, and that it repeats."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import polars as pl
import pytest

from gvi.city import City
from gvi.city.contact import CallInPlan, Eligible, PlannedTalk, eligible, injured, plan_callins, plan_talks
from gvi.city.persons import People, people

DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def drawn(city: City) -> People:
    return people(city)


@pytest.fixture(scope="module")
def members(city: City, drawn: People) -> list[Eligible]:
    return eligible(city, drawn, ())


def callins_of(city: City, members: list[Eligible]) -> list[CallInPlan]:
    return plan_callins(city.seed, city.today, members, left_out="Lind")


def talks_of(city: City, drawn: People, members: list[Eligible]) -> list[PlannedTalk]:
    return plan_talks(city.seed, city.today, members, callins_of(city, members), [], injured(drawn), "Lind")


def test_t11_nobody_is_eligible_who_is_no_part_of_the_violence(
    drawn: People, members: list[Eligible]
) -> None:
    chosen = {one.person for one in members}
    roles = drawn.roles.filter(pl.col("person").is_in(list(chosen)))
    assert "not_suspected" not in set(roles["role"])
    suspected = set(roles.filter(pl.col("until").is_null(), role="suspected")["person"])
    belonging = set(drawn.memberships.filter(pl.col("ended_on").is_null())["person"])
    assert chosen <= suspected | belonging
    kept = drawn.persons.filter(pl.col("id").is_in(list(chosen)))
    assert "common_p2" not in set(kept["regime"])
    assert not kept["protected"].any()


def test_three_have_been_held_and_one_is_five_weeks_ahead(city: City, members: list[Eligible]) -> None:
    plans = callins_of(city, members)
    assert [plan.held for plan in plans] == [True, True, True, False]
    assert [plan.day for plan in plans] == sorted(plan.day for plan in plans)
    assert plans[2].day < city.today < plans[3].day - 21 * DAY
    assert all(plan.day.weekday() == 3 for plan in plans)
    assert plans[0].nominees == ()


def test_t27_nobody_under_eighteen_was_called_and_nobody_before_they_were_known(
    city: City, members: list[Eligible]
) -> None:
    for plan in callins_of(city, members)[1:3]:
        assert len(plan.nominees) == len({one.about.person for one in plan.nominees}) > 4
        for one in plan.nominees:
            assert max(one.about.since, one.about.adult_from) < plan.day - 21 * DAY


def test_about_a_quarter_stays_away_and_one_group_had_nobody(city: City, members: list[Eligible]) -> None:
    latest = callins_of(city, members)[2]
    marks = Counter(one.mark for one in latest.nominees if one.state == "approved")
    absent = marks["absent"] + marks["absent_excused"]
    assert 0.1 <= absent / marks.total() <= 0.35
    assert "Lind" not in latest.reached
    assert not any(one.mark for one in latest.nominees if one.state != "approved")


def test_the_list_to_come_is_open_and_two_must_not_meet(city: City, members: list[Eligible]) -> None:
    coming = callins_of(city, members)[3]
    assert {one.state for one in coming.nominees} >= {"nominated", "checked", "approved", "reserve"}
    session = {one.about.person: one.session for one in coming.nominees}
    for one, other in coming.apart:
        assert session[one] != session[other]


def test_attempts_are_far_more_than_meetings_and_every_state_is_there(
    city: City, drawn: People, members: list[Eligible]
) -> None:
    talks = talks_of(city, drawn, members)
    tries = Counter(outcome for one in talks for outcome in one.tries)
    assert 40 <= len(talks) <= 90
    assert tries.total() > 1.5 * (tries["met"] + tries["family"])
    ends = {one.end for one in talks}
    assert ends >= {"requested", "approved", "prepared", "attempted", "delivered", "stopped", "closed"}
    assert {one.kind for one in talks} == {"message", "safety"}


def test_nobody_is_asked_for_twice_in_a_fortnight_or_before_they_were_known(
    city: City, drawn: People, members: list[Eligible]
) -> None:
    known = {one.person: one for one in members}
    asked: dict[str, list[date]] = {}
    for one in talks_of(city, drawn, members):
        if one.kind == "message":
            assert one.asked_at.date() >= known[one.person].since
            asked.setdefault(one.person, []).append(one.asked_at.date())
    for days in asked.values():
        assert all(later - day >= 13 * DAY for day, later in pairwise(days))


def test_the_absent_are_asked_for_within_a_week(city: City, drawn: People, members: list[Eligible]) -> None:
    days = {plan.number: plan.day for plan in callins_of(city, members)}
    absent = [one for one in talks_of(city, drawn, members) if one.reason == "absent"]
    assert absent
    assert all(one.callin and one.asked_at.date() - days[one.callin] <= 7 * DAY for one in absent)


def test_nothing_is_tried_before_its_day(city: City, drawn: People, members: list[Eligible]) -> None:
    for one in talks_of(city, drawn, members):
        assert one.first_try >= one.asked_at.date()
        if one.tries:
            assert one.last_try <= city.today


def test_the_same_seed_tells_the_same(city: City, drawn: People, members: list[Eligible]) -> None:
    assert talks_of(city, drawn, members) == talks_of(city, drawn, members)
    assert callins_of(city, members) == callins_of(city, members)


def test_with_one_group_nobody_has_talked_for_two_months(
    city: City, drawn: People, members: list[Eligible]
) -> None:
    with_them = [one for one in talks_of(city, drawn, members) if one.group == "Lind"]
    assert all(one.last_try < city.today - 50 * DAY for one in with_them if one.tries)
