"""T03-T09 by raw SQL as the application's role, over random rooms, rules, classes, secrecy and ages.

An independent reading of trust.md says what should pass; the database has to agree every time, both ways.
"""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import assume, given
from hypothesis import strategies as st

from gvi.trust.law.words import DataClass, Secrecy
from gvi.trust.workspaces.kinds import Kind
from tests.safeguards.door import Attempt, Pact, Switched, Told, birthdays, fitting, opinion, prepare, send
from tests.safeguards.examples import many
from tests.safeguards.world import KINDS, World, passes, sql, taken_back

pytestmark = pytest.mark.django_db

ANY_KIND = st.sampled_from(KINDS)
ANY_RULE = st.integers(0, 59)
ANY_ITEM = st.builds(
    Told,
    st.sampled_from(sorted(DataClass.values)),
    st.sampled_from(sorted(Secrecy.values)),
    st.sampled_from(["fact", "assessment"]),
)


def tried(world: World, attempt: Attempt) -> None:
    """The database and the opinion agree."""
    with taken_back():
        prepare(world, attempt)
        wanted = opinion(attempt, timezone.localdate())
        assert passes(send(world, attempt)) == wanted, attempt


def test_it_works_a_fitting_disclosure_passes(world: World) -> None:
    rules = [rule for rule in world.rules if rule.valid(timezone.localdate())]
    assert len(rules) > 20
    for rule in rules:
        attempt = fitting(rule)
        assert opinion(attempt, timezone.localdate()), rule
        tried(world, attempt)


@many
@given(rule=ANY_RULE, switched=st.sampled_from(list(Switched)))
def test_t03_no_rule_that_is_on_no_disclosure(world: World, rule: int, switched: Switched) -> None:
    tried(world, fitting(world.rules[rule]).but(switched=switched))


@many
@given(rule=ANY_RULE, pact=st.sampled_from(list(Pact)))
def test_t04_t29_an_expired_rule_or_agreement_is_refused(world: World, rule: int, pact: Pact) -> None:
    tried(world, fitting(world.rules[rule]).but(pact=pact))


@many
@given(rule=ANY_RULE, items=st.lists(ANY_ITEM, min_size=0, max_size=4), sender=ANY_KIND)
def test_t05_t07_classes_and_secrecy_that_a_rule_never_lets_through(
    world: World, rule: int, items: list[Told], sender: Kind
) -> None:
    attempt = fitting(world.rules[rule])
    sender = (
        Kind(sender) if sender in attempt.rule.from_kinds and sender != attempt.receiver else attempt.sender
    )
    tried(world, attempt.but(items=tuple(items), sender=sender))


@many
@given(rule=ANY_RULE, sender=ANY_KIND, receiver=ANY_KIND)
def test_t06_a_rule_leads_only_where_it_says(world: World, rule: int, sender: Kind, receiver: Kind) -> None:
    attempt = fitting(world.rules[rule])
    secrecy = "osl_26" if sender == Kind.SOCIAL_SERVICES else attempt.items[0].secrecy
    items = (Told(attempt.items[0].data_class, secrecy),)
    tried(world, attempt.but(sender=Kind(sender), receiver=Kind(receiver), items=items))


@many
@given(rule=ANY_RULE, years=st.sampled_from([15, 18, 21]), days=st.integers(-2, 2), none=st.integers(0, 19))
def test_t08_ages_the_day_before_the_day_and_after(
    world: World, rule: int, years: int, days: int, none: int
) -> None:
    today = timezone.localdate()
    birth = (
        None
        if none == 0
        else date(today.year - years, today.month, min(today.day, 28)) + timedelta(days=days)
    )
    tried(world, fitting(world.rules[rule]).but(birth=birth))


@many
@given(
    birth=st.dates(date(1950, 1, 1), date(2026, 12, 31))
    | st.sampled_from([date(2008, 2, 29), date(2004, 2, 29)]),
    later=st.integers(0, 30_000),
)
def test_t08_years_are_counted_by_birthdays_leap_days_too(world: World, birth: date, later: int) -> None:
    today = birth + timedelta(days=later)
    assert sql("select gvi.age_on(%s, %s)", birth, today) == [(birthdays(birth, today),)]


@many
@given(rule=ANY_RULE, assertion=st.sampled_from(["", "fact", "assessment", "rumour"]))
def test_t09_a_statement_is_a_fact_or_an_assessment(world: World, rule: int, assertion: str) -> None:
    attempt = fitting(world.rules[rule])
    assume("statement" in attempt.rule.carries)
    tried(world, attempt.but(items=(Told("statement", attempt.items[0].secrecy, assertion),)))


@many
@given(
    rule=ANY_RULE,
    sender=st.sampled_from([Kind.POLICE, Kind.PROBATION]),
    data_class=st.sampled_from(["name", "identity_number", "birth_date", "address", "phone", "case_number"]),
    text=st.sampled_from(
        ["", "Ekfors, Ruth", "19990101-9802", "1999-01-01", "Kringelvägen 8", "Plats 7", " "]
    ),
    none=st.integers(0, 9),
)
def test_t09_police_and_probation_tell_what_the_row_says(
    world: World, rule: int, sender: Kind, data_class: str, text: str, none: int
) -> None:
    attempt = fitting(world.rules[rule])
    assume(sender in attempt.rule.from_kinds and sender != attempt.receiver)
    assume(data_class in attempt.rule.carries)
    told = Told(data_class, attempt.items[0].secrecy, text=text)
    tried(world, attempt.but(sender=sender, items=(told,), birth=None if none == 0 else attempt.birth))


@many
@given(rule=ANY_RULE, answered=st.integers(0, 3), words=st.sampled_from(["", "  ", "Nödvändigt nu."]))
def test_t03_every_question_is_answered_in_words(world: World, rule: int, answered: int, words: str) -> None:
    tried(world, fitting(world.rules[rule]).but(answered=answered, words=words.strip()))


@many
@given(
    rule=ANY_RULE,
    form=st.sampled_from(["single", "urgent"]),
    items=st.lists(ANY_ITEM, min_size=1, max_size=3),
)
def test_an_urgent_oral_disclosure_carries_name_and_address(
    world: World, rule: int, form: str, items: list[Told]
) -> None:
    tried(world, fitting(world.rules[rule]).but(form=form, items=tuple(items)))
