"""Identity numbers: only real ones, one normal form, and a hash that another room can't compare."""

from datetime import date
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn

from gvi.trust.people.identity import NotAnIdentityNumber, identity_hash, is_identity_number, parse

DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    "text", ["20090620-9804", "200906209804", "090620-9804", "0906209804", " 20090620 9804 "]
)
def test_one_number_has_one_form(text: str) -> None:
    number = parse(text, day=DAY)
    assert (number.text, number.born) == ("20090620-9804", date(2009, 6, 20))


def test_a_plus_sign_says_a_hundred_years_earlier() -> None:
    assert parse("090620+9804", day=DAY).born == date(1909, 6, 20)


def test_ten_digits_mean_the_latest_day_that_has_been() -> None:
    assert parse("850315-9801", day=DAY).born == date(1985, 3, 15)


def test_a_coordination_number_tells_the_day_of_birth() -> None:
    assert parse("19851275-9807", day=DAY).born == date(1985, 12, 15)


@pytest.mark.parametrize(
    "text", ["", "Rut", "20090620-9805", "20091320-9806", "20990620-9804", "9804", "20090620-9804 Rut"]
)
def test_what_is_no_number_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(NotAnIdentityNumber) as refused:
        parse(text, day=DAY)
    assert not text or text not in str(refused.value)
    assert not is_identity_number(text, day=DAY)


@given(born=st.dates(date(1900, 1, 1), DAY), serial=st.integers(980, 999), coordination=st.booleans())
def test_every_way_of_writing_leads_to_the_same_form(born: date, serial: int, coordination: bool) -> None:
    short = f"{born:%y%m}{born.day + 60 * coordination:02d}{serial}"
    full = f"{born:%Y}"[:2] + short + luhn.calc_check_digit(short)
    number = parse(full, day=DAY)
    assert number.born == born
    assert parse(number.text, day=DAY) == number
    sign = "+" if DAY.year - born.year >= 100 else "-"
    if (DAY.year - born.year) != 100:
        assert parse(f"{full[2:8]}{sign}{full[8:]}", day=DAY) == number


def test_the_hash_is_the_rooms_own() -> None:
    here, there = uuid4(), uuid4()
    number = "20090620-9804"
    assert identity_hash(number, here) == identity_hash(number, here)
    assert identity_hash(number, here) != identity_hash(number, there)
    assert number not in identity_hash(number, here)
