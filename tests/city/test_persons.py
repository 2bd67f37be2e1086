"""The invented persons: nobody real, every case that a room must handle, and dates that hang together."""

import re
from datetime import date, time, timedelta

import polars as pl
import pytest
from stdnum.luhn import is_valid

from gvi.city import City, build
from gvi.city.members import SURNAMES
from gvi.city.period import HERE, moment
from gvi.city.persons import People, people
from gvi.city.persons.names import TestNumbers
from gvi.city.persons.register import PER_GROUP
from gvi.city.seeds import stream

LEGAL_ROLES = {"suspected", "convicted", "injured", "witness", "close_to", "not_suspected"}
TARGETS = {"suspected", "convicted"}
SENSITIVE = re.compile(
    r"(?i)invandr|etni|ursprung|född i|muslim|krist(en|na)|religi|kyrk|moské|sjuk|diagnos|missbruk|vårdad|politi|"
    r"sexu|musik|kläder|tatuer|bror|syster|mamma|pappa|förälder|stöd från soc"
)


@pytest.fixture(scope="session")
def persons(city: City) -> People:
    return people(city)


@pytest.fixture(scope="session")
def today(city: City) -> date:
    return city.today


def test_the_same_city_has_the_same_persons(city: City, persons: People) -> None:
    again = people(build(city.seed, 1, city.today))
    for name in People.__dataclass_fields__:
        assert getattr(again, name).equals(getattr(persons, name)), name
    assert not people(build(city.seed + 1, 1, city.today)).persons.equals(persons.persons)


@pytest.mark.parametrize(("size", "count"), [(1, 60), (10, 360)])
def test_about_twelve_persons_a_group(city: City, size: int, count: int) -> None:
    drawn = people(build(city.seed, size, city.today))
    assert drawn.persons.height == count == PER_GROUP * count // 12
    assert drawn.persons["id"].n_unique() == count


def test_every_case_that_a_room_must_handle_is_there(persons: People) -> None:
    frame = persons.persons
    assert frame["minor"].sum() == 12
    assert frame["protected"].sum() == 3
    assert (frame["local_reference"] != "").sum() == 4
    assert frame["identity_number"].str.contains(r"^\d{6}[6-9]\d-").sum() == 3
    assert set(frame["regime"]) == {"not_common", "common_p1", "common_p2"}
    assert frame.filter(pl.col("regime") == "common_p2")["officers"].list.len().min() == 3
    assert frame.filter(pl.col("regime") != "common_p2")["officers"].list.len().max() == 0


def test_a_local_reference_stands_in_for_a_person_entirely(persons: People) -> None:
    alone = persons.persons.filter(pl.col("local_reference") != "")
    assert alone["local_reference"].str.contains(r"^Plats \d+$").all()
    assert alone["local_reference"].is_unique().all()
    for column in ("given_name", "surname", "identity_number", "address"):
        assert (alone[column] == "").all()
    assert alone["birth_date"].null_count() == alone.height


def test_a_protected_persons_address_is_kept_nowhere(persons: People) -> None:
    assert set(persons.persons.filter("protected")["address"]) == {""}
    assert (
        persons.persons.filter(~pl.col("protected"), pl.col("local_reference") == "")["address"] != ""
    ).all()


def test_t27_the_question_of_a_report_of_concern_is_answered_for_minors(persons: People) -> None:
    assert ((persons.persons["concern"] != "") == persons.persons["minor"]).all()
    reported = persons.persons.filter(concern="reported")
    assert (reported["concern_reference"] != "").all()


def test_phone_numbers_are_those_kept_for_fiction(persons: People, city: City) -> None:
    numbers = set(persons.persons["phone"]) - {""}
    assert all(re.fullmatch(r"070-174 06 \d\d", number) for number in numbers)
    assert city.helpline not in numbers


