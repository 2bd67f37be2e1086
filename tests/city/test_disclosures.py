"""Planned disclosures and agreements: every state and rule, about persons who were there at the time."""

from datetime import date, time, timedelta

import polars as pl
import pytest

from gvi.city import City, build
from gvi.city.period import moment
from gvi.city.persons import People, people
from gvi.city.persons.disclosure_plan import ITEMS, PLANS, TEXTS

STATES = {"draft", "decided", "refused", "received", "withdrawn", "corrected", "expired"}
SEVEN = {"police", "tax_crime", "prosecutor"}  # of the seven bodies of lag 2025:170 those that the city has


@pytest.fixture(scope="session")
def persons(city: City) -> People:
    return people(city)


@pytest.fixture(scope="session")
def told(persons: People, city: City) -> pl.DataFrame:
    """The disclosures with the kinds of both rooms."""
    kinds = city.authorities.select("name", "kind")
    frame = persons.disclosures.join(kinds, left_on="sender", right_on="name").rename({"kind": "from_kind"})
    return frame.join(kinds, left_on="receiver", right_on="name").rename({"kind": "to_kind"})


def test_every_state_and_every_rule_is_told_of(told: pl.DataFrame) -> None:
    assert told.height == len(PLANS) == 31
    assert set(told["state"]) == STATES
    assert set(told["rule"]) == set(TEXTS)
    assert {plan.who for plan in PLANS} >= {"minor", "injured", "dropped", "supervised"}


def test_every_disclosure_has_its_texts(told: pl.DataFrame) -> None:
    assert (told["necessity"] != "").all()
    assert (told["reason"] != "").all()
    lacking = (told["state"] == "draft") | (told["form"] == "urgent")
    assert ((told["test"] == "") == lacking).all()
    ended = told["state"].is_in(["refused", "withdrawn", "corrected"])
    assert ((told["outcome"] != "") == ended).all()


def test_moments_follow_one_another_and_lie_in_the_past(told: pl.DataFrame, city: City) -> None:
    now = moment(city.today, time(0))
    for row in told.iter_rows(named=True):
        moments = [row[name] for name in ("drafted_at", "decided_at", "received_at", "ended_at") if row[name]]
        assert moments == sorted(moments), row["state"]
        assert moments[-1] < now
        assert (row["decided_at"] is None) == (row["decided_by"] is None) == (row["state"] == "draft")
        assert (row["received_at"] is None) == (row["received_by"] is None)
        assert (row["ended_at"] is not None) == (row["state"] in {"withdrawn", "corrected"})


@pytest.mark.parametrize(("seed", "size"), [(1, 1), (27, 1), (34, 1), (58, 1), (1, 10)])
def test_who_is_disclosed_stood_in_the_senders_room_at_the_time(city: City, seed: int, size: int) -> None:
    drawn = people(build(seed, size, city.today))
    known = {
        "police": dict(drawn.persons.select("id", "entered_at").iter_rows()),
        "cases": dict(drawn.cases.select("id", "opened_at").iter_rows()),
        "probation": dict.fromkeys(drawn.probation["id"], moment(date(2000, 1, 1), time(0))),
    }
    for register, person, drafted in drawn.disclosures.select("register", "person", "drafted_at").iter_rows():
        assert known[register][person] <= drafted


def test_no_one_with_a_late_review_protected_identity_or_no_name_is_disclosed(persons: People) -> None:
    sent = persons.persons.filter(pl.col("id").is_in(persons.disclosures["person"].implode()))
    assert sent.height > 10
    assert not sent["protected"].any()
    assert (sent["local_reference"] == "").all()


def test_t05_t06_only_crime_fighters_receive_under_the_law_of_2025(told: pl.DataFrame) -> None:
    under = told.filter(pl.col("rule").str.starts_with("lag_2025_170"))
    assert set(under["to_kind"]) <= SEVEN
    assert "social_services" not in set(under["from_kind"])


def test_t07_an_answer_under_section_four_has_contact_fields_only(told: pl.DataFrame) -> None:
    answers = told.filter(rule="lag_2025_170_4")["items"].to_list()
    told_of = {item["data_class"] for items in answers for item in items}
    assert told_of == {"name", "address", "phone"}


def test_t09_every_statement_says_whether_it_is_a_fact(told: pl.DataFrame) -> None:
    items = told["items"].explode().struct.unnest()
    assert set(items["data_class"]) == {data_class for data_class, _, _ in ITEMS.values()}
    assert set(items.filter(data_class="statement")["assertion"]) == {"fact", "assessment"}
    assert set(items.filter(pl.col("data_class") != "statement")["assertion"]) == {""}


def test_urgent_ones_are_the_on_call_deciders_own_and_lack_only_the_written_test(
    told: pl.DataFrame, city: City
) -> None:
    urgent = told.filter(form="urgent")
    assert set(urgent["decided_by"]) == set(city.members.filter("on_call")["email"])
    assert [[item["data_class"] for item in items] for items in urgent["items"]] == [["name", "address"]] * 2
    age = moment(city.today, time(0)) - urgent["decided_at"]
    assert (age < timedelta(hours=24)).to_list() == [False, True]


def test_a_joint_decision_is_one_receiver_and_one_rule_with_a_reason_each(told: pl.DataFrame) -> None:
    joint = told.filter(form="joint")
    assert joint.select("sender", "receiver", "rule").unique().height == 1
    assert joint["reason"].is_unique().all()
    assert joint["person"].is_unique().all()


def test_t08_someone_under_21_is_under_21(told: pl.DataFrame, city: City) -> None:
    born = told.filter(rule="osl_10_18a")["birth_date"]
    assert born.null_count() == 0
    assert (born > city.today.replace(year=city.today.year - 21)).all()


def test_minors_go_to_the_board_for_the_young(told: pl.DataFrame, persons: People) -> None:
    minors = set(persons.persons.filter("minor")["id"])
    young = told.filter(pl.col("rule").is_in(["polislagen_duty", "sol_19_1"]))
    assert set(young["person"]) <= minors
    assert set(young["receiver"]) == {"Nämnden för unga, Björkhamn"}


def test_an_agreement_stood_behind_whatever_was_decided(told: pl.DataFrame, persons: People) -> None:
    for row in told.drop_nulls("decided_at").iter_rows(named=True):
        rooms = [row["sender"], row["receiver"]]
        between = persons.agreements.filter(pl.col("first").is_in(rooms), pl.col("second").is_in(rooms))
        assert between.height == 1, (row["from_kind"], row["to_kind"])
        assert between["valid_from"][0] <= row["decided_at"].date() <= between["valid_until"][0]


def test_t29_one_agreement_has_ended_and_one_soon_will(persons: People, city: City) -> None:
    left = (persons.agreements["valid_until"] - city.today).dt.total_days()
    assert (left < 0).sum() == 1
    assert left.is_between(0, 30).sum() == 1
    assert persons.agreements["reference"].is_unique().all()
    ended = persons.agreements.filter(pl.col("valid_until") < city.today)["second"][0]
    assert persons.disclosures.filter(receiver=ended)["state"].to_list() == ["draft"]
