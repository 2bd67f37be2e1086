"""The typeface comes with the product, draws Swedish and the other languages of the country, and no other is used."""

import hashlib

import pytest

from gvi.science.typesetting.text import MISSING
from gvi.science.typesetting.typeface import FOLDER, covered, fonts


def test_only_the_shipped_typeface_is_there_in_two_weights() -> None:
    assert sorted((font.family, font.weight) for font in fonts().fonts()) == [("Inter", 400), ("Inter", 600)]


@pytest.mark.parametrize(
    "letters",
    [
        "ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖÉ abcdefghijklmnopqrstuvwxyzåäöé 0123456789",
        "–—…”’»«§·•%€½²",
        "áčđŋšŧžÁČĐŊŠŦŽ",
        "łńśźżçğışőűřťŽćè",
        "абвгдежз ΑΒΓαβγ",
        MISSING,
    ],
)
def test_it_draws(letters: str) -> None:
    assert [letter for letter in letters if ord(letter) not in covered()] == []


@pytest.mark.parametrize("letter", ["日", "😀", "\ufffd", "ع"])
def test_it_knows_what_it_cannot_draw(letter: str) -> None:
    assert ord(letter) not in covered()


def test_the_files_are_those_that_the_list_names() -> None:
    listed = (FOLDER / "VENDOR.md").read_text(encoding="utf-8")
    files = sorted(FOLDER.glob("*.ttf"))
    assert len(files) == 2
    assert all(hashlib.sha256(file.read_bytes()).hexdigest() in listed for file in files)


def test_its_licence_comes_along() -> None:
    assert "SIL OPEN FONT LICENSE" in (FOLDER / "LICENSE.inter.txt").read_text(encoding="utf-8")