def test_t10_nobody_is_there_without_role_purpose_regime_and_evidence(persons: People) -> None:
    for column in ("purpose", "regime", "basis", "evidence"):
        assert (persons.persons[column] != "").all()
    assert set(persons.roles["person"]) == set(persons.persons["id"])
    assert set(persons.roles["role"]) == LEGAL_ROLES
    assert (persons.roles["source"] != "").all()


def test_numbers_are_valid_test_numbers_of_the_day_of_birth_and_each_stands_once(city: City) -> None:
    drawn = people(build(city.seed, 10, city.today))
    rows = pl.concat([drawn.persons, drawn.probation], how="diagonal").filter(pl.col("identity_number") != "")
    shared = dict(drawn.same_humans.iter_rows())
    seen: dict[str, str] = {}
    for key, born, number in rows.select("id", "birth_date", "identity_number").iter_rows():
        digits = number.replace("-", "")
        day = int(digits[6:8])
        assert is_valid(digits[2:])
        assert 980 <= int(digits[8:11]) <= 999
        assert f"{digits[:6]}{day - 60 * (day > 60):02}" == f"{born:%Y%m%d}"
        assert seen.setdefault(digits, key) in {key, shared.get(key)}


def test_a_day_has_twenty_numbers_and_no_more() -> None:
    numbers, born = TestNumbers(stream(1, "numbers")), date(1999, 3, 4)
    assert len({numbers.number(born) for _ in range(20)}) == 20
    with pytest.raises(ValueError, match="born on one day"):
        numbers.number(born)


def test_no_person_bears_a_members_surname(persons: People) -> None:
    names = set(persons.persons["surname"]) | set(persons.probation["surname"])
    assert not names & set(SURNAMES.split())


def test_minors_are_minors_today(persons: People, today: date) -> None:
    named = persons.persons.drop_nulls("birth_date")
    for born, minor in named.select("birth_date", "minor").iter_rows():
        assert (born.replace(year=born.year + 18) > today) == minor
        assert born.replace(year=born.year + 15) <= today


def test_t11_who_is_no_suspect_is_there_for_safety_and_in_no_group(persons: People) -> None:
    ever = persons.roles.group_by("person").agg("role")
    joined = persons.persons.join(ever, left_on="id", right_on="person")
    for purpose, group, roles in joined.select("purpose", "group", "role").iter_rows():
        spared = not TARGETS & set(roles)
        assert purpose.startswith("Förebygga") == spared
        assert (group is None) == spared
    assert {len(roles) for roles in joined["role"]} == {1, 2}


def test_t13_a_suspicion_that_is_dropped_ends_the_day_the_person_is_cleared(
    persons: People, today: date
) -> None:
    cleared = persons.roles.filter(role="not_suspected")
    pairs = cleared.join(persons.roles.filter(role="suspected"), on="person")
    assert pairs.height == cleared.height > 2
    assert (pairs["since"] == pairs["until_right"]).all()
    assert (cleared["since"] < today).all()
    assert persons.roles.filter(pl.col("end_reason") != "")["person"].to_list() == cleared["person"].to_list()


