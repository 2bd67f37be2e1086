"""Names by sound, and identity numbers as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gvi.linkage import numbers
from gvi.linkage.spelling import LONGEST, folded, parts, plain, sound


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Carl", "Karl"),
        ("Christian", "Kristian"),
        ("Zita", "Sita"),
        ("Jönsson", "Joenson"),
        ("Alexandra", "Aleksandra"),
    ],
)
def test_names_that_sound_alike(one: str, other: str) -> None:
    assert sound(one) == sound(other)


@pytest.mark.parametrize(("one", "other"), [("Håkan", "Hakan"), ("Mälta", "Malta")])
def test_swedish_letters_are_letters_of_their_own_until_folded(one: str, other: str) -> None:
    assert plain(one) != plain(other)
    assert folded(one) == folded(other)


@given(st.text(max_size=2 * LONGEST))
def test_any_text_becomes_short_and_quiet_and_stays_so(text: str) -> None:
    for make in (plain, folded):
        made = make(text)
        assert len(made) <= 4 * LONGEST
        assert made == " ".join(made.split())
    assert all(len(word) > 2 for word in parts(sound(text)))
    made = plain(text)
    made.encode()
    assert plain(made) == made


@pytest.mark.parametrize(
    "written",
    ["19990304-9808", "990304-9808", "9903049808", "1999 03 04 98 08", " 19990304–9808", "990304+9808"],
)
def test_one_number_written_in_many_ways(written: str) -> None:
    number = numbers.read(written)
    assert number is not None
    assert (number.digits, number.day, number.valid) == ("9903049808", "990304", True)


@pytest.mark.parametrize("written", ["", "okänt", "12", "1999030498081", "Plats 7", "\ud800"])
def test_what_is_no_number_is_left_alone(written: str) -> None:
    assert numbers.read(written) is None


@pytest.mark.parametrize(
    ("written", "century"), [("19990304-XXXX", "19"), ("990304-TF12", ""), ("990304", "")]
)
def test_a_number_without_its_last_four_tells_the_day(written: str, century: str) -> None:
    assert numbers.read(written) == numbers.Number(None, "990304", century, coordination=False, valid=False)


def test_a_wrong_check_digit_or_day_is_seen() -> None:
    wrong = [numbers.read("990304-9806"), numbers.read("991399-9808")]
    assert [number and number.valid for number in wrong] == [False, False]
