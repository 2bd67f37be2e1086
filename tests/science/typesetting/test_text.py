"""Typed text becomes text that every document can draw, and loses nothing that can be seen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gvi.science.typesetting.text import MISSING, clean, clean_all
from gvi.science.typesetting.typeface import covered


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Åsa Öberg, Malmö", "Åsa Öberg, Malmö"),
        ("A\u030asa", "Åsa"),
        ("rad\r\nrad\rrad\u2028rad", "rad\nrad\nrad\nrad"),
        ("a\tb", "a b"),
        ("a\x00b\x07c\x1bd\ud83de", "abcde"),
        ("\ufeffett\u202e två\u200d", "ett två"),
        ("mjukt\u00adstreck", "mjuktstreck"),
        ("fast\u00a0mellanslag", "fast\u00a0mellanslag"),
        ("smalt\u3000mellanslag", "smalt mellanslag"),
        ("fest 😀", f"fest {MISSING}"),
        ("hjärta ❤️", "hjärta ❤"),
        ("tumme 👍🏽", f"tumme {MISSING}"),
        ("東京", MISSING * 2),
        ("  \n ", ""),
    ],
)
def test_typed_text_is_made_fit_to_show(typed: str, shown: str) -> None:
    assert clean(typed) == shown


def test_structures_are_cleaned_all_through_and_other_values_kept() -> None:
    typed = {"a": ["x\x00", {"b": ("y\r\n z ", 3, None, True)}]}
    assert clean_all(typed) == {"a": ["x", {"b": ["y\n z", 3, None, True]}]}


@given(st.text())
def test_whatever_was_typed_every_character_left_has_a_glyph(typed: str) -> None:
    assert all(letter == "\n" or ord(letter) in covered() for letter in clean(typed))


@given(st.text())
def test_cleaning_twice_changes_nothing_more(typed: str) -> None:
    assert clean(clean(typed)) == clean(typed)


@given(st.text(alphabet="abcåäöÅÄÖ ABC,.–§0123456789"))
def test_plain_swedish_is_left_as_it_is(typed: str) -> None:
    assert clean(typed) == typed.strip()