def due(persons: People) -> pl.DataFrame:
    """When each person's next review is due, reckoned as trust.md says."""
    reviews = persons.reviews.group_by("person").agg(pl.col("at").max(), renewals=pl.len())
    joined = persons.persons.join(reviews, left_on="id", right_on="person", how="left")
    adult = pl.when(pl.col("at").is_null()).then(90).otherwise(180)
    days = pl.when("minor").then(adult // 2).otherwise(adult)
    return joined.with_columns(due=pl.coalesce("at", "entered_at") + pl.duration(days=days))


@pytest.mark.parametrize("seed", range(4))
def test_t14_reviews_are_due_soon_for_some_late_for_some_and_were_always_in_time(
    city: City, seed: int
) -> None:
    drawn = people(build(seed, 1, city.today))
    now = moment(city.today, time(0))
    frame = due(drawn)
    late = frame.filter(pl.col("due") < now)
    assert 3 <= late.filter(pl.col("due") > now - timedelta(days=30)).height <= 6
    assert 1 <= late.filter(pl.col("due") < now - timedelta(days=30)).height <= 3
    assert frame.filter(pl.col("due").is_between(now, now + timedelta(days=14))).height >= 4
    assert (frame["entered_at"] > now - timedelta(days=720)).all()
    assert (frame.filter(regime="not_common")["entered_at"] > now - timedelta(days=360)).all()
    for person, entered, minor in drawn.persons.select("id", "entered_at", "minor").iter_rows():
        before, days = entered, 45 if minor else 90
        for at in drawn.reviews.filter(person=person).sort("at")["at"]:
            assert before < at < before + timedelta(days=days)
            before, days = at, 90 if minor else 180


def test_people_write_in_office_hours(persons: People) -> None:
    moments = [*persons.persons["entered_at"], *persons.reviews["at"], *persons.statements["at"]]
    here = [at.astimezone(HERE) for at in moments]
    assert {at.weekday() for at in here} <= set(range(5))
    assert all(9 <= at.hour <= 16 for at in here)


def test_statements_are_graded_sourced_and_written_while_the_person_was_there(
    persons: People, city: City
) -> None:
    frame = persons.statements.join(persons.persons, left_on="person", right_on="id")
    assert set(frame["kind"]) == {"fact", "assessment"}
    assert set(frame["reliability"]) <= set("ABCDEF")
    assert set(frame["accuracy"]) <= set("123456")
    assert set(frame["secrecy"]) == {"osl_18_1", "osl_35_1"}
    assert (frame["said_on"] >= frame["based_on"]).all()
    assert (frame["at"] > frame["entered_at"]).all()
    assert (frame["at"] < moment(city.today, time(0))).all()
    assert set(frame["by"]) <= set(city.members["email"])
    assert (
        frame.filter(kind="assessment")["text"].str.starts_with("Bedöms")
        | frame.filter(kind="assessment")["text"].str.contains("bedöms")
    ).all()


def test_no_text_holds_what_must_never_be_held(city: City) -> None:
    drawn = people(build(city.seed, 10, city.today))
    texts = [
        *drawn.statements["text"],
        *drawn.persons["purpose"],
        *drawn.persons["basis"],
        *drawn.reviews["need"],
    ]
    assert [text for text in texts if SENSITIVE.search(text)] == []
    assert [text for text in texts if "{" in text] == []


def test_probation_keeps_a_short_list_of_its_own(persons: People, city: City, today: date) -> None:
    assert persons.probation.height == 20
    assert (persons.probation["supervision_ends"] > today).all()
    assert set(persons.probation["officer"]) <= set(
        city.members.filter(authority="Kriminalvården, frivården Björkhamn")["email"]
    )
    assert persons.same_humans.height == 12
    pairs = persons.same_humans.join(persons.probation, left_on="probation", right_on="id").join(
        persons.persons, left_on="police", right_on="id", suffix="_police"
    )
    written_otherwise = (pairs["given_name"] != pairs["given_name_police"]) | (
        pairs["surname"] != pairs["surname_police"]
    )
    assert 0 < written_otherwise.sum() < pairs.height
    assert not pairs["minor"].any()


def test_t17_social_services_cases_have_a_number_and_moments_and_nothing_else(
    persons: People, city: City
) -> None:
    assert persons.cases.columns == ["id", "board", "number", "kind", "opened_at", "closed_at"]
    assert set(persons.cases["board"]) == set(city.authorities.filter(kind="social_services")["name"])
    assert set(persons.cases["kind"]) == {"case_number", "random_number"}
    assert persons.cases.select("board", "number").is_unique().all()
    assert persons.cases["number"].str.contains(r"^(IFO \d{4}-\d+|R\d[0-9A-Z]{5})$").all()
